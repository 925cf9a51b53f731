"""What the program says of errors, given on the pages in their language."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import ingest
from app.ui import cards, errors, words
from ingest.worker import read

TOP = Path(ingest.__file__).parents[1]
RAISED = re.compile(r"UnreadableFile|NotAReport|NotFound|Failure")
# what only a command can say: it takes paths, --ocr, a snapshot to go back to
COMMANDS = ("--ocr", "no such file or folder", "no snapshot before", "the snapshot before")
OTHERS = sorted(set(words.ALL) - {"en"})


@pytest.fixture(autouse=True)
def english_afterwards():
    yield
    words.speak("en")


def messages(file):
    """Every message of an error that a file raises or keeps, its gaps filled with X."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    constants = {
        target.id: _said(node.value, {})
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value, ast.Constant | ast.BinOp)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and RAISED.fullmatch(node.func.id)
            and node.args
        ):
            yield _said(node.args[0], constants)


def _said(node, constants):
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_said(part, constants) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return constants.get(getattr(node.value, "id", ""), "X")
    if isinstance(node, ast.Name):
        return constants.get(node.id, "")
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):  # _EMPTY.format(data)
        return re.sub(r"\{\w*\}", "X", _said(node.func.value, constants))
    return ""


SAID = sorted(
    {
        message
        for folder in ("ingest", "ingest/extract", "index")
        for file in (TOP / folder).glob("*.py")
        if file.name != "ocr.py"
        for message in messages(file)
        if len(message) > len("X: X") and not any(c in message for c in COMMANDS)
    }
)


def test_the_messages_are_found():
    assert len(SAID) > 20


@pytest.mark.parametrize("message", SAID)
def test_every_message_of_ingestion_and_index_has_its_words(message):
    for lang in OTHERS:
        words.speak(lang)
        assert errors.told(message) != message, lang


@pytest.mark.parametrize("english", errors.ERRORS)
def test_no_gap_is_lost(english):
    others = errors.ERRORS[english]
    assert sorted(others) == OTHERS
    for said in others.values():
        assert gaps(said) == gaps(english)
        assert re.findall(r"`[^`]+`", said) == re.findall(r"`[^`]+`", english)


def gaps(said):
    return sorted(gap for _, gap, _, _ in Formatter().parse(said) if gap)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{\\rtf1 text}",
        b"\x89PNG\r\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 text",
        b"%PDF-1.4 nothing",
    ],
)
def test_a_file_that_cannot_be_read_says_why_in_the_language_of_the_page(tmp_path, content):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(content)
    reason = read(broken, "").reason
    for lang in OTHERS:
        words.speak(lang)
        assert errors.told(reason) != reason


def test_a_line_runs_to_the_left_though_a_file_has_a_latin_name():
    words.speak("ar")
    said = errors.told("broken.pdf: an RTF file; save it as DOCX")
    assert said[0] == "\N{RIGHT-TO-LEFT MARK}"
    assert "\N{FIRST STRONG ISOLATE}broken.pdf\N{POP DIRECTIONAL ISOLATE}" in said


def test_a_problem_is_told_in_the_language_of_the_page():
    words.speak("es")
    stale = "the index was made with other settings; run `rapporteur index rebuild`"
    said = cards.problem(stale)
    assert "<code>rapporteur index rebuild</code>" in said
    assert "el índice se hizo con otros ajustes" in said


def test_what_is_not_in_the_table_stays_as_it_is():
    words.speak("ru")
    assert errors.told("another thing went wrong") == "another thing went wrong"
