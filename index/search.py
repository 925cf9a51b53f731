"""A question to ranked passages, over one snapshot."""

import contextlib
import json
import re
import weakref
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import groupby, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import fusion, holds
from index.dense import DenseIndex
from index.encoder import Encoder, Vectors
from index.filters import EVERYTHING, Facets, Filter, facets
from index.lexical import LexicalIndex
from index.mentions import Mention, mentions
from index.passage import Passage, SentenceScores
from index.snapshot import Recipe, sentence_spans
from ingest.catalog import Listed, from_dict, is_named
from ingest.chunk import Chunk
from ingest.errors import NotFound
from ingest.report import Report
from ingest.symbols import in_latin, key

_CANDIDATES = 200  # chunks from each leg: a long table alone can fill dozens of places
_UNNUMBERED = re.compile(r"(?:^|\.)p\d+$")  # the label of a position: `p2`, `annexI.p2`
_STALE = "the index was made with other settings; run `rapporteur index rebuild`"


class Index:
    """One snapshot, open for reading; safe to share between threads.

    It is held, so that nobody removes it, until it is closed or nothing refers to it any more."""

    def __init__(self, folder: Path, encoder: Encoder, limit: int) -> None:
        """Raises NotFound where the snapshot is gone, or was made with another encoder or chunk
        limit."""
        stack = contextlib.ExitStack()
        self._closing = weakref.finalize(self, stack.close)
        if held := holds.hold(folder):
            stack.callback(holds.release, held)
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        made = (manifest["format"], manifest["encoder"], manifest["limit"])
        if made != Recipe(encoder, limit).key:
            self.close()
            raise NotFound(_STALE)
        self.folder = folder
        self.fingerprint: str = manifest["fingerprint"]
        self.encoder = encoder
        raw = json.loads((folder / "chunks.json").read_text(encoding="utf-8"))
        self.chunks = [Chunk(**c) for c in raw]
        self._row = {chunk.id: i for i, chunk in enumerate(self.chunks)}
        self._rows = _rows([chunk.report for chunk in self.chunks])
        self._about = {r["id"]: Listed(**r) for r in manifest["reports"]}
        self._unnumbered = _unnumbered(self.chunks)
        self._versions = _versions(self.listed, self._unnumbered)
        self._kept_facets = {
            r: Facets(f["body"], tuple(f["years"])) for r, f in manifest.get("facets", {}).items()
        }
        self._named = _named(self.listed)
        self.dense = DenseIndex(folder, self._row) if self.chunks else None
        if self.dense is not None:
            stack.callback(self.dense.close)
        self.lexical = LexicalIndex.load(folder / "lexical")
        self.report = lru_cache(maxsize=1000)(partial(_report, folder))

    @property
    def listed(self) -> tuple[Listed, ...]:
        """All reports of the snapshot, in order."""
        return tuple(self._about.values())

    def reports_named(self, names: Sequence[str]) -> list[str]:
        """Ids of the reports that people mean by these names (id, symbol, file).

        Raises NotFound for a name that means none.
        """
        found: list[str] = []
        for name in names:
            ids = [r.id for r in self.listed if is_named(name, r)]
            if not ids:
                raise NotFound(f"no report {name!r}; `rapporteur reports` lists those there are")
            found += ids
        return list(dict.fromkeys(found))

    def search(
        self,
        question: str,
        lang: str,
        top: int,
        reports: Sequence[str] | None = None,
        prefer: str | None = None,
        only: Filter = EVERYTHING,
        naming: str | None = None,
    ) -> list[Passage]:
        """The best paragraphs for a question in `lang`, best first, at most `top`.

        `reports` are ids that the search is kept to, `only` narrows it further. Paragraphs that the
        question names stand first: those of the symbol that it says, else of the only report that
        may be found. Of a question that is read with those before it, `naming` is the last alone:
        it names paragraphs, and sentences are near to it. Chunks of one paragraph become one
        passage, and so do the versions of a paragraph in other languages: the one in the language
        that is preferred (else the question's) is shown.
        """
        if self.dense is None:
            return []
        question, naming = in_latin(question), in_latin(naming) if naming else None
        scope = self._scope(reports, only)
        allowed = self._allowed(scope, only)
        vector = self.encoder.queries([question])[0]
        dense = self.dense.search(
            vector,
            _CANDIDATES,
            None if scope is None or only.section else scope,
            self._ids(allowed) if only.section else None,
        )
        lexical = [
            (self.chunks[row].id, score)
            for row, score in self.lexical.search(question, lang, _CANDIDATES, allowed)
        ]
        fused = self._fused(dense, lexical)
        named = self._mentioned(naming or question, lang, scope, allowed, fused)
        found = self._fold([*named, *fused], prefer or lang, allowed, top)
        own = self.encoder.queries([naming])[0] if naming and naming != question else vector
        return [
            replace(p, sentence_scores=self._sentence_scores(p, self.dense, own)) for p in found
        ]

    def _sentence_scores(self, p: Passage, dense: DenseIndex, vector: Vectors) -> SentenceScores:
        """The sentences of a paragraph, with their cosines to a question."""
        every = range(len(self.chunks))[self._rows[p.report]]
        rows = [row for row in every if self.chunks[row].paragraph == p.paragraph]
        report = self.report(p.report)
        spans = [span for row in rows for span in sentence_spans(report, self.chunks[row])]
        cosines = dense.cosines(vector, rows)
        return tuple((a, b, float(near)) for (a, b), near in zip(spans, cosines, strict=True))

    def _scope(self, reports: Sequence[str] | None, only: Filter) -> list[str] | None:
        """The ids of the reports that may be found; None: all."""
        if reports is None and only == Filter(section=only.section):
            return None
        wanted = set(self._about if reports is None else reports)
        some = [r for r in self.listed if r.id in wanted and only.takes(r)]
        if only.body or only.year is not None:
            some = [r for r in some if only.takes_facets(r, self.facets(r.id))]
        return [r.id for r in some]

    def facets(self, report_id: str) -> Facets:
        """What a filter asks of a report beside its entry in the list."""
        return self._kept_facets.get(report_id) or facets(self.report(report_id))

    def _allowed(self, scope: Sequence[str] | None, only: Filter) -> NDArray[np.bool_] | None:
        """Which chunks may be found; None: all."""
        if scope is None and not only.section:
            return None
        allowed = np.zeros(len(self.chunks), np.bool_)
        for report_id in self._about if scope is None else scope:
            rows = self._rows.get(report_id, slice(0))
            allowed[rows] = True
            if only.section:
                report = self.report(report_id)
                under = {p.number: p.heading for p in report.paragraphs}
                allowed[rows] = [
                    only.takes_heading(under[c.unit], report.lang) for c in self.chunks[rows]
                ]
        return allowed

    def _ids(self, allowed: NDArray[np.bool_] | None) -> list[str]:
        return [self.chunks[i].id for i in np.flatnonzero(allowed)] if allowed is not None else []

    def _mentioned(
        self,
        question: str,
        lang: str,
        scope: Sequence[str] | None,
        allowed: NDArray[np.bool_] | None,
        fused: Sequence[Passage],
    ) -> list[Passage]:
        """The paragraphs that the question names, with their sub-paragraphs, in order, in every
        language that has them; each by its best chunk, else its first."""
        best = {(p.report, p.paragraph): p for p in reversed(fused)}
        least = fused[-1].score if fused else 0.0
        out: dict[tuple[str, str], Passage] = {}
        for mention in mentions(question, lang, self._named):
            meant = self._meant(mention, scope)
            for numbers in mention.paragraphs:
                for row in (row for r in meant for row in self._rows_of(r, numbers)):
                    if allowed is None or allowed[row]:
                        c = self.chunks[row]
                        bare = Passage(c.report, c.paragraph, c.unit, c.start, c.end, 0, least)
                        found = best.get((c.report, c.paragraph), bare)
                        out.setdefault((c.report, c.paragraph), replace(found, mentioned=True))
        return list(out.values())

    def _meant(self, mention: Mention, scope: Sequence[str] | None) -> list[str]:
        """The reports whose paragraphs a question names."""
        if mention.symbol is not None:
            named = self._named.get(mention.symbol, [])
            return [r for r in named if scope is None or r in scope]
        some = list(self._about if scope is None else scope)
        alone = len({self._about[r].name for r in some}) == 1
        return some if alone else []

    def _rows_of(self, report_id: str, numbers: Sequence[str]) -> list[int]:
        """The rows of the first of these paragraphs that is there, and of its sub-paragraphs."""
        rows = range(len(self.chunks))[self._rows.get(report_id, slice(0))]
        names = [(row, self.chunks[row].paragraph) for row in rows]
        for number in numbers:
            parts = (f"{number}(", f"{number}~")
            found = [row for row, name in names if name == number or name.startswith(parts)]
            if found:
                return found
        return []

    def _fused(
        self, dense: list[tuple[str, float]], lexical: list[tuple[str, float]]
    ) -> list[Passage]:
        dense_at = {chunk: (i, score) for i, (chunk, score) in enumerate(dense, 1)}
        lexical_at = {chunk: (i, score) for i, (chunk, score) in enumerate(lexical, 1)}
        out = []
        for rank, (chunk_id, score) in enumerate(fusion.fused(dict(dense), dict(lexical)), 1):
            c = self.chunks[self._row[chunk_id]]
            d, x = dense_at.get(chunk_id, (None, None)), lexical_at.get(chunk_id, (None, None))
            place = (c.report, c.paragraph, c.unit, c.start, c.end)
            out.append(Passage(*place, rank, score, rank, d[0], d[1], x[0], x[1]))
        return out

    def _fold(
        self,
        passages: list[Passage],
        lang: str,
        allowed: NDArray[np.bool_] | None,
        top: int | None = None,
    ) -> list[Passage]:
        """One passage for each paragraph, whatever its chunks and languages; the first `top`."""
        groups: dict[tuple[tuple[str, int], str], list[Passage]] = {}
        for p in passages:
            groups.setdefault((self._work(p), p.paragraph), []).append(p)
        out = []
        for rank, group in enumerate(islice(groups.values(), top), 1):
            own = [p for p in group if self._about[p.report].lang == lang]
            shown = own[0] if own else self._version(group[0], lang, allowed) or group[0]
            versions = tuple(dict.fromkeys(p.report for p in (*group, shown)))
            place = {"rank": rank, "fused_rank": rank, "score": group[0].score}
            out.append(replace(shown, **place, versions=versions))
        return out

    def _version(self, p: Passage, lang: str, allowed: NDArray[np.bool_] | None) -> Passage | None:
        """The same paragraph in a language in which no leg found it; None where there is none."""
        for other in self._versions.get(self._work(p), ()):
            if self._about[other].lang != lang:
                continue
            for row in self._rows_of(other, [p.paragraph]):
                c = self.chunks[row]
                if c.paragraph == p.paragraph and (allowed is None or allowed[row]):
                    return replace(p, report=other, unit=c.unit, start=c.start, end=c.end)
        return None

    def _work(self, p: Passage) -> tuple[str, int]:
        """Equal for versions of one report in which the passage's number means the same: the number
        of a paragraph without one is its position, the same where they are of one structure."""
        by_position = _UNNUMBERED.search(p.paragraph)
        return self._about[p.report].name, self._unnumbered[p.report] if by_position else -1

    def close(self) -> None:
        """Let go of the snapshot's files."""
        self._closing()


