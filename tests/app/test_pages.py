"""The pages, driven without a browser: what they say, and that nothing in them is interpreted."""

import json
import re
import subprocess
import sys
from html import escape
from importlib.metadata import packages_distributions
from pathlib import Path
from shutil import which

import pytest

from app.chats import CHATS, Chats, Vote
from app.drafts import DRAFTS
from app.library import Library
from app.settings import Settings
from app.ui import cards, history, narrow, scripts, session, words
from app.ui.evidence import Evidence, official
from app.ui.markup import tag
from index.filters import Facets
from ingest.catalog import Listed
from tests.app.seen import CHAIR, HOSTILE, LIGHTS, NEVER, TIDES, UNSURE, ask, chat_of, html, ingest

APP = Path(__file__).parents[2] / "app"
OF_TWO_YEARS = {"lights": f"CSO/CONF.2027/1\n{LIGHTS}", "tides": f"CSO/CONF.2019/1\n{TIDES}"}


@pytest.mark.parametrize("page", ["", "views/library.py"])
def test_an_empty_library_tells_the_first_step(pages, tmp_path, page):
    test = pages(tmp_path / "data", page=page)
    assert words.EMPTY in html(test)
    assert f"rapporteur ingest FILE_OR_FOLDER --data {tmp_path / 'data'}" in test.code[0].value
    assert not test.chat_input
    assert not test.exception


def test_that_nothing_leaves_the_computer_is_said_only_where_nothing_does(pages, tmp_path):
    test = pages(tmp_path / "data")
    assert f"{words.EMPTY_AFTER} {words.STAYS_HERE}" in [c.value for c in test.caption]
    (tmp_path / "data" / "settings.toml").write_text("open_to_all = true\n")
    assert words.EMPTY_AFTER in [c.value for c in test.run().caption]


@pytest.mark.parametrize(
    "setting",
    [
        {"base_url": "http://models.example", "model": "m"},
        {"encoder": "ollama:nomic"},
        {"encoder_url": "http://models.example"},
        {"sign_in": True},
    ],
)
def test_something_leaves_the_computer_where_a_server_is_asked_or_others_are_served(setting):
    assert session._is_alone(Settings())
    assert not session._is_alone(Settings(**setting))


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
    assert "<code>rapporteur " in html(test)
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
    asked = test.button(key="example_0").label.replace("\\", "")
    test.button(key="example_0").click().run()
    assert f'dir="auto">{escape(asked)}</div>' in html(test)
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


def test_a_conversation_is_there_again_after_a_reload_and_goes_on(pages, data):
    test = ask(pages(data), CHAIR)
    chat = chat_of(test)
    again = pages(data, chat=chat)
    again.session_state["visitor"] = test.session_state["visitor"]  # the browser's cookie
    assert "Ms. Ada Obi" in html(again)
    assert html(ask(again, "Where did the Committee meet?")).count("rap-question") == 2
    assert html(pages(data, chat=chat)).count("rap-question") == 2


def test_another_session_does_not_see_a_conversation_without_its_link(pages, data):
    ask(pages(data), CHAIR)
    other = pages(data)
    assert "Ada Obi" not in html(other)
    assert not [b for b in other.button if (b.key or "").startswith("chat_")]


def test_with_the_link_alone_a_conversation_can_be_read_but_not_renamed_or_deleted(pages, data):
    chat = chat_of(ask(pages(data), CHAIR))
    other = pages(data, chat=chat)
    assert "Ada Obi" in html(other)
    assert not [b for b in other.button if (b.key or "").startswith("delete_")]
    assert not [f for f in other.text_input if f.label == words.CHAT_NAME]
    assert not other.get("feedback")


def test_who_asks_in_the_conversation_of_another_begins_their_own(pages, data):
    chat = chat_of(ask(pages(data), CHAIR))
    other = ask(pages(data, chat=chat), "Where did the Committee meet?")
    chats = Chats(data / CHATS)
    assert [e.question for e in chats.exchanges(chats.find(chat), "")] == [CHAIR]
    own = chats.find(chat_of(other))
    assert own.owner != chats.find(chat).owner
    assert [e.question for e in chats.exchanges(own, "")] == ["Where did the Committee meet?"]
    assert html(other).count("rap-question") == 1
    assert html(other.run()).count("rap-question") == 1
    assert other.get("feedback")


