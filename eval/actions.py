"""What `rapporteur eval` does when its first word is an action instead of a set."""

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from app import settings
from app.commands import assistant, print_json
from app.library import CATALOG
from eval import gate
from eval.check import check
from eval.compare import as_text, compare
from eval.draft import drafts
from eval.draft_by_reader import asked
from eval.importing import imported, lines
from ingest.catalog import Catalog
from ingest.errors import BadInput


def _compare(arguments: argparse.Namespace, words: list[str]) -> int:
    if len(words) != 2:
        raise BadInput("compare takes two files: `rapporteur eval compare A.json B.json`")
    limits = gate.limits(arguments.fail_under, arguments.fail_over)
    found = compare(*map(Path, words))
    print_json(asdict(found)) if arguments.json else print(as_text(found))
    missed = list(gate.worse(found.differences, limits))
    for line in missed:
        print(f"rapporteur: {line}", file=sys.stderr)
    return 1 if missed else 0


def _check(arguments: argparse.Namespace, words: list[str]) -> int:
    if not words:
        raise BadInput("check takes sets: `rapporteur eval check SET.jsonl`")
    checked = [(path, *check(path, _catalog(arguments))) for path in map(Path, words)]
    if arguments.json:
        print_json(
            {
                "checked": [
                    {"set": path.name, "questions": n, "remarks": [asdict(r) for r in remarks]}
                    for path, n, remarks in checked
                ]
            }
        )
    wrong = 0
    for path, n, remarks in checked:
        for r in remarks:
            print(f"{'note: ' if r.note else ''}{r}", file=sys.stderr)
        bad = len({r.line for r in remarks if not r.note})
        wrong += bad
        if not arguments.json:
            print(f"{path.name}: {n} questions, {bad} wrong")
    return 1 if wrong else 0


def _import(arguments: argparse.Namespace, words: list[str]) -> int:
    if not words:
        raise BadInput("import takes files: `rapporteur eval import squad.json --report R`")
    skipped = 0
    for path in map(Path, words):
        done = imported(path, _catalog(arguments), arguments.report, arguments.lang)
        for line in lines(done.questions):
            print(line)
        for reason in done.skipped:
            print(f"left out: {path.name}: {reason}", file=sys.stderr)
        skipped += len(done.skipped)
        total = len(done.questions) + len(done.skipped)
        print(
            f"{path.name}: {len(done.questions)} of {total} questions taken over", file=sys.stderr
        )
    return 1 if skipped else 0


def _draft(arguments: argparse.Namespace, words: list[str]) -> int:
    if len(words) != 1:
        raise BadInput("draft takes one report: `rapporteur eval draft REPORT`")
    reports = _catalog(arguments).find(words[0])
    answers = assistant(arguments)
    for report in reports:
        for line in (*drafts(report), *asked(report, answers)):
            print(line)
    return 0


def _catalog(arguments: argparse.Namespace) -> Catalog:
    return Catalog(settings.data_folder(arguments.data) / CATALOG)


ACTIONS: Mapping[str, Callable[[argparse.Namespace, list[str]], int]] = {
    "compare": _compare,
    "check": _check,
    "import": _import,
    "draft": _draft,
}
