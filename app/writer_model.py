"""A language model behind any server that speaks as OpenAI's does, through LlamaIndex.

The only file that knows the client. Whatever the server does, what comes out is text or
`ModelFailed`, within the time.
"""

import time
from collections.abc import Iterator, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Final, Protocol

from app.answer import Problem

if TYPE_CHECKING:
    import httpx
    from llama_index.core.llms import LLM, ChatMessage

_MOST_TOKENS: Final = 1000  # that are written


class ModelFailed(Exception):
    """The language model gave nothing, or nothing more; never shown as an error."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem: Problem = problem


Pieces = SimpleQueue[str | ModelFailed | None]


class LanguageModel(Protocol):
    """Whatever writes text for a prompt."""

    name: str

    def stream(self, rules: str, message: str) -> Iterator[str]:
        """The pieces of what it writes. Raises ModelFailed."""
        ...


class ServedModel:
    """A model of a server. It is asked once: there is no second try and no other model."""

    def __init__(self, base_url: str, name: str, key: str, seconds: float) -> None:
        self.name = name
        self._base_url = base_url
        self._key = key
        self._seconds = seconds

    def stream(self, rules: str, message: str) -> Iterator[str]:
        """The pieces as the server sends them, for as long as the model may take."""
        from llama_index.core.llms import ChatMessage
        from llama_index.llms.openai_like import OpenAILike

        # closing the client ends the request, also one that is given up
        with _client(self._seconds) as client:
            model = OpenAILike(
                model=self.name,
                api_base=self._base_url,
                api_key=self._key or "none",
                is_chat_model=True,
                temperature=0.0,
                max_tokens=_MOST_TOKENS,
                max_retries=0,
                timeout=self._seconds,
                http_client=client,  # pyright: ignore[reportCallIssue] - pydantic hides it
            )
            messages = [ChatMessage(rules, role="system"), ChatMessage(message, role="user")]
            pieces: Pieces = SimpleQueue()
            Thread(target=_ask, args=(model, messages, pieces), daemon=True).start()
            until = time.monotonic() + self._seconds
            while (piece := _next(pieces, until)) is not None:
                yield piece


def _client(seconds: float) -> "httpx.Client":
    """Raises ModelFailed where the environment names a proxy or certificates that are none."""
    import httpx

    try:
        return httpx.Client(timeout=seconds)
    except (httpx.InvalidURL, OSError, ValueError, ImportError):
        raise ModelFailed("unreachable") from None


def _ask(model: "LLM", messages: "Sequence[ChatMessage]", pieces: Pieces) -> None:
    """Put what the server sends into the queue; None or a failure ends it, so that nobody waits for
    a thread that is gone."""
    import httpx
    import openai

    try:
        for response in model.stream_chat(messages):
            if _refuses(response.raw):
                raise ModelFailed("refused")
            pieces.put(response.delta or "")
        pieces.put(None)
    except ModelFailed as failed:
        pieces.put(failed)
    except (openai.APITimeoutError, httpx.TimeoutException):
        pieces.put(ModelFailed("timeout"))
    except (openai.APIConnectionError, httpx.HTTPError, httpx.InvalidURL, OSError):
        pieces.put(ModelFailed("unreachable"))
    except openai.OpenAIError:
        pieces.put(ModelFailed("server"))
    except Exception:  # noqa: BLE001 - what follows no protocol breaks the client in its own ways
        pieces.put(ModelFailed("unreadable"))


def _next(pieces: Pieces, until: float) -> str | None:
    try:
        piece = pieces.get(timeout=max(until - time.monotonic(), 0.0))
    except Empty:
        raise ModelFailed("timeout") from None
    if isinstance(piece, ModelFailed):
        raise piece
    return piece


def _refuses(chunk: object) -> bool:
    choices = getattr(chunk, "choices", None)
    return bool(choices and getattr(choices[0].delta, "refusal", None))
