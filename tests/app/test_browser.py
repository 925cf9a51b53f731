"""The chat as a user has it: a real server, a real browser, nothing beyond this computer."""

import json
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect, sync_playwright

from app.chats import CHATS
from app.library import Library
from app.settings import Settings
from app.ui import words
from app.ui.streamlit_words import spoken_by_streamlit
from eval import bench_app

CHROMIUM = shutil.which("chromium")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
).split()
PATIENCE = 120_000  # milliseconds; the first question loads the models, on a busy machine too
expect.set_options(timeout=PATIENCE)
SEEN = ("", "read?report=lights.txt&para=2", "verify", "library", "evaluate", "settings")
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
    with bench_app.served(data) as (port, _):
        yield f"http://127.0.0.1:{port}"


def is_complaint(message: ConsoleMessage) -> bool:
    """Errors, but for Streamlit's own search for its base path where an address names a page."""
    return message.type == "error" and "/_stcore/" not in message.location["url"]


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
    page.on("console", lambda m: complaints.append(m.text) if is_complaint(m) else None)
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


@pytest.mark.parametrize(
    ("locale", "lang", "brought"),
    [("en-GB", "en", set()), ("zh-CN", "zh", {"sc"}), ("ar-EG", "ar", {"arabic"})],
)
def test_fonts_come_from_here_and_only_where_their_letters_are(
    chromium, address, locale, lang, brought
):
    context = chromium.new_context(locale=locale)
    page, loaded = context.new_page(), set()
    page.on("response", lambda r: loaded.add(r.url) if r.ok else None)
    page.goto(f"{address}/settings")
    expect(page.locator(".rap-title")).to_contain_text(words.ALL[lang]["SETTINGS"])
    expect(page.locator("html")).to_have_attribute("lang", lang)
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_load_state("networkidle")
    scripts = {m[1] for m in map(re.compile(r"/static/fonts/noto-sans-(\w+)").search, loaded) if m}
    assert scripts == brought
    context.close()


def test_a_closed_sidebar_is_out_of_sight_on_an_arabic_phone(chromium, address):
    context = chromium.new_context(viewport={"width": 400, "height": 800}, locale="ar-EG")
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".rap-title")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_test_id("stSidebarNav")).to_be_hidden()
    page.get_by_role("button", name=spoken_by_streamlit("ar")["Expand sidebar"]).click()
    expect(page.get_by_test_id("stSidebarNav")).to_be_in_viewport()
    context.close()


def test_a_narrow_screen_needs_no_scrolling_to_the_side(page):
    page.set_viewport_size({"width": 400, "height": 800})
    ask(page, "Who was elected Chair of the Group?")
    widths = page.locator(".rap-answer").evaluate("e => [e.scrollWidth, e.clientWidth, innerWidth]")
    assert widths[0] <= widths[1] <= widths[2]


def test_the_reports_are_one_click_away(page):
    page.get_by_test_id("stSidebarNav").get_by_text(words.REPORTS).click()
    reports = page.locator(".rap-reports").first
    expect(reports.locator("tbody tr")).to_have_count(3)
    expect(reports).to_contain_text("lights.txt")


def test_a_conversation_survives_a_reload_and_is_in_the_list_of_its_browser_alone(
    chromium, address
):
    mine = chromium.new_context(locale="en-GB")
    page = mine.new_page()
    page.goto(address)
    ask(page, "Who was elected Chair of the Group?")
    expect(page).to_have_url(re.compile(r"chat="))
    page.reload()
    expect(page.locator(".rap-answer mark").first).to_contain_text("Ada Obi", timeout=PATIENCE)
    ask(page, "Where did the Group meet, and when?")
    page.get_by_role("button", name=words.NEW).click()
    entry = page.get_by_role("button", name="Who was elected Chair of the Group?")
    expect(entry).to_be_visible()
    page.goto(address)  # without the conversation's link, but with the cookie
    entry.click(timeout=PATIENCE)
    expect(page.locator(".rap-question")).to_have_count(2)
    other = chromium.new_context(locale="en-GB").new_page()
    other.goto(address)
    expect(other.locator(".rap-title")).to_be_visible(timeout=PATIENCE)
    expect(other.get_by_role("button", name="Who was elected Chair of the Group?")).to_have_count(0)
    expect(other.locator(".rap-question")).to_have_count(0)
    other.context.close()
    mine.close()


def test_a_pin_opens_the_paragraph_highlighted_and_in_view(page):
    ask(page, "Who was elected Chair of the Group?")
    with page.context.expect_page() as opened:
        page.locator("a.rap-ref").first.click()
    report = opened.value
    asked = report.locator(".rap-asked")
    expect(asked).to_contain_text("elected Ms. Ada Obi", timeout=PATIENCE)
    expect(asked).to_be_in_viewport()
    expect(report).to_have_url(re.compile(r"/read\?report=[^&]+&para=2$"))
    report.close()


