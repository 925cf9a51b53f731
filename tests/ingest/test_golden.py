"""The sample report in six languages and five kinds of file, against what it was built from."""

import re

import pytest

from ingest.layout import clean

REFERENCE = re.compile(r"\[\^(\d+)\]")

pytestmark = pytest.mark.parametrize("lang", ["ar", "zh", "en", "fr", "ru", "es"])


def units(source):
    return [b for b in source["blocks"] if b["kind"] != "section"]


def sections(source):
    return [b for b in source["blocks"] if b["kind"] == "section"]


def own_text(report, paragraph):
    """A paragraph's text without its items and rows."""
    parts = [p for p in report.paragraphs if p.parent == paragraph.number]
    inside = [p.start for p in parts if p.kind in ("item", "row")]
    end = min(inside) if inside else paragraph.end
    text = report.text[paragraph.start : end]
    return text.rsplit("\n", 1)[0] if inside else text  # the first item's mark stands before it


def test_every_paragraph_item_row_and_note_is_found_in_order(sample, sample_source, lang):
    found = [(p.number, p.kind) for p in sample(lang).paragraphs]
    assert found == [(b["number"], b["kind"]) for b in units(sample_source(lang))]


def test_the_mark_is_what_the_document_writes(sample, sample_source, lang):
    found = {p.number: p.mark for p in sample(lang).paragraphs}
    assert found == {b["number"]: b.get("mark", "") for b in units(sample_source(lang))}


def test_the_text_of_every_paragraph_is_whole_and_its_own(sample, sample_source, lang):
    report = sample(lang)
    found = {p.number: own_text(report, p) for p in report.paragraphs}
    for block in units(sample_source(lang)):
        written = block.get("text") or "\t".join(block["cells"])
        written = "\t".join(clean(cell) for cell in REFERENCE.sub("", written).split("\t"))
        assert found[block["number"]] == written


def test_every_heading_is_found_with_its_depth(sample, sample_source, lang):
    found = [(s.title, s.level) for s in sample(lang).sections]
    assert found == [
        (clean(f"{b['mark']} {b['text']}"), b["level"]) for b in sections(sample_source(lang))
    ]


def test_every_paragraph_stands_under_its_headings(sample, sample_source, lang):
    path, wanted = [], {}
    for block in sample_source(lang)["blocks"]:
        if block["kind"] == "section":
            title = clean(f"{block['mark']} {block['text']}")
            path = [*path[: block["level"] - 1], title]
        elif block["kind"] != "note":
            wanted[block["number"]] = tuple(path)
    found = {p.number: p.heading for p in sample(lang).paragraphs if p.kind != "note"}
    assert found == wanted


@pytest.mark.parametrize("field", ["symbol", "title", "session", "dates", "place", "lang"])
def test_front_matter_is_recovered(sample, sample_source, lang, field):
    assert getattr(sample(lang), field) == sample_source(lang)[field]


def test_the_id_is_the_symbol_and_the_language(sample, lang):
    assert sample(lang).id == f"cso-conf-2027-wg-ii-4.{lang}"


def test_a_note_belongs_to_the_paragraph_that_refers_to_it(sample, sample_source, lang):
    wanted = {
        f"note{mark}": block["number"]
        for block in units(sample_source(lang))
        for mark in REFERENCE.findall(block.get("text", ""))
    }
    found = {p.number: p.parent for p in sample(lang).paragraphs if p.kind == "note"}
    assert found == wanted


def test_no_mark_of_a_reference_stays_in_the_text(sample, lang):
    assert not re.search("[\ue000\ue001¹²³]", sample(lang).text)


def test_every_language_parses_the_same_numbers(sample, lang):
    numbers = [p.number for p in sample(lang).paragraphs]
    assert numbers == [p.number for p in sample("en").paragraphs]
