"""A report as markup: its outline, its paragraphs with their tables and footnotes, and hits."""

from collections.abc import Iterable, Sequence

from app.ui import address, labels, words
from app.ui.document import Block, Entry, Hit, Loose, Pair, Span, Unit
from app.ui.markup import Html, tag, text
from ingest.report import Paragraph, Report


def head(report: Report, above: str) -> Html:
    """What a report says of itself before its first paragraph."""
    name = text("h1", report.title or report.source, lang=report.lang)
    facts = [f for f in (report.symbol, report.place, report.dates) if f]
    told = tag("p", tag("bdi", " · ".join(facts)), class_="rap-facts")
    known = {report.title, *facts}
    rest = "\n".join(line for line in above.splitlines() if line.strip() not in known)
    lines = text("p", rest, class_="rap-front", lang=report.lang)
    parts = [name, *([told] if facts else []), *([lines] if rest else [])]
    return tag("div", *parts, class_="rap-title")


def outline(entries: Iterable[Entry], report: str, here: frozenset[str]) -> Html:
    """Links to the headings. `here` are the numbers that stand on this page."""
    items = [
        tag(
            "li",
            tag("a", e.title, href=_way(e.number, report, here), dir="auto"),
            class_=f"rap-level-{min(e.level, 4)}",
        )
        for e in entries
    ]
    return tag("nav", tag("ul", *items), class_="rap-outline", aria_label=words.OUTLINE)


def _way(number: str, report: str, here: frozenset[str]) -> str:
    return f"#{_anchor(number)}" if number in here else address.to(report, number)


def _anchor(number: str) -> str:
    return f"para-{address.short(number)}"


def body(parts: Iterable[Block], report: Report, asked: Paragraph | None) -> Html:
    """A report in one language."""
    return tag("div", *(_block(b, report, asked) for b in parts), class_="rap-report")


def two_bodies(
    pairs: Iterable[Pair], first: Report, second: Report, asked: Paragraph | None
) -> Html:
    """Two versions of a report, paragraph beside paragraph."""
    heads = [tag("div", tag("bdi", words.LANGUAGE_NAMES[r.lang])) for r in (first, second)]
    rows = [tag("div", *heads, class_="rap-pair rap-pair-head")]
    for left, right in pairs:
        cells = (_cell(left, first, asked), _cell(right, second, None, is_second=True))
        rows.append(tag("div", *cells, class_="rap-pair"))
    return tag("div", *rows, class_="rap-report rap-two")


def _cell(
    block: Block | None, report: Report, asked: Paragraph | None, *, is_second: bool = False
) -> Html:
    if block is None:
        return tag("div", tag("p", words.NOT_THERE, class_="rap-absent"))
    return tag("div", _block(block, report, asked, is_second=is_second))


def _block(
    block: Block, report: Report, asked: Paragraph | None, *, is_second: bool = False
) -> Html:
    if isinstance(block, Unit):
        return _unit(block, report, asked, is_second=is_second)
    if isinstance(block, Loose):
        said = report.text[block.start : block.end]
        return text("p", said, class_="rap-text rap-loose", lang=report.lang)
    return text(f"h{min(block.level + 1, 5)}", block.title, lang=report.lang)


def _unit(u: Unit, report: Report, asked: Paragraph | None, *, is_second: bool) -> Html:
    p = u.paragraph
    is_asked = u.holds(asked)
    part = asked if is_asked and asked and asked.number != p.number else None
    inside = part and p.start <= part.start < p.end
    spans = [(part.start - p.start, part.end - p.start)] if part and inside else []
    parts = [text("p", *marked(report.slice(p), spans), class_="rap-text", lang=report.lang)]
    if u.rows:
        parts.append(_table(u.rows, report, asked))
    parts += [_note(n, report, asked) for n in u.notes]
    name = f"rap-unit rap-depth-{min(u.depth, 3)}" + (" rap-asked" if is_asked else "")
    anchor = None if is_second else _anchor(p.number)  # an id stands once on a page
    return tag(
        "div",
        _number(p, report),
        tag("div", *parts),
        class_=name,
        id=anchor,
        dir=_direction(report),
    )


def _direction(report: Report) -> str:
    """Where its lines run to: a paragraph's number stands where they begin."""
    return "rtl" if report.lang == "ar" else "ltr"


def _number(p: Paragraph, report: Report) -> Html:
    """The paragraph's mark, which is its permanent link."""
    said = f"{words.LINK_TO}: {report.name}{words.LABEL_COMMA}{labels.localised(p.label)}"
    return tag(
        "a",
        tag("bdi", p.mark or "¶"),
        href=address.to(report.id, p.number),
        class_="rap-mark",
        title=said,
        aria_label=said,
    )


def _table(rows: Sequence[Paragraph], report: Report, asked: Paragraph | None) -> Html:
    lines = []
    for row in rows:
        cells = [text("td", cell) for cell in report.slice(row).split("\t")]
        is_asked = asked is not None and asked.number == row.number
        lines.append(tag("tr", *cells, class_="rap-row-asked" if is_asked else None))
    return tag("table", tag("tbody", *lines), class_="rap-table", lang=report.lang, dir="auto")


def _note(note: Paragraph, report: Report, asked: Paragraph | None) -> Html:
    mark = tag("sup", tag("bdi", note.mark))
    is_asked = asked is not None and asked.number == note.number
    name = "rap-note rap-note-asked" if is_asked else "rap-note"
    return text("p", mark, " ", report.slice(note), class_=name, lang=report.lang)


def marked(said: str, spans: Iterable[Span]) -> list[str]:
    """A text with these spans marked; they are in order and do not meet."""
    out: list[str] = []
    at = 0
    for start, end in spans:
        out += [said[at:start], tag("mark", said[start:end])]
        at = end
    return [*out, said[at:]]


def hits(found: Sequence[Hit], report: Report) -> Html:
    """The paragraphs in which the searched words stand."""
    said = words.PARAGRAPHS_FOUND.format(n=len(found)) if found else words.NONE_FOUND
    return tag(
        "div",
        tag("p", said, class_="rap-status", role="status"),
        *(_hit(h, report) for h in found),
        class_="rap-report rap-hits",
    )


def _hit(h: Hit, report: Report) -> Html:
    where = tag("p", tag("bdi", " › ".join(h.paragraph.heading)), class_="rap-where-hit")
    said = tag("bdi", labels.localised(h.paragraph.label))
    label = tag("a", said, href=address.to(report.id, h.paragraph.number))
    words_ = text("p", *marked(h.text, h.spans), class_="rap-text", lang=report.lang)
    return tag(
        "div", tag("p", label), *([where] if h.paragraph.heading else []), words_, class_="rap-hit"
    )
