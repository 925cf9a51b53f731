"""Settings: one frozen object, from `settings.toml` in the data folder and `RAPPORTEUR_*`.

The environment is read here and nowhere else; it wins over the file.
"""

import hashlib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.errors import BadInput, BadSetting

_PREFIX = "RAPPORTEUR_"
_DATA = "RAPPORTEUR_DATA"
_KEY = "RAPPORTEUR_API_KEY"
DEFAULT_DATA = Path("data")
# the settings that shape an answer
SHAPING = (
    "chunk_tokens",
    "encoder",
    "top",
    "reader",
    "read",
    "citations",
    "answered_from",
    "not_found_below",
    "base_url",
    "model",
    "model_tokens",
    "model_seconds",
    "rejected_sentences",
)


class Settings(BaseModel):
    """What may be set. Unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    chunk_tokens: int = Field(
        400, ge=50, le=2000, description="longest chunk, in o200k_base tokens; shapes the index"
    )
    encoder: str = Field(
        "adapted",
        description="`adapted` to the work; `plain` as published; or KIND:MODEL, KIND being "
        "openai, ollama or sentence-transformers; shapes the index",
    )
    encoder_url: str = Field("", description="address of the server of `encoder`, if it has one")
    top: int = Field(10, ge=1, le=50, description="passages that are ranked for a question")
    reader: Literal["span", "sentence"] = Field(
        "span", description="`span` is the trained reader; `sentence` picks the nearest sentence"
    )
    read: int = Field(24, ge=1, le=50, description="passages, from the best, that are read at most")
    citations: int = Field(3, ge=1, le=10, description="most citations under an answer")
    answered_from: float = Field(
        0.5, ge=0, le=1, description="probability from which an answer counts as answered"
    )
    not_found_below: float = Field(
        0.1, ge=0, le=1, description="probability below which it is not in the reports"
    )
    base_url: str = Field(
        "", description="address of a language model's server that speaks as OpenAI's does"
    )
    model: str = Field("", description="name of the language model on that server")
    model_tokens: int = Field(
        3000, ge=200, le=100_000, description="tokens of paragraphs that the language model gets"
    )
    model_seconds: float = Field(
        60, gt=0, le=3600, description="longest time that the language model may take"
    )
    rejected_sentences: Literal["struck", "left_out"] = Field(
        "struck",
        description="a language model's sentences that fail the checks are shown `struck` out, or "
        "`left_out`",
    )
    workers: int = Field(
        2, ge=0, le=64, description="files read at a time; 0 reads in one process, without limits"
    )
    file_seconds: float = Field(300, gt=0, description="longest time that one file may take")
    file_memory: int = Field(
        2000, ge=200, description="most memory that one file may take, in megabytes"
    )
    file_megabytes: int = Field(500, ge=1, description="largest file that is read, in megabytes")
    keep_snapshots: int = Field(2, ge=1, le=100, description="snapshots kept on disk")
    sign_in: bool = Field(
        False, description="whether people sign in (OIDC, by `secrets.toml` in the data folder)"
    )
    may_ask: str = Field(
        "", description="who may ask and read: addresses, `@example.org`, or `*` for who signs in"
    )
    may_verify: str = Field("", description="who may verify and evaluate too")
    may_manage: str = Field("", description="who may change the library too")
    open_to_all: bool = Field(
        False, description="whether `serve` may listen beyond this computer though nobody signs in"
    )
    cache: str = Field(
        "", description="folder of what can be made anew (empty: `cache` in the data folder)"
    )

    def cache_folder(self, data: Path) -> Path:
        """Where vectors and the encoder's graph are kept."""
        return Path(self.cache) if self.cache else data / "cache"

    @property
    def fingerprint(self) -> str:
        """Names this set of values, for evidence records. Where things are kept and how files are
        read shapes no answer."""
        values = self.model_dump_json(include=set(SHAPING))
        return hashlib.sha256(values.encode()).hexdigest()[:12]


def data_folder(given: str | None) -> Path:
    """The folder that holds everything we write: `--data`, else `RAPPORTEUR_DATA`, else `data`."""
    folder = Path(given or os.environ.get(_DATA) or DEFAULT_DATA)
    there = next((p for p in (folder, *folder.parents) if p.exists()), None)
    if there and not there.is_dir():
        raise BadInput(f"{there}: not a folder; give another with --data")
    return folder


def api_key() -> str:
    """The key of the language model's server. It is in the environment only, never in a file."""
    return os.environ.get(_KEY, "")


def load(data: Path) -> Settings:
    """Settings for a data folder. Raises BadSetting, with the key and what it may be."""
    file = data / "settings.toml"
    values: dict[str, Any] = {}
    if file.exists():
        try:
            values = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
            raise BadSetting(f"{file}: not TOML ({e}); write lines such as `top = 10`") from e
        except OSError as e:
            raise BadSetting(f"{file}: {e.strerror}; make it a file that can be read") from e
    return _validated({**values, **_from_environment(os.environ)})


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(_PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(_PREFIX) and name not in (_DATA, _KEY)
    }


def _validated(values: Mapping[str, Any]) -> Settings:
    try:
        found = Settings.model_validate(values)
    except ValidationError as e:
        first = e.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            known = ", ".join(sorted(Settings.model_fields))
            raise BadSetting(f"unknown setting {name!r}; the settings are: {known}") from e
        meaning = Settings.model_fields[name].description
        raise BadSetting(f"setting {name}: {first['msg'].lower()}; it is the {meaning}") from e
    if bool(found.base_url) != bool(found.model):
        raise BadSetting("base_url and model belong together; set both, or neither")
    return found


def environment(data: Path) -> dict[str, str]:
    """The environment for a process of ours that is to use this data folder."""
    return {**os.environ, _DATA: str(data)}
