"""The pages under load, from outside: `make bench-app`.

    python -m eval.bench_app DATA [--paragraphs 10000] [--sessions 20] [--every 5] [--minutes 5]

Serves a data folder (where it holds nothing yet, one of the invented reports and of made ones) and
lets so many sessions ask at once, each every few seconds, over Streamlit's own connection, as a
browser does without drawing: questions of the invented reports that are held out of training. With
`--nonsense`, they are words of the made paragraphs, which no text answers, so that all that may be
read is read. Prints how long answers took, errors, and what memory the server had at the beginning
and the end.
"""

import argparse
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, cycle, islice
from pathlib import Path

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from app.library import Library
from app.settings import load
from eval.bench_scale import made_questions, made_texts
from eval.invented import raw_reports
from ingest.language import LANGUAGES

_PER_REPORT = 200
_PATIENCE = 120  # seconds for one answer, and for the server's start
_MB = 1024  # of the kilobytes in which /proc counts
_ANSWERS = ("rap-answered", "rap-uncertain", "rap-not-found")


@dataclass
class Load:
    """What was asked and measured; shared by the sessions' threads."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Session:
    """One browser's connection to the chat."""

    def __init__(self, connection: ClientConnection) -> None:
        self._socket = connection
        self._field = ""
        self._query = ""
        self._run(BackMsg())

    def ask(self, question: str) -> bool:
        """Ask, and wait until the page stands; whether it shows one answer more."""
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add(id=self._field)
        state.chat_input_value.data = question
        return any(name in said for said in self._run(message) for name in _ANSWERS)

    def _run(self, message: BackMsg) -> list[str]:
        """Run the page; the markup that it sent. Raises RuntimeError where it failed."""
        message.rerun_script.query_string = self._query
        self._socket.send(message.SerializeToString())
        said: list[str] = []
        while True:
            got = ForwardMsg.FromString(_bytes(self._socket.recv(_PATIENCE)))
            kind = got.WhichOneof("type")
            if kind == "delta":
                element = got.delta.new_element
                self._field = element.chat_input.id or self._field
                said.append(element.html.body)
                if element.HasField("exception"):
                    raise RuntimeError(element.exception.message)
            elif kind == "page_info_changed":
                self._query = got.page_info_changed.query_string
            elif kind == "script_finished":
                if got.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return said
                raise RuntimeError(f"the page ended with {got.script_finished}")


def _bytes(received: str | bytes) -> bytes:
    assert isinstance(received, bytes), "Streamlit speaks in bytes"
    return received


@contextmanager
def opened(port: int) -> Iterator[Session]:
    """The chat as a new visitor opens it."""
    spoken = [Subprotocol("streamlit")]
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(address, subprotocols=spoken, max_size=None) as connection:
        yield Session(connection)


def make(data: Path, paragraphs: int) -> None:
    """A library of so many paragraphs, with the real encoder: of the invented reports, each in six
    languages under one symbol, and of made ones for the rest."""
    folder = data / "made"
    folder.mkdir(parents=True)
    written = _write_invented(folder)
    texts = made_texts(max(paragraphs - written, 0))
    for n, few in enumerate(iter(lambda: list(islice(texts, _PER_REPORT)), [])):
        _write(folder / f"made-{n}.txt", f"Report of the Committee {n}", few)
    Library(data, load(data)).ingest([folder])


def _write_invented(folder: Path) -> int:
    """Writes the files; how many paragraphs they have."""
    written = 0
    for n, raw in enumerate([*raw_reports("dev"), *raw_reports("train")], 1):
        for i, lang in enumerate(raw["languages"]):
            texts = [p["text"][i] for p in raw["paragraphs"]]
            _write(folder / f"invented-{n}-{lang}.txt", f"INV/2031/{n}\n\n{raw['title']}", texts)
            written += len(texts)
    return written


def _write(file: Path, top: str, paragraphs: Sequence[str]) -> None:
    numbered = "\n\n".join(f"{i}. {text}" for i, text in enumerate(paragraphs, 1))
    file.write_text(f"{top}\n\n{numbered}\n", encoding="utf-8")


def held_out_questions() -> list[str]:
    """Questions of the invented reports that are held out of training, each in one of the six
    languages."""
    asked = [
        dict(zip(raw["languages"], q["ask"], strict=True))
        for raw in raw_reports("dev")
        for q in [*raw["unanswerable"], *(q for p in raw["paragraphs"] for q in p["questions"])]
    ]
    random.Random(0).shuffle(asked)
    return [ask[LANGUAGES[i % len(LANGUAGES)]] for i, ask in enumerate(asked)]


@contextmanager
def served(data: Path) -> Iterator[tuple[int, int]]:
    """The port, and the group of processes, of a server over a data folder."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    command = [sys.executable, "-m", "app.cli", "serve", "--port", str(port), "--data", str(data)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield port, server.pid
    finally:
        os.killpg(server.pid, signal.SIGTERM)  # the command and the Streamlit that it started
        server.wait(10)


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError("the server did not start; run `rapporteur serve` to see why")


def memory(group: int) -> int:
    """Megabytes that the processes of a group have in memory; 0 where there is no /proc."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            status = (folder / "status").read_text()
        except OSError:  # it has ended
            continue
        if int(fields[2]) == group and "VmRSS:" in status:
            total += int(status.partition("VmRSS:")[2].split()[0])
    return total // _MB


def press(port: int, questions: Sequence[str], a: argparse.Namespace) -> Load:
    """Let all sessions ask until the time is over."""
    load = Load()
    end = time.monotonic() + 60 * a.minutes

    def browse(number: int) -> None:
        time.sleep(number * a.every / a.sessions)  # people do not begin in one moment
        try:
            with opened(port) as session:
                for question in chain(questions[number:], cycle(questions)):
                    began = time.monotonic()
                    if began > end:
                        return
                    if not session.ask(question):
                        load.errors.append("a page without an answer")
                    load.seconds.append(time.monotonic() - began)
                    time.sleep(max(0.0, began + a.every - time.monotonic()))
        except (RuntimeError, OSError, WebSocketException) as e:
            load.errors.append(f"{type(e).__name__}: {e}")

    threads = [threading.Thread(target=browse, args=(n,)) for n in range(a.sessions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return load


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    p.add_argument("data", type=Path)
    p.add_argument("--paragraphs", type=int, default=10_000)
    p.add_argument("--sessions", type=int, default=20)
    p.add_argument("--every", type=float, default=5, help="seconds from question to question")
    p.add_argument("--minutes", type=float, default=5)
    p.add_argument("--nonsense", action="store_true", help="ask what nothing answers")
    a = p.parse_args()
    if not (a.data / "CURRENT").exists():
        make(a.data, a.paragraphs)
    questions = made_questions(a.paragraphs) if a.nonsense else held_out_questions()
    with served(a.data) as (port, group):
        with opened(port) as warm:
            warm.ask(questions[0])
        before = memory(group)
        load = press(port, questions, a)
        after = memory(group)
    half, most = np.percentile(load.seconds or [0.0], (50, 95))
    print(f"{len(load.seconds)} answers to {a.sessions} sessions, one every {a.every:g} s each")
    print(f"p50 {half:.2f} s, p95 {most:.2f} s, longest {max(load.seconds, default=0):.2f} s")
    print(f"{len(load.errors)} errors {load.errors[:3] or ''}; memory {before} MB, then {after} MB")


if __name__ == "__main__":
    main()
