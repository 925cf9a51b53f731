"""README's table of current figures, from the file that runs keep them in.

    python -m eval.readme_table

It stands between two marks; a test says whether it is current.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from eval.bootstrap import Estimate
from eval.figures import Kept, read
from ingest.files import write_whole
from ingest.language import LANGUAGES

README = Path(__file__).parents[1] / "README.md"
BEGIN = "<!-- figures: written by `make figures` -->"
END = "<!-- end of figures -->"
_TITLES = {
    "npt-wg-2023.jsonl": "one real report",
    "mixed-en.jsonl": "thirteen real reports",
    "questions.jsonl": "the sample library",
    "follow-ups.jsonl": "its follow-up questions",
    "claims.jsonl": "claims on it",
}
_SHOWN = (
    "first citation right",
    "hit@5",
    "quote holds the answer",
    "refused or uncertain",
    "quotes exact",
    "claims right",
    "claims macro-F1",
    "claims quotes exact",
)


def table(found: Mapping[str, Kept]) -> Iterator[str]:
    """The lines of the table: under each set its figures, all together and by language."""
    yield f"| | all (95 % interval), of | {' | '.join(LANGUAGES)} |"
    yield "| --- | --- |" + " --- |" * len(LANGUAGES)
    for name, title in _TITLES.items():
        if name in found:
            yield from _rows(title, found[name])


def _rows(title: str, kept: Kept) -> Iterator[str]:
    counts = [f"{n} {what}" for n, what in _counts(kept) if n]
    yield f"| **{title}**, {kept.began[:10]} | {', '.join(counts)} |" + " |" * len(LANGUAGES)
    for figure in _SHOWN:
        e = kept.figures["all"].get(figure)
        if e and e.count:
            by_lang = (kept.figures.get(lang, {}).get(figure) for lang in LANGUAGES)
            yield f"| {figure} | {_whole(e)} | {' | '.join(map(_short, by_lang))} |"


def _counts(kept: Kept) -> tuple[tuple[int, str], ...]:
    return (kept.questions, "questions"), (kept.claims, "claims")


def _whole(e: Estimate) -> str:
    between = f" ({e.low:.2f}–{e.high:.2f})" if e.low is not None else ""
    return f"{_short(e)}{between}, {e.count}"


def _short(e: Estimate | None) -> str:
    return f"{e.value:.2f}" if e and e.value is not None else "–"


def renewed(readme: str, found: Mapping[str, Kept]) -> str:
    """A README with the table of these figures between its marks."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return "\n".join([f"{before}{BEGIN}", "", *table(found), "", f"{END}{after}"])


if __name__ == "__main__":
    write_whole(README, renewed(README.read_text(encoding="utf-8"), read()).encode())
