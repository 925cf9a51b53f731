"""The command that verifies statements."""

import argparse
from typing import TYPE_CHECKING, Any

from app.commands import assistant, command, print_failure, print_json
from ingest.errors import BadInput, RapporteurError

if TYPE_CHECKING:
    from app.verify import Verification


def register(subparsers: Any) -> None:
    """Add `verify` to a parser's subparsers."""
    p = command(subparsers, "verify", verify, "check a statement against the reports")
    p.add_argument("statement", nargs="?")
    p.add_argument("--report", action="append", default=[], help="only this one; may be repeated")
    p.add_argument("--lang", help="cite in this language where a report has it")
    p.add_argument("--file", metavar="FILE", help="a text or document whose claims are checked")
    p.add_argument("--batch", metavar="FILE.jsonl", help="claims, one a line; - for input")
    p.add_argument("--table", metavar="FILE", help="write the verdicts as .csv or .docx")


def verify(arguments: argparse.Namespace) -> int:
    from app import verdict_table
    from app.render import verification_as_text

    if arguments.table:
        verdict_table.check(arguments.table)
    rows = _statements(arguments)
    answers = assistant(arguments)
    answers.check(arguments.report or (), arguments.lang)
    done: list[Verification] = []
    for row in rows:
        try:
            verification = answers.verify(
                row["claim"],
                reports=row.get("reports") or arguments.report,
                lang=arguments.lang,
                id=row.get("id"),
            )
        except RapporteurError as e:
            if not arguments.batch:
                raise
            # one bad claim does not cost the others their verdicts
            print_failure(arguments, e, id=row.get("id"), claim=row["claim"])
            continue
        done.append(verification)
        if arguments.json:
            print_json(verification.to_dict())
        else:
            print(verification_as_text(verification))
    if arguments.table:
        verdict_table.write(arguments.table, [c for v in done for c in v.claims])
    return 0 if len(done) == len(rows) else 1


def _statements(arguments: argparse.Namespace) -> list[dict[str, Any]]:
    from app import batch, verdict_table

    given = [arguments.statement, arguments.file, arguments.batch]
    if sum(x is not None for x in given) != 1:
        raise BadInput("give one of a statement, --file FILE and --batch FILE.jsonl")
    if arguments.batch:
        return list(batch.statements(arguments.batch))
    text = verdict_table.text_of(arguments.file) if arguments.file else arguments.statement
    return [{"claim": text}]
