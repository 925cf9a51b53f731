"""What is read of a passage: its paragraph with the rows of its table."""

from dataclasses import dataclass

from index.passage import Passage, SentenceScores
from ingest.report import Report


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, its language, the place in it that retrieval liked best, where it starts in its
    report, and its sentences (start, end in the text) with how near they are to the question."""

    text: str
    lang: str
    place: int = 0
    start: int = 0
    sentences: SentenceScores = ()

    @property
    def end(self) -> int:
        """Where it ends in its report."""
        return self.start + len(self.text)


def passage_text(report: Report, passage: Passage) -> Text:
    """The text of a passage of this report. Where retrieval found a row of its table, the sentences
    of this row are the nearest: which row it is, is told better by finding than by reading."""
    start, end = report.whole(report.paragraph(passage.paragraph))
    place = (passage.start + passage.end) // 2 - start
    is_row = report.paragraph(passage.unit).kind == "row"
    near = tuple(
        (a - start, b - start, cosine + (is_row and passage.start <= a < passage.end))
        for a, b, cosine in passage.sentence_scores
    )
    return Text(report.text[start:end], report.lang, place, start, near)