def test_conversations_of_long_ago_are_listed_on_request(pages, data, monkeypatch):
    monkeypatch.setattr(history, "_FEW", 2)
    test = pages(data)
    chats = Chats(data / CHATS)
    made = [chats.start(test.session_state["visitor"], f"Question {n}?") for n in range(5)]

    def listed():
        return [b.key for b in test.button if (b.key or "").startswith("chat_")]

    test.run()
    assert listed() == [f"chat_{c.id}" for c in made[:2:-1]]
    test.button(key=listed()[0]).click().run()
    assert len(listed()) == 2, "the one that is open is not counted"
    test.button(key="more_chats").click().run()
    assert len(listed()) == 4
    assert not [b for b in test.button if b.key == "more_chats"]


def test_a_link_to_no_conversation_is_told_and_begins_a_new_one(pages, data):
    test = pages(data, chat="nothing")
    assert words.CHAT_GONE in [c.value for c in test.caption]
    assert "chat" not in test.query_params


def test_earlier_conversations_are_listed_by_name_and_opened(pages, data):
    test = ask(pages(data), CHAIR)
    first = chat_of(test)
    test.run()
    name = next(f for f in test.text_input if f.label == words.CHAT_NAME)
    name.input("About **lights**").run()
    test.button(key="new").click().run()
    assert "Ada Obi" not in html(test)
    entry = test.button(key=f"chat_{first}")
    assert entry.label == r"About \*\*lights\*\*"
    entry.click().run()
    assert "Ada Obi" in html(test)


def test_a_conversation_is_deleted_when_it_is_confirmed(pages, data):
    test = ask(pages(data), CHAIR).run()
    chat = chat_of(test)
    test.button(key=f"delete_{chat}").click().run()
    test.button(key=f"no_delete_{chat}").click().run()
    assert "Ada Obi" in html(test)
    test.button(key=f"delete_{chat}").click().run()
    test.button(key=f"yes_delete_{chat}").click().run()
    assert "Ada Obi" not in html(test)
    assert "Ada Obi" not in html(pages(data, chat=chat))


def test_a_wrong_answer_becomes_a_draft_of_a_question_in_two_clicks(pages, data):
    test = ask(pages(data), CHAIR)
    chat = chat_of(test)
    test.get("feedback")[0].set_value(0).run()
    test.button(key="draft_0").click().run()
    assert not test.exception
    (made,) = [json.loads(x) for x in (data / DRAFTS).read_text(encoding="utf-8").splitlines()]
    assert made["question"] == CHAIR
    assert made["given"]["paragraphs"][0] == "2"
    assert words.QUESTION_MADE.format(file=DRAFTS.as_posix()) in [c.value for c in test.caption]
    assert Chats(data / CHATS).votes(Chats(data / CHATS).find(chat))[0] == Vote(up=False)


def test_a_thumb_keeps_its_reason_and_is_there_after_a_reload(pages, data):
    test = ask(pages(data), CHAIR)
    chat = chat_of(test)
    test.get("feedback")[0].set_value(0).run()
    test.pills[0].set_value("INCOMPLETE").run()
    again = pages(data, chat=chat)
    again.session_state["visitor"] = test.session_state["visitor"]  # the browser's cookie
    assert again.run().get("feedback")[0].value == 0
    assert again.pills[0].value == "INCOMPLETE"


def test_how_sure_an_answer_is_stands_in_words(pages, data):
    assert words.HARDLY_SURE in html(ask(pages(data, UNSURE), CHAIR))
    shown = html(ask(pages(data), CHAIR))
    assert words.SURE in shown or words.FAIRLY_SURE in shown
    assert not re.search(r"0\.\d\d", re.sub("<[^>]*>", "", shown))


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
        ("CEDAW/C/2", "https://undocs.org/fr/CEDAW/C/2"),
        ("BWC/CONF.9/9", "https://undocs.org/fr/BWC/CONF.9/9"),
        ("CSO/CONF.2027/4", None),
        ("javascript:alert(1)", None),
        (None, None),
    ],
)
def test_only_a_symbol_of_the_united_nations_has_an_official_link(symbol, url):
    assert official(symbol, "fr") == url


