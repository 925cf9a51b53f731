"""Scanned pages, read by tesseract (the extra `ocr`)."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import TYPE_CHECKING, Any

from ingest.errors import UnreadableFile
from ingest.extract.pdf import Physical

if TYPE_CHECKING:
    import pypdfium2

_DPI = 288
_SCALE = 4  # pdfium counts in points, 72 an inch
_POINT = 72 / _DPI
_LANGUAGES = ("eng", "fra", "spa", "rus", "ara", "chi_sim")


def lines(page: "pypdfium2.PdfPage", number: int) -> Iterator[Physical]:
    """The lines of a scanned page.

    Raises UnreadableFile where the extra, tesseract or its languages are not installed.
    """
    tesseract = _tesseract()
    image = page.render(scale=_SCALE, grayscale=True).to_pil()
    try:
        spoken = [lang for lang in _LANGUAGES if lang in tesseract.get_languages()]
        if not spoken:
            raise UnreadableFile(f"tesseract has none of the languages {', '.join(_LANGUAGES)}")
        words = tesseract.image_to_data(
            image, lang="+".join(spoken), output_type=tesseract.Output.DICT
        )
    except tesseract.TesseractNotFoundError as e:
        raise UnreadableFile("--ocr needs the program tesseract; install tesseract-ocr") from e
    height = page.get_height()
    rows: dict[tuple[int, ...], list[int]] = {}
    for i, text in enumerate(words["text"]):
        if text.strip():
            place = tuple(int(words[part][i]) for part in ("block_num", "par_num", "line_num"))
            rows.setdefault(place, []).append(i)
    for row in rows.values():
        yield _line(words, row, number, height)


def _line(words: dict[str, Any], row: Sequence[int], page: int, height: float) -> Physical:
    left = min(words["left"][i] for i in row) * _POINT
    right = max(words["left"][i] + words["width"][i] for i in row) * _POINT
    foot = height - max(words["top"][i] + words["height"][i] for i in row) * _POINT
    size = median(words["height"][i] for i in row) * _POINT
    text = " ".join(words["text"][i] for i in row)
    return Physical(text, page, left, right, foot, foot, size, bold=False)


def _tesseract() -> Any:
    try:
        import pytesseract
    except ImportError as e:
        raise UnreadableFile("--ocr needs an extra: pip install 'rapporteur[ocr]'") from e
    return pytesseract
