"""A question that is being answered, on a thread of its own: it can be watched and stopped.

Nothing is kept of it before its answer stands, so that what is stopped leaves no trace.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

from app.answer import Sentence
from app.chats import Chat
from app.ui.evidence import Exchange, Stage

Answering = Callable[[Callable[[Stage], None], Callable[[Sentence], None]], Exchange]


class _StoppedError(Exception):
    """Ends the work on a question that was stopped."""


class Asking:
    """One question on its way to its place in a conversation. `answer` is given what it has to tell
    its stages and its checked sentences to; `keep` puts the exchange into the conversation, and
    says which that is."""

    def __init__(
        self, question: str, place: int, answer: Answering, keep: Callable[[Exchange], Chat]
    ) -> None:
        self.question = question
        self.place = place
        self.stage: Stage = "opening"
        self.sentences: tuple[Sentence, ...] = ()
        self._answer, self._keep = answer, keep
        self._lock = threading.Lock()
        self._is_stopped = self._is_kept = False
        worker = ThreadPoolExecutor(1)
        self._work = worker.submit(self._run)
        worker.shutdown(wait=False)

    def stop(self) -> bool:
        """Keep nothing of it; False where it is kept already."""
        with self._lock:
            self._is_stopped = not self._is_kept
            return self._is_stopped

    def is_done(self, seconds: float) -> bool:
        """Whether the work has ended; waits at most so long for it."""
        return bool(wait([self._work], seconds).done)

    def chat(self) -> Chat:
        """The conversation in which the answer stands. Raises what went wrong."""
        return self._work.result()

    def _run(self) -> Chat:
        done = self._answer(self._begin, self._hear)
        with self._lock:
            self._go_on()
            self._is_kept = True
            return self._keep(done)

    def _begin(self, stage: Stage) -> None:
        self._go_on()
        self.stage = stage
        if stage == "searching":
            self.sentences = ()  # it begins anew

    def _hear(self, sentence: Sentence) -> None:
        self._go_on()
        self.sentences = (*self.sentences, sentence)

    def _go_on(self) -> None:
        if self._is_stopped:
            raise _StoppedError
