"""Bytes to lines: one module a format; the type is told by content, never by the file's name."""

import json
from importlib import import_module

from ingest.errors import NotAReport, UnreadableFile
from ingest.report import Extracted

_READABLE = "give a PDF, DOCX, HTML or plain-text report"


def extract(data: bytes, name: str) -> Extracted:
    """Lines of a file's content. `name` is for messages only.

    Raises UnreadableFile for what is empty, binary, damaged or without text.
    """
    if not data.strip(b"\x00\t\r\n\f "):
        raise UnreadableFile(f"{name}: the file is empty; {_READABLE}")
    module = import_module(f"ingest.extract.{_format(data, name)}")
    return module.extract(data, name)


def _format(data: bytes, name: str) -> str:
    head = data[:1024].lstrip()
    if b"%PDF-" in head:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if b"word/" in data:
            return "docx"
        raise NotAReport(f"{name}: a ZIP archive, not a report; {_READABLE}")
    lower = head.lower()
    if lower.startswith((b"<!doctype html", b"<html", b"\xef\xbb\xbf<!doctype html")):
        return "html"
    if lower.startswith(b"<?xml") and b"<html" in lower:
        return "html"
    if _is_json(data):
        raise NotAReport(f"{name}: data (JSON), not a report; {_READABLE}")
    return "txt"


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
