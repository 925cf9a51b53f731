"""A run as one HTML page that can be sent: no script, nothing from elsewhere, light and dark.

Text of reports, questions and file names is escaped by `tag`, like everything else.
"""

from collections.abc import Iterable, Mapping, Sequence

from app.answer import Citation
from app.ui.markup import Html, tag, text
from eval import confidence, pictures, summary
from eval.bootstrap import Estimate
from eval.claim_measures import ClaimResult
from eval.measures import Result, sureness
from eval.report_style import STYLE
from eval.run import Figures, Run
from ingest.numbers import label

_LONGEST = 700  # characters of a gold paragraph that are shown
_HEAD = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
)
_INTERVALS = (
    "Under each figure: its 95 % interval (bootstrap over what is asked; the same question in six "
    "languages is one), and the number of questions behind it."
)


def page(runs: Sequence[Run]) -> str:
    """The whole page."""
    names = ", ".join(r.set for r in runs)
    began = str(runs[0].about.get("began", ""))[:10]
    body = tag(
        "main",
        tag("h1", "How right the answers are"),
        tag("p", " · ".join(x for x in (f"Rapporteur on {names}", began) if x), class_="soft"),
        *(_run(r) for r in runs),
    )
    title = tag("title", f"Evaluation: {names}")
    style = Html(f"<style>{STYLE}</style>")
    return f"{_HEAD}{title}{style}</head>\n{tag('body', body)}</html>\n"


def _run(done: Run) -> Html:
    figures = done.figures
    return tag(
        "section",
        tag("h2", done.set),
        tag("p", summary.sentence(done), class_="lead"),
        *(_questions(done, figures) if done.results else []),
        *(_claims(done) if done.claims else []),
        tag("h3", "All figures"),
        _all(figures),
        *(_failures(done.results) if done.results else []),
        *(_wrong_claims(done.claims) if done.claims else []),
        tag("h3", "How this was made"),
        _list(summary.settings(done), class_="settings"),
    )


def _questions(done: Run, figures: dict[str, Estimate]) -> list[Html]:
    return [
        tag("div", *(_tile(name, figures[name]) for name in summary.TILES), class_="tiles"),
        _pictures(done, figures),
        tag("h3", "By language of the question"),
        tag("p", _INTERVALS, class_="note"),
        _table("Language", summary.languages(done)),
        tag("h3", "By kind of question"),
        _table("Kind", summary.kinds(done)),
        *_systems(done),
    ]


def _claims(done: Run) -> list[Html]:
    return [
        tag("h3", "Claims, by language"),
        _table("Language", summary.claims(done), summary.CLAIM_COLUMNS),
    ]


def _tile(name: str, e: Estimate) -> Html:
    return tag(
        "div",
        tag("span", name.capitalize(), class_="name"),
        tag("b", summary.value(name, e)),
        tag("span", _small(name, e)),
        class_="tile",
    )


def _small(name: str, e: Estimate) -> str:
    between = summary.interval(name, e)
    return ", ".join(x for x in (between, f"of {e.count}") if x) if e.count else "no case"


def _pictures(done: Run, figures: dict[str, Estimate]) -> Html:
    p, right = sureness(done.results)
    settings = done.about.get("settings", {})
    thresholds = {
        name: settings[key]
        for key, name in (("answered_from", "answered"), ("not_found_below", "or uncertain"))
        if key in settings
    }
    p50, p95 = figures["latency p50"], figures["latency p95"]
    return tag(
        "div",
        _figure(
            pictures.risk_coverage(confidence.risk_coverage(p, right), thresholds),
            "Risk by coverage",
            f"area {summary.value('', figures['risk-coverage area'])}, smaller is better",
        ),
        _figure(
            pictures.calibration(confidence.reliability(p, right)),
            "Calibration",
            f"expected error {summary.value('', figures['calibration error'])}; on the line, a "
            "probability means what it says",
        ),
        _figure(
            pictures.latency([r.seconds for r in done.results], p50.value or 0, p95.value or 0),
            "Latency",
            f"ranking and reading, over {p50.count} questions",
        ),
        class_="pictures",
    )


def _figure(picture: Html, title: str, caption: str) -> Html:
    return tag("figure", picture, tag("figcaption", tag("b", title), caption))


def _table(first: str, rows: Figures, columns: Mapping[str, str] = summary.COLUMNS) -> Html:
    head = [tag("th", name, title=meaning) for name, meaning in columns.items()]
    body = [
        tag(
            "tr",
            tag("th", name, scope="row"),
            *(_cell(column, row[column]) for column in columns),
            class_="first" if name == "All" else None,
        )
        for name, row in rows.items()
    ]
    table = tag("table", tag("thead", tag("tr", tag("th", first), *head)), tag("tbody", *body))
    return tag("div", table, class_="wide")


