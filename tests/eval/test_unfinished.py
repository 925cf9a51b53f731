"""A run that is interrupted goes on where it stopped, and only there."""

import pytest

from app.assistant import Assistant
from app.settings import Settings
from eval.run import made
from index.encoder import HashingEncoder
from tests.eval.conftest import WholeReader


class Stops(Exception):
    pass


def stopping_after(n):
    def progress(done, total):
        if done == n:
            raise Stops

    return progress


def quiet(done, total):
    pass


class Counted(WholeReader):
    """Counts what it is asked."""

    def __init__(self):
        self.asked = []

    def read(self, question, lang, passages, report):
        self.asked.append(question)
        return super().read(question, lang, passages, report)


@pytest.fixture
def interrupted(lighthouse, lighthouse_set, tmp_path):
    """`interrupted(settings)`: an assistant, and what its reader is asked, after four of six
    questions were asked and the run died."""
    first = Assistant(lighthouse.data, Settings(), HashingEncoder(), WholeReader())
    with pytest.raises(Stops):
        made(lighthouse_set, first, stopping_after(4), data=tmp_path)

    def again(settings=None):
        reader = Counted()
        assistant = Assistant(lighthouse.data, settings or Settings(), HashingEncoder(), reader)
        return assistant, reader.asked

    return again


def test_only_what_is_missing_is_asked_and_the_result_is_the_same(
    interrupted, lighthouse, lighthouse_set, tmp_path
):
    assistant, asked = interrupted()
    done = made(lighthouse_set, assistant, quiet, data=tmp_path)
    assert len(asked) == 2
    assert done.about["resumed"] == 4
    whole = made(lighthouse_set, lighthouse, quiet)
    assert [(r.question, r.ranked, r.words) for r in done.results] == [
        (r.question, r.ranked, r.words) for r in whole.results
    ]
    made(lighthouse_set, assistant, quiet, data=tmp_path)
    assert len(asked) == 8, "what is finished is forgotten"


def test_other_settings_or_another_set_start_anew(interrupted, lighthouse_set, tmp_path):
    assistant, asked = interrupted(Settings(citations=1))
    assert made(lighthouse_set, assistant, quiet, data=tmp_path).about["resumed"] == 0
    assistant, asked = interrupted()
    other = tmp_path / "set.jsonl"
    other.write_text(lighthouse_set.read_text("utf-8") + "\n", encoding="utf-8")
    assert made(other, assistant, quiet, data=tmp_path).about["resumed"] == 0
    assert len(asked) == 6


def test_a_run_can_be_made_to_start_anew(interrupted, lighthouse_set, tmp_path):
    assistant, asked = interrupted()
    made(lighthouse_set, assistant, quiet, data=tmp_path, fresh=True)
    assert len(asked) == 6


def test_a_line_that_was_cut_off_is_asked_again(interrupted, lighthouse_set, tmp_path):
    assistant, asked = interrupted()
    (file,) = (tmp_path / "evaluations" / "unfinished").iterdir()
    file.write_bytes(file.read_bytes()[:-20])
    assert made(lighthouse_set, assistant, quiet, data=tmp_path).about["resumed"] == 3
    assert len(asked) == 3
