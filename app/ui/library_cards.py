"""The library as markup: its reports with their state, what became of uploads, snapshots, room on
disk."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from app import disk, uploads
from app.ui import address, errors, words
from app.ui.markup import Html, tag, text
from app.uploads import Fate
from index.snapshot import Snapshot
from ingest.catalog import Listed


def reports(listed: Iterable[Listed], ready: Collection[str]) -> Html:
    """All reports: symbol, title, language, paragraphs, state. `ready` are those in the index."""
    columns = (words.SYMBOL, words.TITLE, words.LANGUAGE, words.PARAGRAPHS, words.STATE)
    head = tag("tr", *(tag("th", c, scope="col") for c in columns))
    rows = [_row(r, is_ready=r.id in ready) for r in listed]
    return tag("table", tag("thead", head), tag("tbody", *rows), class_="rap-reports")


def _row(r: Listed, *, is_ready: bool) -> Html:
    name = text("span", r.title or r.source, lang=r.lang)
    if is_ready:
        name = tag("a", name, href=address.to(r.id), target="_self")
    state = words.READY if is_ready else words.WAITING
    return tag(
        "tr",
        tag("td", tag("bdi", r.symbol or "–"), class_="rap-symbol"),
        tag("td", name, tag("div", tag("bdi", r.source), class_="rap-file")),
        tag("td", tag("bdi", words.LANGUAGE_NAMES.get(r.lang, r.lang)), class_="rap-lang"),
        tag("td", str(r.paragraphs), class_="rap-number rap-paragraphs"),
        tag("td", state, class_="rap-state" if is_ready else "rap-state rap-waiting"),
    )


def fates(done: Iterable[Fate], megabytes: int) -> Html:
    """What became of each file that was uploaded."""
    return tag("ul", *(_fate(f, megabytes) for f in done), class_="rap-fates", role="status")


def _fate(f: Fate, megabytes: int) -> Html:
    o = f.outcome
    if f.refused:
        state, said = "failed", getattr(words, f.refused)
        said = said.format(count=uploads.MOST, size=megabytes)
    else:
        assert o is not None, "a file that is taken has an outcome"
        counted = f"{words.PARAGRAPHS}: {o.paragraphs}"
        state, said = o.state, errors.told(o.reason) if o.reason else counted
    name = tag("strong", tag("bdi", f.name))
    known = getattr(words, f"STATE_{state}")
    told = text("span", said)
    return tag("li", name, " – ", known, " – ", told, class_=f"rap-fate-{state}")


def snapshots(found: Iterable[Snapshot]) -> Html:
    """The snapshots that are kept: name, when each last came to serve, reports, room, state."""
    columns = (words.SNAPSHOT_NAME, words.SINCE, words.HELD_REPORTS, words.DISK, words.STATE)
    head = tag("tr", *(tag("th", c, scope="col") for c in columns))
    rows = [_snapshot(s) for s in found]
    return tag("table", tag("thead", head), tag("tbody", *rows), class_="rap-reports")


def _snapshot(s: Snapshot) -> Html:
    since = datetime.fromtimestamp(s.since).strftime("%Y-%m-%d %H:%M")
    return tag(
        "tr",
        tag("td", tag("code", s.folder.name)),
        tag("td", tag("bdi", since)),
        tag("td", str(len(s.reports)), class_="rap-number"),
        _amount(s.size),
        tag("td", words.SERVES if s.current else words.KEPT, class_="rap-state"),
    )


def room(sizes: Mapping[str, int]) -> Html:
    """What takes room on disk."""
    rows = [
        tag("tr", tag("td", getattr(words, f"DISK_{part}")), _amount(size))
        for part, size in sizes.items()
    ]
    return tag("table", tag("tbody", *rows), class_="rap-reports rap-room")


def _amount(size: int) -> Html:
    return tag("td", tag("bdi", disk.megabytes(size)), class_="rap-number")