def _rows(reports: Sequence[str]) -> dict[str, slice]:
    """Where each report's chunks are: a report's stand together."""
    found: dict[str, slice] = {}
    for report, run in groupby(enumerate(reports), key=lambda pair: pair[1]):
        rows = [row for row, _ in run]
        found[report] = slice(rows[0], rows[-1] + 1)
    return found


def _unnumbered(chunks: Sequence[Chunk]) -> Counter[str]:
    """How many paragraphs without a number each report has."""
    found = {(c.report, c.paragraph) for c in chunks if _UNNUMBERED.search(c.paragraph)}
    return Counter(report for report, _ in found)


def _versions(
    listed: Sequence[Listed], unnumbered: Mapping[str, int]
) -> dict[tuple[str, int], list[str]]:
    """Ids of the versions of one report, with and without the count of its unnumbered paragraphs
    (`Index._work`)."""
    found: dict[tuple[str, int], list[str]] = {}
    for r in listed:
        for count in (-1, unnumbered.get(r.id, 0)):
            found.setdefault((r.name, count), []).append(r.id)
    return found


def _named(listed: Sequence[Listed]) -> dict[str, list[str]]:
    """Ids by the keys of what people call a report: its symbol, its file, its id."""
    found: dict[str, list[str]] = {}
    for r in listed:
        for name in {key(r.symbol or r.id), key(r.source), key(r.id)}:
            found.setdefault(name, []).append(r.id)
    return found


def _report(folder: Path, report_id: str) -> Report:
    path = folder / "reports" / f"{report_id}.json"
    return from_dict(json.loads(path.read_text(encoding="utf-8")))
