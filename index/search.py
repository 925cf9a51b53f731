"""A question to ranked passages, over one snapshot."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from index.encoder import Encoder
from index.fusion import reciprocal_rank_fusion
from index.lexical import LexicalIndex
from index.passage import Passage
from index.snapshot import FORMAT
from index.vectors import VectorIndex
from ingest.catalog import Listed, from_dict, is_named
from ingest.chunk import Chunk
from ingest.errors import NotFound
from ingest.report import Report

_CANDIDATES = 200  # chunks from each leg: a long table alone can fill dozens of places
_STALE = "the index was made with other settings; run `rapporteur ingest` to build it again"


class Index:
    """One snapshot, open for reading; safe to share between threads."""

    def __init__(self, folder: Path, encoder: Encoder, limit: int) -> None:
        """Raises NotFound where the snapshot was made with another encoder or chunk limit."""
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        made = (manifest["format"], manifest["encoder"], manifest["limit"])
        if made != (FORMAT, encoder.name, limit):
            raise NotFound(_STALE)
        self.folder = folder
        self.fingerprint: str = manifest["fingerprint"]
        self.encoder = encoder
        raw = json.loads((folder / "chunks.json").read_text(encoding="utf-8"))
        self._chunks = [Chunk(**c) for c in raw]
        self._row = {chunk.id: i for i, chunk in enumerate(self._chunks)}
        self._about = {r["id"]: Listed(**r) for r in manifest["reports"]}
        self._vectors = VectorIndex(folder / "chroma") if self._chunks else None
        self._lexical = LexicalIndex.load(folder / "lexical")
        self.report = lru_cache(maxsize=1000)(self._read)

    @property
    def listed(self) -> tuple[Listed, ...]:
        """All reports of the snapshot, in order."""
        return tuple(self._about.values())

    def _read(self, report_id: str) -> Report:
        path = self.folder / "reports" / f"{report_id}.json"
        return from_dict(json.loads(path.read_text(encoding="utf-8")))

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
    ) -> list[Passage]:
        """The best paragraphs for a question in `lang`, best first, at most `top`.

        `reports` are ids that the search is kept to. Chunks of one paragraph become one passage,
        and so do the versions of a paragraph in other languages: the one in the language that is
        preferred (else the question's) is shown.
        """
        if self._vectors is None:
            return []
        vector = self.encoder.queries([question])[0]
        dense = self._vectors.search(vector, _CANDIDATES, reports)
        allowed = None
        if reports is not None:
            wanted = set(reports)
            allowed = np.array([chunk.report in wanted for chunk in self._chunks])
        lexical = [
            (self._chunks[row].id, score)
            for row, score in self._lexical.search(question, lang, _CANDIDATES, allowed)
        ]
        return self._fold(self._fused(dense, lexical), prefer or lang)[:top]

    def _fused(
        self, dense: list[tuple[str, float]], lexical: list[tuple[str, float]]
    ) -> list[Passage]:
        dense_at = {chunk: (i, score) for i, (chunk, score) in enumerate(dense, 1)}
        lexical_at = {chunk: (i, score) for i, (chunk, score) in enumerate(lexical, 1)}
        out = []
        fused = reciprocal_rank_fusion([list(dense_at), list(lexical_at)])
        for rank, (chunk_id, score) in enumerate(fused, 1):
            c = self._chunks[self._row[chunk_id]]
            d, x = dense_at.get(chunk_id, (None, None)), lexical_at.get(chunk_id, (None, None))
            place = (c.report, c.paragraph, c.unit, c.start, c.end)
            out.append(Passage(*place, rank, score, rank, d[0], d[1], x[0], x[1]))
        return out

    def _fold(self, passages: list[Passage], lang: str) -> list[Passage]:
        """One passage for each paragraph, whatever its chunks and languages."""
        groups: dict[tuple[str, str], list[Passage]] = {}
        for p in passages:
            about = self._about[p.report]
            groups.setdefault((about.name, p.paragraph), []).append(p)
        out = []
        for rank, group in enumerate(groups.values(), 1):
            own = [p for p in group if self._about[p.report].lang == lang]
            shown = (own or group)[0]
            versions = tuple(dict.fromkeys(p.report for p in group))
            place = {"rank": rank, "fused_rank": rank, "score": group[0].score}
            out.append(replace(shown, **place, versions=versions))
        return out

    def close(self) -> None:
        """Let go of the snapshot's files."""
        if self._vectors is not None:
            self._vectors.close()
