"""Word documents that are exported: what Word takes, whatever was written."""

from io import BytesIO

import docx
import pytest

from app import export
from app.ui.evidence import Exchange

HEADS = export.Heads("ليس مؤكدا", "غير موجود", "فقرة أخرى تقول غير ذلك:")
# CT_PPr, ISO/IEC 29500-1, A.1: the order of those that we write
ORDER = ("pStyle", "bidi", "spacing", "ind", "jc", "rPr")


def properties(paragraph):
    return [child.tag.rpartition("}")[2] for child in paragraph._p.pPr]


def test_the_properties_of_a_paragraph_stand_in_the_order_of_the_standard():
    said = Exchange("من انتُخب رئيسا؟", problem="لا فهرس")
    made = docx.Document(BytesIO(export.word("تقرير الفريق", [said], HEADS)))
    assert [p.style.name for p in made.paragraphs] == ["Title", "Heading 2", "Normal"]
    for p in made.paragraphs:
        found = properties(p)
        assert {"bidi", "jc"} <= set(found)
        assert found == sorted(found, key=ORDER.index)
    assert properties(made.paragraphs[0]) == ["pStyle", "bidi", "jc"]


def test_the_direction_stands_before_what_a_paragraph_had_already():
    paragraph = docx.Document().add_paragraph(style="Title")
    paragraph.paragraph_format.space_after = 0
    paragraph.paragraph_format.left_indent = 0
    export.write(paragraph, "تقرير")
    assert properties(paragraph) == ["pStyle", "bidi", "spacing", "ind", "jc"]


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe"])
def test_what_xml_cannot_hold_leaves_the_text(sign):
    paragraph = docx.Document().add_paragraph()
    assert export.write(paragraph, f"The{sign} Chair").text == "The Chair"
