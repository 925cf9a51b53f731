"""The default reader: a trained model that points at the words that answer."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from app.answer import Quote
from app.calibration import Calibration, telling
from app.facts import offices
from app.passage_text import Text, passage_text
from app.question_kind import kind
from app.reading import Input, ReaderModel, Reading, surest
from index.fusion import standardised
from index.passage import Passage
from ingest.report import Report
from ingest.sentences import sentences
from ingest.symbols import SYMBOL

_EDGE = " \t\n,;:，、；：。.．\"'“”‘’«»"
_FIRST, _ENOUGH = 8, 0.5  # passages that may be enough, from this probability of one on
_SYMBOL_LENGTH = 60  # characters, that a symbol at most has
_UNNAMED = 2.0  # taken from the logit where an office is asked for and none of it is named
# at the end of Chinese words that answer, the beginning of what follows: "in", "at", "by"
_PARTICLE = re.compile(
    r"(?<![存所现内外潜正实])在$|(?<![由关对鉴基属位等处出用])于$|(?<![自理经缘事])由$|被$"
)
_WORD = re.compile(r"[^\W\u3400-\u9fff]")  # of a script that writes spaces between words


class SpanReader:
    """Reads a question together with each paragraph; ranks, points and says how sure it is.

    `most` passages are read, from the best ranked: the first few, and the others where none of
    these is likely enough to answer.
    """

    def __init__(self, model: ReaderModel, calibration: Calibration, most: int) -> None:
        self._model = model
        self._calibration = calibration
        self.most = most

    def read(
        self, question: str, lang: str, passages: Sequence[Passage], report: Callable[[str], Report]
    ) -> list[Quote]:
        """One quote for each paragraph that was read, best first: of the nearest alone, where one
        of these is the answer more likely than not."""
        chosen = passages[: self.most]
        outstanding = standardised([p.score for p in chosen])
        tell = zip(outstanding, telling(outstanding), strict=True)
        near = dict(zip(map(_place, chosen), tell, strict=True))
        found = self.readings(question, chosen[:_FIRST], report)
        quotes = self._quotes(found, near, report)
        if len(chosen) > _FIRST and (not quotes or quotes[0].probability < _ENOUGH):
            found += self.readings(question, chosen[_FIRST:], report)
            quotes = self._quotes(found, near, report)
        return quotes

    def _quotes(
        self,
        found: Sequence[tuple[Passage, Text, Reading]],
        near: Mapping[tuple[str, str], tuple[float, float | None]],
        report: Callable[[str], Report],
    ) -> list[Quote]:
        logits = [reading.answers for _, _, reading in found]
        own = [near[_place(p)] for p, _, _ in found]
        scores = self._calibration.combined(logits, [z for z, _ in own])
        sure = map(self._calibration.probability, logits, [told for _, told in own])
        quotes = [
            _quote(report(p.report), p.paragraph, text, reading, score, probability)
            for (p, text, reading), score, probability in zip(found, scores, sure, strict=True)
        ]
        return sorted(quotes, key=lambda q: (-q.score, q.report, q.start))

    def readings(
        self, question: str, passages: Sequence[Passage], report: Callable[[str], Report]
    ) -> list[tuple[Passage, Text, Reading]]:
        """What the model says of each passage, in the order of the passages.

        Of a question that asks who holds or held an office, a passage that names no such office
        answers less surely: the model takes a secretary for a chair.
        """
        texts = [passage_text(report(p.report), p) for p in passages]
        inputs = [Input(question, t.text, t.place, t.sentences) for t in texts]
        best = surest(self._model.read(inputs))
        asked = _offices(question) if kind(question) == "who" else frozenset()
        if asked:
            best |= self._where_named(question, asked, texts, best)
        return [(passages[i], texts[i], _beside(asked, texts[i], best[i])) for i in sorted(best)]

    def _where_named(
        self,
        question: str,
        asked: frozenset[str],
        texts: Sequence[Text],
        best: Mapping[int, Reading],
    ) -> dict[int, Reading]:
        """The words of a sentence that names an office asked for, of each text in which the model
        points into a sentence that names others alone: as sure as the text was."""
        places = [
            (i, start, end)
            for i, reading in best.items()
            for start, end in _elsewhere(asked, texts[i].text, reading)
        ]
        inputs = [Input(question, texts[i].text[start:end]) for i, start, end in places]
        found = surest(self._model.read(inputs), lambda n: places[n][0]) if inputs else {}
        moved = {}
        for i, reading in found.items():
            start = places[reading.source][1]
            there = {"start": start + reading.start, "end": start + reading.end}
            moved[i] = replace(best[i], **there, span=reading.span)
        return moved


def _offices(question: str) -> frozenset[str]:
    """The offices that a question asks for; of questions that are read together, those of the last
    that names any."""
    named = [offices(question[a:b]) for a, b in sentences(question)]
    return next((own for own in reversed(named) if own), frozenset())


def _place(p: Passage) -> tuple[str, str]:
    return p.report, p.paragraph


def _beside(asked: frozenset[str], text: Text, reading: Reading) -> Reading:
    """The reading of a text, less sure where offices are asked and it names none of them."""
    if asked and asked.isdisjoint(offices(text.text)):
        return replace(reading, answers=reading.answers - _UNNAMED)
    return reading


def _elsewhere(asked: frozenset[str], text: str, reading: Reading) -> list[tuple[int, int]]:
    """The sentences that name an office asked for, where the one read names others alone."""
    found = sentences(text)
    named = [offices(text[a:b]) for a, b in found]
    read = [own for (a, b), own in zip(found, named, strict=True) if a <= reading.start < b]
    if not read or not read[0] or asked & read[0]:
        return []
    return [span for span, own in zip(found, named, strict=True) if asked & own]


def _quote(
    report: Report,
    paragraph: str,
    read: Text,
    reading: Reading,
    score: float,
    probability: float,
) -> Quote:
    begins, ends = read.start, read.end
    start, end = whole_words(report.text, begins + reading.start, begins + reading.end)
    start, end = max(start, begins), min(end, ends)
    touched = [(a, b) for a, b in sentences(report.text, begins, ends) if b > start and a < end]
    first, last = (touched[0][0], touched[-1][1]) if touched else (start, end)
    return Quote(
        report=report.id,
        paragraph=paragraph,
        start=min(first, start),
        end=max(last, end),
        answer_start=start,
        answer_end=end,
        score=round(score, 4),
        probability=probability,
    )


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span, grown to whole words and document symbols, and freed, at its edges, of punctuation
    and of a Chinese particle that begins what follows; never empty."""
    around = max(start - _SYMBOL_LENGTH, 0), min(end + _SYMBOL_LENGTH, len(text))
    for symbol in SYMBOL.finditer(text, *around):
        if symbol.start() < end and start < symbol.end():
            start, end = min(start, symbol.start()), max(end, symbol.end())
    while start > 0 and _WORD.match(text[start]) and _WORD.match(text[start - 1]):
        start -= 1
    while end < len(text) and _WORD.match(text[end - 1]) and _WORD.match(text[end]):
        end += 1
    a, b = start, end
    while a < b and text[a] in _EDGE:
        a += 1
    if particle := _PARTICLE.search(text, max(a, b - 2), b):
        b = particle.start()
    while a < b and text[b - 1] in _EDGE:
        b -= 1
    return (a, b) if a < b else (start, end)