_BROWSER = """
let clicked, said = [];
const made = {style: {}, select() {}, remove() {}};
const button = {dataset: {copy: "para. 8"}, classList: {add: (c) => said.push(c), remove() {}}};
const window = {}, navigator = {clipboard: CLIPBOARD}, setTimeout = () => {};
const document = {
  documentElement: {}, head: {append() {}}, body: {append() {}}, createElement: () => made,
  addEventListener: (kind, act) => { clicked = act; }, execCommand: () => BY_HAND,
};
SCRIPT
clicked({target: {closest: () => button}}).then(() => console.log(said, made.value));
"""


@pytest.mark.skipif(which("node") is None, reason="scripts are run by node here")
@pytest.mark.parametrize(
    ("clipboard", "by_hand", "said"),
    [
        ("{writeText: async () => {}}", "false", "[ 'rap-copied' ] undefined"),
        ("undefined", "true", "[ 'rap-copied' ] para. 8"),
        ("{writeText: async () => { throw new Error(); }}", "true", "[ 'rap-copied' ] para. 8"),
        ("undefined", "false", "[] para. 8"),
    ],
)
def test_a_citation_is_called_copied_where_it_was(clipboard, by_hand, said):
    script = scripts._SET_UP.format(lang="en", direction="ltr", visitor="x")
    script = re.sub(r"</?script[^>]*>", "", script)
    run = _BROWSER.replace("CLIPBOARD", clipboard).replace("BY_HAND", by_hand)
    done = subprocess.run(
        ["node", "-e", run.replace("SCRIPT", script)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == said


def test_no_file_beside_the_entry_hides_a_package():
    """`streamlit run` puts app/ first on the path."""
    beside = {p.stem for p in [*APP.iterdir(), *(APP / "views").iterdir()] if p.stem[0] != "_"}
    installed = {*packages_distributions(), *sys.stdlib_module_names, "app", "index", "ingest"}
    assert not beside & installed


def test_a_follow_up_says_what_it_was_understood_as(pages, data):
    test = ask(pages(data), CHAIR)
    assert "rap-understood" not in html(test)
    shown = html(ask(test, "And where did it meet?"))
    assert shown.count("rap-understood") == 1
    assert f"{words.UNDERSTOOD} <bdi>{CHAIR} And where did it meet?</bdi>" in shown


def test_an_address_asks_its_questions_one_after_the_other_and_only_once(pages, data):
    test = pages(data, ask=[CHAIR, "And where did it meet?"])
    assert html(test).count("rap-question") == 2
    assert "Ms. Ada Obi" in html(test)
    assert "ask" not in test.query_params
    assert html(test.run()).count("rap-question") == 2


def test_a_question_is_kept_to_the_year_that_is_chosen(pages, tmp_path):
    ingest(tmp_path / "data", **OF_TWO_YEARS)
    test = pages(tmp_path / "data")
    assert test.selectbox(key="year").options == [words.ANY_YEAR, "2027", "2019"]
    test.selectbox(key="year").set_value("2019").run()
    shown = html(ask(test, CHAIR))
    assert "Mr. Luis Paz" in shown
    assert "Ada Obi" not in shown


def test_a_choice_that_leaves_no_report_finds_nothing(pages, tmp_path):
    ingest(tmp_path / "data", **OF_TWO_YEARS)
    test = pages(tmp_path / "data", (0.5, 0.1))
    box = test.multiselect(key="reports")
    box.select(next(o for o in box.options if "Tides" in o)).run()
    test.selectbox(key="year").set_value("2027").run()
    shown = html(ask(test, CHAIR))
    assert words.NOT_FOUND in shown
    assert "Luis Paz" not in shown


def test_a_body_takes_all_languages_of_its_reports_and_one_choice_is_none(pages, data):
    about = {
        "a-en": Facets("Working Group II", (2027,)),
        "a-zh": Facets("第二工作组", (2027,)),
        "b-en": Facets("", ()),
    }
    listed = [
        Listed(f"{symbol}-{lang}", symbol, "", lang, "f.txt", 1)
        for symbol, lang in (("a", "zh"), ("a", "en"), ("b", "en"))
    ]
    assert narrow._bodies(listed, about) == {
        "a-en": "Working Group II",
        "a-zh": "Working Group II",
        "b-en": "",
    }
    keys = [box.key for box in pages(data).selectbox]
    assert "body" not in keys, "two reports of no body leave no choice"
