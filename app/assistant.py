"""The wiring: a data folder and settings to something that answers questions."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from app import calibration
from app.answer import Answer, Quote, Sentence, Status, Turn
from app.citing import cited
from app.follow_up import leaned_on, naming, reports_meant, understood
from app.judge import Judge
from app.judge import load as load_weights
from app.library import encoder_for
from app.question_kind import kind
from app.reader import Reader, SentenceReader
from app.reading import CARD, ReaderModel
from app.settings import Settings, api_key
from app.span_reader import SpanReader
from app.verify import Verification, Verifier, claims
from app.writer import Writer
from app.writer_model import LanguageModel, ServedModel
from app.written import Given
from app.yes_no import settled
from index.encoder import Encoder
from index.filters import EVERYTHING, Filter
from index.passage import Passage
from index.search import Index
from index.snapshot import current
from ingest.errors import BadInput
from ingest.language import LANGUAGES, detect

Stage = Literal["searching", "reading", "writing"]  # what is done for a question, in order
LONGEST_QUESTION, _LONGEST_STATEMENT = 2000, 100_000  # characters


def unwatched(stage: str) -> None:
    """What is told of a question's stages where nobody watches."""


def unheard(sentence: Sentence) -> None:
    """What is told of a language model's sentences where nobody listens."""


class Assistant:
    """Answers questions over the newest snapshot of a data folder. Safe to share by threads."""

    def __init__(
        self,
        data: Path,
        settings: Settings,
        encoder: Encoder | None = None,
        reader: Reader | None = None,
        judge: Judge | None = None,
        language_model: LanguageModel | None = None,
    ) -> None:
        self.data = data
        self.settings = settings
        self._encoder = encoder or encoder_for(settings, data)
        model = ReaderModel()
        self._reader = reader or _reader(settings, self._encoder, model)
        self._judge = judge or Judge(model, load_weights(CARD))
        self._writer = _writer(settings, language_model, self._judge)
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
        stage: Callable[[Stage], None] = unwatched,
        tell: Callable[[Sentence], None] = unheard,
        id: str | None = None,
    ) -> Answer:
        """Answer from the reports, or from those named, or from what `only` lets through.

        `lang` is the language to cite in, where a report has it; the question's by default. Of a
        question that names paragraphs, these are read; one that leans on an earlier turn of
        `history` is read together with that turn's question. `stage` is told what begins; what it
        raises ends the work. Where a language model is connected and the reports answer, it writes
        from the passages, and `tell` is told each of its sentences once it is checked.

        Raises BadInput for a question that cannot be asked, NotFound for a report that is not
        there.
        """
        question = _checked(question, lang)
        index = self.index
        ids = index.reports_named(reports) if reports else None
        asked_in = detect(question)
        earlier = leaned_on(question, history)
        whole = understood(question, earlier)
        asked = kind(question)
        top = top or self.settings.top
        most = max(top, self.settings.read)
        passages, quotes, named = [], [], []
        timings = {"rank": 0.0, "read": 0.0}
        names = naming(question, earlier)
        for scope in _scopes(index, ids, reports_meant(question, earlier)):
            began = time.perf_counter()
            stage("searching")
            passages = index.search(whole, asked_in, most, scope, lang, only, names)
            ranked = time.perf_counter()
            named = [p for p in passages if p.mentioned]
            stage("reading")
            quotes = self._reader.read(whole, asked_in, named or passages, index.report)
            done = time.perf_counter()
            timings["rank"] = round(timings["rank"] + ranked - began, 4)
            timings["read"] = round(timings["read"] + done - ranked, 4)
            if named or (quotes and self._status(quotes[0].probability) == "answered"):
                break
        best = quotes[0].probability if quotes else 0.0
        status = self._status(best) if quotes else "not_found"
        if named and status == "not_found":
            status = "uncertain"  # the paragraph that was asked for is there, whatever it says
        proof = quotes if status != "not_found" else []
        sure, few = self.settings.answered_from, self.settings.citations
        citations, agreement = cited(asked, proof, index.report, sure, few)
        found = _ranked(passages, quotes)[:top]
        written = None
        if self._writer and citations:
            stage("writing")
            began = time.perf_counter()
            given = [Given(index.report(p.report), p.paragraph) for p in found]
            written = self._writer.write(whole, asked_in, given, tell)
            timings["write"] = round(time.perf_counter() - began, 4)
        return Answer(
            question=question,
            understood=whole,
            status=status,
            answer=citations[0].words if citations else "",
            probability=best,
            citations=citations,
            passages=found,
            lang=asked_in,
            snapshot=index.fingerprint,
            settings=self.settings.fingerprint,
            timings=timings,
            history=tuple(history),
            id=id,
            written=written,
            agreement=agreement,
            yes_no=settled(question, asked_in, citations[0], self._judge)
            if asked == "yes_no" and status == "answered"
            else None,
        )

    def check(self, reports: Sequence[str], lang: str | None) -> None:
        """Raise what `ask` and `verify` raise of these, whatever is asked."""
        _check_language(lang)
        self.index.reports_named(reports)

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
        if len(statement) > _LONGEST_STATEMENT:
            raise BadInput(
                f"the statement is over {_LONGEST_STATEMENT} characters; verify it in parts"
            )
        _check_text("statement", statement)
        found = claims(statement)
        if not found:
            raise BadInput("the statement is empty; write what is to be verified")
        _check_language(lang)
        index = self.index
        ids = index.reports_named(reports) if reports else None
        verifier = Verifier(self._judge, self.settings.read)
        return Verification(
            statement=statement.strip(),
            claims=tuple(verifier.check(c, index, ids, lang) for c in found),
            snapshot=index.fingerprint,
            settings=self.settings.fingerprint,
            id=id,
        )

    def _status(self, probability: float) -> Status:
        if probability >= self.settings.answered_from:
            return "answered"
        return "uncertain" if probability >= self.settings.not_found_below else "not_found"