def _cell(name: str, e: Estimate) -> Html:
    share = None
    if e.value is not None and name not in summary.SMALLER:
        share = f"--share:{100 * e.value:.0f}%"
    small = tag("small", summary.interval(name, e) or "\u00a0")
    few = tag("span", f"of {e.count}", class_="few")
    return tag("td", summary.value(name, e), small, few, style=share)


def _systems(done: Run) -> list[Html]:
    rows = summary.systems(done)
    if not rows:
        return []
    note = (
        "The same questions, put to simpler systems over the same reports. They refuse only where "
        "they find nothing, and quote the whole paragraph unless named otherwise. A chunk of "
        "LlamaIndex is longer than a paragraph: it stands for those that it covers, in order."
    )
    return [
        tag("h3", "Beside simpler systems"),
        tag("p", note, class_="note"),
        _table("System", rows),
    ]


def _all(figures: dict[str, Estimate]) -> Html:
    rows = [
        tag(
            "tr",
            tag("th", name, scope="row"),
            tag("td", summary.value(name, e)),
            tag("td", summary.interval(name, e)),
            tag("td", str(e.count)),
        )
        for name, e in figures.items()
    ]
    names = ("Figure", "Value", "95 % interval", "Questions")
    head = tag("thead", tag("tr", *(tag("th", n) for n in names)))
    return tag(
        "details",
        tag("summary", f"{len(rows)} figures, each with its interval and its denominator"),
        tag("div", tag("table", head, tag("tbody", *rows)), class_="wide"),
    )


def _failures(results: Sequence[Result]) -> list[Html]:
    failed = summary.failed(results)
    title = tag("h3", f"Questions that failed: {len(failed)} of {len(results)}")
    if not failed:
        return [title, tag("p", "None.")]
    return [title, *(_failure(r, why) for r, why in failed)]


def _failure(r: Result, why: Sequence[str]) -> Html:
    q = r.question
    facts = [
        ("Gold", _gold(r)),
        ("Cited", _cited(r.answer.citations)),
        ("Status", f"{r.answer.status.replace('_', ' ')}, probability {r.answer.probability:.2f}"),
        ("Id", tag("span", f"{q.id}, about {q.report}", dir="ltr")),
    ]
    return tag(
        "details",
        tag(
            "summary",
            text("span", " › ".join(q.turns), class_="question", lang=q.lang),
            " ",
            tag("span", f"{q.lang} · {q.kind.replace('_', ' ')}", class_="tag"),
            tag("span", "; ".join(why), class_="why"),
        ),
        _list(facts),
        class_="failure",
    )


def _gold(r: Result) -> Html:
    q = r.question
    if q.unanswerable:
        return tag("span", f"no answer ({(q.reason or '').replace('_', ' ')})")
    where = tag("span", " or ".join(label(n) for n in q.paragraphs))
    accepted = [part for a in dict.fromkeys(q.accepted()) for part in (" · ", tag("bdi", a))]
    return tag("div", where, _proof(r.proof), tag("div", "accepted: ", *accepted[1:]))


def _proof(whole: str) -> Html:
    return text("blockquote", whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST]}…")


def _cited(citations: Sequence[Citation]) -> Html:
    if not citations:
        return tag("span", "nothing")
    return tag("div", *(part for c in citations for part in _citation(c)))


def _wrong_claims(results: Sequence[ClaimResult]) -> list[Html]:
    wrong = [r for r in results if not r.right]
    title = tag("h3", f"Claims that failed: {len(wrong)} of {len(results)}")
    return [title, *map(_wrong_claim, wrong)] if wrong else [title, tag("p", "None.")]


def _wrong_claim(r: ClaimResult) -> Html:
    c, worst = r.claim, r.verification.worst
    where = tag("span", " or ".join(label(n) for n in c.paragraphs) or "no paragraph")
    facts = [
        ("Gold", tag("div", where, _proof(r.proof)) if c.paragraphs else where),
        ("Cited", _cited(worst.citations)),
        ("Status", f"{r.said.replace('_', ' ')}, probability {worst.probability:.2f}"),
        ("Id", tag("span", f"{c.id}, about {c.report}", dir="ltr")),
    ]
    why = f"{c.verdict.replace('_', ' ')}, but judged {r.said.replace('_', ' ')}"
    return tag(
        "details",
        tag(
            "summary",
            text("span", c.claim, class_="question", lang=c.lang),
            " ",
            tag("span", c.lang, class_="tag"),
            tag("span", why, class_="why"),
        ),
        _list(facts),
        class_="failure",
    )


def _citation(c: Citation) -> tuple[Html, Html]:
    a, b = c.answer_start - c.start, c.answer_end - c.start
    words = (c.quote[:a], tag("mark", c.quote[a:b]), c.quote[b:])
    return (
        text("span", f"{c.full_label} ({c.lang})"),
        text("blockquote", *words, lang=c.lang),
    )


def _list(rows: Iterable[tuple[str, str]], class_: str | None = None) -> Html:
    pairs = [part for name, value in rows for part in (tag("dt", name), tag("dd", value))]
    return tag("dl", *pairs, class_=class_)
