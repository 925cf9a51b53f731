"""Front matter: what the lines above the first section say, in six languages."""

import pytest

from ingest import front
from ingest.report import Line


def read(*texts, **options):
    return front.read([Line(t, **options) for t in texts])


def test_a_bare_title_says_what_it_is_about():
    found = read("Care of lighthouses in the northern seas", "Report of the Secretary-General")
    assert (
        found.title == "Care of lighthouses in the northern seas: Report of the Secretary-General"
    )


def test_a_bare_title_alone_stays_as_it_is():
    assert read("Report of the Secretary-General").title == "Report of the Secretary-General"


def test_the_title_stands_on_the_first_page_and_is_bold_where_anything_is():
    lines = [
        Line("General Committee of all the Lighthouses", page=1),
        Line("Report on lighthouses", page=1, bold=True),
        Line("Report on the amounts and dates of reports 2024 2025", page=4, bold=True),
    ]
    assert front.read(lines).title == "Report on lighthouses"


@pytest.mark.parametrize(
    "line",
    [
        "Agenda item 158",
        "Items 138 and 139 of the preliminary list**",
        "Item 6 (b) of the provisional agenda*",
        "Point 12 de l’ordre du jour",
        "Tema 7 b) del programa",
        "Пункт 15 повестки дня",
        "议程项目12",
        "临时议程项目 4",
        "البند ١٥ من جدول الأعمال",
    ],
)
def test_an_agenda_item_is_known_and_is_no_title(line):
    found = read("LHC/CONF.2031/3", line, "Lighthouses of the north")
    assert (found.agenda_item, found.title) == (line, "Lighthouses of the north")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("26 January 2031", "26 January 2031"),
        ("Distr.: General 26 January 2031", "26 January 2031"),
        ("26 de enero de 2031", "26 de enero de 2031"),
        ("1er mars 2031", "1er mars 2031"),
        ("26 января 2031 года", "26 января 2031 года"),
        ("2031年1月26日", "2031年1月26日"),
        ("26 كانون الثاني/يناير 2031", "26 كانون الثاني/يناير 2031"),
        ("Adopted on 26 January 2031 in Oslo", None),
    ],
)
def test_the_date_of_distribution_stands_alone_or_in_its_line(line, date):
    assert read("LHC/CONF.2031/3", line).distributed == date


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("Original: English", "en"),
        ("Original : français", "fr"),
        ("Original: español", "es"),
        ("Оригинал: русский", "ru"),
        ("原文：中文", "zh"),
        ("الأصل: بالعربية", "ar"),
        ("Original: English/French", "en"),
        ("Original ideas", None),
    ],
)
def test_the_language_that_it_was_drafted_in_is_known(line, lang):
    assert read("LHC/CONF.2031/3", line).original == lang


@pytest.mark.parametrize(
    ("line", "symbol"),
    [
        ("LHC/CONF.2031/3", "LHC/CONF.2031/3"),
        ("United Nations LHC/CONF.2031/3*", "LHC/CONF.2031/3"),
        ("United Nations LHC/2031/3 General Assembly", "LHC/2031/3"),
        ("United Nations A/79/758–S/2025/62 General Assembly Security Council", "A/79/758"),
        ("as decided in LHC/CONF.2031/3 and elsewhere", None),
    ],
)
def test_the_symbol_stands_in_the_letterhead(line, symbol):
    assert read(line, "Report on lighthouses").symbol == symbol


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("General Assembly", "General Assembly"),
        ("General Assembly Distr.: General 26 January 2031", "General Assembly"),
        ("Conseil économique et social", "Conseil économique et social"),
        ("Конференция по маякам, Рабочая группа I", "Конференция по маякам, Рабочая группа I"),
        ("安全理事会", "安全理事会"),
        ("المجلس الاقتصادي والاجتماعي", "المجلس الاقتصادي والاجتماعي"),
        ("Oslo, Norway", None),
        ("Report of the Committee on Lamps", None),
    ],
)
def test_the_body_is_the_organ_that_the_letterhead_names(line, body):
    assert read("LHC/CONF.2031/3", line, "Report of the Working Group on Lighthouses").body == body
