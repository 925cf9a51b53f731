"""Training groups for the reader: a question with the text that answers it and texts that do not.

Reads the question sets that are named in NOTICE; they are not part of the project. From the
authored items (a question, its answer and the line that holds it, in six languages each) come
questions in one language over lines in any; from the pool come questions over encyclopaedia text.
"""

import gzip
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.e5 import BOS, EOS, E5File
from ingest.language import LANGUAGES

_MAX_TOKENS, _MAX_QUESTION = 256, 48
_POOL = ("en", "zh", "es", "fr", "ar", "ru")
_WINDOW = {"zh": 220}  # characters of a pool window; the other languages:
_WINDOW_OTHER = 600
_FELLOWS = 0.75  # of the groups whose texts are, as far as they go, of the same document


@dataclass(frozen=True, slots=True)
class Group:
    """A question and its texts.

    The first answers it in `answer` (a span), the others do not; without a span, none does.
    """

    question: str
    texts: tuple[str, ...]
    answer: tuple[int, int] | None


class Authored:
    """Groups out of the authored items.

    Texts that do not answer are, mostly, other lines of the same document: in use, too, all
    paragraphs are about the same meeting. `nearest` gives some of other documents: rows of items by
    distance for a question's language and a text's, shape (items, n).
    """

    def __init__(self, items: Sequence[dict[str, Any]], nearest: Any) -> None:
        self.items = items
        self._nearest = nearest
        self._by_document: dict[str, list[int]] = defaultdict(list)
        for i, item in enumerate(items):
            self._by_document[item["document"]].append(i)

    def group(self, i: int, asked: str, text: str, negatives: int, rng: random.Random) -> Group:
        """Item i, asked in one language over lines of another."""
        item = self.items[i]
        line = item["text"][text]
        start = line.find(item["answer"][text])
        body, start = self._with_neighbours(i, line, start, text, rng)
        fellows = self._fellows(i, text)
        rng.shuffle(fellows)
        near = [int(j) for j in self._nearest[asked, text][i][:12] if j != i]
        near = [self.items[j]["text"][text] for j in rng.sample(near, min(negatives, len(near)))]
        lines = (fellows if rng.random() < _FELLOWS else fellows[:1]) + near
        others = tuple(self._joined(line, fellows, text, rng) for line in lines[:negatives])
        return Group(
            item["question"][asked],
            (body, *others),
            (start, start + len(item["answer"][text])),
        )

    def _with_neighbours(
        self, i: int, line: str, start: int, lang: str, rng: random.Random
    ) -> tuple[str, int]:
        fellows = self._fellows(i, lang)
        before, after = _some(fellows, rng, 0.3), _some(fellows, rng, 0.3)
        space = gap(lang)
        body = space.join(part for part in (before, line, after) if part)
        return body, start + (len(before) + len(space) if before else 0)

    def _fellows(self, i: int, lang: str) -> list[str]:
        """Other lines of the document, those left out in which the answer stands as well."""
        item = self.items[i]
        lines = [x[lang] for x in item["neighbours"]]
        lines += [
            self.items[j]["text"][lang] for j in self._by_document[item["document"]] if j != i
        ]
        return [x for x in dict.fromkeys(lines) if item["answer"][lang] not in x]

    def _joined(self, line: str, fellows: Sequence[str], lang: str, rng: random.Random) -> str:
        parts = [line, _some([x for x in fellows if x != line], rng, 0.4)]
        rng.shuffle(parts)
        return gap(lang).join(p for p in parts if p)


def gap(lang: str) -> str:
    """What stands between two sentences."""
    return "" if lang == "zh" else " "


def _some(lines: Sequence[str], rng: random.Random, chance: float) -> str:
    """One of the lines, sometimes."""
    return rng.choice(lines) if lines and rng.random() < chance else ""


