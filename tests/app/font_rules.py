"""Write the style sheet of the fonts that are shipped: `python -m tests.app.font_rules`

A font's range is what it draws and neither Streamlit's own Source Sans nor a font before it does:
text in Latin or Cyrillic letters loads none of them. To renew a font, put its woff2 files (of the
packages @fontsource-variable/noto-sans-*, the subsets for other scripts than Latin and Cyrillic)
into app/static/fonts in place of the old ones, run this and mend NOTICE.
"""

from itertools import pairwise
from pathlib import Path

import streamlit
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "app" / "static" / "fonts"
SHEET = FONTS / "fonts.css"
FAMILY = "Rapporteur Sans"
_HEAD = "/* Written by `python -m tests.app.font_rules`; fonts and licence are beside it. */\n"
_RULE = """@font-face {{
  font-family: "{family}"; font-weight: 100 900; font-display: swap;
  src: url({name}) format("woff2");
  unicode-range: {ranges};
}}
"""


def drawn(font: Path) -> set[int]:
    """The code points for which a font has a glyph, but for control characters."""
    return {point for point in TTFont(font, lazy=True).getBestCmap() if point >= ord(" ")}


def source_sans() -> Path:
    """The font in which Streamlit writes."""
    media = Path(streamlit.__file__).parent / "static" / "static" / "media"
    return next(media.glob("SourceSansVF-Upright.*.woff2"))


def ranges(points: set[int]) -> str:
    """Code points as CSS writes them."""
    ordered = sorted(points)
    breaks = [i for i, (a, b) in enumerate(pairwise(ordered), 1) if b != a + 1]
    runs = [(ordered[i], ordered[j - 1]) for i, j in pairwise([0, *breaks, len(ordered)])]
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def sheet() -> str:
    """The style sheet of the fonts that are there."""
    rules, known = [], drawn(source_sans())
    for font in sorted(FONTS.glob("*.woff2")):
        own = drawn(font) - known
        known |= own
        rules.append(_RULE.format(family=FAMILY, name=font.name, ranges=ranges(own)))
    return _HEAD + "".join(rules)


if __name__ == "__main__":
    SHEET.write_text(sheet(), encoding="utf-8")
