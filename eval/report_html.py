"""A run as one HTML page that can be sent: no script, nothing from elsewhere, light and dark.

Text of reports, questions and file names is escaped by `tag`, like everything else.
"""

from collections.abc import Iterable, Sequence

from app.answer import Citation
from app.ui.markup import Html, tag, text
from eval import confidence, pictures, summary
from eval.bootstrap import Estimate
from eval.measures import SMALLER, Result, measures, sureness
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
    figures = measures(done.results)
    return tag(
        "section",
        tag("h2", done.set),
        tag("p", summary.sentence(done), class_="lead"),
        tag("div", *(_tile(name, figures[name]) for name in summary.TILES), class_="tiles"),
        _pictures(done, figures),
        tag("h3", "By language of the question"),
        tag("p", _INTERVALS, class_="note"),
        _table("Language", summary.languages(done)),
        tag("h3", "By kind of question"),
        _table("Kind", summary.kinds(done)),
        *_systems(done),
        tag("h3", "All figures"),
        _all(figures),
        *_failures(done.results),
        tag("h3", "How this was made"),
        _list(summary.settings(done), class_="settings"),
    )


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


def _table(first: str, rows: Figures) -> Html:
    head = [tag("th", name, title=meaning) for name, meaning in summary.COLUMNS.items()]
    body = [
        tag(
            "tr",
            tag("th", name, scope="row"),
            *(_cell(column, row[column]) for column in summary.COLUMNS),
            class_="first" if name == "All" else None,
        )
        for name, row in rows.items()
    ]
    table = tag("table", tag("thead", tag("tr", tag("th", first), *head)), tag("tbody", *body))
    return tag("div", table, class_="wide")


def _cell(name: str, e: Estimate) -> Html:
    share = None
    if e.value is not None and name not in SMALLER:
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
        ("Cited", _cited(r)),
        ("Status", f"{r.answer.status.replace('_', ' ')}, probability {r.answer.probability:.2f}"),
        ("Id", tag("span", f"{q.id}, about {q.report}", dir="ltr")),
    ]
    return tag(
        "details",
        tag(
            "summary",
            text("span", q.question, class_="question", lang=q.lang),
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
    accepted = [part for a in dict.fromkeys(q.answers) for part in (" · ", tag("bdi", a))]
    short = r.proof if len(r.proof) <= _LONGEST else f"{r.proof[:_LONGEST]}…"
    return tag("div", where, text("blockquote", short), tag("div", "accepted: ", *accepted[1:]))


def _cited(r: Result) -> Html:
    if not r.answer.citations:
        return tag("span", "nothing")
    return tag("div", *(part for c in r.answer.citations for part in _citation(c)))


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
