"""The command `rapporteur eval`: a plug-in of the command line."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eval.measures import Mean


def register(subparsers: Any) -> None:
    """Add `eval` to the command line's subparsers."""
    text = "measure the answers on sets of questions with known answers"
    p = subparsers.add_parser("eval", help=text, description=text)
    p.add_argument("sets", nargs="+", type=Path, metavar="SET.jsonl")
    p.add_argument("--data", metavar="DIR", help="folder of everything that is written")
    p.add_argument("--json", action="store_true", help="print JSON")
    p.set_defaults(run=evaluate)


def evaluate(arguments: argparse.Namespace) -> int:
    """Run the sets and print their measures."""
    from app.commands import assistant, print_json, progress
    from eval.run import as_dict, by_language, run

    answers = assistant(arguments)
    done = []
    for path in arguments.sets:
        results = run(path, answers, progress(path.name))
        done.append(as_dict(path, results))
        if not arguments.json:
            print(table(f"{path.name}: {len(results)} questions", by_language(results)))
    if arguments.json:
        print_json({"runs": done})
    return 0


def table(title: str, rows: dict[str, dict[str, "Mean"]]) -> str:
    """Measures down, languages across; each mean with its count in brackets."""
    langs = list(rows)
    names = list(rows["all"])
    first = max(map(len, names))
    head = " " * first + "".join(f"{lang:>13}" for lang in langs)
    body = [
        f"{name:{first}}" + "".join(f"{rows[lang][name]!s:>13}" for lang in langs) for name in names
    ]
    return "\n".join([title, head, *body, ""])