def load_authored(folder: Path, split: str) -> list[dict[str, Any]]:
    """The authored items of a split whose answers stand in their lines in all six languages."""
    with gzip.open(folder / "un_authored.jsonl.gz", "rt", encoding="utf-8") as file:
        items = [json.loads(line) for line in file]
    return [
        x
        for x in items
        if x["split"] == split and all(x["answer"][k] in x["text"][k] for k in LANGUAGES)
    ]


def load_pool(folder: Path, split: str) -> list[dict[str, Any]]:
    """The pool's questions of a split: `lang` is ours, `asked` in the languages there are."""
    rows = []
    for lang in _POOL:
        path = folder / "reader_pool" / f"{lang}.jsonl.gz"
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows += [{**json.loads(line), "lang": lang} for line in file]
    rows = [r for r in rows if r["split"] == split]
    asked: dict[str, list[str]] = defaultdict(list)  # MLQA: the same question in several languages
    for row in rows:
        asked[row["id"]].append(row["question"])
    return [{**r, "asked": asked[r["id"]]} for r in rows]


def pool_group(
    row: dict[str, Any], rows: Sequence[dict[str, Any]], negatives: int, rng: random.Random
) -> Group:
    """A pool question over a window of its text, and windows without the answer."""
    size = int(_WINDOW.get(row["lang"], _WINDOW_OTHER) * rng.uniform(0.3, 1.0))
    text, question = row["context"], rng.choice(row["asked"])

    def strangers(n: int) -> list[str]:
        out: list[str] = []
        while len(out) < n:
            other = rng.choice(rows)
            if other["lang"] == row["lang"] and other["context"] != text:
                out.append(other["context"][:size])
        return out

    if row["unanswerable"]:
        begin = rng.randint(0, max(len(text) - size, 0))
        return Group(question, (text[begin : begin + size], *strangers(negatives)), None)
    answer = rng.choice(row["answers"])
    start, length = answer["answer_start"], len(answer["text"])
    begin = max(0, start - rng.randint(0, max(size - length, 1)))
    body = text[begin : max(begin + size, start + length)]
    far = [text[: max(start - 20, 0)][-size:], text[start + length + 20 :][:size]]
    others = [f for f in far if len(f) > size // 3 and answer["text"] not in f][: negatives - 1]
    others += strangers(negatives - len(others))
    return Group(question, (body, *others), (start - begin, start - begin + length))


def nearest_lines(questions: np.ndarray, texts: np.ndarray, n: int) -> np.ndarray:
    """Rows of the n texts nearest to each question, shape (questions, n), by dot product."""
    return np.argsort(-(questions @ texts.T), axis=1)[:, :n]


def encode_pair(
    file: E5File,
    question: str,
    text: str,
    answer: tuple[int, int] | None,
    longest: int = _MAX_QUESTION,
) -> tuple[list[int], tuple[int, int]]:
    """Ids of `<s> question </s></s> text </s>`, and first and last token of the answer.

    Of the question, at most `longest` tokens are kept.
    """
    asked = file.tokenize(question)[0][:longest]
    ids, spans = file.tokenize(text)
    room = _MAX_TOKENS - len(asked) - 4
    touched = [i for i, (a, b) in enumerate(spans) if answer and b > answer[0] and a < answer[1]]
    begin = 0
    if touched and touched[-1] >= room:  # the window holds the answer, or where it begins
        begin = min(touched[-1] - room + 8, touched[0])
    shift = len(asked) + 3 - begin
    first = touched[0] + shift if touched else 0
    last = min(touched[-1], begin + room - 1) + shift if touched else 0
    head = [BOS, *asked, EOS, EOS]
    return [*head, *ids[begin : begin + room], EOS], (first, last)


def checksums(folder: Path) -> dict[str, str]:
    """SHA-256 of each file that training reads, by its path in the folder."""
    names = ["un_authored.jsonl.gz", *(f"reader_pool/{lang}.jsonl.gz" for lang in _POOL)]
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
