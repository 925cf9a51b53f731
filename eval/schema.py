"""The published JSON Schema of a line of an evaluation set: `python -m eval.schema` writes it.

It is made from the models that check a set, so that it says what they say.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from eval.questions import Item
from ingest.files import write_whole

PATH = Path(__file__).with_name("set.schema.json")


def schema() -> dict[str, Any]:
    """JSON Schema, 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of an evaluation set of Rapporteur",
        **TypeAdapter(Item).json_schema(),
    }


def text() -> str:
    """What the file holds."""
    return json.dumps(schema(), indent=2) + "\n"


if __name__ == "__main__":
    write_whole(PATH, text().encode())
