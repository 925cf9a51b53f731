"""The table of verdicts in the user's language, whatever was claimed."""

import csv
from io import BytesIO, StringIO

import docx
import pytest
from docx.enum.table import WD_TABLE_DIRECTION

from app import verdict_table
from app.answer import Citation
from app.verdict_table import Said, as_csv, as_docx
from app.verify import Checked

ARABIC = Said(
    ("القول", "الحكم", "الاحتمال", "موضع الاختلاف", "الإحالة", "الاقتباس"),
    {"contradicted": "منقوض", "name": "اسم مختلف"},
)
QUOTE = "اجتمع الفريق في أوسلو."
CITATION = Citation(
    report="r",
    source="r.txt",
    symbol="NPT/CONF.2026/WG.I/3",
    title="",
    lang="ar",
    paragraph="1",
    label="para. 1",
    heading=(),
    page=None,
    start=0,
    end=len(QUOTE),
    quote=QUOTE,
    answer_start=0,
    answer_end=len(QUOTE),
    score=1.0,
)
CHECKED = Checked("اجتمع الفريق في ليما.", "contradicted", 0.9, "name", (CITATION,), ())
RAINED = Checked("It\x1f rained.", "not_found", 0.5, None, (), ())


def table(*checked, **said):
    (made,) = docx.Document(BytesIO(as_docx(checked, **said))).tables
    return made


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe"])
def test_a_claim_may_hold_characters_that_a_document_cannot(sign):
    claim = Checked(f"It{sign} rained.", "not_found", 0.5, None, (), ())
    assert table(claim).cell(1, 0).text == "It rained."


def test_a_claim_of_several_lines_keeps_them():
    claim = Checked("It rained.\nIt\tstopped.", "not_found", 0.5, None, (), ())
    assert table(claim).cell(1, 0).text == claim.claim


def test_arabic_runs_from_the_right_in_its_cells():
    made = table(CHECKED, RAINED)
    for row, column, is_arabic in ((1, 0, True), (1, 5, True), (1, 4, False), (2, 0, False)):
        (paragraph,) = made.cell(row, column).paragraphs
        assert ("w:bidi" in paragraph._p.xml) == is_arabic
    assert made.table_direction is None


def test_the_table_speaks_the_language_that_it_is_given():
    made = table(CHECKED, RAINED, said=ARABIC)
    assert made.table_direction == WD_TABLE_DIRECTION.RTL
    assert tuple(cell.text for cell in made.rows[0].cells) == ARABIC.heads
    assert all(cell.paragraphs[0].runs[0].bold for cell in made.rows[0].cells)
    assert [made.cell(1, n).text for n in (1, 2, 3)] == ["منقوض", "0.90", "اسم مختلف"]
    rows = list(csv.reader(StringIO(as_csv([CHECKED], ARABIC).decode("utf-8-sig"))))
    assert rows[0] == list(ARABIC.heads)
    assert rows[1][1:4] == ["منقوض", "0.90", "اسم مختلف"]


def test_it_speaks_english_to_the_command_line(tmp_path):
    file = tmp_path / "claims.docx"
    verdict_table.write(str(file), [CHECKED, RAINED])
    (made,) = docx.Document(str(file)).tables
    assert [[cell.text for cell in row.cells][:4] for row in made.rows] == [
        ["Claim", "Verdict", "Probability", "Differs in"],
        [CHECKED.claim, "contradicted", "0.90", "name"],
        ["It rained.", "not found", "0.50", ""],
    ]
