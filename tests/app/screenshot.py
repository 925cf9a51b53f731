"""Take pictures of every page over the sample library, to look at.

python -m tests.app.screenshot FOLDER [LANG_OR_PAGE ...]

The README's pictures of the pages are `ask.en.png` and `page.en.png` of them.
"""

import sys
import tempfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from app.library import Library
from app.settings import Settings
from app.ui import words
from eval import kept
from tests.app.test_browser import ARGUMENTS, CHROMIUM, PATIENCE, ask, served

SAMPLE = Path(__file__).parents[2] / "eval" / "sets" / "sample"
LOCALES = {"en": "en-GB", "zh": "zh-CN", "ar": "ar-EG", "fr": "fr-FR", "ru": "ru-RU", "es": "es-ES"}
QUESTIONS = {
    "en": "When will the training centre in Mombasa open?",
    "zh": "蒙巴萨培训中心何时开放？",
    "ar": "متى سيفتتح مركز التدريب في مومباسا؟",
    "fr": "Quand le centre de formation de Mombasa ouvrira-t-il ?",
    "ru": "Когда откроется учебный центр в Момбасе?",
    "es": "¿Cuándo se inaugurará el centro de formación de Mombasa?",
}
FOLLOW_UPS = {
    "en": "And where?",
    "zh": "那在哪里呢？",
    "ar": "وأين؟",
    "fr": "Et où ?",
    "ru": "А где?",
    "es": "¿Y dónde?",
}
STATEMENT = "The training centre in Mombasa will open in 2035. The Group met in Reykjavik."
REPORT = "cso-conf-2027-wg-ii-4"


def picture_ask(page: Page, address: str, lang: str) -> None:
    page.goto(address)
    ask(page, QUESTIONS[lang])


def picture_follow_up(page: Page, address: str, lang: str) -> None:
    picture_ask(page, address, lang)
    ask(page, FOLLOW_UPS[lang])


def picture_welcome(page: Page, address: str, lang: str) -> None:
    page.goto(address)
    page.locator(".rap-title").wait_for(timeout=PATIENCE)


def picture_read(page: Page, address: str, lang: str) -> None:
    page.goto(f"{address}/read?report={REPORT}.{lang}&para=20")
    page.locator(".rap-asked").wait_for(timeout=PATIENCE)


def picture_beside(page: Page, address: str, lang: str) -> None:
    other = "ar" if lang == "en" else "en"
    page.goto(f"{address}/read?report={REPORT}.{lang}&para=20&beside={other}")
    page.locator(".rap-two").wait_for(timeout=PATIENCE)


def picture_page(page: Page, address: str, lang: str) -> None:
    page.goto(f"{address}/read?report={REPORT}.en&para=20&pdf=1")  # the one that is a PDF
    page.locator(".rap-page").wait_for(timeout=PATIENCE)


def picture_verify(page: Page, address: str, lang: str) -> None:
    page.goto(f"{address}/verify")
    page.locator("textarea").first.fill(STATEMENT, timeout=PATIENCE)
    page.get_by_test_id("stFormSubmitButton").locator("button").click()
    page.locator(".rap-checked").first.wait_for(timeout=PATIENCE)


def picture_evaluate(page: Page, address: str, lang: str) -> None:
    page.goto(f"{address}/evaluate")
    page.get_by_test_id("stFileUploader").first.wait_for(state="attached", timeout=PATIENCE)
    if not page.locator(".rap-tiles").count():
        page.get_by_test_id("stBaseButton-primary").click()
    page.locator(".rap-tiles").wait_for(timeout=10 * PATIENCE)


def picture_library(page: Page, address: str, lang: str) -> None:
    page.goto(f"{address}/library")
    page.locator(".rap-reports").first.wait_for(timeout=PATIENCE)


def picture_settings(page: Page, address: str, lang: str) -> None:
    page.goto(f"{address}/settings")
    page.locator(".rap-reports").first.wait_for(timeout=PATIENCE)


PICTURES: dict[str, Callable[[Page, str, str], None]] = {
    "welcome": picture_welcome,
    "ask": picture_ask,
    "follow_up": picture_follow_up,
    "read": picture_read,
    "beside": picture_beside,
    "page": picture_page,
    "verify": picture_verify,
    "evaluate": picture_evaluate,
    "library": picture_library,
    "settings": picture_settings,
}


def take(
    browser: Browser, address: str, out: Path, lang: str, name: str, *, phone: bool, dark: bool
) -> None:
    """One picture. Where a page does not come, the picture shows what came instead."""
    size = {"width": 400, "height": 800} if phone else {"width": 1200, "height": 800}
    scheme = "dark" if dark else "light"
    context = browser.new_context(viewport=size, locale=LOCALES[lang], color_scheme=scheme)
    page = context.new_page()
    try:
        PICTURES[name](page, address, lang)
    finally:
        page.wait_for_timeout(1000)  # until Streamlit's own animations have ended
        kind = (".phone" if phone else "") + (".dark" if dark else "")
        page.screenshot(path=out / f"{name}.{lang}{kind}.png")
        context.close()


def main(out: Path, chosen: list[str]) -> None:
    """Ingest the sample and write PNGs of pages, wide and narrow, light and dark: of those that are
    named (else all) in the languages that are named (else three)."""
    assert set(chosen) <= {*words.ALL, *PICTURES}
    langs = [c for c in chosen if c in words.ALL] or ["en", "zh", "ar"]
    names = [c for c in chosen if c in PICTURES] or list(PICTURES)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        Library(data, Settings()).ingest(sorted(SAMPLE.glob("CSO_*")))
        questions = (SAMPLE / "questions.jsonl").read_bytes().split(b"\n")
        kept.add_set(data, "sample.jsonl", b"\n".join(questions[:48]))
        with served(data) as address, sync_playwright() as p:
            browser = p.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for lang in langs:
                for name, phone, dark in product(names, (False, True), (False, True)):
                    take(browser, address, out, lang, name, phone=phone, dark=dark)
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
