"""The chat as a user has it: a real server, a real browser, nothing beyond this computer."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from app.library import Library
from app.settings import Settings
from app.ui import words

CHROMIUM = shutil.which("chromium")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
).split()
PATIENCE = 30_000  # milliseconds; the first question loads the models
REPORT = """Report of the Working Group on Lighthouses

I. Introduction

1. The Group met in Oslo from 3 to 7 May 2027.

II. Officers

2. The Group elected Ms. Ada Obi as Chair. It thanked the host Government for its kindness.

3. The Group adopted its agenda without a vote.
"""
HOSTILE = """Report of the <img src=x onerror=alert(1)> Tides **Group**

I. Dredging

1. The budget <img src="http://192.0.2.1/x.png" onerror=alert(2)> for dredging was $5$
[million](javascript:alert(3)).
"""
ARABIC = """تقرير الفريق العامل المعني بالموانئ

أولا - مقدمة

1 - عقد الفريق العامل دورته في الرباط من 3 إلى 7 أيار/مايو 2027.

2 - انتخب الفريق العامل السيدة ليلى حداد رئيسة للدورة.
"""


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The address of a server over a data folder. It is stopped at the end."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    command = [sys.executable, "-m", "app.cli", "serve", "--port", str(port), "--data", str(data)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)  # the command and the Streamlit that it started
        server.wait(10)


def wait_for(url: str, server: subprocess.Popen) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError("the server did not start; run `rapporteur serve` to see why")


def ask(page: Page, question: str) -> None:
    """Ask, and wait until the answer stands."""
    answers = page.locator("script[data-turn]")
    turn = page.locator(".rap-question").count()
    field = page.get_by_test_id("stChatInput").locator("textarea")
    field.fill(question, timeout=PATIENCE)
    field.press("Enter")
    answers.and_(page.locator(f'[data-turn="{turn}"]')).wait_for(state="attached", timeout=PATIENCE)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    files = {"lights.txt": REPORT, "tides.txt": HOSTILE, "ports.txt": ARABIC}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    Library(folder / "data", Settings(workers=0)).ingest([folder / name for name in files])
    with served(folder / "data") as url:
        yield url


@pytest.fixture(scope="module")
def chromium():
    if CHROMIUM is None:
        pytest.skip("there is no chromium; install Debian's package `chromium`")
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, address):
    """The chat. When a test is done, all that the page asked for came from this computer, and the
    browser had nothing to complain about."""
    page = chromium.new_page(viewport={"width": 1000, "height": 700}, locale="en-GB")
    hosts, complaints = set(), []
    page.on("request", lambda r: hosts.add(urlsplit(r.url).hostname or "in the page"))
    page.on("websocket", lambda w: hosts.add(urlsplit(w.url).hostname))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: complaints.append(str(e)))
    page.on("dialog", lambda d: (complaints.append(f"dialog {d.message}"), d.dismiss()))
    page.goto(address)
    yield page
    page.close()
    assert hosts <= {"127.0.0.1", "in the page"}
    assert not complaints


def test_an_answer_is_proved_by_the_marked_quote_in_its_paragraph_between_its_neighbours(page):
    ask(page, "Who was elected Chair of the Group?")
    cited = page.locator("details.rap-citation[open]")
    expect(cited).to_have_count(1)
    expect(cited.locator("summary")).to_contain_text("Working Group on Lighthouses, para. 2")
    expect(cited.locator("mark")).to_contain_text("The Group elected Ms. Ada Obi as Chair.")
    expect(cited.locator(".rap-paragraph")).to_contain_text("thanked the host Government")
    expect(cited.locator(".rap-before")).to_contain_text("met in Oslo")
    expect(cited.locator(".rap-after")).to_contain_text("adopted its agenda")
    expect(cited.get_by_text("II. Officers")).to_be_visible()


def test_a_second_answer_stands_below_the_first_and_begins_in_view(page):
    ask(page, "Who was elected Chair of the Group?")
    ask(page, "Where did the Group meet, and when?")
    questions = page.locator(".rap-question")
    expect(questions).to_have_count(2)
    expect(page.locator(".rap-answer")).to_have_count(2)
    expect(questions.last).to_be_in_viewport()
    expect(page.locator(".rap-answer").last.locator("mark").first).to_contain_text("met in Oslo")


def test_a_citation_that_was_closed_stays_closed_when_the_next_question_is_asked(page):
    ask(page, "Who was elected Chair of the Group?")
    first = page.locator("details.rap-citation").first
    first.locator("summary").click()
    ask(page, "Where did the Group meet, and when?")
    expect(first).not_to_have_attribute("open", "")


def test_a_hostile_report_is_read_as_text(page):
    ask(page, "What was the budget for dredging?")
    shown = page.locator(".rap-paragraph", has_text="The budget").first
    expect(shown).to_contain_text('<img src="http://192.0.2.1/x.png" onerror=alert(2)>')
    expect(shown).to_contain_text("[million](javascript:alert(3))")
    page.get_by_test_id("stMultiSelect").locator("input").click()
    expect(page.get_by_text("<img src=x onerror=alert(1)> Tides **Group**").first).to_be_visible()
    expect(page.locator("img[src=x], .rap-answer img, a[href^=javascript]")).to_have_count(0)


def test_arabic_runs_from_the_right(page):
    ask(page, "من انتُخب رئيسة للدورة؟")
    cited = page.locator("details.rap-citation[open] .rap-paragraph")
    expect(cited.locator("mark")).to_contain_text("ليلى حداد")
    for block in (cited, page.locator(".rap-question"), page.locator(".rap-short")):
        expect(block.first).to_have_css("direction", "rtl")


def test_a_narrow_screen_needs_no_scrolling_to_the_side(page):
    page.set_viewport_size({"width": 400, "height": 800})
    ask(page, "Who was elected Chair of the Group?")
    widths = page.locator(".rap-answer").evaluate("e => [e.scrollWidth, e.clientWidth, innerWidth]")
    assert widths[0] <= widths[1] <= widths[2]


def test_the_reports_are_one_click_away(page):
    page.get_by_test_id("stSidebarNav").get_by_text(words.REPORTS).click()
    expect(page.locator(".rap-reports tbody tr")).to_have_count(3)
    expect(page.locator(".rap-reports")).to_contain_text("lights.txt")
