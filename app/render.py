"""Answers and verdicts as plain text for a terminal."""

from app.answer import Answer, Citation
from app.verify import Checked, Verification

_HEADS = {
    "answered": "",
    "uncertain": "Not certain. The nearest paragraph says:\n\n",
    "not_found": "Not in the reports.",
}


def as_text(answer: Answer) -> str:
    """The short answer, then each citation: label, section, score and exact quote."""
    parts = [f"{_HEADS[answer.status]}{answer.answer}"]
    parts += [_citation(i, c) for i, c in enumerate(answer.citations, 1)]
    if not answer.citations and answer.passages:
        nearest = ", ".join(f"{p.report} {p.paragraph}" for p in answer.passages[:3])
        parts.append(f"Nearest paragraphs, which do not answer: {nearest}")
    parts.append(f"({answer.status}, probability {answer.probability:.2f})")
    return "\n\n".join(parts) + "\n"


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
