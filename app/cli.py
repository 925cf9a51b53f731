"""The command line: words to calls, results to text or JSON. Nothing heavy is imported here
before a command needs it."""

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import entry_points, version
from typing import NoReturn

from app import commands, index_commands, serve_command, verify_command
from ingest.errors import RapporteurError

_PLUGINS = "rapporteur.commands"


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see `{self.prog} --help`\n")


def parser() -> argparse.ArgumentParser:
    """The parser of all commands, those of installed plug-ins included."""
    root = _Parser(prog="rapporteur", description="Answers from official reports, with proof.")
    root.add_argument("--version", action="version", version=version("rapporteur"))
    subparsers = root.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    commands.register(subparsers)
    verify_command.register(subparsers)
    index_commands.register(subparsers)
    serve_command.register(subparsers)
    for plugin in sorted(entry_points(group=_PLUGINS), key=lambda p: p.name):
        plugin.load()(subparsers)
    return root


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code: 0 done, 1 something of the work failed, 2 wrong input."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whatever the locale: six scripts are written
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except RapporteurError as e:
        print(f"rapporteur: {e}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of our output has had enough
        sys.stderr.close()
        return 0
    except OSError as e:
        print(
            f"rapporteur: {_told(e)}; check the path, its permissions and the space there is",
            file=sys.stderr,
        )
        return 2
    except KeyboardInterrupt:
        print("rapporteur: stopped; what was done before is kept", file=sys.stderr)
        return 130


def _told(error: OSError) -> str:
    """What the system says of an error, as one line, with the file that it is about."""
    text = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return " ".join(str(text or error).split()) or type(error).__name__


if __name__ == "__main__":
    sys.exit(main())
