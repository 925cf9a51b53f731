"""A run and a comparison as markup of the page, in its language. The report that is sent
(`report_html`) says more, in English."""

from collections.abc import Iterable, Mapping, Sequence

from app.ui import address, verdict_cards, words
from app.ui.markup import Html, tag, text
from eval import confidence, pictures, summary
from eval.bootstrap import Estimate
from eval.claim_measures import ClaimResult
from eval.compare import Change, Comparison
from eval.failures import faults
from eval.measures import Result, sureness
from eval.run import Figures, Run
from ingest.numbers import label

# figures that are named in the language of the page; terms of the field stay as they are
_NAMES = {
    "right": "FIGURE_right",
    "first citation right": "FIGURE_cited",
    "hit@5": "FIGURE_hit",
    "quote holds the answer": "FIGURE_said",
    "refused or uncertain": "FIGURE_refused",
    "refusal F1": "FIGURE_refusal",
    "latency p50": "FIGURE_latency",
}
# what a comparison says of what differs beside the answers
_ALSO = {"snapshot": "SNAPSHOT", "settings": "OTHER_SETTINGS"}
Row = Mapping[str, Estimate]


def heading(said: str) -> Html:
    """The head of a part of the page."""
    return _block(tag("h2", said))


def head(done: Run, figures: Row) -> Html:
    """The name of the set, and its main figures."""
    tiles = [_tile(name, figures[name]) for name in summary.TILES]
    return _block(
        tag("h2", tag("bdi", done.set)),
        tag("div", *tiles, class_="rap-tiles"),
        tag("p", words.INTERVALS, class_="rap-small"),
    )


def _tile(name: str, e: Estimate) -> Html:
    return tag(
        "div",
        tag("span", _name(name), class_="rap-name"),
        tag("b", tag("bdi", summary.value(name, e))),
        tag("span", *_below(name, e), class_="rap-small"),
        class_="rap-tile",
    )


def _below(name: str, e: Estimate) -> list[str]:
    """The interval of a figure, and what it is of."""
    between = summary.interval(name, e)
    of = words.OF_QUESTIONS.format(n=e.count)
    return [tag("bdi", between), " · ", of] if between else [of]


def _name(figure: str) -> str:
    return getattr(words, _NAMES[figure]) if figure in _NAMES else figure


def languages(rows: Figures) -> Html:
    """Figures by the language of the question."""
    return _block(tag("h3", words.BY_LANGUAGE), _table(words.LANGUAGE, _by_language(rows)))


def _by_language(rows: Figures) -> Figures:
    names = {"all": words.ALTOGETHER, **words.LANGUAGE_NAMES}
    return {names[lang]: rows[lang] for lang in names if lang in rows}


def kinds(rows: Figures) -> Html:
    """Figures by kind of question."""
    named = {getattr(words, f"KIND_{kind}"): row for kind, row in rows.items()}
    return _block(tag("h3", words.BY_KIND), _table(words.KIND, named))


def claims(rows: Figures) -> Html:
    """Figures of claims by their language."""
    ordered = _by_language(rows)
    return _block(
        tag("h3", words.CLAIMS_BY_LANGUAGE), _table(words.LANGUAGE, ordered, summary.CLAIM_COLUMNS)
    )


def _table(first: str, rows: Mapping[str, Row], columns: Iterable[str] = summary.COLUMNS) -> Html:
    columns = list(columns)
    body = [
        [tag("bdi", name), *(_cell(column, row[column]) for column in columns)]
        for name, row in rows.items()
    ]
    return _grid([first, *map(_name, columns)], body)


def _cell(name: str, e: Estimate) -> Html:
    share = None
    if e.value is not None and name not in summary.SMALLER:
        share = f"--share:{100 * e.value:.0f}%"
    between = summary.interval(name, e) or "\u00a0"
    small = [
        tag("span", part, class_="rap-small")
        for part in (tag("bdi", between), words.OF_QUESTIONS.format(n=e.count))
    ]
    return tag("div", tag("bdi", summary.value(name, e)), *small, class_="rap-share", style=share)


