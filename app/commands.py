"""The commands that ask, show and ingest. Each imports what it needs when it runs."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import BadInput, NotFound, RapporteurError

if TYPE_CHECKING:
    from app.assistant import Assistant
    from ingest.report import Report

Run = Callable[[argparse.Namespace], int]


def register(subparsers: Any) -> None:
    """Add this module's commands to a parser's subparsers."""
    p = command(subparsers, "ingest", ingest, "read reports and index them")
    p.add_argument("paths", nargs="+", type=Path, metavar="FILE_OR_FOLDER")
    p.add_argument("--retry", action="store_true", help="read again what failed before")
    p.add_argument("--ocr", action="store_true", help="read scanned pages (needs tesseract)")
    command(subparsers, "reports", reports, "list the reports")
    p = command(subparsers, "remove", remove, "remove a report")
    p.add_argument("report", help="its id, symbol or file name")
    p = command(subparsers, "show", show, "show a report or one of its paragraphs")
    p.add_argument("report", help="its id, symbol or file name")
    p.add_argument("label", nargs="?", help="such as '8(b)(ii)' or 'para. 8 (b) (ii)'")
    p.add_argument("--lang", help="the version in this language")
    p = command(subparsers, "ask", ask, "answer a question from the reports")
    p.add_argument("question", nargs="?")
    p.add_argument("--report", action="append", default=[], help="only this one; may be repeated")
    p.add_argument("--body", default="", help="only reports of this body (a part of its name)")
    p.add_argument("--year", type=int, help="only reports of this year")
    p.add_argument("--section", default="", help="only paragraphs under this heading")
    p.add_argument("--lang", help="cite in this language where a report has it")
    p.add_argument("--top", type=int, help="passages that are ranked")
    p.add_argument("--batch", metavar="FILE.jsonl", help="questions, one a line; - for input")


def command(
    subparsers: Any, name: str, run: Run, text: str, *, with_json: bool = True
) -> argparse.ArgumentParser:
    """A command of the command line, with the options that all of them have."""
    p: argparse.ArgumentParser = subparsers.add_parser(name, help=text, description=text)
    p.add_argument("--data", metavar="DIR", help="folder of everything that is written")
    if with_json:
        p.add_argument("--json", action="store_true", help="print JSON")
    p.set_defaults(run=run)
    return p


def print_json(value: Any) -> None:
    """One JSON object on one line of standard output."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def print_failure(arguments: argparse.Namespace, e: RapporteurError, **row: Any) -> None:
    """Why one row of a batch failed: JSON in its place in the output, or else a line to standard
    error."""
    if arguments.json:
        print_json({**row, "error": str(e)})
    else:
        print(f"rapporteur: {e}", file=sys.stderr)


def ingest(arguments: argparse.Namespace) -> int:
    from app import settings
    from app.library import Library
    from ingest.files import shown

    data = settings.data_folder(arguments.data)
    library = Library(data, settings.load(data))
    done = library.ingest(
        arguments.paths,
        progress("reading"),
        progress("encoding"),
        retry=arguments.retry,
        ocr=arguments.ocr,
    )
    rows: dict[str, list[dict[str, Any]]] = {
        state: [
            {"file": o.file, "report": o.report, "paragraphs": o.paragraphs, "reason": o.reason}
            for o in done.of(state)
        ]
        for state in ("new", "unchanged", "changed", "skipped", "failed")
    }
    if arguments.json:
        print_json({**rows, "snapshot": done.snapshot})
    usable = [o for o in done.outcomes if o.report]
    if not usable:
        first = done.outcomes[0]
        more = f" (and {len(done.outcomes) - 1} more)" if len(done.outcomes) > 1 else ""
        raise NotFound(f"{first.reason}{more}")
    if not arguments.json:
        for state, files in rows.items():
            for row in files:
                about = row["reason"] or f"{row['report']}, {row['paragraphs']} paragraphs"
                print(f"{state:9}  {shown(row['file'])}: {about}")
        print(", ".join(f"{len(files)} {state}" for state, files in rows.items()))
    return 1 if rows["failed"] else 0


def progress(what: str) -> Callable[[int, int], None]:
    """A bar with rate and time left on a terminal, and nothing elsewhere."""
    from tqdm import tqdm

    bar: tqdm[Any] | None = None

    def show(done: int, total: int) -> None:
        nonlocal bar
        bar = bar or tqdm(total=total, desc=what, disable=None, leave=False)
        bar.update(done - bar.n)
        if done == total:
            bar.close()

    return show


