"""The report that people send: whole, safe, and the same in both forms."""

import re
from base64 import b64decode
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from eval import pictures, report_html, report_md
from eval.baselines import systems
from eval.confidence import Bin, Point
from eval.run import made, simpler

VOID = {"meta", "br", "hr"}


def quiet(done, total):
    pass


@pytest.fixture(scope="module")
def done(lighthouse, lighthouse_set):
    others = {
        name: simpler(lighthouse_set, lighthouse, name, ask, quiet)
        for name, ask in systems(lighthouse.index).items()
        if name != "LlamaIndex, default chunks"
    }
    run = made(lighthouse_set, lighthouse, quiet)
    return replace(run, set="lights <1>.jsonl", baselines=others)


@pytest.fixture(scope="module")
def html(done):
    return report_html.page([done])


class Balanced(HTMLParser):
    """Collects what is open, all tags, and all links."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.links = [], [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.links += [v for k, v in attributes if k in ("href", "src")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_is_one_file_without_scripts_or_anything_from_elsewhere(html):
    page = Balanced()
    page.feed(html)
    assert page.open == []
    assert page.links == []
    assert "script" not in page.tags
    assert "@import" not in html
    assert "url(" not in html
    assert page.tags.count("svg") == 3


def test_what_reports_and_questions_say_is_escaped(html):
    assert "<script" not in html
    assert "من انتخب رئيسا &lt;script&gt;؟" in html
    assert "&lt;b&gt;&quot;Lamps &amp; lenses&quot;&lt;/b&gt;" in html
    assert "lights &lt;1&gt;.jsonl" in html


def test_text_of_any_language_has_its_own_direction(html):
    assert re.search(r'<span class="question" lang="ar" dir="auto">', html)


def test_the_page_is_for_light_and_for_dark(html):
    assert "prefers-color-scheme: dark" in html


def test_every_failed_question_is_there_with_gold_citation_and_reason(html):
    assert "Questions that failed: 3 of 6" in html
    assert html.count('class="failure"') == 3
    assert "the report does not say it" in html
    assert "accepted: <bdi>12 meetings</bdi>" in html


def test_the_page_says_how_it_was_made(done, html):
    assert done.results[0].answer.snapshot in html
    assert done.about["set_sha256"] in html
    assert "chunk_tokens 400" in html


def test_languages_kinds_and_systems_have_their_tables(html):
    for name in ("Arabic", "English", "how many", "dense alone", "this assistant"):
        assert f'<th scope="row">{name}</th>' in html


def test_markdown_says_the_same_and_is_escaped(done):
    text = report_md.page([done])
    assert "Questions that failed: 3 of 6" in text
    assert r"\<script\>" in text
    assert "| Arabic |" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert all(line.endswith("|") for line in rows)


def test_pictures_are_sound_markup_that_says_what_it_shows():
    drawn = (
        pictures.risk_coverage([Point(0.5, 0.0, 0.9), Point(1.0, 0.4, 0.1)], {"answered": 0.6}),
        pictures.calibration([Bin(0.9, 0.8, 5)]),
        pictures.latency([0.1, 0.2, 0.9], 0.2, 0.9),
        pictures.latency([0.0], 0.0, 0.0),
    )
    for picture in drawn:
        root = ElementTree.fromstring(picture)
        assert root.get("role") == "img"
        assert root.find("title").text == root.get("aria-label")


def test_a_threshold_stands_where_the_answers_that_reach_it_end():
    drawn = pictures.risk_coverage([Point(0.5, 0.0, 0.9), Point(1.0, 0.4, 0.1)], {"answered": 0.6})
    (mark,) = [e for e in ElementTree.fromstring(drawn) if e.get("class") == "mark"]
    left, right = 46, 360 - 24
    assert float(mark.get("x1")) == pytest.approx((left + right) / 2)


def test_a_picture_stands_alone_as_an_image_with_colours_of_its_own():
    picture = pictures.calibration([Bin(0.5, 0.5, 3)])
    source = pictures.as_source(picture, pictures.DARK)
    kind, _, content = source.partition(",")
    assert kind == "data:image/svg+xml;base64"
    root = ElementTree.fromstring(b64decode(content))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert pictures.DARK.blue in (root[0].text or "")