def _grid(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """A table whose first cells name their rows; it scrolls where it is too wide."""
    top = tag("tr", *(tag("th", c, scope="col") for c in columns))
    body = [
        tag("tr", tag("th", row[0], scope="row"), *(tag("td", cell) for cell in row[1:]))
        for row in rows
    ]
    table = tag("table", tag("thead", top), tag("tbody", *body))
    # what scrolls can be reached with the keyboard
    return tag("div", table, class_="rap-wide", tabindex="0", role="group", aria_label=columns[0])


def pictures_of(done: Run, figures: Row, colours: pictures.Colours) -> Html:
    """Risk by coverage, calibration and latency. Streamlit strips inline SVG: they are images."""
    say = _said_by_pictures()
    p, right = sureness(done.results)
    settings = done.about.get("settings", {})
    named = {"answered_from": words.RISK_ANSWERED, "not_found_below": words.RISK_UNCERTAIN}
    thresholds = {said: settings[key] for key, said in named.items() if key in settings}
    p50, p95 = (figures[f"latency {q}"].value or 0 for q in ("p50", "p95"))
    drawn = (
        (words.RISK, pictures.risk_coverage(confidence.risk_coverage(p, right), thresholds, say)),
        (words.CALIBRATION, pictures.calibration(confidence.reliability(p, right), say)),
        (words.LATENCY, pictures.latency([r.seconds for r in done.results], p50, p95, say)),
    )
    shown = [
        tag(
            "figure",
            tag("figcaption", said),
            tag("img", src=pictures.as_source(picture, colours), alt=said),
        )
        for said, picture in drawn
    ]
    return _block(tag("div", *shown, class_="rap-pictures"))


def _said_by_pictures() -> pictures.Words:
    return pictures.Words(
        risk=words.RISK,
        risk_across=words.RISK_ACROSS,
        risk_up=words.RISK_UP,
        calibration=words.CALIBRATION,
        calibration_across=words.CALIBRATION_ACROSS,
        calibration_up=words.CALIBRATION_UP,
        dot=words.CALIBRATION_DOT,
        latency=words.LATENCY,
        latency_across=words.LATENCY_ACROSS,
        latency_up=words.LATENCY_UP,
    )


def failures(results: Sequence[Result]) -> Html:
    """The questions that failed, each with why, and a link that asks it again."""
    failed = [r for r in results if faults(r)]
    said = words.FAILED.format(n=len(failed), all=len(results))
    return _block(tag("h3", said), *map(_failure, failed))


def _failure(r: Result) -> Html:
    q = r.question
    why = "; ".join(getattr(words, f"FAILED_{fault}") for fault in faults(r))
    kind = getattr(words, f"KIND_{q.kind}")
    about = f"{words.LANGUAGE_NAMES[q.lang]} · {kind}"
    return tag(
        "details",
        tag(
            "summary",
            text("span", " › ".join(q.turns), class_="rap-failed-question", lang=q.lang),
            tag("span", tag("bdi", why), class_="rap-why"),
        ),
        tag(
            "dl",
            *_pair(words.KNOWN, _known(r)),
            *_pair(words.GIVEN, _given(r)),
            *_pair(words.KIND, tag("bdi", about)),
        ),
        tag("a", words.ASK_AGAIN, href=address.asking(q.turns), target="_blank", rel="noopener"),
        class_="rap-failure",
    )


def wrong_claims(results: Sequence[ClaimResult]) -> Html:
    """The claims whose verdict is not the known one."""
    wrong = [r for r in results if not r.right]
    said = words.CLAIMS_WRONG.format(n=len(wrong), all=len(results))
    return _block(tag("h3", said), *map(_wrong_claim, wrong))


def _wrong_claim(r: ClaimResult) -> Html:
    c = r.claim
    known = [verdict_cards.said(c.verdict), *map(label, c.paragraphs)]
    cited = r.verification.worst.citations
    given = [
        verdict_cards.said(r.said),
        *(
            tag("a", tag("bdi", x.full_label), href=address.to(x.report, x.paragraph))
            for x in cited
        ),
    ]
    return tag(
        "details",
        tag("summary", text("span", c.claim, class_="rap-failed-question", lang=c.lang)),
        tag(
            "dl",
            *_pair(words.KNOWN, tag("span", *_listed(known))),
            *_pair(words.GIVEN, tag("span", *_listed(given))),
        ),
        class_="rap-failure",
    )


def _listed(parts: Sequence[str]) -> list[str]:
    return [piece for part in parts for piece in (" · ", part)][1:]


def _pair(name: str, said: Html) -> tuple[Html, Html]:
    return tag("dt", name), tag("dd", said)


def _known(r: Result) -> Html:
    q = r.question
    if q.unanswerable:
        return tag("span", words.KNOWN_NONE)
    where = tag("div", tag("bdi", ", ".join(map(label, q.paragraphs))))
    return tag("div", text("div", " · ".join(dict.fromkeys(q.accepted())), lang=q.lang), where)


def _given(r: Result) -> Html:
    if not r.answer.citations:
        return tag("span", words.NOT_FOUND)
    first = r.answer.citations[0]
    where = tag("a", tag("bdi", first.full_label), href=address.to(first.report, first.paragraph))
    return tag("div", text("div", r.answer.answer, lang=first.lang), tag("div", where))


def comparison(c: Comparison) -> Html:
    """Run B less run A: the figures, and the questions that changed."""
    rows = [_difference(name, c.means[name], e) for name, e in c.differences.items()]
    columns = (words.FIGURE, "A", "B", "B − A", words.INTERVAL, words.COUNT)
    also = [_also(note) for note in c.notes]
    shared = words.SHARED.format(n=c.questions, a=c.only[0], b=c.only[1])
    changed = words.CHANGED.format(gained=c.gained, lost=c.lost, p=f"{c.p:.2g}")
    return _block(
        tag("p", shared),
        *([tag("p", words.DIFFERS_ALSO.format(what="; ".join(also)))] if also else []),
        _grid(columns, rows),
        tag("p", changed if c.changes else words.SAME_ANSWERS),
        *map(_change, c.changes),
    )


def _also(note: str) -> str:
    what, _, values = note.partition(": ")
    return f"{getattr(words, _ALSO[what])} ({values})"


def _difference(name: str, means: tuple[float, float], e: Estimate) -> list[str]:
    between = "–" if e.low is None else f"{e.low:+.3f} … {e.high:+.3f}"
    numbers = (*(f"{m:.3f}" for m in means), f"{e.value:+.3f}", between, str(e.count))
    return [_name(name), *(tag("bdi", n, dir="ltr") for n in numbers)]


def _change(c: Change) -> Html:
    mark = tag("span", "+" if c.better else "−", class_="rap-better" if c.better else "rap-worse")
    return tag(
        "details",
        tag("summary", mark, " ", text("span", c.question, lang=c.lang)),
        tag("dl", *_pair("A", text("span", c.before)), *_pair("B", text("span", c.after))),
        tag(
            "a", words.ASK_AGAIN, href=address.asking([c.question]), target="_blank", rel="noopener"
        ),
        class_="rap-failure",
    )


def _block(*children: str) -> Html:
    return tag("div", *children, class_="rap-eval")
