"""The pages on which statements are verified and settings are read."""

from io import BytesIO

import docx
import pytest

from app import verdict_table
from app.answer import cite
from app.assistant import Assistant
from app.reader import Quote
from app.settings import Settings
from app.ui import verdict_cards, words
from app.verify import Checked, Verification
from index.passage import Passage
from ingest.worker import Limits
from tests.app.seen import html

PAGE = "views/verify.py"
STATEMENT = "Ms. Ada Obi was elected Chair. The Group met in <b>Lima</b>. It rained."


@pytest.fixture
def judged(monkeypatch):
    """The judge is a fake: the first claim is supported, the second contradicted, the third
    not found. What it is asked is kept."""
    asked = []

    def verify(self, statement, *, reports=(), lang=None, id=None):
        asked.append((statement, reports, lang))
        report = self.index.report(self.index.reports_named(["lights.txt"])[0])

        def checked(claim, verdict, number, differs=None):
            p = report.paragraph(number)
            quote = Quote(report.id, number, p.start, p.end, p.start, p.end, 1.0, 1.0)
            near = Passage(report.id, number, "paragraph", p.start, p.end, 1, 1.0)
            citations = () if verdict == "not_found" else (cite(report, quote),)
            return Checked(claim, verdict, 0.9, differs, citations, (near,))

        claims = (
            checked("Ms. Ada Obi was elected Chair.", "supported", "2"),
            checked("The Group met in <b>Lima</b>.", "contradicted", "1", "name"),
            checked("It rained.", "not_found", "3"),
        )
        return Verification(statement, claims, self.index.fingerprint, "settings", id)

    monkeypatch.setattr(Assistant, "verify", verify)
    return asked


def check(test, statement=STATEMENT):
    test.text_area(key="statement").set_value(statement)
    test.button[[b.label for b in test.button].index(words.CHECK)].click().run()
    assert not test.exception
    return html(test)


def test_each_claim_has_its_verdict_and_its_paragraphs(pages, data, judged):
    shown = check(pages(data, page=PAGE))
    supported, rest = shown.split("rap-claim-contradicted")
    contradicted, absent = rest.split("rap-claim-not-found")
    assert "<mark>The Group elected Ms. Ada Obi as Chair." in supported
    assert words.DIFFERS_name in contradicted
    assert "met in Oslo" in contradicted
    assert words.NEAREST_CLAIM in absent
    assert "<mark>" not in absent
    assert f"{words.CONTRADICTED}: 1" in shown


def test_a_statement_is_shown_as_text_whatever_it_contains(pages, data, judged):
    test = pages(data, page=PAGE)
    assert "&lt;b&gt;Lima&lt;/b&gt;" in check(test)
    assert not any("Lima" in m.value for m in test.markdown)


def test_a_statement_is_kept_to_the_reports_and_language_that_are_chosen(pages, data, judged):
    test = pages(data, page=PAGE)
    box = test.multiselect(key="reports")
    box.select(next(o for o in box.options if "Tides" in o)).run()
    test.selectbox(key="lang").set_value("en").run()
    check(test)
    ((_, reports, lang),) = judged
    assert len(reports) == 1
    assert lang == "en"


def test_verdicts_stay_when_the_page_runs_again_and_can_be_exported(pages, data, judged):
    test = pages(data, page=PAGE)
    check(test)
    assert words.SUPPORTED in html(test.run())
    assert test.get("download_button")
    assert len(judged) == 1


def test_nothing_is_checked_where_nothing_is_written(pages, data, judged):
    assert "rap-checked" not in check(pages(data, page=PAGE), "  ")
    assert not judged


def test_a_draft_is_checked_from_its_file_together_with_what_is_written(pages, data, judged):
    test = pages(data, page=PAGE)
    written = docx.Document()
    written.add_paragraph("The Group met in Oslo.")
    content = BytesIO()
    written.save(content)
    test.get("file_uploader")[0].set_value(("draft.docx", content.getvalue(), ""))
    check(test, "It rained.")
    ((statement, _, _),) = judged
    assert statement == "It rained.\n\nThe Group met in Oslo."


def test_a_draft_that_cannot_be_read_is_told_and_takes_the_old_verdicts_away(pages, data, judged):
    test = pages(data, page=PAGE)
    check(test)
    test.get("file_uploader")[0].set_value(("draft.pdf", b"%PDF-1.7 broken", ""))
    shown = check(test)
    assert "rap-problem" in shown
    assert "draft.pdf" in shown
    assert "rap-checked" not in shown


def test_a_draft_is_read_in_a_process_of_its_own_whatever_its_name():
    told = verdict_table.text_in(b"The Group met in Oslo.\n", "../../\x00/" + "x" * 300, Limits())
    assert told == "The Group met in Oslo."


def test_the_table_is_a_word_document_with_a_row_for_each_claim(pages, data, judged):
    test = pages(data, page=PAGE)
    check(test)
    assert [b.proto.label for b in test.get("download_button")] == [
        words.EXPORT_CSV,
        words.EXPORT_TABLE,
    ]
    claims = test.session_state["checked"][0].claims
    (table,) = docx.Document(BytesIO(verdict_table.as_docx(claims))).tables
    assert len(table.rows) == 1 + len(claims)


def test_a_problem_is_told_in_words(pages, data, monkeypatch):
    from ingest.errors import BadInput

    def verify(self, *_, **__):
        raise BadInput("the statement is too long; verify it in parts")

    monkeypatch.setattr(Assistant, "verify", verify)
    assert "verify it in parts" in check(pages(data, page=PAGE))


def test_every_verdict_and_difference_has_a_word():
    for verdict in ("supported", "contradicted", "not_found"):
        made = verdict_cards.claim(Checked("c", verdict, 0.5, None, (), ()), ())
        assert "rap-verdict" in made
    for differs in ("number", "date", "name", "negation", "role"):
        assert getattr(words, f"DIFFERS_{differs}")


def test_the_settings_page_has_every_setting_with_its_value_and_meaning(pages, data):
    test = pages(data, page="views/settings.py")
    shown = html(test)
    assert not test.exception
    for name in Settings.model_fields:
        assert f"<code>{name}</code>" in shown
        assert getattr(words, f"SETTING_{name}", "")
    assert '<td class="rap-changed"><bdi>sentence</bdi></td>' in shown
