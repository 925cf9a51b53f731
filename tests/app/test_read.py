"""The page on which a report is read, and what it is made of."""

import re
from dataclasses import replace
from html import unescape

import pytest

from app.ui import address, document, report_cards, words
from app.views import read
from tests.app.seen import CHAIR, HOSTILE, ask, html, ingest

PAGE = "views/read.py"
HARBOURS = """HBR/CONF.2027/3

Report of the Conference on Harbours

I. Opening

1. The Conference met in Oslo.

2. The Conference decided:

(a) To dredge the harbour;

(b) To paint:

(i) The north light;

(ii) The south light.

II. Documents

3. The Conference had before it the following documents:

HBR/CONF.2027/1 Provisional agenda

HBR/CONF.2027/2 Report on dredging
"""
PORTS = """HBR/CONF.2027/3

Rapport de la Conférence sur les ports

I. Ouverture

1. La Conférence s'est réunie à Oslo et elle a été ouverte par le Ministre des ports du pays.

2. La Conférence a décidé :

a) De draguer le port de la ville ;

3. La Conférence était saisie de deux documents sur le dragage du port.

4. La Conférence a été close par la Présidente à l'issue de ses travaux.
"""


@pytest.fixture(scope="module")
def harbours(tmp_path_factory):
    data = tmp_path_factory.mktemp("harbours") / "data"
    ingest(data, harbours=HARBOURS, ports=PORTS)
    return data


@pytest.fixture
def report(parsed):
    return parsed(HARBOURS)


def shown_unit(test, number):
    """The markup of one paragraph."""
    return re.search(rf'<div class="([^"]*)" id="para-{re.escape(number)}"', html(test))


def test_a_report_is_shown_whole_with_its_numbers_as_permanent_links(pages, harbours):
    test = pages(harbours, page=PAGE, report="harbours.txt")
    shown = html(test)
    assert not test.exception
    for told in ("Conference on Harbours", "I. Opening", "(ii)", "The south light."):
        assert told in shown
    link = re.search(r'href="read\?report=([^"&]+)&amp;para=2\.b\.ii"', shown)
    again = pages(harbours, page=PAGE, report=link[1], para="2.b.ii")
    assert "rap-asked" in shown_unit(again, "2.b.ii")[1]


@pytest.mark.parametrize("typed", ["2.b.ii", "2(b)(ii)", "para. 2 (b) (ii)"])
def test_a_paragraph_is_found_however_its_number_is_written(pages, harbours, typed):
    test = pages(harbours, page=PAGE, report="HBR/CONF.2027/3", para=typed)
    assert "rap-asked" in shown_unit(test, "2.b.ii")[1]
    assert html(test).count("rap-asked") == 1


def test_a_paragraph_that_is_not_there_is_told_and_the_report_shown(pages, harbours):
    shown = html(pages(harbours, page=PAGE, report="harbours.txt", para="99<b>"))
    assert words.NO_PARAGRAPH.format(number="99&lt;b&gt;") in shown
    assert "The south light." in shown


def test_a_report_that_is_not_there_is_told(pages, harbours):
    test = pages(harbours, page=PAGE, report="<img src=x>")
    assert "&lt;img src=x&gt;" in html(test)
    assert not test.exception


def test_choosing_a_report_writes_the_address(pages, harbours):
    test = pages(harbours, page=PAGE, report="harbours.txt", para="1")
    box = next(b for b in test.selectbox if b.label == words.REPORT)
    box.select(next(o for o in box.options if "ports" in o)).run()
    assert "s&#x27;est réunie" in html(test)
    assert "para" not in test.query_params


def test_a_table_stands_under_its_paragraph(pages, harbours):
    shown = html(pages(harbours, page=PAGE, report="harbours.txt"))
    assert re.search(r"had before it.*?<table.*?<td[^>]*>HBR/CONF.2027/1</td>", shown, re.DOTALL)


def test_the_outline_leads_to_the_first_paragraph_under_each_heading(pages, harbours):
    shown = html(pages(harbours, page=PAGE, report="harbours.txt"))
    outline = re.search(r"<nav.*?</nav>", shown, re.DOTALL)[0]
    assert re.findall(r'href="#para-([^"]+)"', outline) == ["1", "3"]


def test_two_languages_stand_side_by_side_by_number(pages, harbours):
    test = pages(harbours, page=PAGE, report="harbours.txt", beside="fr")
    pairs = re.findall(
        r'<div class="rap-pair">(.*?)(?=<div class="rap-pair">|$)', html(test), re.DOTALL
    )
    (second,) = [p for p in pairs if "The Conference decided" in p]
    assert "La Conférence a décidé" in second
    (alone,) = [p for p in pairs if "a été close" in p]
    assert words.NOT_THERE in alone


def test_what_is_searched_is_marked_where_it_stands(pages, harbours):
    test = pages(harbours, page=PAGE, report="harbours.txt")
    field = next(f for f in test.text_input if f.label == words.SEARCH)
    shown = html(field.input("the  LIGHT").run())
    assert words.NONE_FOUND in shown
    shown = html(field.input("south LIGHT").run())
    assert words.PARAGRAPHS_FOUND.format(n=1) in shown
    assert "The <mark>south light</mark>." in shown


def test_a_pin_of_an_answer_opens_its_paragraph(pages, data):
    test = ask(pages(data), CHAIR)
    link = re.search(
        r'class="rap-ref" dir="ltr" href="read\?report=([^&"]+)&amp;para=2"', html(test)
    )
    assert "rap-asked" in shown_unit(pages(data, page=PAGE, report=link[1], para="2"), "2")[1]


