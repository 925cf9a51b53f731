"""What is read of a passage: its paragraph with the rows of its table."""

from dataclasses import dataclass

from index.passage import Passage
from ingest.report import Report


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, its language, the place in it that retrieval liked best, where it starts in its
    report, and its sentences (start, end in the text) with their cosines to the question."""

    text: str
    lang: str
    place: int = 0
    start: int = 0
    sentences: tuple[tuple[int, int, float], ...] = ()

    @property
    def end(self) -> int:
        """Where it ends in its report."""
        return self.start + len(self.text)


def passage_text(report: Report, passage: Passage) -> Text:
    """The text of a passage of this report."""
    start, end = report.whole(report.paragraph(passage.paragraph))
    place = (passage.start + passage.end) // 2 - start
    near = tuple((a - start, b - start, cosine) for a, b, cosine in passage.sentence_scores)
    return Text(report.text[start:end], report.lang, place, start, near)
