"""What tests of several folders share: parsing a text, the sample library, patient properties."""

import atexit
import json
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from ingest.extract import extract
from ingest.parse import parse

SAMPLE = Path(__file__).parents[1] / "eval" / "sets" / "sample"

# no process for each file in tests that are about something else (test_worker is about that)
os.environ.setdefault("RAPPORTEUR_WORKERS", "0")

# what can be made anew is made once for all tests
CACHE = Path(tempfile.mkdtemp(prefix="rapporteur-tests-"))
atexit.register(shutil.rmtree, CACHE, ignore_errors=True)
os.environ.setdefault("RAPPORTEUR_CACHE", str(CACHE))

# a desk or a CI machine that is busy with something else is slow, not wrong
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def parsed():
    """`parsed(text)`: the report in a plain text."""

    def parse_text(text, name="report.txt"):
        return parse(extract(text.encode(), name), name, "0" * 64)

    return parse_text


@pytest.fixture(scope="session")
def sample_path():
    """`sample_path(lang)`: the sample report's file in that language."""

    def find(lang):
        (path,) = SAMPLE.glob(f"*.{lang}.*")
        return path

    return find


@pytest.fixture(scope="session")
def sample(sample_path):
    """`sample(lang)`: the sample report, read from its file in that language."""

    @cache
    def read(lang):
        path = sample_path(lang)
        return parse(extract(path.read_bytes(), path.name), path.name, "0" * 64)

    return read


@pytest.fixture(scope="session")
def sample_source():
    """`sample_source(lang)`: what the sample report of a language was built from."""

    @cache
    def read(lang):
        return json.loads((SAMPLE / "source" / f"{lang}.json").read_text(encoding="utf-8"))

    return read


@pytest.fixture(scope="session")
def encoder_cache():
    """The folder of this run's cache, with the encoder's graph in it."""
    from index.encoder import E5

    E5(CACHE).queries(["warm"])
    return CACHE
