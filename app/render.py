"""Answers and verdicts as plain text for a terminal."""

from app.answer import Answer, Citation, Problem, Reason, Sentence, Written
from app.verify import Checked, Verification

_HEADS = {
    "answered": "",
    "uncertain": "Not certain. The nearest paragraph says:\n\n",
    "not_found": "Not in the reports.",
}
_PROBLEMS: dict[Problem, str] = {
    "timeout": "it took longer than model_seconds",
    "unreachable": "its server cannot be reached; is base_url right, and is it running?",
    "server": "its server answered with an error; are base_url, model and the key right?",
    "refused": "it refused to answer",
    "unreadable": "what it wrote could not be read",
    "empty": "it wrote nothing",
    "budget": "no paragraph fits into model_tokens",
    "unsupported": "no sentence of it passed the checks",
}
_REASONS: dict[Reason, str] = {
    "paragraph": "names no paragraph that it was given",
    "quote": "its quote is not in the paragraph",
    "number": "a number that is not in the paragraph",
    "date": "a date that is not in the paragraph",
    "name": "a name that is not in the paragraph",
    "role": "an office that is not in the paragraph",
    "negation": "the opposite of the paragraph",
    "words": "not in the words of the paragraph",
    "left_out": "leaves out what may change the meaning",
    "language": "in another language than its paragraph",
    "judge": "the judge does not find it supported",
}


def as_text(answer: Answer) -> str:
    """The short answer, then each citation: label, section, score and exact quote."""
    parts = [_short(answer)]
    if answer.written:
        parts = _written(answer, answer.written)
    parts += [
        f"Another paragraph says otherwise: {answer.citations[i].words} [{i + 1}]"
        for i in answer.otherwise
    ]
    parts += [_citation(i, c) for i, c in enumerate(answer.cited, 1)]
    if not answer.citations and answer.passages:
        nearest = ", ".join(f"{p.report} {p.paragraph}" for p in answer.passages[:3])
        parts.append(f"Nearest paragraphs, which do not answer: {nearest}")
    parts.append(f"({answer.status}, probability {answer.probability:.2f})")
    return "\n\n".join(parts) + "\n"


def _short(answer: Answer) -> str:
    """The report's own words with yes or no, where that is certain, and all who say the same."""
    settled = f"{answer.yes_no.capitalize()}: " if answer.yes_no else ""
    pins = "".join(f"[{i + 1}]" for i in answer.agreeing) if len(answer.agreeing) > 1 else ""
    return f"{_HEADS[answer.status]}{settled}{answer.answer} {pins}".rstrip()


def _written(answer: Answer, written: Written) -> list[str]:
    """What a language model wrote, what it did not achieve, and the answer without it where
    nothing of it counts."""
    places = {(c.report, c.paragraph): i for i, c in enumerate(answer.cited, 1)}
    lines = [_sentence(s, places) for s in written.sentences]
    parts = [_HEADS[answer.status] + "\n".join(lines)] if written.supported else lines
    if written.problem:
        parts.append(f"The language model {written.model}: {_PROBLEMS[written.problem]}.")
    if written.left_out:
        parts.append(f"Left out because they failed the checks: {written.left_out} sentences.")
    if not written.supported:
        parts.append(_short(answer))
    return parts


def _sentence(s: Sentence, places: dict[tuple[str, str], int]) -> str:
    if s.reason:
        return f"  REJECTED ({_REASONS[s.reason]}): {s.text}"
    return s.text + "".join(f" [{places[c.report, c.paragraph]}]" for c in s.citations)


def _citation(number: int, c: Citation) -> str:
    where = " > ".join(c.heading)
    page = f", page {c.page}" if c.page else ""
    return f"[{number}] {c.full_label}{page}  (score {c.score:.3f})\n    {where}\n    “{c.quote}”"


def verification_as_text(verification: Verification) -> str:
    """Each claim with its verdict and the paragraphs behind it."""
    return "\n\n".join(_checked(c) for c in verification.claims) + "\n"


def _checked(c: Checked) -> str:
    verdict = c.verdict.upper().replace("_", " ")
    why = f", differs in {c.differs}" if c.differs else ""
    parts = [f"{verdict}{why} (probability {c.probability:.2f}): {c.claim}"]
    parts += [_citation(i, cited) for i, cited in enumerate(c.citations, 1)]
    if not c.citations and c.passages:
        nearest = ", ".join(f"{p.report} {p.paragraph}" for p in c.passages[:3])
        parts.append(f"Nearest paragraphs, which do not settle it: {nearest}")
    return "\n\n".join(parts)
