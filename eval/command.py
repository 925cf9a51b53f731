"""The command `rapporteur eval`: a plug-in of the command line."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import BadInput

if TYPE_CHECKING:
    from app.assistant import Assistant
    from eval.run import Ask, Figures, Run
    from ingest.catalog import Catalog

_TEXT = "measure the answers on sets of questions with known answers"
_ACTIONS = """\
the first word may be an action instead of a set (write ./check for a set of that name):
  compare A.json B.json   what changed between two outputs of --json, and whether by chance
  check SET.jsonl...      gold paragraphs exist, and accepted answers stand in them
  import FILE...          SQuAD's JSON or CSV as a set, printed (--report, --lang)
  draft REPORT            questions for a person to review and correct, printed
"""


def register(subparsers: Any) -> None:
    """Add `eval` to the command line's subparsers."""
    p = subparsers.add_parser(
        "eval",
        help=_TEXT,
        description=_TEXT,
        epilog=_ACTIONS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    p.add_argument("sets", nargs="+", metavar="SET.jsonl")
    p.add_argument("--data", metavar="DIR", help="folder of everything that is written")
    p.add_argument("--json", action="store_true", help="print JSON")
    p.add_argument("--report-html", type=Path, metavar="FILE", help="write a page to send")
    p.add_argument("--report-md", type=Path, metavar="FILE", help="write the same as Markdown")
    p.add_argument("--baselines", action="store_true", help="ask simpler systems too")
    limit = {"action": "append", "default": [], "metavar": "NAME=VALUE"}
    p.add_argument(
        "--fail-under", **limit, help="exit with 1 where a figure is lower, as in F1=0.5"
    )
    p.add_argument(
        "--fail-over", **limit, help="the same where it is higher, as in 'latency p95=1'"
    )
    p.add_argument("--report", help="import: the report that the questions are about")
    p.add_argument("--lang", help="import: the language of the questions")
    p.set_defaults(run=evaluate)


def evaluate(arguments: argparse.Namespace) -> int:
    """Run the sets and print their measures, or do what the first word says."""
    actions: dict[str, Callable[[argparse.Namespace, list[str]], int]] = {
        "compare": _compare,
        "check": _check,
        "import": _import,
        "draft": _draft,
    }
    action = actions.get(arguments.sets[0])
    return action(arguments, arguments.sets[1:]) if action else _measure(arguments)


def _measure(arguments: argparse.Namespace) -> int:
    from app.commands import assistant, print_json
    from eval import gate
    from eval.run import as_dict, by_language

    limits = gate.limits(arguments.fail_under, arguments.fail_over)
    answers = assistant(arguments)
    simpler = _simpler(answers) if arguments.baselines else {}
    runs = []
    for path in map(Path, arguments.sets):
        done = _run(path, answers, simpler)
        runs.append(done)
        if not arguments.json:
            rows = by_language(done.results)
            print(table(f"{path.name}: {len(done.results)} questions", rows))
            _print_systems(done)
    if arguments.json:
        print_json({"runs": [as_dict(done) for done in runs]})
    _write_reports(arguments, runs)
    missed = [line for done in runs for line in gate.missed(done, limits)]
    for line in missed:
        print(f"rapporteur: {line}", file=sys.stderr)
    return 1 if missed else 0


def _simpler(answers: "Assistant") -> "Mapping[str, Ask]":
    from eval.baselines import systems

    return systems(answers.index)


def _run(path: Path, answers: "Assistant", simpler: "Mapping[str, Ask]") -> "Run":
    from dataclasses import replace

    from app.commands import progress
    from eval.run import judged, made

    done = made(path, answers, progress(path.name))
    others = {
        name: tuple(judged(path, answers.index, ask, progress(name)))
        for name, ask in simpler.items()
    }
    return replace(done, baselines=others)


def _print_systems(done: "Run") -> None:
    from eval.summary import COLUMNS, systems

    if rows := systems(done):
        shown = {name: {c: row[c] for c in COLUMNS} for name, row in rows.items()}
        print(table(f"{done.set}: beside simpler systems", shown))


def _write_reports(arguments: argparse.Namespace, runs: "Sequence[Run]") -> None:
    if arguments.report_html:
        from eval import report_html

        _write(arguments.report_html, report_html.page(runs))
    if arguments.report_md:
        from eval import report_md

        _write(arguments.report_md, report_md.page(runs))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as e:
        raise BadInput(f"{path}: {e.strerror}; give a file that can be written") from e


def _compare(arguments: argparse.Namespace, words: list[str]) -> int:
    from app.commands import print_json
    from eval.compare import as_text, compare

    if len(words) != 2:
        raise BadInput("compare takes two files: `rapporteur eval compare A.json B.json`")
    found = compare(*map(Path, words))
    print_json(asdict(found)) if arguments.json else print(as_text(found))
    return 0


def _check(arguments: argparse.Namespace, words: list[str]) -> int:
    from app.commands import print_json
    from eval.check import check

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
    from eval.importing import imported, lines

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
    from eval.draft import drafts

    if len(words) != 1:
        raise BadInput("draft takes one report: `rapporteur eval draft REPORT`")
    for report in _catalog(arguments).find(words[0]):
        for line in drafts(report):
            print(line)
    return 0


def _catalog(arguments: argparse.Namespace) -> "Catalog":
    from app import settings
    from app.library import CATALOG
    from ingest.catalog import Catalog

    return Catalog(settings.data_folder(arguments.data) / CATALOG)


def table(title: str, rows: "Figures") -> str:
    """Measures down, languages (or systems) across; each figure with its count in brackets."""
    columns = list(rows)
    names = list(next(iter(rows.values())))
    first = max(map(len, names))
    wide = {c: max(13, len(c) + 2) for c in columns}
    head = " " * first + "".join(f"{c:>{wide[c]}}" for c in columns)
    body = [
        f"{name:{first}}" + "".join(f"{rows[c][name]!s:>{wide[c]}}" for c in columns)
        for name in names
    ]
    return "\n".join([title, head, *body, ""])
