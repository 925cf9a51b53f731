"""A small library with an assistant whose answers are known."""

import json
from pathlib import Path

import pytest

from app.answer import Quote
from app.assistant import Assistant
from app.library import Library
from app.settings import Settings
from index.encoder import HashingEncoder

TEXT = """CSO/CONF.2027/1
Report of the Working Group on Lighthouses

1. The Group met in Oslo from 3 to 7 May 2027. It held 12 meetings.

2. The Group elected Ada Obi as Chair of the session.

3. The Group adopted <b>"Lamps & lenses"</b> as its theme.
"""
NO = {"paragraphs": [], "answers": [], "unanswerable": True, "reason": "absent"}
QUESTIONS = [
    ("chair-en", "en", "Who was elected Chair of the session?", "who", ["2"], ["Ada Obi"]),
    ("theme-en", "en", "Which theme was adopted as its theme?", "other", ["3"], ["Lamps & lenses"]),
    ("meetings-en", "en", "It held how many meetings?", "how_many", ["2"], ["12 meetings"]),
    ("chair-ar", "ar", "من انتخب رئيسا <script>؟", "who", ["2"], ["Ada Obi"]),
]


class WholeReader:
    """Quotes each paragraph as it is ranked, the first surely, and nothing for a price."""

    def read(self, question, lang, passages, report):
        sure = 0.1 if "cost" in question else 0.9
        quotes = []
        for i, passage in enumerate(passages):
            p = report(passage.report).find(passage.paragraph)
            span = (p.start, p.end, p.start, p.end)
            quotes.append(Quote(passage.report, p.number, *span, -float(i), sure - i / 100))
        return quotes


@pytest.fixture(scope="session")
def lighthouse(tmp_path_factory):
    """The data folder, and an assistant that needs no model."""
    folder = tmp_path_factory.mktemp("lighthouse")
    (folder / "lights.txt").write_text(TEXT, encoding="utf-8")
    data = folder / "data"
    Library(data, Settings(workers=0), HashingEncoder()).ingest([folder / "lights.txt"])
    return Assistant(data, Settings(), HashingEncoder(), WholeReader())


@pytest.fixture(scope="session")
def lighthouse_set(lighthouse) -> Path:
    """Six questions, three of which fail, each in its own way."""
    path = lighthouse.data.parent / "lights.jsonl"
    names = ("id", "lang", "question", "kind", "paragraphs", "answers")
    rows = [dict(zip(names, q, strict=True)) for q in QUESTIONS]
    asked = {"lang": "en", "kind": "how_many", **NO}
    rows += [{"id": "cost", "question": "What did the lamps cost?", **asked}]
    rows += [{"id": "price", "question": "What was the price of the lamps?", **asked}]
    lines = (json.dumps({**row, "report": "lights.txt"}, ensure_ascii=False) for row in rows)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
