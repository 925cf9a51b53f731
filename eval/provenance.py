"""How a run was made: what somebody needs to make it again."""

import hashlib
import platform
import resource
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from app.assistant import Assistant
from app.settings import SHAPING, Settings

_PACKAGES = ("rapporteur", "chromadb", "bm25s", "llama-index-core", "numpy", "onnxruntime")
_ROOT = Path(__file__).parents[1]


def about(path: Path, assistant: Assistant, began: datetime, resumed: int = 0) -> dict[str, Any]:
    """Of a run of the set at `path` that began then and ends now, `resumed` of its results taken
    over from one that was interrupted. JSON-ready."""
    now = datetime.now(UTC)
    return {
        "began": began.isoformat(timespec="seconds"),
        "seconds": round((now - began).total_seconds(), 1),
        "resumed": resumed,
        "memory_megabytes": _peak_megabytes(),
        **made_with(path, assistant),
    }


def made_with(path: Path, assistant: Assistant) -> dict[str, Any]:
    """All that the results of the set at `path` hang on. JSON-ready."""
    return {
        "set_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "snapshot": assistant.index.fingerprint,
        "reports": [r.id for r in assistant.index.listed],
        "encoder": assistant.index.encoder.name,
        "settings": _published(assistant.settings),
        "versions": _versions(),
        "git": git(_ROOT),
    }


def _published(settings: Settings) -> dict[str, Any]:
    """The settings that shape answers. Of an address, which may hold a password, only whether it is
    the same."""
    values = settings.model_dump(mode="json", include=set(SHAPING))
    if address := values["base_url"]:
        values["base_url"] = hashlib.sha256(address.encode()).hexdigest()[:12]
    return values


def _versions() -> dict[str, str]:
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        **{name: version(name) for name in _PACKAGES},
    }


def _peak_megabytes() -> int:
    """The most memory that this process has had. Linux counts in kilobytes, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / 2 ** (20 if sys.platform == "darwin" else 10))


def git(folder: Path) -> Mapping[str, Any] | None:
    """The commit of the code, whether files differ from it, and what names the differences; None
    where it is no git tree."""
    commit = _git(folder, "rev-parse", "HEAD")
    if not commit:
        return None
    status = _git(folder, "status", "--porcelain")
    if not status:
        return {"commit": commit, "changed": False}
    names = _git(folder, "ls-files", "-z", "--others", "--exclude-standard", "*.py").split("\0")
    texts = (status, _git(folder, "diff", "HEAD"))
    said = [text.encode("utf-8", "surrogateescape") for text in texts]
    said += [_content(folder / name) for name in names if name]
    named = hashlib.sha256(b"\n".join(said)).hexdigest()[:12]
    return {"commit": commit, "changed": True, "differences": named}


def _content(file: Path) -> bytes:
    """Nothing of a link that leads nowhere, or of what may not be read: its name is known."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _git(folder: Path, *arguments: str) -> str:
    """What git says. Files and their names may be in any encoding: what is not UTF-8 becomes
    surrogates, from which its bytes can be had again."""
    if not (folder / ".git").exists():  # an installed package may lie in another project's tree
        return ""
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            capture_output=True,
            check=True,
            encoding="utf-8",
            errors="surrogateescape",
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
