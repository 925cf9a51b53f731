"""The wiring: a data folder and settings to something that answers questions."""

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app import calibration
from app.answer import Answer, Citation, Quote, Status, Turn, cite
from app.follow_up import understood
from app.judge import Judge
from app.judge import load as load_weights
from app.reader import Reader, SentenceReader
from app.reading import CARD, ReaderModel
from app.settings import Settings
from app.span_reader import SpanReader
from app.verify import Verification, Verifier, claims
from index.encoder import E5, Encoder
from index.filters import EVERYTHING, Filter
from index.passage import Passage
from index.search import Index
from index.snapshot import current
from ingest.errors import BadInput
from ingest.language import LANGUAGES, detect

_LONGEST_QUESTION, _LONGEST_STATEMENT = 2000, 100_000  # characters


class Assistant:
    """Answers questions over the newest snapshot of a data folder. Safe to share by threads."""

    def __init__(
        self,
        data: Path,
        settings: Settings,
        encoder: Encoder | None = None,
        reader: Reader | None = None,
        judge: Judge | None = None,
    ) -> None:
        self.data = data
        self.settings = settings
        self._encoder = encoder or E5(settings.cache_folder(data))
        model = ReaderModel()
        self._reader = reader or _reader(settings, self._encoder, model)
        self._judge = judge or Judge(model, load_weights(CARD))
        self._index: Index | None = None
        self._lock = threading.Lock()

    @property
    def index(self) -> Index:
        """The newest snapshot; another one is opened when the pointer has moved.

        Raises NotFound where nothing is indexed, or with other settings.
        """
        folder = current(self.data)
        with self._lock:
            if self._index is None or self._index.folder != folder:
                self._index = Index(folder, self._encoder, self.settings.chunk_tokens)
            return self._index

    def ask(
        self,
        question: str,
        *,
        reports: Sequence[str] = (),
        lang: str | None = None,
        top: int | None = None,
        history: Sequence[Turn] = (),
        only: Filter = EVERYTHING,
        id: str | None = None,
    ) -> Answer:
        """Answer from the reports, or from those named, or from what `only` lets through.

        `lang` is the language to cite in, where a report has it; the question's by default. Of a
        question that names paragraphs, these are read; one that leans on an earlier turn of
        `history` is read together with that turn's question.

        Raises BadInput for a question that cannot be asked, NotFound for a report that is not
        there.
        """
        question = _checked(question, lang)
        began = time.perf_counter()
        index = self.index
        ids = index.reports_named(reports) if reports else None
        asked_in = detect(question)
        whole = understood(question, history)
        top = top or self.settings.top
        most = max(top, self.settings.read)
        passages = index.search(whole, asked_in, most, ids, lang, only)
        ranked = time.perf_counter()
        named = [p for p in passages if p.mentioned]
        quotes = self._reader.read(whole, asked_in, named or passages, index.report)
        done = time.perf_counter()
        best = quotes[0].probability if quotes else 0.0
        status = self._status(best) if quotes else "not_found"
        if named and status == "not_found":
            status = "uncertain"  # the paragraph that was asked for is there, whatever it says
        citations = self._citations(index, quotes) if status != "not_found" else ()
        return Answer(
            question=question,
            understood=whole,
            status=status,
            answer=_words(citations[0]) if citations else "",
            probability=best,
            citations=citations,
            passages=_ranked(passages, quotes)[:top],
            lang=asked_in,
            snapshot=index.fingerprint,
            settings=self.settings.fingerprint,
            timings={"rank": round(ranked - began, 4), "read": round(done - ranked, 4)},
            history=tuple(history),
            id=id,
        )

    def verify(
        self,
        statement: str,
        *,
        reports: Sequence[str] = (),
        lang: str | None = None,
        id: str | None = None,
    ) -> Verification:
        """Judge each claim of a statement by the reports, or by those named, citing in `lang` where
        a report has it.

        Raises BadInput for a statement that cannot be judged, NotFound for a report that is not
        there.
        """
        if not statement.strip():
            raise BadInput("the statement is empty; write what is to be verified")
        if len(statement) > _LONGEST_STATEMENT:
            raise BadInput(
                f"the statement is over {_LONGEST_STATEMENT} characters; verify it in parts"
            )
        _check_language(lang)
        index = self.index
        ids = index.reports_named(reports) if reports else None
        verifier = Verifier(self._judge, self.settings.read)
        return Verification(
            statement=statement.strip(),
            claims=tuple(verifier.check(c, index, ids, lang) for c in claims(statement)),
            snapshot=index.fingerprint,
            settings=self.settings.fingerprint,
            id=id,
        )

    def _status(self, probability: float) -> Status:
        if probability >= self.settings.answered_from:
            return "answered"
        return "uncertain" if probability >= self.settings.not_found_below else "not_found"

    def _citations(self, index: Index, quotes: Sequence[Quote]) -> tuple[Citation, ...]:
        """The best quote, and of other paragraphs those that answer as surely as an answer must."""
        chosen: dict[tuple[str, str], Quote] = {}
        for quote in quotes:
            if quote is quotes[0] or quote.probability >= self.settings.answered_from:
                chosen.setdefault((quote.report, quote.paragraph), quote)
        few = list(chosen.values())[: self.settings.citations]
        return tuple(cite(index.report(q.report), q) for q in few)


def _reader(settings: Settings, encoder: Encoder, model: ReaderModel) -> Reader:
    if settings.reader == "sentence":
        return SentenceReader(encoder, settings.read)
    return SpanReader(model, calibration.load(CARD), settings.read)


def _checked(question: str, lang: str | None) -> str:
    question = question.strip()
    if not question:
        raise BadInput("the question is empty; write what you want to know")
    if len(question) > _LONGEST_QUESTION:
        raise BadInput(f"the question is over {_LONGEST_QUESTION} characters; make it shorter")
    _check_language(lang)
    return question


def _check_language(lang: str | None) -> None:
    if lang is not None and lang not in LANGUAGES:
        raise BadInput(f"no language {lang!r}; give one of {', '.join(LANGUAGES)}")


def _ranked(passages: Sequence[Passage], quotes: Sequence[Quote]) -> tuple[Passage, ...]:
    """Passages as the reader ranks them; those that it did not read follow as they were."""
    order = {(q.report, q.paragraph): i for i, q in reversed(list(enumerate(quotes)))}
    last = len(order) + len(quotes)
    ranked = sorted(passages, key=lambda p: order.get((p.report, p.paragraph), last))
    return tuple(replace(p, rank=i) for i, p in enumerate(ranked, 1))


def _words(citation: Citation) -> str:
    a, b = citation.answer_start - citation.start, citation.answer_end - citation.start
    return citation.quote[a:b]
