"""Whether a set is true of its reports: gold paragraphs exist, and accepted answers stand in them.

Any gold paragraph proves the answer, so one of them must hold an accepted answer, in every language
of the report. Another that holds none counts as right all the same, and so does an accepted answer
that stands nowhere, which may be a paraphrase; a note says so. Where a set does not say in which
language an answer is, only one in the script of a report can stand in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.measures import holds
from eval.questions import Item, Question, numbered
from ingest.catalog import Catalog
from ingest.chunk import cited_paragraph
from ingest.errors import NotFound
from ingest.language import detect
from ingest.report import Report


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong with the question on a line of a set, or (`note`) only loose."""

    set: str
    line: int
    id: str
    text: str
    note: bool = False

    def __str__(self) -> str:
        return f"{self.set}, line {self.line} ({self.id}): {self.text}"


def check(path: Path, catalog: Catalog) -> tuple[int, list[Remark]]:
    """How many questions a set has, and what there is to say of them against the reports of a
    catalog. Raises BadInput for a set that breaks its schema."""
    questions = numbered(path)
    versions: dict[str, list[Report]] = {}
    remarks = []
    for line, q in questions:
        if q.report not in versions:
            versions[q.report] = _versions(catalog, q.report)
        reports = versions[q.report]
        remarks += [Remark(path.name, line, q.id, x) for x in _wrong(q, reports)]
        if isinstance(q, Question):
            remarks += [Remark(path.name, line, q.id, x, note=True) for x in _loose(q, reports)]
    return len(questions), remarks


def _versions(catalog: Catalog, name: str) -> list[Report]:
    """The report in all its languages; none where it is not there."""
    try:
        found = catalog.find(name)
    except NotFound:
        return []
    symbols = dict.fromkeys(r.symbol for r in found if r.symbol)
    found += [r for symbol in symbols for r in catalog.find(symbol)]
    return list({r.id: r for r in found}.values())


def _wrong(q: Item, versions: Sequence[Report]) -> Iterator[str]:
    if not versions:
        yield f"no report {q.report!r}; `rapporteur ingest` it first, or correct the name"
        return
    for report in versions:
        texts = [(n, _text(report, n)) for n in q.paragraphs]
        for number, text in texts:
            if text is None:
                yield f"no paragraph {number} in {report.id}; `rapporteur show {report.id}` has all"
            elif (cited := cited_paragraph(report, number)) != number:
                yield f"{number} of {report.id} is cited as {cited}; write {cited}"
        there = [text for _, text in texts if text is not None]
        accepted = q.accepted(report.lang) if isinstance(q, Question) else ()
        if accepted and there and not any(holds(text, accepted) for text in there):
            numbers = " or ".join(q.paragraphs)
            yield f"no accepted answer stands in paragraph {numbers} of {report.id}"


def _loose(q: Question, versions: Sequence[Report]) -> Iterator[str]:
    """Gold paragraphs that hold no accepted answer in any language while another does, and accepted
    answers that none of them holds while it holds another."""
    standing = {
        (n, answer)
        for n in q.paragraphs
        for report in versions
        if (text := _text(report, n))
        for answer in q.accepted(report.lang)
        if holds(text, [answer])
    }
    if not standing:
        return
    held, stand = ({pair[i] for pair in standing} for i in (0, 1))
    if without := [n for n in q.paragraphs if n not in held]:
        more = " or ".join(sorted(held))
        yield f"gold paragraph {', '.join(without)} holds no accepted answer; {more} does"
    could = {a: None for r in versions for a in q.accepted(r.lang) if _could_stand(a, r.lang)}
    if nowhere := [repr(a) for a in could if a not in stand]:
        yield f"accepted answer {', '.join(nowhere)} stands in no gold paragraph; another does"


def _could_stand(answer: str, lang: str) -> bool:
    """Whether an answer is in the script of a report in this language; numbers are in all."""
    has_letters = any(map(str.isalpha, answer))
    return not has_letters or _script(detect(answer)) == _script(lang)


def _script(lang: str) -> str:
    return lang if lang in ("ar", "ru", "zh") else "Latin"


def _text(report: Report, number: str) -> str | None:
    p = report.find(number)
    return report.text[slice(*report.whole(p))] if p else None
