"""The settings that are in force, and what they mean."""

from app.settings import Settings
from app.ui import cards, session, words
from app.ui.frame import framed
from app.ui.markup import Html, show, tag, text


def page() -> None:
    assistant = session.assistant()
    file = (
        f"\u2068{assistant.data / 'settings.toml'}\u2069"  # a path runs as it runs, in Arabic too
    )
    show(cards.title(words.SETTINGS, words.SETTINGS_HOW.format(file=file)))
    show(_table(assistant.settings))


def _table(settings: Settings) -> Html:
    columns = (words.SETTING, words.VALUE, words.DEFAULT, words.MEANING)
    head = tag("tr", *(tag("th", c, scope="col") for c in columns))
    rows = [_row(settings, name) for name in Settings.model_fields]
    return tag("table", tag("thead", head), tag("tbody", *rows), class_="rap-reports rap-settings")


def _row(settings: Settings, name: str) -> Html:
    field = Settings.model_fields[name]
    value, default = getattr(settings, name), field.default
    known = getattr(words, f"SETTING_{name}", field.description or "")
    return tag(
        "tr",
        tag("td", tag("code", name)),
        tag("td", _value(value), class_="rap-changed" if value != default else None),
        tag("td", _value(default)),
        tag("td", text("span", *cards.with_code(known))),
    )


def _value(value: object) -> Html:
    return tag("bdi", str(value) if value != "" else "–")


if __name__ == "__main__":
    framed(page)
