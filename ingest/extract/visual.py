"""Arabic that a PDF holds in visual order: letters from left to right as they stand on the page."""

import re
from collections.abc import Sequence

# words of every Arabic text, none of which is another common one when read backwards
_COMMON = ("في", "من", "على", "إلى", "التي", "الذي", "هذه", "هذا", "أن", "المتحدة", "الأمم")
_LEFT_TO_RIGHT = re.compile(r"[A-Za-z0-9٠-٩](?:[^\u0590-\u08ff\s]*[A-Za-z0-9٠-٩])?")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_FEW = 5


def is_visual(texts: Sequence[str]) -> bool:
    """Whether Arabic lines are in visual order: their commonest words read backwards."""
    words = [word for text in texts for word in text.split()]
    forwards = sum(word in _COMMON for word in words)
    backwards = sum(word[::-1] in _COMMON for word in words)
    return backwards >= _FEW and backwards > 2 * forwards


def logical(text: str) -> str:
    """A line in visual order as it is read: reversed, but for numbers and Latin words in it."""
    turned = text[::-1].translate(_MIRRORED)
    return _LEFT_TO_RIGHT.sub(lambda m: m[0][::-1], turned)
