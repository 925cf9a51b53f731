"""The fonts that the pages bring: every script of the six languages, none that is not needed."""

import re
from importlib.resources import files

import pytest

from app.ui import words
from tests.app import font_rules

SAMPLES = font_rules.FONTS.parents[2] / "eval" / "sets" / "sample"
MARKS = (
    "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩①②③⑩⑳、。，；：？！《》「」『』【】〇％（）"
    "١٢٣٤٥٦٧٨٩٠؟،؛«»№§†‡•–—…’“”ёЁñÑœŒçß€"
)


def points(declared: str) -> set[int]:
    """The code points of a `unicode-range`."""
    found: set[int] = set()
    for part in declared.split(","):
        first, _, last = part.removeprefix("U+").partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


@pytest.fixture(scope="module")
def declared():
    """What each font is declared to draw."""
    rules = re.findall(r"url\((.+?)\).*?unicode-range: (.+?);", font_rules.SHEET.read_text(), re.S)
    return {name: points(ranges) for name, ranges in rules}


def test_the_style_sheet_is_that_of_the_fonts_that_are_there():
    assert font_rules.SHEET.read_text(encoding="utf-8") == font_rules.sheet()


def test_fonts_and_their_licence_are_part_of_the_package(declared):
    packaged = {entry.name for entry in (files("app") / "static" / "fonts").iterdir()}
    assert {*declared, "fonts.css", "OFL.txt"} == packaged


def test_every_letter_that_the_pages_write_is_drawn(declared):
    drawn = font_rules.drawn(font_rules.source_sans()).union(*declared.values())
    shown = "".join("".join(ours.values()) for ours in words.ALL.values())
    shown += MARKS + "".join(sample.read_text(encoding="utf-8") for sample in SAMPLES.glob("*.txt"))
    missing = {c for c in shown if not c.isspace() and ord(c) not in drawn and c.isprintable()}
    assert not missing


@pytest.mark.parametrize("text", ["The Group met.", "Le Groupe s’est réuni à Oslo.", "Группа №5"])
def test_latin_and_cyrillic_letters_load_no_font(declared, text):
    assert not any({ord(c) for c in text} & drawn for drawn in declared.values())
