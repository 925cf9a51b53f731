"""The command `rapporteur eval`: a plug-in of the command line."""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import BadInput

if TYPE_CHECKING:
    from app.assistant import Assistant
    from eval.run import Ask, Figures, Run

_TEXT = "measure the answers on sets of questions with known answers"
_ACTIONS = """\
the first word may be an action instead of a set (write ./check for a set of that name):
  compare A.json B.json   what changed between two outputs of --json, and whether by chance
  check SET.jsonl...      gold paragraphs exist, and accepted answers stand in them
  import FILE...          SQuAD's JSON or CSV as a set, printed (--report, --lang)
  draft REPORT            questions for a person to review and correct, printed
with compare, the limits of --fail-under and --fail-over are on the differences B - A
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
    p.add_argument(
        "--reports",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="ask the reports that the sets name, from these files or folders, in a scratch place",
    )
    p.add_argument("--fresh", action="store_true", help="do not go on with an interrupted run")
    p.add_argument("--figures", type=Path, metavar="FILE", help="put the figures into a JSON file")
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
    from eval.actions import ACTIONS

    action = ACTIONS.get(arguments.sets[0])
    return action(arguments, arguments.sets[1:]) if action else _measure(arguments)


def _measure(arguments: argparse.Namespace) -> int:
    from app.commands import print_json
    from eval import gate
    from eval.run import as_dict

    limits = gate.limits(arguments.fail_under, arguments.fail_over, gate.NAMES)
    _check_arguments(arguments)
    runs = []
    with _assistant(arguments) as answers:
        simpler = _simpler(answers) if arguments.baselines else {}
        for path in map(Path, arguments.sets):
            runs.append(_run(path, answers, simpler, arguments))
            if not arguments.json:
                _print(runs[-1])
    if arguments.json:
        print_json({"runs": [as_dict(done) for done in runs]})
    _write_reports(arguments, runs)
    missed = [line for done in runs for line in gate.missed(done, limits)]
    for line in missed:
        print(f"rapporteur: {line}", file=sys.stderr)
    return 1 if missed else 0


def _check_arguments(arguments: argparse.Namespace) -> None:
    """What would end the command after a run, and lose it, ends it before. Raises BadInput."""
    from eval import figures
    from eval.compare import RENAME, twice
    from eval.questions import load

    paths = [Path(name) for name in arguments.sets]
    if name := twice([path.name for path in paths]):
        raise BadInput(f"two sets are called {name}; results are known by that name; {RENAME}")
    for path in paths:
        load(path)
    for path in filter(None, (arguments.report_html, arguments.report_md, arguments.figures)):
        _check_place(path)
    if arguments.figures:
        figures.read(arguments.figures)


def _check_place(path: Path) -> None:
    if path.is_dir():
        raise BadInput(f"{path}: a folder; name a file in it")
    if not path.parent.is_dir():
        raise BadInput(f"{path.parent}: no such folder; make it, or correct the path")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise BadInput(f"{path}: not to be written; give a file that can be written")


@contextmanager
def _assistant(arguments: argparse.Namespace) -> "Iterator[Assistant]":
    """Over the library, or over the reports that are named for this run."""
    from app.commands import assistant, progress

    if not arguments.reports:
        yield assistant(arguments)
        return
    from app import settings
    from eval.scratch import scratch

    data, sets = settings.data_folder(arguments.data), [Path(s) for s in arguments.sets]
    with scratch(
        sets, arguments.reports, data, settings.load(data), progress("reading")
    ) as answers:
        yield answers


def _simpler(answers: "Assistant") -> "Mapping[str, Ask]":
    from eval.baselines import systems

    return systems(answers.index)


def _run(
    path: Path,
    answers: "Assistant",
    systems: "Mapping[str, Ask]",
    arguments: argparse.Namespace,
) -> "Run":
    from app import settings
    from app.commands import progress
    from eval.run import made, simpler

    kept = {"data": settings.data_folder(arguments.data), "fresh": arguments.fresh}
    done = made(path, answers, progress(path.name), **kept)
    others = {
        name: simpler(path, answers, name, ask, progress(name), **kept)
        for name, ask in systems.items()
    }
    return replace(done, baselines=others)


def _print(done: "Run") -> None:
    from eval.run import by_language, claims_by_language
    from eval.summary import took

    if done.results:
        rows = by_language(done.results)
        print(table(f"{done.set}: {len(done.results)} questions", rows))
    _print_systems(done)
    if done.claims:
        rows = claims_by_language(done.claims)
        print(table(f"{done.set}: {len(done.claims)} claims", rows))
    print(f"{done.set}: {took(done)}\n")


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
    if arguments.figures:
        from eval import figures

        figures.keep(arguments.figures, runs)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as e:
        raise BadInput(f"{path}: {e.strerror}; give a file that can be written") from e


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
