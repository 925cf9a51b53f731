"""How well ingestion keeps paragraphs, in numbers: `make bench-ingest REPORTS=FOLDER`.

    python -m eval.bench_ingest FOLDER [--only NAME...]

FOLDER holds real reports, which are not part of the project: `un-docx-pdf/` (with gold
paragraphs), `un-pdf/` (with `manifest.csv`) and `multilingual/`. Each part prints its own table:
gold, sequence, languages, speed, memory, fuzz, many.
"""

import argparse
import csv
import difflib
import io
import json
import re
import resource
import shutil
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pypdfium2

from eval.bench_many import many
from eval.fuzz import damaged
from ingest.errors import UnreadableFile
from ingest.extract import extract
from ingest.parse import parse
from ingest.report import Report

_SIMILAR = 0.95
_NUMBERED = re.compile(r"\d+(?:\.\d+)*(?:~\d+)?")
_FUZZED = 2000
_PAGES = 1600


def read(path: Path) -> Report:
    """The report in a file. Raises UnreadableFile."""
    return parse(extract(path.read_bytes(), path.name), path.name, "0" * 64)


def numbered(report: Report) -> list[tuple[str, str]]:
    """(number, text) of the paragraphs outside annexes, sub-paragraphs left out, white space
    folded; several of one number keep it."""
    return [
        (p.number.partition("~")[0], _folded(report.slice(p)))
        for p in report.paragraphs
        if p.kind == "paragraph" and _NUMBERED.fullmatch(p.number)
    ]


def matched(
    gold: Sequence[tuple[str, str]], found: Sequence[tuple[str, str]]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What of the gold was not found, and what was found that is not in the gold. Two match when
    their numbers are the same and their texts similar to at least 0.95."""
    left: dict[str, list[str]] = defaultdict(list)
    for number, text in found:
        left[number].append(text)
    missing = []
    for number, text in gold:
        same = next((t for t in left[number] if similar(text, t)), None)
        if same is None:
            missing.append((number, text))
        else:
            left[number].remove(same)
    return missing, [(number, text) for number, texts in left.items() for text in texts]


def similar(a: str, b: str) -> bool:
    """Ratcliff and Obershelp's similarity (difflib), at least 0.95."""
    if abs(len(a) - len(b)) > 2 * (1 - _SIMILAR) * max(len(a), len(b)):
        return False
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SIMILAR


def gold(folder: Path) -> None:
    """Precision and recall of numbered paragraphs, by format."""
    wanted: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    lines = (folder / "un-docx-pdf" / "gold_numbered_paragraphs.jsonl").read_text("utf-8")
    for line in lines.splitlines():
        row = json.loads(line)
        wanted[row["doc"]][row["paragraph"], _folded(row["text"])] = None  # each once
    for form in ("docx", "pdf"):
        total = missed = extra = 0
        for document, paragraphs in sorted(wanted.items()):
            found = numbered(read(folder / "un-docx-pdf" / f"{document}.{form}"))
            missing, surplus = matched(list(paragraphs), found)
            total, missed, extra = (
                total + len(paragraphs),
                missed + len(missing),
                extra + len(surplus),
            )
            if missing or surplus:
                print(f"  {document}.{form}: missed {_numbers(missing)}, extra {_numbers(surplus)}")
        hit = total - missed
        print(f"{form}: recall {hit / total:.4f} ({hit}/{total}), ", end="")
        print(f"precision {hit / (hit + extra):.4f} ({hit}/{hit + extra})")


def sequence(folder: Path) -> None:
    """Reports of many bodies whose paragraph numbers go on without a gap."""
    with (folder / "un-pdf" / "manifest.csv").open(encoding="utf-8") as file:
        expected = {
            row["file"]: int(row["sequential_numbered_paragraphs"]) for row in csv.DictReader(file)
        }
    unbroken = having = 0
    for path in sorted((folder / "un-pdf").glob("*.pdf")):
        try:
            report = read(path)
        except UnreadableFile as e:
            print(f"  {e}")
            continue
        gaps = breaks([number for number, _ in numbered(report)])
        if not expected.get(path.name):
            continue
        having += 1
        unbroken += not gaps
        if gaps:
            print(f"  {path.name}: breaks at {gaps[:6]} (a crude count: {expected[path.name]})")
    print(f"unbroken sequence: {unbroken}/{having} = {unbroken / having:.3f}")


def breaks(numbers: Sequence[str]) -> list[str]:
    """The plain numbers that do not follow the one before (the first: 1), decimal ones left out."""
    values = [int(n) for n in numbers if n.isdigit()]
    return [f"{a}-{b}" for a, b in zip([0, *values], values, strict=False) if b != a + 1]


def languages(folder: Path) -> None:
    """Numbers of the goals, the declaration and the excerpts in six languages, and alignment."""
    home = folder / "multilingual"
    for name in ("sdg_targets", "udhr"):
        labels = {p.stem: list(_labels(read(p))) for p in sorted((home / name).iterdir())}
        together = set.intersection(*map(set, labels.values()))
        counts = ", ".join(f"{lang} {len(found)}" for lang, found in labels.items())
        print(f"{name}: {counts}; in all six languages {len(together)}")
    groups: dict[str, dict[str, Path]] = defaultdict(dict)
    for path in sorted((home / "npt2015_excerpts").glob("*.txt")):
        stem, lang = path.stem.rsplit(".", 1)
        groups[stem][lang] = path
    right = total = 0
    for paths in groups.values():
        for path in paths.values():
            written = Counter(
                m[1] for m in re.finditer(r"(?m)^\s*(\d{1,3})\s?[.\-]\s", _western(path))
            )
            found = Counter(
                p.number.partition("~")[0]
                for p in read(path).paragraphs
                if p.kind == "paragraph" and p.number[0].isdigit() and "(" not in p.number
            )
            right += (written & found).total()
            total += written.total()
    print(f"npt2015_excerpts: {right}/{total} of the numbers that open a line")


def speed(folder: Path) -> None:
    """Pages a second on one core, beside `pdftotext -layout` on the same files."""
    paths = sorted((folder / "un-pdf").glob("*.pdf"))
    pages = 0
    for path in paths:
        try:
            pages += len(pypdfium2.PdfDocument(path.read_bytes()))
        except pypdfium2.PdfiumError:
            continue

    def ours() -> None:
        for path in paths:
            try:
                read(path)
            except UnreadableFile:
                continue

    def theirs() -> None:
        for path in paths:
            command = ["pdftotext", "-layout", str(path), "-"]
            subprocess.run(command, capture_output=True, check=False)

    a = pages / _seconds(ours)
    print(f"ours: {a:.0f} pages/s ({pages} pages)")
    if shutil.which("pdftotext"):
        b = pages / _seconds(theirs)
        print(f"pdftotext -layout: {b:.0f} pages/s; ours is {a / b:.2f} of it")


def memory(folder: Path) -> None:
    """Peak memory of reading a PDF of 1,600 pages, in a process of its own."""
    code = f"from eval.bench_ingest import peak; peak({str(folder)!r})"
    print(f"a PDF of {_PAGES} pages, made from the reports in un-pdf:", flush=True)
    subprocess.run([sys.executable, "-c", code], check=True)


def peak(folder: str) -> None:
    """Print the peak memory of reading 1,600 pages; run in a fresh process."""
    big = pypdfium2.PdfDocument.new()
    for path in sorted((Path(folder) / "un-pdf").glob("*.pdf")) * 9:
        try:
            pages = pypdfium2.PdfDocument(path.read_bytes())
        except pypdfium2.PdfiumError:
            continue
        big.import_pages(pages, list(range(min(len(pages), _PAGES - len(big)))))
        if len(big) == _PAGES:
            break
    buffer = io.BytesIO()
    big.save(buffer)
    big.close()
    data = buffer.getvalue()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    began = time.monotonic()
    report = parse(extract(data, "big.pdf"), "big.pdf", "0" * 64)
    took = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"  {len(data) >> 20} MB file, {report.count} paragraphs, {took:.0f} s; "
        f"peak {after} MB ({before} MB before reading)"
    )


