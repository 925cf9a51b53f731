"""What tests of the pages share: reports, and what is seen on a page."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from app.library import Library
from app.settings import Settings

LIGHTS = """Report of the Working Group on Lighthouses

I. Introduction

1. The Group met in Oslo from 3 to 7 May 2027.

II. Officers

2. The Group elected Ms. Ada Obi as Chair. It thanked the host.

3. The Group adopted its agenda without a vote.
"""
TIDES = """Report of the Committee on Tides

I. Introduction

1. The Committee met in Lima from 8 to 9 June 2027.

2. The Committee elected Mr. Luis Paz as Chair.
"""
HOSTILE = """Report of <img src=x onerror=alert(1)> **the** $Group$

I. On <script>alert(2)</script>

1. The Group <b onclick="alert(3)">elected</b> [Ada](https://evil.example) as Chair & $x^2$.
"""
CHAIR = "Who was elected Chair of the Group?"
SURE, UNSURE, NEVER = (0.0, 0.0), (1.0, 0.0), (1.0, 1.0)  # answered_from, not_found_below


def ingest(data: Path, **files: str) -> None:
    """Texts into a data folder; their files lie beside it."""
    for name, text in files.items():
        (data.parent / f"{name}.txt").write_text(text, encoding="utf-8")
    Library(data, Settings(workers=0)).ingest([data.parent / f"{name}.txt" for name in files])


def ask(test: AppTest, question: str) -> AppTest:
    test.chat_input(key="question").set_value(question).run()
    assert not test.exception
    return test


def html(test: AppTest) -> str:
    """All markup of ours on the page, without style sheets and scripts."""
    bodies = [e.proto.body for e in test.get("html")]
    return "\n".join(b for b in bodies if not b.startswith(("<style>", "<script")))


def chat_of(test: AppTest) -> str:
    """The conversation that the page's address names."""
    named = test.query_params["chat"]
    return named if isinstance(named, str) else named[0]
