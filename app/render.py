"""An Answer as plain text for a terminal."""

from app.answer import Answer, Citation

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
