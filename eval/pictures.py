"""Pictures of a run as inline SVG: risk by coverage, calibration, latency.

Colours are the page's (`currentColor` and the classes of its style sheet), so that a picture is
right in light and in dark.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from math import ceil, sqrt

from app.ui.markup import Html, tag
from eval.confidence import Bin, Point

_WIDTH, _HEIGHT = 360, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 24, 12, 42
_BARS = 24
_NAMESPACE = "http://www.w3.org/2000/svg"
_STYLE = """
text {{ fill: {soft}; font: 12px system-ui, sans-serif; }} .name {{ fill: {ink}; }}
.grid {{ stroke: {line}; }} .line {{ fill: none; stroke: {blue}; stroke-width: 2; }}
.area {{ fill: {blue}; opacity: 0.13; }} .bar {{ fill: {blue}; opacity: 0.75; }}
.dot {{ fill: {blue}; fill-opacity: 0.45; stroke: {blue}; }}
.ideal, .mark {{ stroke: {soft}; stroke-dasharray: 4 3; }}
"""


@dataclass(frozen=True, slots=True)
class Words:
    """What the pictures say."""

    risk: str = (
        "Risk by coverage: the share of answers that are wrong, if only the surest are given"
    )
    risk_across: str = "questions answered, surest first"
    risk_up: str = "wrong"
    calibration: str = "Calibration: the share of answers that are right, by their probability"
    calibration_across: str = "probability of the answer"
    calibration_up: str = "right"
    dot: str = "{n} answers: {sure} sure, {right} right"
    latency: str = "Latency: how many questions took how long"
    latency_across: str = "seconds"
    latency_up: str = "questions"


ENGLISH = Words()


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a picture that no style sheet reaches."""

    ink: str
    soft: str
    line: str
    blue: str


LIGHT = Colours("#1d232b", "#5c6672", "#dcdfe3", "#1f5c99")
DARK = Colours("#e4e8ec", "#9aa5b1", "#3a424c", "#7db5e8")


@dataclass(frozen=True, slots=True)
class _Axes:
    """From values to places in the picture; both axes begin at 0."""

    x_most: float
    y_most: float

    def x(self, v: float) -> float:
        return round(_LEFT + v / self.x_most * (_WIDTH - _LEFT - _RIGHT), 1)

    def y(self, v: float) -> float:
        return round(_HEIGHT - _BOTTOM - v / self.y_most * (_HEIGHT - _TOP - _BOTTOM), 1)


def as_source(picture: Html, colours: Colours) -> str:
    """A picture as the source of an image, for where inline SVG is stripped."""
    style = _STYLE.format(**asdict(colours))
    whole = picture.replace("<svg", f"<svg xmlns='{_NAMESPACE}'", 1)
    whole = whole.replace("<title>", f"<style>{style}</style><title>", 1)
    return "data:image/svg+xml;base64," + b64encode(whole.encode()).decode()


def risk_coverage(
    points: Sequence[Point], thresholds: dict[str, float], say: Words = ENGLISH
) -> Html:
    """The share that is wrong by the share that is answered. `thresholds` are probabilities to be
    marked, by name."""
    most = max((p.risk for p in points), default=0.0)
    axes = _Axes(1, max(0.1, ceil(most * 10) / 10))
    line = " ".join(f"{axes.x(p.coverage)},{axes.y(p.risk)}" for p in points)
    first, last = axes.x(points[0].coverage), axes.x(points[-1].coverage)
    under = f"{first},{axes.y(0)} {line} {last},{axes.y(0)}"
    marks = []
    for row, (name, least) in enumerate(thresholds.items()):
        kept = [p for p in points if p.probability >= least]
        if kept:
            marks += _upright(axes, kept[-1].coverage, name, anchor="end", row=row)
    return _picture(
        say.risk,
        _grid(axes, _percent, _percent, say.risk_across, say.risk_up),
        [tag("polygon", points=under, class_="area"), tag("polyline", points=line, class_="line")],
        marks,
    )