def fuzz(folder: Path) -> None:
    """Damaged copies of real files: each gives a report or says why not."""
    files = [
        *sorted((folder / "un-docx-pdf").glob("*.docx"))[:4],
        *sorted((folder / "un-pdf").glob("*.pdf"), key=lambda p: p.stat().st_size)[:30],
        *sorted((folder / "multilingual" / "udhr").glob("*.html")),
        folder / "npt-wg-2023.zh.txt",
    ]
    ends: Counter[str] = Counter()
    slowest = 0.0
    for n, path in enumerate(files):
        count = _FUZZED // len(files) + (n < _FUZZED % len(files))
        for copy in damaged(path.read_bytes(), seed=n, count=count):
            began = time.monotonic()
            try:
                parse(extract(copy, path.name), path.name, "0" * 64)
                ends["read"] += 1
            except UnreadableFile as e:
                ends["refused" if "\n" not in str(e) else "refused in several lines"] += 1
            except Exception as e:  # noqa: BLE001 - counting these is what this is for
                ends[f"crashed with {type(e).__name__} ({path.name})"] += 1
            slowest = max(slowest, time.monotonic() - began)
    print(f"{sum(ends.values())} damaged copies: {dict(ends)}; slowest {slowest:.1f} s")


def _labels(report: Report) -> Iterator[str]:
    return (p.number for p in report.paragraphs if p.kind == "paragraph")


def _numbers(paragraphs: Sequence[tuple[str, str]]) -> str:
    return " ".join(number for number, _ in paragraphs) or "none"


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _western(path: Path) -> str:
    digits = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
    return path.read_text(encoding="utf-8").translate(digits)


def _seconds(run: Callable[[], None]) -> float:
    began = time.monotonic()
    run()
    return time.monotonic() - began


PARTS: tuple[Callable[[Path], None], ...] = (gold, sequence, languages, speed, memory, fuzz, many)


def main() -> None:
    """Run the parts from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="folder of the real reports")
    names = [part.__name__ for part in PARTS]
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    arguments = parser.parse_args()
    for part in PARTS:
        if part.__name__ in arguments.only:
            print(f"## {part.__name__}: {(part.__doc__ or '').splitlines()[0]}")
            part(arguments.folder)
            print(flush=True)


if __name__ == "__main__":
    main()
