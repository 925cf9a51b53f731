"""Pages over a data folder, without a browser."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.seen import LIGHTS, SURE, TIDES, ingest

MAIN = Path(__file__).parents[2] / "app" / "main.py"


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    data = tmp_path_factory.mktemp("library") / "data"
    ingest(data, lights=LIGHTS, tides=TIDES)
    return data


@pytest.fixture
def data(built, tmp_path):
    shutil.copytree(built, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def pages(monkeypatch):
    """Opens a page over a data folder, as sure of its answers as it is told to be. Keywords are
    what its address says."""

    def start(
        data: Path, sure: tuple[float, float] = SURE, page: str = "", **address: str
    ) -> AppTest:
        data.mkdir(exist_ok=True)
        (data / "settings.toml").write_text(
            f'reader = "sentence"\nanswered_from = {sure[0]}\nnot_found_below = {sure[1]}\n'
        )
        monkeypatch.setenv("RAPPORTEUR_DATA", str(data))
        test = AppTest.from_file(str(MAIN), default_timeout=30)
        if page:
            test.run().switch_page(page)
        for name, value in address.items():
            test.query_params[name] = value
        return test.run()

    return start
