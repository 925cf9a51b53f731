"""Counting tokens with tiktoken, offline.

tiktoken fetches its tables on first use; llama-index-core ships the ones we need inside its wheel.
"""

import importlib.util
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

ENCODING = "o200k_base"


@cache
def _encoding() -> "Encoding":
    spec = importlib.util.find_spec("llama_index.core")
    assert spec, "llama-index-core is a dependency"
    assert spec.origin, "a package has a file"
    tables = Path(spec.origin).parent / "_static" / "tiktoken_cache"
    os.environ.setdefault("TIKTOKEN_CACHE_DIR", str(tables))  # tiktoken reads only this
    import tiktoken

    return tiktoken.get_encoding(ENCODING)


def count(text: str) -> int:
    """Number of o200k_base tokens; text that looks like a special token counts as text."""
    return len(_encoding().encode_ordinary(text))
