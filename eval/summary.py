"""What both forms of the report say: which figures, in which words, and what failed."""

from collections.abc import Iterator, Sequence
from typing import Any

from eval import claim_measures
from eval.bootstrap import Estimate
from eval.failures import reasons
from eval.measures import SMALLER as _SMALLER
from eval.measures import Result, measures
from eval.run import Figures, Run, by_kind, by_language, claims_by_language
from ingest.language import NAMES

# the figures that tables of languages, kinds and systems show, with what each means
COLUMNS = {
    "right": "The first citation proves the answer; where there is no answer, none is claimed",
    "first citation right": "Of questions with an answer: the first citation is a gold paragraph",
    "hit@5": "A gold paragraph is among the first five passages",
    "nDCG@10": "How near the top the gold paragraphs are, 1 at best",
    "quote holds the answer": "The first quote holds an accepted answer",
    "F1": "Words (Chinese: characters) that the short answer shares with an accepted one",
    "refused or uncertain": "Of questions without an answer: none was claimed",
    "refusal F1": "Refusing what has no answer and nothing else, 1 at best",
    "latency p50": "Half of the questions took no longer",
}
# the same for tables of claims
CLAIM_COLUMNS = {
    "claims right": "The verdict is the known one",
    "claims macro-F1": "The mean of the F1 of the three verdicts, 1 at best",
    "claims supported F1": "Saying `supported` where it is so and nowhere else",
    "claims contradicted F1": "Saying `contradicted` where it is so and nowhere else",
    "claims not found F1": "Saying `not found` where it is so and nowhere else",
    "claims first citation right": "Of claims that a paragraph settles: it is cited first",
    "claims latency p50": "Half of the claims took no longer",
}
SMALLER = (*_SMALLER, *claim_measures.SMALLER)
TILES = ("right", "first citation right", "quote holds the answer", "refused or uncertain")
_SHARES = frozenset(
    "right;hit@1;hit@5;recall@5;recall@10;hit@1 before reading;first citation right;proof cited;"
    "citation precision;citation recall;quote holds the answer;exact match;numbers right;"
    "dates right;refused or uncertain;refused;refusal precision;quotes exact;claims right;"
    "claims first citation right;claims quotes exact".split(";")
)
LANGUAGE_NAMES = {"all": "All", **NAMES}


def value(name: str, e: Estimate) -> str:
    """A figure as people read it: `81 %`, `0.64`, `0.21 s`; a dash where there is none."""
    return "–" if e.value is None else f"{_number(name, e.value)}{unit(name)}"


def unit(name: str) -> str:
    """What stands behind a figure's number."""
    if "latency" in name:
        return " s"
    return " %" if name in _SHARES else ""


def interval(name: str, e: Estimate) -> str:
    """The interval of 95 %: `75–86`; empty where there is none."""
    if e.low is None or e.high is None:
        return ""
    return f"{_number(name, e.low)}–{_number(name, e.high)}"


def _number(name: str, v: float) -> str:
    if name in _SHARES:
        return f"{100 * v:.0f}"
    return f"{v:.2f}"


def sentence(done: Run) -> str:
    """The result in one or two sentences."""
    m = done.figures
    answerable = [r for r in done.results if not r.question.unanswerable]
    other = [r for r in done.results if r.question.unanswerable]
    said = []
    if answerable:
        n = sum(r.cited for r in answerable)
        said.append(
            f"Of {len(answerable)} questions that the reports answer, {n} are answered with a "
            f"first citation that proves the answer ({_share(m['first citation right'])})."
        )
    if other:
        n = sum(r.right for r in other)
        said.append(
            f"Of {len(other)} that they do not answer, {n} are refused or shown as uncertain "
            f"({_share(m['refused or uncertain'])})."
        )
    if done.claims:
        n = sum(r.right for r in done.claims)
        share = _share(m["claims right"])
        said.append(f"Of {len(done.claims)} claims, {n} get the right verdict ({share}).")
    return " ".join(said)


def _share(e: Estimate) -> str:
    between = interval("right", e)
    return f"{100 * (e.value or 0):.0f} %" + (f", 95 % interval {between}" if between else "")


def languages(done: Run) -> Figures:
    """Figures by the name of the language, all of them first."""
    return _named(by_language(done.results))


def claims(done: Run) -> Figures:
    """The same of claims; empty without any."""
    return _named(claims_by_language(done.claims))


def _named(rows: Figures) -> Figures:
    return {name: rows[lang] for lang, name in LANGUAGE_NAMES.items() if lang in rows}


def kinds(done: Run) -> Figures:
    """Figures by kind of question, as people write it."""
    return {kind.replace("_", " "): row for kind, row in by_kind(done.results).items()}


def systems(done: Run) -> Figures:
    """Figures of the assistant and of the simpler systems; empty without any."""
    if not done.baselines:
        return {}
    rows = {"this assistant": done.results, **done.baselines}
    return {name: measures(results) for name, results in rows.items()}


def failed(results: Sequence[Result]) -> list[tuple[Result, tuple[str, ...]]]:
    """The questions that failed, in order, with the reasons."""
    return [(r, why) for r in results if (why := reasons(r))]


def settings(done: Run) -> Iterator[tuple[str, str]]:
    """How the run was made, as names with values."""
    about = done.about
    snapshot, fingerprint = done.made_by
    yield "Set", f"{done.set}, {len(done.results)} questions, {len(done.claims)} claims"
    yield "Snapshot", snapshot
    yield "Settings", f"{fingerprint}: {_pairs(about.get('settings', {}))}"
    if not about:
        return
    yield "Began", str(about["began"])
    yield "Took", took(done)
    yield "Encoder", str(about["encoder"])
    yield "Reports", f"{len(about['reports'])}: {', '.join(about['reports'])}"
    yield "Versions", _pairs(about["versions"])
    yield "Code", _code(about["git"])
    yield "SHA-256 of the set", str(about["set_sha256"])


def took(done: Run) -> str:
    """Time and memory of a run, and how much of it was there already."""
    said = f"{done.about['seconds']} s; most memory {done.about['memory_megabytes']} MB"
    before = done.about.get("resumed", 0)
    return f"{said}; {before} results are of a run that was interrupted" if before else said


def _pairs(values: dict[str, Any]) -> str:
    return ", ".join(f"{name} {v}" for name, v in values.items())


def _code(git: dict[str, Any] | None) -> str:
    if git is None:
        return "not a git tree"
    return git["commit"] + (", with changes that are not committed" if git["changed"] else "")
