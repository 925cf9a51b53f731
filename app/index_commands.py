"""The command `rapporteur index`: looking after the snapshots."""

import argparse
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.commands import print_json, progress

if TYPE_CHECKING:
    from app.library import Library
    from index.snapshot import Snapshot

_TEXT = "look after the index: its snapshots, which one serves, who holds them"


def register(subparsers: Any) -> None:
    """Add `index` and its actions to the command line's subparsers."""
    p = subparsers.add_parser("index", help=_TEXT, description=_TEXT)
    actions = p.add_subparsers(metavar="ACTION", required=True)
    _action(actions, "status", status, "list the snapshots")
    _action(actions, "rebuild", rebuild, "build the snapshot anew from the reports that were read")
    _action(actions, "rollback", rollback, "let the snapshot before serve until the next change")
    _action(actions, "gc", gc, "remove snapshots that are neither kept nor held by a reader")


def _action(actions: Any, name: str, run: Callable[[argparse.Namespace], int], text: str) -> None:
    p = actions.add_parser(name, help=text, description=text)
    p.add_argument("--data", metavar="DIR", help="folder of everything that is written")
    p.add_argument("--json", action="store_true", help="print JSON")
    p.set_defaults(run=run)


def _library(arguments: argparse.Namespace) -> "Library":
    from app import settings
    from app.library import Library

    data = settings.data_folder(arguments.data)
    return Library(data, settings.load(data))


def status(arguments: argparse.Namespace) -> int:
    from app import settings
    from index.snapshot import snapshots

    data = settings.data_folder(arguments.data)
    keep = settings.load(data).keep_snapshots
    found = snapshots(data)
    if arguments.json:
        serving = next((s.fingerprint for s in found if s.current), None)
        print_json({"current": serving, "keep": keep, "snapshots": [_row(s) for s in found]})
    for s in () if arguments.json else found:
        print(f"{'*' if s.current else ' '} {_line(s)}")
    if not found and not arguments.json:
        print("no snapshots yet; `rapporteur ingest FILE_OR_FOLDER` makes one")
    return 0


def rebuild(arguments: argparse.Namespace) -> int:
    made = _library(arguments).rebuild(progress("encoding"))
    print_json({"current": made}) if arguments.json else print(f"built {made}; it serves now")
    return 0


def rollback(arguments: argparse.Namespace) -> int:
    before = _library(arguments).rollback()
    if arguments.json:
        print_json({"current": before.fingerprint})
    else:
        print(f"{before.fingerprint} serves again; `rapporteur index rebuild` goes forward")
    return 0


def gc(arguments: argparse.Namespace) -> int:
    gone = _library(arguments).gc()
    if arguments.json:
        freed = sum(s.size for s in gone)
        print_json({"removed": [s.folder.name for s in gone], "freed_bytes": freed})
    for s in () if arguments.json else gone:
        print(f"removed {_line(s)}")
    if not gone and not arguments.json:
        print("nothing to remove")
    return 0


def _row(s: "Snapshot") -> dict[str, Any]:
    return {
        "snapshot": s.fingerprint,
        "folder": s.folder.name,
        "current": s.current,
        "since": datetime.fromtimestamp(s.since).astimezone().isoformat(timespec="seconds"),
        "bytes": s.size,
        "reports": len(s.reports),
        "chunks": s.chunks,
        "held_by": list(s.held_by),
    }


def _line(s: "Snapshot") -> str:
    since = datetime.fromtimestamp(s.since).strftime("%Y-%m-%d %H:%M")
    held = f", held by {', '.join(map(str, s.held_by))}" if s.held_by else ""
    size = f"{s.size / 1e6:.1f} MB"
    return f"{s.folder.name}  {since}  {size}, {len(s.reports)} reports, {s.chunks} chunks{held}"