def reports(arguments: argparse.Namespace) -> int:
    from app import settings
    from app.library import CATALOG
    from ingest.catalog import Catalog

    listed = Catalog(settings.data_folder(arguments.data) / CATALOG).listed()
    rows = [{"report": entry.pop("id"), **entry} for entry in map(asdict, listed)]
    if arguments.json:
        print_json({"reports": rows})
    else:
        for row in rows:
            print(f"{row['report']}  {row['paragraphs']} paragraphs  {row['title']}")
        if not rows:
            print("no reports yet; `rapporteur ingest FILE_OR_FOLDER` adds some", file=sys.stderr)
    return 0


def remove(arguments: argparse.Namespace) -> int:
    from app import settings, uploads
    from app.library import Library

    data = settings.data_folder(arguments.data)
    gone = uploads.remove(Library(data, settings.load(data)), arguments.report)
    if arguments.json:
        print_json({"removed": [report.id for report in gone]})
    else:
        for report in gone:
            print(f"removed {report.id}")
    return 0


def show(arguments: argparse.Namespace) -> int:
    from app import settings
    from app.library import CATALOG
    from ingest.catalog import Catalog, one_work
    from ingest.numbers import parse_label

    found = Catalog(settings.data_folder(arguments.data) / CATALOG).find(arguments.report)
    if arguments.lang:
        found = [r for r in found if r.lang == arguments.lang]
    if not found:
        raise NotFound(f"{arguments.report} is not there in {arguments.lang!r}; leave out --lang")
    if len(one_work(arguments.report, found)) > 1:
        langs = ", ".join(r.lang for r in found)
        raise BadInput(f"{arguments.report} is there in {langs}; choose one with --lang")
    report = found[0]
    only = parse_label(arguments.label) if arguments.label else None
    if only and report.find(only) is None:
        raise NotFound(f"no paragraph {only} in {report.id}; `rapporteur show {report.id}` has all")
    if arguments.json:
        print_json(report_json(report, only))
    else:
        for p in report.paragraphs:
            if only == p.number or (only is None and p.kind in ("paragraph", "note")):
                print(f"{p.label}\n{report.text[slice(*report.whole(p))]}\n")
    return 0


def report_json(report: "Report", only: str | None = None) -> dict[str, Any]:
    """A report as `show --json` prints it, with one paragraph or all."""
    from ingest import symbols

    return {
        "report": report.id,
        "source": report.source,
        "symbol": report.symbol,
        "family": symbols.base(report.symbol) if report.symbol else None,
        "title": report.title,
        "lang": report.lang,
        "session": report.session,
        "dates": report.dates,
        "place": report.place,
        "body": report.body,
        "agenda_item": report.agenda_item,
        "distributed": report.distributed,
        "original": report.original,
        "text": report.text,
        "paragraphs": [
            {
                "paragraph": p.number,
                "label": p.label,
                "mark": p.mark,
                "start": p.start,
                "end": p.end,
                "page": p.page,
                "heading": list(p.heading),
                "kind": p.kind,
                "parent": p.parent,
                "symbols": list(symbols.symbols(report.slice(p))),
                "links": symbols.LINK.findall(report.slice(p)),
            }
            for p in report.paragraphs
            if only in (None, p.number)
        ],
        "links": [{"url": link.url, "page": link.page} for link in report.links],
        "removed": [asdict(r) for r in report.removed],
    }


def assistant(arguments: argparse.Namespace) -> "Assistant":
    """The assistant for a command's data folder, with its settings."""
    from app import settings
    from app.assistant import Assistant

    data = settings.data_folder(arguments.data)
    return Assistant(data, settings.load(data))


def ask(arguments: argparse.Namespace) -> int:
    from app import batch
    from app.render import as_text
    from index.filters import Filter

    if bool(arguments.question) == bool(arguments.batch):
        raise BadInput("give either a question or --batch FILE.jsonl")
    if arguments.top is not None and not 1 <= arguments.top <= 50:
        raise BadInput(f"--top {arguments.top}: give a number from 1 to 50")
    only = Filter(body=arguments.body, year=arguments.year, section=arguments.section)
    answers = assistant(arguments)
    answers.check(arguments.report or (), arguments.lang)
    questions = (
        list(batch.questions(arguments.batch))
        if arguments.batch
        else [{"question": arguments.question}]
    )
    failed = False
    for q in questions:
        try:
            answer = answers.ask(
                q["question"],
                reports=q.get("reports") or arguments.report,
                lang=arguments.lang,
                top=arguments.top,
                history=q.get("history", ()),
                only=only,
                id=q.get("id"),
            )
        except RapporteurError as e:
            if not arguments.batch:
                raise
            failed = True  # one bad question does not cost the others their answers
            print_failure(arguments, e, id=q.get("id"), question=q["question"])
            continue
        print_json(answer.to_dict()) if arguments.json else print(as_text(answer))
    return 1 if failed else 0
