"""Document symbols: finding them and telling them apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.symbols import base, in_latin, key, plain, symbols, whole_symbol

TYPICAL = [
    "NPT/CONF.2026/WG.I/3",
    "A/80/600",
    "A/RES/75(I)",
    "A/RES/78/123",
    "S/PV.9514",
    "CEDAW/C/GC/40",
    "NPT/CONF.2026/WG.I/CRP.2/Rev.1",
    "E/CN.4/2005/1/Add.2",
    "A/C.1/78/L.5",
    "FCCC/CP/2024/11/Add.1",
    "ECE/TRANS/WP.29/1177",
    "UNEP/EA.6/L.2",
    "A/81/6 (Sect. 16)",
    "A/81/6 (Sect. 16)/Part A",
    "A/81/5 (Vol. II)",
    "A/81/5 (Vol. I)/Corr.1",
    "A/81/9 (Part IV)",
    "E/CN.4/Sub.2/2031/12",
    "HSP/HA.2/Res.1",
    "UNEP/EA.5/Dec.2",
    "CGRFA-19/23/Report",
    "CGRFA-19/23/Inf.12",
    "S/PV.94/Resumption.1",
]


@pytest.mark.parametrize("symbol", TYPICAL)
def test_a_symbol_is_found_whole(symbol):
    assert whole_symbol(symbol) == symbol
    assert symbols(f"See {symbol}, and the rest.") == (symbol,)


@pytest.mark.parametrize("symbol", TYPICAL)
def test_a_symbol_is_found_between_han_characters_and_brackets(symbol):
    assert symbols(f"工作组通过了议程({symbol})如下") == (symbol,)
    assert symbols(f"根据{symbol}号文件") == (symbol,)


@pytest.mark.parametrize("text", ["and/or", "AND/OR", "2026/3", "km/h", "UN", "1/7", ""])
def test_other_words_with_a_slash_are_no_symbols(text):
    assert symbols(text) == ()
    assert whole_symbol(text) is None


@pytest.mark.parametrize(
    ("written", "symbol"),
    [
        ("S/RES/2931 (2031)", "S/RES/2931"),
        ("S/RES/2931(2031)", "S/RES/2931"),
        ("A76/7 Rev.1", "A76/7/Rev.1"),
        ("A76/7 Rev. 1 Add.2", "A76/7/Rev.1/Add.2"),
        ("A76/7/Add.1 Corr.2", "A76/7/Add.1/Corr.2"),
        ("S/PV.94 (Resumption 1)", "S/PV.94/Resumption.1"),
    ],
)
def test_a_year_is_left_out_and_a_revision_apart_is_taken_in(written, symbol):
    assert whole_symbol(written) == symbol
    assert plain(f"See {written}, and the rest.") == f"See {symbol}, and the rest."
    assert key(symbol) == key(written.replace("(2031)", ""))


@pytest.mark.parametrize(
    "text", ["S/RES/2931 (1731)", "A76/7 Rev.1 and", "A76/7 (2031) Rev", "Rev.1", "(2031)"]
)
def test_other_words_beside_a_symbol_are_not_its_own(text):
    assert whole_symbol(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("LHC-19/23/Annex", ("LHC-19/23",)),
        ("LHC/2031/12/Lamps", ("LHC/2031/12",)),
        ("LHC/2031/12and more", ("LHC/2031/12",)),
        ("LHC/RES/75(I)and more", ("LHC/RES/75(I)",)),
        ("LHC/Oil", ()),
    ],
)
def test_a_symbol_does_not_end_within_a_word(text, found):
    assert symbols(text) == found


def test_symbols_come_in_order_and_once():
    assert symbols("B/2/1, A/1/1 and again B/2/1.") == ("B/2/1", "A/1/1")


def test_a_full_stop_or_an_asterisk_after_a_symbol_is_not_its_own():
    assert symbols("It adopted A/80/600*. It closed with A/80/601.") == ("A/80/600", "A/80/601")


def test_an_address_holds_no_symbol_of_its_own_report():
    assert symbols("https://example.org/a/80/600") == ()


@pytest.mark.parametrize("symbol", TYPICAL)
def test_a_symbol_typed_loosely_has_the_same_key(symbol):
    typed = symbol.lower().replace("/", " ").replace(".", " ")
    assert key(typed) == key(symbol)
    assert key(f"  {symbol} ") == key(symbol)


def test_two_symbols_that_differ_in_a_number_have_two_keys():
    assert key("A/80/600") != key("A/8/0600")
    assert key("WG.I/3") != key("WG.II/3")


@given(st.text())
def test_a_key_can_be_a_file_s_name(text):
    made = key(text)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert key(made) == made


@pytest.mark.parametrize(
    ("symbol", "document"),
    [
        ("A/80/1", "A/80/1"),
        ("A/80/1/Rev.2", "A/80/1"),
        ("A/80/1/Add.1/Corr.1", "A/80/1"),
        ("NPT/CONF.2026/WG.I/CRP.2/Rev.1", "NPT/CONF.2026/WG.I/CRP.2"),
        ("A/81/5 (Vol. I)/Corr.1", "A/81/5 (Vol. I)"),
        ("S/PV.94/Resumption.1", "S/PV.94"),
    ],
)
def test_a_revision_belongs_to_its_document(symbol, document):
    assert base(symbol) == document


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("А/80/1", "A/80/1"),
        ("Доклад (Е/СN.4/2031/1/Аdd.2)", "Доклад (E/CN.4/2031/1/Add.2)"),
        ("S/РV.9514, и далее", "S/PV.9514, и далее"),
        ("ТС/РС и/или А", "ТС/РС и/или А"),
    ],
)
def test_a_cyrillic_letter_that_looks_latin_hides_no_symbol(typed, meant):
    assert in_latin(typed) == meant


@given(st.text())
def test_a_text_in_latin_is_as_long_as_it_was(text):
    assert len(in_latin(text)) == len(text)