def calibration(bins: Sequence[Bin], say: Words = ENGLISH) -> Html:
    """The share that is right by the probability that was given, a circle for each tenth."""
    axes = _Axes(1, 1)
    total = sum(b.count for b in bins)
    dots = [
        tag(
            "circle",
            tag(
                "title",
                say.dot.format(n=b.count, sure=_percent(b.probability), right=_percent(b.right)),
            ),
            cx=str(axes.x(b.probability)),
            cy=str(axes.y(b.right)),
            r=str(round(3 + 14 * sqrt(b.count / total), 1)),
            class_="dot",
        )
        for b in bins
    ]
    ideal = _line(axes.x(0), axes.y(0), axes.x(1), axes.y(1), "ideal")
    return _picture(
        say.calibration,
        _grid(axes, _percent, _percent, say.calibration_across, say.calibration_up),
        [ideal, *dots],
    )


def latency(seconds: Sequence[float], p50: float, p95: float, say: Words = ENGLISH) -> Html:
    """How many questions took how long, with the median and the 95th percentile."""
    longest = max(seconds, default=0.0) or 1.0
    counts = [0] * _BARS
    for s in seconds:
        counts[min(int(s / longest * _BARS), _BARS - 1)] += 1
    axes = _Axes(longest, 4 * ceil(max(counts) / 4))
    bars = [
        tag(
            "rect",
            x=str(axes.x(i / _BARS * longest)),
            y=str(axes.y(n)),
            width=str(round((_WIDTH - _LEFT - _RIGHT) / _BARS - 1, 1)),
            height=str(round(axes.y(0) - axes.y(n), 1)),
            class_="bar",
        )
        for i, n in enumerate(counts)
        if n
    ]
    marks: list[Html] = []
    for row, (name, at) in enumerate((("p50", p50), ("p95", p95))):
        side = "end" if at > longest / 2 else "start"
        marks += _upright(axes, at, f"{name} {at:.2f} s", anchor=side, row=row)
    return _picture(
        say.latency,
        _grid(
            axes,
            lambda v: f"{v:.2f}",
            lambda v: f"{v:.0f}",
            say.latency_across,
            say.latency_up,
        ),
        bars,
        marks,
    )


def _percent(v: float) -> str:
    return f"{100 * v:.0f} %"


def _picture(what: str, *layers: Iterable[Html]) -> Html:
    children = [tag("title", what), *(shape for layer in layers for shape in layer)]
    return tag("svg", *children, viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img", aria_label=what)


def _grid(
    axes: _Axes,
    x_label: Callable[[float], str],
    y_label: Callable[[float], str],
    x_title: str,
    y_title: str,
) -> list[Html]:
    out = []
    for i in range(5):
        x, y = axes.x_most * i / 4, axes.y_most * i / 4
        out += [
            _line(axes.x(0), axes.y(y), axes.x(axes.x_most), axes.y(y), "grid"),
            _text(axes.x(0) - 6, axes.y(y) + 4, y_label(y), "end"),
            _text(axes.x(x), axes.y(0) + 16, x_label(x), "middle"),
        ]
    middle = (axes.x(0) + axes.x(axes.x_most)) / 2
    out.append(_text(middle, _HEIGHT - 6, x_title, "middle", "title"))
    y_middle = (axes.y(0) + axes.y(axes.y_most)) / 2
    turned = f"rotate(-90 11 {y_middle:.0f})"
    out.append(_text(11, y_middle, y_title, "middle", "title", transform=turned))
    return out


def _upright(axes: _Axes, at: float, name: str, *, anchor: str, row: int = 0) -> list[Html]:
    """A line upwards with its name beside the top."""
    x = axes.x(at)
    beside = x - 4 if anchor == "end" else x + 4
    top = axes.y(axes.y_most)
    return [
        _line(x, axes.y(0), x, top, "mark"),
        _text(beside, top + 10 + 14 * row, name, anchor, "name"),
    ]


def _line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Html:
    ends = {"x1": str(x1), "y1": str(y1), "x2": str(x2), "y2": str(y2)}
    return tag("line", **ends, class_=class_)


def _text(
    x: float, y: float, words: str, anchor: str, class_: str = "tick", transform: str | None = None
) -> Html:
    place = {"x": str(round(x, 1)), "y": str(round(y, 1)), "text_anchor": anchor}
    return tag("text", words, **place, class_=class_, transform=transform)
