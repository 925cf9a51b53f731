"""Citation labels in the language of the page. What is kept and what other programs get stays as
it is (`para. 8 (b)`)."""

from app.ui import words
from app.ui.markup import Html, tag
from ingest import numbers

_WORDS = {
    "para.": "LABEL_PARA",
    "unnumbered para.": "LABEL_UNNUMBERED",
    "annex": "LABEL_ANNEX",
    "appendix": "LABEL_APPENDIX",
    "article": "LABEL_ARTICLE",
    "item": "LABEL_ITEM",
    "row": "LABEL_ROW",
    "footnote": "LABEL_NOTE",
    "preambular para.": "LABEL_PREAMBULAR",
    "draft resolution": "LABEL_DRAFT_RESOLUTION",
    "draft decision": "LABEL_DRAFT_DECISION",
    "resolution": "LABEL_RESOLUTION",
    "decision": "LABEL_DECISION",
    "agreed conclusions": "LABEL_CONCLUSIONS",
}


def localised(label: str) -> str:
    """A label such as `annex I, para. 8 (b)`, as the page's language says it."""
    return words.LABEL_COMMA.join(_part(part) for part in label.split(", "))


def _part(said: str) -> str:
    for name, word in _WORDS.items():
        if said == name or said.startswith(f"{name} "):
            number = said.removeprefix(name).strip()
            return getattr(words, word).format(n=number).strip()
    return said


def citation(label: str, number: str) -> str:
    """The label of a paragraph with the name of its report before it."""
    name, own = _parted(label, number)
    return f"{name}{words.LABEL_COMMA}{own}" if own else name


def shown(label: str, number: str) -> Html:
    """The same as markup, in which name and label run each as they do."""
    name, own = _parted(label, number)
    after = [words.LABEL_COMMA, tag("bdi", own)] if own else []
    return tag("bdi", tag("bdi", name), *after, dir=words.direction())


def _parted(label: str, number: str) -> tuple[str, str]:
    """The report's name, and the label of the paragraph; empty where it is another one's."""
    own = numbers.label(number) if number else ""
    name = label.removesuffix(f", {own}")
    return (label, "") if name == label else (name, localised(own))
