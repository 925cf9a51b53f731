"""The pages, driven without a browser: what they say, and that nothing in them is interpreted."""

import shutil
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.library import Library
from app.settings import Settings
from app.ui import cards, words
from app.ui.evidence import Evidence, official
from app.ui.markup import tag

APP = Path(__file__).parents[2] / "app"
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
    for name, text in files.items():
        (data.parent / f"{name}.txt").write_text(text, encoding="utf-8")
    Library(data, Settings(workers=0)).ingest([data.parent / f"{name}.txt" for name in files])


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    data = tmp_path_factory.mktemp("library") / "data"
    ingest(data, lights=LIGHTS, tides=TIDES)
    return data


@pytest.fixture
def data(built, tmp_path):
    shutil.copytree(built, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def pages(monkeypatch):
    """Opens a page over a data folder, as sure of its answers as it is told to be."""

    def start(data: Path, sure: tuple[float, float] = SURE, page: str = "") -> AppTest:
        data.mkdir(exist_ok=True)
        (data / "settings.toml").write_text(
            f'reader = "sentence"\nanswered_from = {sure[0]}\nnot_found_below = {sure[1]}\n'
        )
        monkeypatch.setenv("RAPPORTEUR_DATA", str(data))
        test = AppTest.from_file(str(APP / "main.py"), default_timeout=30).run()
        return test.switch_page(page).run() if page else test

    return start


def ask(test: AppTest, question: str) -> AppTest:
    test.chat_input(key="question").set_value(question).run()
    assert not test.exception
    return test


def html(test: AppTest) -> str:
    bodies = [e.proto.body for e in test.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style>"))


@pytest.mark.parametrize("page", ["", "views/library.py"])
def test_an_empty_library_tells_the_first_step(pages, tmp_path, page):
    test = pages(tmp_path / "data", page=page)
    assert words.EMPTY in html(test)
    assert f"rapporteur ingest FILE_OR_FOLDER --data {tmp_path / 'data'}" in test.code[0].value
    assert not test.chat_input
    assert not test.exception


def test_reports_that_are_added_are_there_at_the_next_look(pages, tmp_path):
    test = pages(tmp_path / "data")
    ingest(tmp_path / "data", lights=LIGHTS)
    test.button(key="look_again").click().run()
    assert test.chat_input(key="question")


def test_the_list_of_reports_has_every_report(pages, data):
    shown = html(pages(data, page="views/library.py"))
    for told in ("Report of the Working Group on Lighthouses", "tides.txt", "English"):
        assert told in shown


def test_an_answer_stands_with_its_paragraph_marked_between_its_neighbours(pages, data):
    shown = html(ask(pages(data), CHAIR))
    mark = "<mark>The Group elected Ms. Ada Obi as Chair.</mark> It thanked the host."
    assert mark in shown
    assert '<details class="rap-citation" open>' in shown
    assert "Report of the Working Group on Lighthouses, para. 2" in shown
    assert "II. Officers" in shown
    before, after = shown.index("The Group met in Oslo"), shown.index("adopted its agenda")
    assert before < shown.index(mark) < after


def test_what_is_uncertain_is_called_so(pages, data):
    shown = html(ask(pages(data, UNSURE), CHAIR))
    assert words.UNCERTAIN in shown
    assert "<mark>" in shown


def test_what_is_not_in_the_reports_looks_like_no_answer(pages, data):
    shown = html(ask(pages(data, NEVER), CHAIR))
    assert words.NOT_FOUND in shown
    assert words.NEAREST in shown
    assert "Ms. Ada Obi" in shown, "the nearest paragraph can be read"
    assert "<mark>" not in shown
    assert "rap-short" not in shown


def test_a_report_is_shown_as_text_whatever_it_contains(pages, tmp_path):
    ingest(tmp_path / "data", hostile=HOSTILE)
    test = ask(pages(tmp_path / "data"), CHAIR)
    shown = html(test) + html(test.switch_page("views/library.py").run())
    for tagged in ("<img", "<script>alert", "<b ", "https://evil.example&quot;"):
        assert tagged not in shown
    assert "&lt;b onclick=&quot;alert(3)&quot;&gt;elected&lt;/b&gt;" in shown
    assert not any("evil.example" in m.value for m in test.markdown)


def test_a_question_is_shown_as_text_whatever_it_contains(pages, data):
    test = ask(pages(data), "<img src=x> ![](https://evil.example/x.png) $Chair$?")
    assert "&lt;img src=x&gt; ![](https://evil.example/x.png) $Chair$?" in html(test)
    assert not test.markdown


def test_a_wrong_setting_is_told_in_words(pages, data):
    test = pages(data)
    (data / "settings.toml").write_text("tpo = 3\n")
    test.run()
    assert "unknown setting &#x27;tpo&#x27;; the settings are:" in html(test)
    assert not test.exception


def test_an_index_of_other_settings_is_told_with_its_remedy(pages, data):
    test = pages(data)
    (data / "settings.toml").write_text("chunk_tokens = 100\n")
    test.run()
    assert "<code>rapporteur ingest</code>" in html(test)
    assert not test.exception


def test_a_question_is_kept_to_the_reports_that_are_chosen(pages, data):
    test = pages(data)
    filtered = test.multiselect(key="reports")
    tides = next(o for o in filtered.options if "Tides" in o)
    filtered.select(tides).run()
    shown = html(ask(test, CHAIR))
    assert "Mr. Luis Paz" in shown
    assert "Ada Obi" not in shown


def test_citations_are_offered_in_the_languages_of_the_reports(pages, data):
    assert pages(data).selectbox(key="lang").options == [words.AS_ASKED, "English"]


def test_an_example_is_asked_with_one_click(pages, data):
    test = pages(data)
    assert sum((b.key or "").startswith("example_") for b in test.button) == 3
    test.button(key="example_en").click().run()
    assert words.EXAMPLES["en"] in html(test)
    assert "rap-answer" in html(test)
    assert not any((b.key or "").startswith("example_") for b in test.button)


def test_earlier_answers_stay_when_their_report_is_removed_and_a_new_conversation_forgets_them(
    pages, data
):
    test = ask(pages(data), CHAIR)
    Library(data, Settings()).remove("lights.txt")
    shown = html(ask(test, "When did the Committee meet?"))
    assert "Ms. Ada Obi" in shown
    assert "Lima" in shown
    test.button(key="new").click().run()
    assert "Ada Obi" not in html(test)
    assert "Ada Obi" not in html(ask(test, CHAIR)), "what was removed is not found again"


def test_the_words_that_answer_are_stronger_in_the_quote():
    e = Evidence("L", (), "f.txt", None, "en", None, "a b c d", quote=(2, 7), words=(4, 5))
    marked = cards.tag("p", *cards._marked(e))
    assert marked == "<p>a <mark>b <strong>c</strong> d</mark></p>"


def test_only_markup_that_was_made_here_is_not_escaped():
    made = tag("b", "<&>")
    assert tag("p", made, title='"') == '<p title="&quot;"><b>&lt;&amp;&gt;</b></p>'
    assert tag("p", tag("br") + "<i>") == "<p>&lt;br&gt;&lt;i&gt;</p>"


@pytest.mark.parametrize(
    ("symbol", "url"),
    [
        ("NPT/CONF.2026/1 (a)", "https://undocs.org/fr/NPT/CONF.2026/1%20%28a%29"),
        ("A/RES/1/2", "https://undocs.org/fr/A/RES/1/2"),
        ("CSO/CONF.2027/4", None),
        ("javascript:alert(1)", None),
        (None, None),
    ],
)
def test_only_a_symbol_of_the_united_nations_has_an_official_link(symbol, url):
    assert official(symbol, "fr") == url


def test_no_file_beside_the_entry_hides_a_package():
    """`streamlit run` puts app/ first on the path."""
    beside = {p.stem for p in [*APP.iterdir(), *(APP / "views").iterdir()] if p.stem[0] != "_"}
    installed = {*packages_distributions(), *sys.stdlib_module_names, "app", "index", "ingest"}
    assert not beside & installed