def test_a_hostile_report_is_read_as_text(pages, tmp_path):
    ingest(tmp_path / "data", hostile=HOSTILE)
    test = pages(tmp_path / "data", page=PAGE)
    shown = html(test)
    assert "&lt;b onclick=&quot;alert(3)&quot;&gt;elected&lt;/b&gt;" in shown
    for tagged in ("<img", "<script>alert", "<b ", "javascript:"):
        assert tagged not in shown
    assert not any("evil.example" in m.value for m in test.markdown)


def test_a_long_report_is_read_in_parts_and_opens_at_the_paragraph(pages, tmp_path):
    lines = "\n\n".join(f"{n}. Decision {n}." for n in range(1, read.PART + 11))
    ingest(tmp_path / "data", long=f"Report of the Conference on Length\n\n{lines}\n")
    last = str(read.PART + 5)
    test = pages(tmp_path / "data", page=PAGE, para=last)
    assert f"Decision {last}." in html(test)
    assert "Decision 1." not in html(test)
    assert "Decision 1." in html(test.get("pagination")[0].set_value(1).run())


def test_notes_are_shown_under_the_paragraph_that_refers_to_them(sample):
    report = sample("fr")
    notes = [p for p in report.paragraphs if p.kind == "note"]
    units = [b for b in document.blocks(report) if isinstance(b, document.Unit)]
    assert notes
    for note in notes:
        (unit,) = [u for u in units if u.holds(note)]
        assert unit.paragraph.number == note.parent


@pytest.mark.parametrize("lang", ["en", "zh", "ar", "fr", "ru", "es"])
def test_nothing_of_a_report_is_lost_on_the_page(sample, lang):
    """Each paragraph, item, row and note stands in exactly one block."""
    report = sample(lang)
    units = [b for b in document.blocks(report) if isinstance(b, document.Unit)]
    for p in report.paragraphs:
        assert sum(u.holds(p) for u in units) == 1, p.number


def without(report, *numbers):
    """A report whose parsing left out these paragraphs, with the rows and items under them."""
    kept = [p for p in report.paragraphs if p.number not in numbers and p.parent not in numbers]
    return replace(report, paragraphs=tuple(kept))


def test_text_that_no_paragraph_has_is_shown_where_it_stands(report):
    partly = without(report, "2(a)", "3")
    blocks = document.blocks(partly)
    first, second = (b for b in blocks if isinstance(b, document.Loose))
    assert partly.text[first.start : first.end].endswith("To dredge the harbour;")
    assert partly.text[second.start : second.end].endswith("Report on dredging")
    shown = report_cards.body(blocks, partly, None)
    places = [shown.index(t) for t in ("decided:", "To dredge", "To paint", "II. Doc", "Report on")]
    assert places == sorted(places)
    assert document.outline(blocks) == document.outline(document.blocks(partly))
    assert [e.number for e in document.outline(blocks)] == ["1"]


def test_text_that_no_paragraph_has_stands_beside_the_same_of_the_other_version(report):
    partly = document.blocks(without(report, "2(a)"))
    pairs = document.side_by_side(partly, partly)
    assert all(left == right for left, right in pairs)
    whole = document.side_by_side(partly, document.blocks(report))
    (alone,) = [left for left, right in whole if isinstance(left, document.Loose)]
    assert (alone, None) in whole


@pytest.mark.parametrize("lang", ["en", "zh", "ar", "fr", "ru", "es"])
def test_below_the_front_every_line_of_a_report_is_on_the_page(sample, lang):
    report = sample(lang)
    blocks = document.blocks(without(report, "3", "5"))
    shown = document.front(report, blocks) + report_cards.body(blocks, report, None)
    plain = re.sub(r"\s+", "", unescape(re.sub(r"<[^>]*>", "", shown)))
    for line in report.text.split("\n"):
        for word in line.split()[-3:]:
            assert word in plain, line


def test_the_version_in_the_language_of_the_page_is_opened(pages, harbours):
    test = pages(harbours)
    test.selectbox(key="interface").set_value("fr").run()
    assert "est réunie à Oslo" in html(test.switch_page(PAGE).run())
    test.session_state["read"] = "HBR/CONF.2027/3"
    assert "est réunie à Oslo" in html(test.run())
    assert "Conference met in Oslo" in html(pages(harbours, page=PAGE, report="HBR/CONF.2027/3"))


def test_versions_are_aligned_by_number(sample):
    one, two = (document.blocks(sample(lang)) for lang in ("en", "ar"))
    for left, right in document.side_by_side(one, two):
        if isinstance(left, document.Unit) and isinstance(right, document.Unit):
            assert left.paragraph.number == right.paragraph.number
    numbers = [b.paragraph.number for b in one if isinstance(b, document.Unit)]
    paired = {
        left.paragraph.number
        for left, right in document.side_by_side(one, two)
        if isinstance(left, document.Unit) and right
    }
    assert len(paired) > 0.9 * len(numbers)


def test_an_address_gives_back_its_paragraph(sample):
    report = sample("zh")
    for p in report.paragraphs:
        assert address.asked_for(report, address.short(p.number)) == p


def test_an_item_that_is_asked_for_is_marked_in_its_paragraph(sample):
    report = sample("en")
    item = next(p for p in report.paragraphs if p.kind == "item")
    shown = report_cards.body(document.blocks(report), report, item)
    assert f"<mark>{report.slice(item)}</mark>" in shown
    assert shown.count("rap-asked") == 1