def _scopes(
    index: Index, ids: Sequence[str] | None, meant: Sequence[str]
) -> list[Sequence[str] | None]:
    """Where to look for an answer, one after the other: in the reports that are meant, in each of
    their languages, and in all that may be found."""
    names = {r.name for r in index.listed if r.id in meant}
    some = [r.id for r in index.listed if r.name in names and (ids is None or r.id in ids)]
    return [some, ids] if some else [ids]


def _reader(settings: Settings, encoder: Encoder, model: ReaderModel) -> Reader:
    if settings.reader == "sentence":
        return SentenceReader(encoder, settings.read)
    return SpanReader(model, calibration.load(CARD), settings.read)


def _writer(settings: Settings, model: LanguageModel | None, judge: Judge) -> Writer | None:
    """The writer with the language model that is given or set; None where there is neither."""
    if model is None and settings.model:
        key, seconds = api_key(), settings.model_seconds
        model = ServedModel(settings.base_url, settings.model, key, seconds)
    if model is None:
        return None
    keep = settings.rejected_sentences == "struck"
    return Writer(model, judge, settings.model_tokens, keep_rejected=keep)


def _checked(question: str, lang: str | None) -> str:
    question = question.strip()
    if not question:
        raise BadInput("the question is empty; write what you want to know")
    if len(question) > LONGEST_QUESTION:
        raise BadInput(f"the question is over {LONGEST_QUESTION} characters; make it shorter")
    _check_text("question", question)
    _check_language(lang)
    return question


def _check_text(what: str, text: str) -> None:
    """Raises BadInput for half a character, or for bytes that were no text."""
    try:
        text.encode()
    except UnicodeEncodeError as e:
        raise BadInput(f"the {what} is not valid text; type it anew") from e


def _check_language(lang: str | None) -> None:
    if lang is not None and lang not in LANGUAGES:
        raise BadInput(f"no language {lang!r}; give one of {', '.join(LANGUAGES)}")


def _ranked(passages: Sequence[Passage], quotes: Sequence[Quote]) -> tuple[Passage, ...]:
    """Passages as the reader ranks them; those that it did not read follow as they were."""
    order = {(q.report, q.paragraph): i for i, q in reversed(list(enumerate(quotes)))}
    last = len(order) + len(quotes)
    ranked = sorted(passages, key=lambda p: order.get((p.report, p.paragraph), last))
    return tuple(replace(p, rank=i) for i, p in enumerate(ranked, 1))
