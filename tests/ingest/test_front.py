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
        ("LHC/RES/29 (2031)", "LHC/RES/29"),
        ("L76/7 Rev.1", "L76/7/Rev.1"),
        ("LHC/PV.94 (Resumption 1)", "LHC/PV.94/Resumption.1"),
        ("United Nations L76/7 Rev.1", "L76/7/Rev.1"),
        ("United Nations LHC/RES/29 (2031) Lighthouse Council", "LHC/RES/29"),
        ("Distr.: General L76/7 Rev. 1", "L76/7/Rev.1"),
        ("LHC-19/23/Report", "LHC-19/23/Report"),
        ("Care of lamps under LHC/RES/29 (2031)", None),
    ],
)
def test_the_symbol_stands_in_the_letterhead(line, symbol):
    assert read(line, "Report on lighthouses").symbol == symbol


@pytest.mark.parametrize("line", ["LHC/RES/29 (2031)", "United Nations LHC/PV.9 (Resumption 1)"])
def test_a_symbol_with_a_year_or_a_resumption_is_no_title(line):
    assert read(line, "Lighthouses of the north").title == "Lighthouses of the north"
    assert read(line, "Lamps").title == "Lamps"


@pytest.mark.parametrize(
    ("place", "dates"),
    [
        ("Oslo", "28 December 2030–3 January 2031"),
        ("Oslo", "28 December 2030 to 3 January 2031"),
        ("Oslo", "28 décembre 2030-3 janvier 2031"),
        ("Oslo", "du 28 décembre 2030 au 1er janvier 2031"),
        ("Oslo", "28 de diciembre de 2030 a 3 de enero de 2031"),
        ("Oslo", "del 28 de diciembre del 2030 al 1º de enero del 2031"),
        ("Осло", "28 декабря 2030 года — 3 января 2031 года"),
        ("Осло", "с 28 декабря 2030 г. по 3 января 2031 г."),
        ("奥斯陆", "2030年12月28日至2031年1月3日"),
        ("أوسلو", "28 كانون الأول/ديسمبر 2030 - 3 كانون الثاني/يناير 2031"),
        ("أوسلو", "من 28 كانون الأول/ديسمبر 2030 إلى 3 كانون الثاني/يناير 2031"),
        ("Oslo", "28 April-3 May 2031"),
        ("Oslo", "3-7 mai 2031"),
        ("奥斯陆", "2031年5月3日至7日"),
    ],
)
def test_a_meeting_has_its_dates_and_place_also_over_new_year(place, dates):
    found = read("LHC/CONF.2031/3", f"{place}, {dates}", "Lighthouses of the north")
    assert (found.place, found.dates) == (place, dates)
    assert found.title == "Lighthouses of the north"


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
