"""Take the README's picture of the chat, over the sample library.

python -m tests.app.screenshot OUT.png [QUESTION]
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from app.library import Library
from app.settings import Settings
from tests.app.test_browser import ARGUMENTS, CHROMIUM, ask, served

SAMPLE = Path(__file__).parents[2] / "eval" / "sets" / "sample"
QUESTION = "When will the training centre in Mombasa open?"


def take(out: Path, question: str = QUESTION) -> None:
    """Ingest the sample, ask, and write the page as a PNG of 1200 by 800."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        Library(data, Settings()).ingest(sorted(SAMPLE.glob("CSO_*")))
        with served(data) as address, sync_playwright() as p:
            browser = p.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = browser.new_page(viewport={"width": 1200, "height": 800}, locale="en-GB")
            page.goto(address)
            ask(page, question)
            page.wait_for_timeout(1000)  # until Streamlit's own animations have ended
            page.screenshot(path=out)
            browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]), *sys.argv[2:3])