def test_a_citation_is_copied(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "Who was elected Chair of the Group?")
    page.locator("button.rap-copy").first.click()
    expect(page.locator(".rap-said").first).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "Report of the Working Group on Lighthouses, para. 2"


def test_an_outline_scrolls_to_its_heading_without_leaving_the_page(page, address):
    page.set_viewport_size({"width": 1000, "height": 400})
    page.goto(f"{address}/read?report=lights.txt")
    page.locator(".rap-outline a", has_text="Officers").click(timeout=PATIENCE)
    expect(page.locator(".rap-unit", has_text="Ada Obi")).to_be_in_viewport()
    expect(page.locator(".rap-report h2")).to_have_count(2)


def test_a_hostile_report_is_read_as_text_on_its_own_page(page, address):
    page.goto(f"{address}/read?report=tides.txt&para=1")
    asked = page.locator(".rap-asked")
    expect(asked).to_contain_text("onerror=alert(2)>", timeout=PATIENCE)
    expect(asked).to_contain_text("[million](javascript:alert(3))")
    expect(page.locator(".rap-report img, .rap-title img, a[href^=javascript]")).to_have_count(0)


@pytest.mark.parametrize(("locale", "lang"), [("zh-CN", "zh"), ("ar-EG", "ar"), ("fr-FR", "fr")])
def test_the_pages_speak_the_browsers_language(chromium, address, locale, lang):
    context = chromium.new_context(locale=locale)
    page = context.new_page()
    page.goto(address)
    said = words.ALL[lang]
    expect(page.locator(".rap-title")).to_contain_text(said["TAGLINE"], timeout=PATIENCE)
    html = page.locator("html")
    expect(html).to_have_attribute("lang", lang)
    expect(html).to_have_attribute("dir", "rtl" if lang == "ar" else "ltr")
    for name in ("READ", "VERIFY", "REPORTS", "SETTINGS"):
        page.get_by_test_id("stSidebarNav").get_by_text(said[name], exact=True).click()
        expect(page.get_by_test_id("stSidebarNav")).to_contain_text(said["ASK"])
        expect(page.locator(".rap-title, .rap-report").first).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_test_id("stException")).to_have_count(0)
    context.close()


def test_what_streamlit_says_is_said_in_the_page_s_language(chromium, address):
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}/library")
    uploader = page.get_by_test_id("stFileUploader").first
    expect(uploader).to_contain_text("每个文件不超过 500 MB", timeout=PATIENCE)
    expect(uploader.locator("button")).to_contain_text("上传")
    context.close()


def test_a_language_that_was_switched_to_is_there_after_a_reload(chromium, address):
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(address)
    box = page.get_by_test_id("stSelectbox").last
    expect(box).to_contain_text(words.INTERFACE, timeout=PATIENCE)
    box.locator("input").click()
    for name, lang in (("Français", "fr"), ("Español", "es")):  # Streamlit's own words too
        page.get_by_role("option", name=name).click()
        expect(page.locator(".rap-title")).to_contain_text(words.ALL[lang]["TAGLINE"])
        menu = page.get_by_test_id("stMainMenuButton")
        expect(menu).to_have_attribute("aria-label", spoken_by_streamlit(lang)["Main menu"])
        box.locator("input").click()
    page.keyboard.press("Escape")
    page.reload()
    spanish = words.ALL["es"]["TAGLINE"]
    expect(page.locator(".rap-title")).to_contain_text(spanish, timeout=PATIENCE)
    context.close()


