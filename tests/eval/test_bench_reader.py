"""The bench of the reader, on questions whose answers are known."""

from app.reading import Reading
from eval.bench_reader import print_reading
from eval.reader_cases import Pair, Read, pairs, read_given, read_pool, sampled
from ingest.language import LANGUAGES

ITEM = {
    "id": "a",
    "question": {k: "Who?" for k in LANGUAGES},
    "text": {k: "Ada Obi did." for k in LANGUAGES},
    "answer": {k: "Ada Obi" for k in LANGUAGES},
}


class FakeModel:
    """Reads the first seven letters; surer of a text that begins with `Ada`."""

    def read(self, inputs):
        return [
            Reading(i, float(x.text.startswith("Ada")), 0, min(7, len(x.text)), 0.0)
            for i, x in enumerate(inputs)
        ]


def test_items_are_asked_in_all_pairs_of_languages():
    same, across = pairs([ITEM], across=False), pairs([ITEM], across=True)
    assert (len(same), len(across)) == (6, 30)
    assert not any(p.across for p in same)
    assert sampled(across, 4) == sampled(across, 4)
    assert len(sampled(across, 99)) == 30


def test_words_are_compared_with_the_answer():
    assert read_given(FakeModel(), [Pair(ITEM, "en", "en")]) == [Read("a", True, 1.0)]


def test_a_long_context_is_read_in_pieces_and_the_surest_counts():
    row = {
        "id": "b",
        "lang": "en",
        "question": "Who?",
        "context": "x" * 700 + "Ada Obi" + " y" * 400,
        "answers": [{"text": "Ada Obi"}],
    }
    (read,), (sure,) = read_pool(FakeModel(), [row])
    assert read.f1 == 1.0
    assert sure == 1.0


def test_the_table_has_every_pair_of_languages(capsys):
    asked = [Pair(ITEM, "en", "en"), Pair(ITEM, "en", "zh")]
    print_reading(asked, [Read("a", True, 1.0), Read("a", False, 0.5)])
    out = capsys.readouterr().out
    assert "same language: F1 1.000, exact match 1.000 (1)" in out
    row = next(line for line in out.splitlines() if line.startswith("en "))
    assert row.split() == ["en", "-", "0.500", "1.000", "-", "-", "-"]
