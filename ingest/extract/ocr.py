"""Scanned pages, read by tesseract (the extra `ocr`)."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import TYPE_CHECKING, Any

from ingest.errors import UnreadableFile
from ingest.extract.page import Physical

if TYPE_CHECKING:
    import pypdfium2

_DPI = 288
_SCALE = 4  # pdfium counts in points, 72 an inch
_POINT = 72 / _DPI
_LANGUAGES = ("ara", "chi_sim", "eng", "fra", "rus", "spa")


def lines(page: "pypdfium2.PdfPage", number: int) -> Iterator[Physical]:
    """The lines of a scanned page.

    Raises UnreadableFile where the extra, tesseract or its languages are not installed.
    """
    tesseract = _tesseract()
    image = page.render(scale=_SCALE, grayscale=True).to_pil()
    try:
        lacking = missing()
        spoken = [lang for lang in _LANGUAGES if lang not in lacking]
        if not spoken:
            raise UnreadableFile(f"--ocr finds no language of ours; install {packs(_LANGUAGES)}")
        words = tesseract.image_to_data(
            image, lang="+".join(spoken), output_type=tesseract.Output.DICT
        )
    except tesseract.TesseractNotFoundError as e:
        raise UnreadableFile(
            f"--ocr needs the program tesseract; install tesseract-ocr, {packs(_LANGUAGES)}"
        ) from e
    height = page.get_height()
    rows: dict[tuple[int, ...], list[int]] = {}
    for i, text in enumerate(words["text"]):
        if text.strip():
            place = tuple(int(words[part][i]) for part in ("block_num", "par_num", "line_num"))
            rows.setdefault(place, []).append(i)
    for row in rows.values():
        yield _line(words, row, number, height)


def missing() -> tuple[str, ...]:
    """Those of the six languages that tesseract cannot read here."""
    tesseract = _tesseract()
    try:
        installed = tesseract.get_languages()
    except tesseract.TesseractNotFoundError:
        return _LANGUAGES
    return tuple(lang for lang in _LANGUAGES if lang not in installed)


def packs(languages: Sequence[str]) -> str:
    """The system packages that hold the languages, as Debian and Ubuntu name them."""
    return ", ".join(f"tesseract-ocr-{lang.replace('_', '-')}" for lang in languages)


def _line(words: dict[str, Any], row: Sequence[int], page: int, height: float) -> Physical:
    left = min(words["left"][i] for i in row) * _POINT
    right = max(words["left"][i] + words["width"][i] for i in row) * _POINT
    foot = height - max(words["top"][i] + words["height"][i] for i in row) * _POINT
    size = median(words["height"][i] for i in row) * _POINT
    text = " ".join(words["text"][i] for i in row)
    return Physical(text, page, left, right, foot, foot, size, size, bold=False)


def _tesseract() -> Any:
    try:
        import pytesseract
    except ImportError as e:
        raise UnreadableFile("--ocr needs an extra: pip install 'rapporteur[ocr]'") from e
    return pytesseract