def test_what_is_stopped_leaves_no_trace_and_can_be_asked_again(chromium, tmp_path):
    (tmp_path / "lights.txt").write_text(REPORT, encoding="utf-8")
    Library(tmp_path / "data", Settings(workers=0)).ingest([tmp_path / "lights.txt"])
    with socket.create_server(("127.0.0.1", 0)) as silent:  # a language model that never answers
        port = silent.getsockname()[1]
        server = f'base_url = "http://127.0.0.1:{port}/v1"\nmodel = "silent"\n'
        (tmp_path / "data" / "settings.toml").write_text(f"answered_from = 0.0\n{server}")
        with served(tmp_path / "data") as address:
            page = chromium.new_page(locale="en-GB")
            page.goto(address)
            field = page.get_by_test_id("stChatInput").locator("textarea")
            field.fill("Who was elected Chair of the Group?", timeout=PATIENCE)
            field.press("Enter")
            stop = page.get_by_test_id("stMainBlockContainer").get_by_role(
                "button", name=words.STOP
            )
            stop.click(timeout=PATIENCE)
            expect(page.get_by_text(words.STOPPED)).to_be_visible()
            expect(page.locator(".rap-answer")).to_have_count(0)
            assert not (tmp_path / "data" / CHATS).exists()
            silent.close()
            page.get_by_role("button", name=words.RETRY).click()
            expect(page.locator(".rap-answer mark").first).to_contain_text("Ada Obi")
            expect(page.locator(".rap-question")).to_have_count(1)
            page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(chromium, address, scheme):
    pytest.importorskip("axe_playwright_python", reason="pip install axe-playwright-python")
    from axe_playwright_python.sync_playwright import Axe

    page = chromium.new_page(locale="en-GB", color_scheme=scheme)
    page.set_default_timeout(PATIENCE)
    for name in SEEN:
        page.goto(f"{address}/{name}")
        page.locator(".rap-title, .rap-report").first.wait_for()
        if not name:
            ask(page, "Who was elected Chair of the Group?")
        page.locator('[data-test-script-state="notRunning"]').first.wait_for()
        found = Axe().run(page).response["violations"]
        serious = {
            (v["id"], node["html"], node["failureSummary"])
            for v in found
            if v["impact"] in ("serious", "critical")
            for node in v["nodes"]
        }
        assert not serious, name or "ask"
    page.close()


def test_an_uploaded_report_answers_and_once_removed_does_not(page, address, tmp_path):
    birds = tmp_path / "birds.txt"
    birds.write_text(
        "Report of the Panel on Birds\n\n1. The Panel elected Ms. Eva Lind as Chair.\n"
    )
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    page.goto(f"{address}/library")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([birds, broken])
    page.get_by_role("button", name=words.ADD).click(timeout=PATIENCE)
    fates = page.locator(".rap-fates")
    expect(fates.locator(".rap-fate-new")).to_contain_text("birds.txt", timeout=PATIENCE)
    expect(fates.locator(".rap-fate-failed")).to_contain_text("broken.pdf")
    page.goto(address)
    question = "Who was elected Chair of the Panel on Birds?"
    ask(page, question)
    expect(page.locator(".rap-answer").last).to_contain_text("Eva Lind")
    page.set_viewport_size({"width": 1000, "height": 1400})
    page.goto(f"{address}/library")
    page.get_by_text(words.REMOVE, exact=True).click(timeout=PATIENCE)
    box = page.get_by_test_id("stSelectbox").filter(has_text=words.REPORT).first
    page.wait_for_timeout(1000)  # until the section has unfolded: moving closes the list again
    box.get_by_role("button", name="Open").click()
    page.get_by_role("option", name=re.compile("birds", re.IGNORECASE)).click()
    page.get_by_role("button", name=words.REMOVE_BUTTON).click()
    page.get_by_role("button", name=words.YES_REMOVE).click()
    expect(page.locator(".rap-reports").first).not_to_contain_text("birds.txt", timeout=PATIENCE)
    page.goto(address)
    ask(page, question)
    expect(page.locator(".rap-answer").last).not_to_contain_text("Eva Lind")


def test_a_set_is_run_its_pictures_are_seen_and_a_question_that_failed_opens_in_ask(
    page, address, tmp_path
):
    about = {"id": "rain", "lang": "en", "kind": "other", "report": "lights.txt"}
    asked = "Did the Group adopt its agenda with a vote?"
    known = {"question": asked, "paragraphs": ["1"], "answers": ["no"]}
    made = tmp_path / "browser.jsonl"
    made.write_text(json.dumps({**about, **known}))
    page.goto(f"{address}/evaluate")
    page.get_by_text(words.SET_UPLOAD).first.click(timeout=PATIENCE)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(made)
    chosen = page.get_by_test_id("stMain").get_by_role("combobox").first
    expect(chosen).to_have_value(made.name, timeout=PATIENCE)
    page.get_by_test_id("stBaseButton-primary").click()
    page.locator(".rap-tiles").wait_for(timeout=PATIENCE)
    pictures = page.locator(".rap-pictures img")
    expect(pictures).to_have_count(3)
    for picture in pictures.all():
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    failure = page.locator(".rap-failure").first
    failure.locator("summary").click()
    with page.context.expect_page() as opened:
        failure.get_by_text(words.ASK_AGAIN).click()
    expect(opened.value.locator(".rap-question")).to_have_text(asked, timeout=PATIENCE)
    expect(opened.value.locator(".rap-answer")).to_be_visible(timeout=PATIENCE)
    opened.value.close()
