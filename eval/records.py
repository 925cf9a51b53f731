"""Results as JSON and back. The fields are those of the dataclasses, named nowhere else."""

from dataclasses import fields
from typing import Any

from pydantic import TypeAdapter

from eval.claim_measures import ClaimResult
from eval.measures import Result
from eval.questions import Claim, Question

_RESULT = TypeAdapter(Result)
_CLAIM = TypeAdapter(ClaimResult)


def record(result: Result | ClaimResult) -> dict[str, Any]:
    """A result as JSON-ready data: the keys of its line in the set, and beside them its own."""
    kind, name = (_RESULT, "question") if isinstance(result, Result) else (_CLAIM, "claim")
    own = kind.dump_python(result, mode="json")  # pyright: ignore[reportArgumentType]
    item = own.pop(name)
    return {**item, **own}


def read(raw: dict[str, Any]) -> Result | ClaimResult:
    """From a record. Raises ValidationError where something is missing."""
    if "claim" in raw:
        return _CLAIM.validate_python(_nested(raw, ClaimResult, Claim, "claim"))
    return _RESULT.validate_python(_nested(raw, Result, Question, "question"))


def _nested(
    raw: dict[str, Any], of: type[Any], item: type[Question] | type[Claim], name: str
) -> dict[str, Any]:
    """The record with the keys of the set's line back in one place. Other keys are derived."""
    own = {f.name: raw[f.name] for f in fields(of) if f.name != name and f.name in raw}
    return {**own, name: {k: raw[k] for k in item.model_fields if k in raw}}
