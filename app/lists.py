"""Whole lists: the items, rows, sub-paragraphs or names that belong to words that answer.

A reader points at some words; who asks for the documents, the members or the agenda wants all of
them. What is added is the report's text as it stands, so that a quote stays a span of it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.answer import Quote
from ingest.report import Paragraph, Report
from ingest.sentences import sentences

_LONGEST_PART = 250  # characters of a sub-paragraph that is an item of a list, not a provision
_FEWEST: Final = 2  # parts of a list
_LEADS_IN = re.compile(r"[:：]\s*$")
_COLON = re.compile(r"(?:(?<!\d)[:：]|[:：](?!\d))(?!//)\s*")  # not that of 10:30 or https://
_BETWEEN = re.compile(r"[,،、;；؛]")
_END = " \t\n.。;；؛"


def whole_list(report: Report, quote: Quote) -> Quote:
    """The quote grown to the whole of the list that its words are of; the quote itself where they
    are of none."""
    p = report.paragraph(quote.paragraph)
    return (
        _parts_inside(report, p, quote)
        or _sub_paragraphs(report, p, quote)
        or _enumeration(report, quote)
        or quote
    )


def _parts_inside(report: Report, p: Paragraph, quote: Quote) -> Quote | None:
    """Items and rows, where the words are in them or in the sentence that leads in to them."""
    parts = [x for x in report.paragraphs if x.parent == p.number and x.kind in ("item", "row")]
    if len(parts) < _FEWEST:
        return None
    begin = report.text.rfind("\n", 0, parts[0].start) + 1
    if quote.answer_start >= parts[-1].end or report.text[quote.end : begin].strip():
        return None  # the words stand behind them, or something else between
    return _grown(report, quote, p.number, begin, parts[-1].end)


def _sub_paragraphs(report: Report, p: Paragraph, quote: Quote) -> Quote | None:
    """Sub-paragraphs of one phrase each, where the paragraph that leads in to them, or one of them,
    was pointed at; they are cited as that paragraph."""
    parent = report.find(p.parent) if p.parent else None
    for lead in (p, parent):
        if lead is None or lead.kind != "paragraph" or not _LEADS_IN.search(report.slice(lead)):
            continue
        if lead is p and report.text[quote.end : lead.end].strip():
            continue  # another sentence leads in
        parts = [x for x in report.paragraphs if x.parent == lead.number and x.kind == "paragraph"]
        if len(parts) >= _FEWEST and _phrases(report, parts):
            begin = report.text.rfind("\n", 0, parts[0].start) + 1
            return _grown(report, quote, lead.number, begin, parts[-1].end)
    return None


def _phrases(report: Report, parts: Sequence[Paragraph]) -> bool:
    numbers = {x.number for x in parts}
    return all(
        x.end - x.start <= _LONGEST_PART and len(sentences(report.text, x.start, x.end)) == 1
        for x in parts
    ) and not any(x.parent in numbers for x in report.paragraphs)


def _enumeration(report: Report, quote: Quote) -> Quote | None:
    """What follows a colon in the sentence, where it is a list and the words are in it."""
    colon = _COLON.search(report.text, quote.start, quote.end)
    if colon is None or colon.end() > quote.answer_start:
        return None
    end = quote.end
    while end > colon.end() and report.text[end - 1] in _END:
        end -= 1
    if len(_BETWEEN.findall(report.text, colon.end(), end)) < _FEWEST:
        return None
    return replace(quote, answer_start=colon.end(), answer_end=max(end, quote.answer_end))


def _grown(report: Report, quote: Quote, paragraph: str, begin: int, end: int) -> Quote:
    """The quote with these words for an answer: from its lead-in, or its sentence, to their end."""
    lead = report.paragraph(paragraph)
    before = [a for a, b in sentences(report.text, lead.start, begin) if b <= begin]
    start = before[-1] if before else begin
    return replace(
        quote,
        paragraph=paragraph,
        start=start,
        end=end,
        answer_start=begin,
        answer_end=end,
    )
