"""What is seen: questions, answers, citations, problems and lists, as markup."""

import re
from collections.abc import Iterable

from app.ui import words
from app.ui.evidence import Evidence, Exchange, Neighbour
from app.ui.markup import Html, tag, text
from ingest.catalog import Listed


def question(asked: str) -> Html:
    """What the user said."""
    return text("div", asked, class_="rap-question")


def outcome(e: Exchange) -> Html:
    """What came of a question: an answer with its evidence, or a problem."""
    if e.answer is None:
        return problem(e.problem)
    if e.answer.status == "not_found":
        return _not_found(e)
    uncertain = e.answer.status == "uncertain"
    parts = [tag("p", words.UNCERTAIN, class_="rap-status")] if uncertain else []
    parts.append(_short(e))
    parts += [_citation(n, c, is_open=n == 1) for n, c in enumerate(e.evidence, 1)]
    parts.append(_meta(e))
    return tag("div", *parts, class_=f"rap-answer rap-{e.answer.status}")


def _short(e: Exchange) -> Html:
    assert e.answer is not None
    mark = tag("span", "[1]", class_="rap-ref", dir="ltr")
    return text("p", e.answer.answer, " ", mark, class_="rap-short", lang=e.evidence[0].lang)


def _not_found(e: Exchange) -> Html:
    parts = [tag("p", words.NOT_FOUND, class_="rap-status"), tag("p", words.NOT_FOUND_WHY)]
    if e.evidence:
        parts.append(tag("p", words.NEAREST, class_="rap-nearest"))
        parts += [_citation(None, c, is_open=False) for c in e.evidence]
    parts.append(_meta(e))
    return tag("div", *parts, class_="rap-answer rap-not-found")


def _meta(e: Exchange) -> Html:
    assert e.answer is not None
    seconds = sum(e.answer.timings.values())
    said = f"{words.PROBABILITY} {e.answer.probability:.2f} · {seconds:.1f} {words.SECONDS}"
    return tag("p", said, class_="rap-meta")


def _citation(number: int | None, c: Evidence, *, is_open: bool) -> Html:
    ref = [tag("span", f"[{number}]", class_="rap-ref"), " "] if number else []
    return tag(
        "details",
        tag("summary", *ref, tag("bdi", c.label)),
        _where(c),
        *(_neighbour(n, words.BEFORE, c.lang) for n in c.before),
        text("p", *_marked(c), class_="rap-paragraph", lang=c.lang),
        *(_neighbour(n, words.AFTER, c.lang) for n in c.after),
        _foot(c),
        class_="rap-citation",
        open=is_open,
    )


def _where(c: Evidence) -> Html:
    page = f", {words.PAGE} {c.page}" if c.page else ""
    return tag(
        "div",
        *(
            [text("p", " › ".join(c.heading), class_="rap-heading", lang=c.lang)]
            if c.heading
            else []
        ),
        tag("p", tag("bdi", c.source), page, class_="rap-file"),
        class_="rap-where",
    )


def _marked(c: Evidence) -> Iterable[str]:
    """The paragraph's text: the quote marked, and in it the words that answer, where fewer."""
    if c.quote is None:
        return [c.text]
    a, b = c.quote
    x, y = c.words or c.quote
    inner = [c.text[a:b]]
    if (x, y) != (a, b):
        inner = [c.text[a:x], tag("strong", c.text[x:y]), c.text[y:b]]
    return [c.text[:a], tag("mark", *inner), c.text[b:]]


def _neighbour(n: Neighbour, side: str, lang: str) -> Html:
    label = tag("p", tag("bdi", n.label), class_="rap-label")
    return tag("div", label, text("p", n.text, lang=lang), class_=f"rap-neighbour rap-{side}")


def _foot(c: Evidence) -> Html:
    parts = [tag("span", f"{words.SCORE} {c.score:.3f}")] if c.score is not None else []
    if c.url:
        link = tag("a", words.OFFICIAL, href=c.url, target="_blank", rel="noopener noreferrer")
        parts.append(link)
    return tag("p", *parts, class_="rap-foot")


def problem(message: str) -> Html:
    """Something that the user can mend; what stands between backticks is to be typed."""
    pieces = re.split(r"`([^`]+)`", message)
    said = [tag("code", p) if i % 2 else p for i, p in enumerate(pieces)]
    head = tag("p", words.PROBLEM, class_="rap-status")
    return tag("div", head, text("p", *said), class_="rap-answer rap-problem", role="alert")


def title(said: str, below: str = "") -> Html:
    """The head of a page, and what it says first."""
    parts = [tag("h1", said), *([tag("p", below)] if below else [])]
    return tag("div", *parts, class_="rap-title")


def reports(listed: Iterable[Listed]) -> Html:
    """All reports: symbol, title, language, paragraphs."""
    head = tag("tr", *(tag("th", c, scope="col") for c in words.COLUMNS))
    rows = [_row(r) for r in listed]
    return tag("table", tag("thead", head), tag("tbody", *rows), class_="rap-reports")


def _row(r: Listed) -> Html:
    name = text("div", r.title or r.source, lang=r.lang)
    return tag(
        "tr",
        tag("td", tag("bdi", r.symbol or "–"), class_="rap-symbol"),
        tag("td", name, tag("div", tag("bdi", r.source), class_="rap-file")),
        tag("td", tag("bdi", words.LANGUAGE_NAMES.get(r.lang, r.lang)), class_="rap-lang"),
        tag("td", str(r.paragraphs), class_="rap-number"),
    )
