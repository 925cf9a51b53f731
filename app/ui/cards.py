"""What is seen: questions, answers, citations, problems and lists, as markup."""

import re
from collections.abc import Iterable, Mapping, Sequence

from app.answer import Sentence, Written
from app.ui import address, errors, labels, words
from app.ui.evidence import Evidence, Exchange, Neighbour
from app.ui.markup import Html, tag, text

_SURE = 0.9  # the probability from which an answer is called sure


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
    parts = _understood(e)
    parts += [tag("p", words.UNCERTAIN, class_="rap-status")] if uncertain else []
    parts += written(e.answer.written, e.evidence) if e.answer.written else []
    if not (e.answer.written and e.answer.written.supported):
        parts.append(_short(e))
    parts += _otherwise(e)
    parts += [citation(n, c, is_open=n == 1) for n, c in enumerate(e.evidence, 1)]
    parts.append(_meta(e))
    return tag("div", *parts, class_=f"rap-answer rap-{e.answer.status}")


def _understood(e: Exchange) -> list[Html]:
    """The question as it was read, where that is more than what was typed."""
    assert e.answer is not None
    if e.answer.understood in ("", e.answer.question):
        return []
    whole = tag("bdi", e.answer.understood)
    return [tag("p", words.UNDERSTOOD, " ", whole, class_="rap-understood")]


def _short(e: Exchange) -> Html:
    """The report's own words, with yes or no where that is certain, and the pins of all paragraphs
    that say the same."""
    assert e.answer is not None
    pins = [_pin(i + 1, e.evidence[i]) for i in e.answer.agreeing]
    settled = {"yes": words.YES, "no": words.NO}.get(e.answer.yes_no or "")
    lead = [tag("strong", tag("bdi", settled)), " "] if settled else []
    said = [*lead, e.answer.answer, " ", *pins]
    return text("p", *said, class_="rap-short", lang=e.evidence[0].lang)


def _otherwise(e: Exchange) -> list[Html]:
    """What paragraphs that disagree say."""
    assert e.answer is not None
    return [
        tag(
            "p",
            words.OTHERWISE,
            " ",
            text("span", e.answer.citations[i].words, lang=e.evidence[i].lang),
            " ",
            _pin(i + 1, e.evidence[i]),
            class_="rap-otherwise",
        )
        for i in e.answer.otherwise
    ]


def _pin(number: int, c: Evidence) -> Html:
    """A number that opens the cited paragraph in its report."""
    said = words.OPEN_PIN.format(n=number)
    label = labels.citation(c.label, c.number)
    return tag(
        "a",
        f"[{number}]",
        class_="rap-ref",
        dir="ltr",
        href=address.to(c.report, c.number),
        target="_blank",
        rel="noopener",
        title=label,
        aria_label=f"{said}: {label}",
    )


def written(w: Written, evidence: Sequence[Evidence]) -> list[Html]:
    """What a language model wrote: sentences with their pins, or struck out with the reason."""
    pins = {(c.report, c.number): _pin(n, c) for n, c in enumerate(evidence, 1)}
    parts = [_sentence(s, pins) for s in w.sentences]
    said = [words.WRITTEN_BY.format(model=w.model)] if w.supported else []
    if w.problem:
        without = "" if w.supported else f" {words.WITHOUT_MODEL}"
        said.append(f"{getattr(words, f'PROBLEM_{w.problem}')}{without}")
    if w.rejected:
        name = words.LEFT_OUT if w.left_out else words.STRUCK_OUT
        said.append(name.format(n=w.rejected))
    return [*parts, *(text("p", line, class_="rap-written") for line in said)]


def being_written(sentences: Sequence[Sentence]) -> Html:
    """The checked sentences of an answer that is not complete yet. Their pins come with it."""
    return tag("div", *(_sentence(s, {}) for s in sentences), class_="rap-answer")


def _sentence(s: Sentence, pins: Mapping[tuple[str, str], Html]) -> Html:
    if s.reason:
        why = tag("span", getattr(words, f"REASON_{s.reason}"), class_="rap-reason")
        return tag("p", tag("s", tag("bdi", s.text)), " ", why, class_="rap-struck", dir="auto")
    cited = ((c.report, c.paragraph) for c in s.citations)
    own = [pins[place] for place in cited if place in pins]
    lang = s.citations[0].lang
    return text("p", s.text, " ", *own, class_="rap-short", lang=lang)


