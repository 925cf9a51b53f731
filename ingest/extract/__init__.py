"""Bytes to lines: one module a format; the type is told by content, never by the file's name."""

import json
import re
from importlib import import_module

from ingest.errors import NotAReport, UnreadableFile
from ingest.report import Extracted

_READABLE = "give a PDF, DOCX, HTML or plain-text report"
_TAG = re.compile(
    rb"<(?:html|head|body|title|meta|link|style|script|p|div|table|ol|ul|dl|h[1-6]|section|article"
    rb"|main|header|span|font|center|strong|b|i|a|hr|br)\b[^<>]*>",
    re.IGNORECASE,
)
_CLOSED = re.compile(rb"</(?:p|div|li|td|tr|table|h[1-6]|body|html)\s*>", re.IGNORECASE)
_FEW_TAGS = 3  # closing tags of blocks that make a text without a beginning a web page
# What begins like this is no report that we read, but says how to make it one.
_OTHER_FORMATS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file or one with a password; save it as "
     "DOCX, without a password"),
    (b"{\\rtf", "an RTF file; save it as DOCX"),
    *(
        (magic, "a picture; run text recognition (OCR) on it and give the PDF or text")
        for magic in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
    ),
)  # fmt: skip


def extract(data: bytes, name: str, *, ocr: bool = False) -> Extracted:
    """Lines of a file's content. `name` is for messages only. `ocr`: scanned pages are read too.

    Raises UnreadableFile for what is empty, binary, damaged or without text.
    """
    if not data.strip(b"\x00\t\r\n\f "):
        raise UnreadableFile(f"{name}: the file is empty; {_READABLE}")
    form = _format(data, name)
    module = import_module(f"ingest.extract.{form}")
    return module.extract(data, name, **({"ocr": ocr} if form == "pdf" else {}))


def _format(data: bytes, name: str) -> str:
    head = data[:1024].lstrip()
    for magic, what in _OTHER_FORMATS:
        if head.startswith(magic):
            raise UnreadableFile(f"{name}: {what}")
    if b"%PDF-" in head:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if b"word/" in data:
            return "docx"
        if b"opendocument.text" in head:
            raise UnreadableFile(f"{name}: an OpenDocument text; save it as DOCX")
        raise NotAReport(f"{name}: a ZIP archive, not a report; {_READABLE}")
    if _is_html(data[:4096]):
        return "html"
    if _is_json(data):
        raise NotAReport(f"{name}: data (JSON), not a report; {_READABLE}")
    return "txt"


def _is_html(head: bytes) -> bool:
    """Whether a file begins with markup, a fragment without `<html>` included."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return True
    if start.startswith(b"<") and _TAG.search(start):
        return True
    return len(_CLOSED.findall(start)) >= _FEW_TAGS


def _is_json(data: bytes) -> bool:
    """Whether the content is JSON or JSON Lines: an object or list, not a sentence that is one."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith((b"{", b"[")):
        return False
    for text in (data, start.partition(b"\n")[0]):
        try:
            json.loads(text)
        except ValueError:  # also what is no Unicode
            continue
        return True
    return False