def _not_found(e: Exchange) -> Html:
    parts = _understood(e)
    parts += [tag("p", words.NOT_FOUND, class_="rap-status"), tag("p", words.NOT_FOUND_WHY)]
    if e.evidence:
        parts.append(tag("p", words.NEAREST, class_="rap-nearest"))
        parts += [citation(None, c, is_open=False) for c in e.evidence]
    parts.append(_meta(e))
    return tag("div", *parts, class_="rap-answer rap-not-found")


def _meta(e: Exchange) -> Html:
    assert e.answer is not None
    number = f"{words.PROBABILITY} {e.answer.probability:.2f}"
    seconds = f"{sum(e.answer.timings.values()):.1f} {words.SECONDS}"
    sure = {"answered": words.FAIRLY_SURE, "uncertain": words.HARDLY_SURE, "not_found": ""}
    said = sure[e.answer.status]
    if e.answer.status == "answered" and e.answer.probability >= _SURE:
        said = words.SURE
    parts = [tag("bdi", part) for part in (said, seconds) if part]
    return tag("p", *_between(parts, " · "), class_="rap-meta", title=number)


def citation(number: int | None, c: Evidence, *, is_open: bool) -> Html:
    """A paragraph that is cited (with its number) or near, between its neighbours."""
    ref = [tag("span", f"[{number}]", class_="rap-ref"), " "] if number else []
    return tag(
        "details",
        tag("summary", *ref, labels.shown(c.label, c.number)),
        _where(c),
        *(_neighbour(n, "before", c.lang) for n in c.before),
        text("p", *_marked(c), class_="rap-paragraph", lang=c.lang),
        *(_neighbour(n, "after", c.lang) for n in c.after),
        _foot(c),
        class_="rap-citation",
        open=is_open,
    )


def _where(c: Evidence) -> Html:
    page = f"{words.LABEL_COMMA}{words.PAGE.format(n=c.page)}" if c.page else ""
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
    said = labels.localised(n.label)
    return tag(
        "div",
        tag("p", tag("bdi", said), class_="rap-label"),
        text("p", n.text, lang=lang),
        class_=f"rap-neighbour rap-{side}",
        role="group",
        aria_label=said,
        tabindex="0",  # a long one is scrolled, by the keyboard too
    )


def _foot(c: Evidence) -> Html:
    """Ways on: the report, the paragraph in other languages, the citation to copy."""
    parts = [_link(address.to(c.report, c.number), words.OPEN)] if c.report else []
    if c.versions:
        others = [
            _link(address.to(c.report, c.number, lang), words.LANGUAGE_NAMES.get(lang, lang))
            for lang, _ in c.versions
        ]
        parts.append(tag("span", words.ALSO_IN, " ", *_between(others, " "), class_="rap-versions"))
    if c.url:
        parts.append(_link(c.url, words.OFFICIAL))
    parts.append(copy_button(labels.citation(c.label, c.number)))
    return tag("div", *parts, class_="rap-foot")


def _between(parts: Iterable[Html], sign: str) -> list[str]:
    return [x for part in parts for x in (sign, part)][1:]


def _link(to: str, said: str) -> Html:
    return tag("a", tag("bdi", said), href=to, target="_blank", rel="noopener noreferrer")


def copy_button(citation: str) -> Html:
    """A button that copies a citation, and says so."""
    copied = tag("span", words.COPIED, class_="rap-said", aria_hidden="true")
    copy = tag("span", words.COPY, class_="rap-unsaid")
    return tag("button", copy, copied, class_="rap-copy", type="button", data_copy=citation)


def problem(message: str) -> Html:
    """Something that the user can mend."""
    head = tag("p", words.PROBLEM, class_="rap-status")
    return tag(
        "div",
        head,
        text("p", *with_code(errors.told(message))),
        class_="rap-answer rap-problem",
        role="alert",
    )


def with_code(message: str) -> list[str]:
    """A text of ours in which what stands between backticks is code."""
    pieces = re.split(r"`([^`]+)`", message)
    return [tag("code", p) if i % 2 else p for i, p in enumerate(pieces)]


def title(said: str, below: str = "") -> Html:
    """The head of a page, and what it says first."""
    parts = [tag("h1", said), *([tag("p", below)] if below else [])]
    return tag("div", *parts, class_="rap-title")
