"""A report to read: outline, numbered paragraphs with permanent links, two languages."""

import streamlit as st

from app.ui import address, cards, document, page_picture, report_cards, scripts, session, words
from app.ui.evidence import versions
from app.ui.frame import framed
from app.ui.markup import show
from index.search import Index
from ingest.catalog import Listed, is_named
from ingest.report import Paragraph, Report

PART = 200  # blocks of a report that are on the page at a time


def page() -> None:
    assistant = session.assistant()
    listed = session.reports(assistant)
    if not listed:
        session.first_step(assistant.data)
        return
    index = assistant.index
    first = (words.spoken(), "en")  # a symbol means all languages of a report
    ordered = sorted(listed, key=lambda r: [r.lang != lang for lang in first])
    named = st.query_params.get("report") or st.session_state.get("read") or ordered[0].id
    chosen = next((r for r in ordered if is_named(named, r)), None)
    with st.sidebar:
        _choose(listed, chosen)
    if chosen is None:
        show(cards.problem(words.NO_REPORT.format(name=named)))
        return
    st.session_state["read"] = chosen.id
    report = index.report(chosen.id)
    asked = _asked(report)
    with st.sidebar:
        second = _beside(report, index, listed)
        sought = st.text_input(words.SEARCH, key=f"search_{report.id}", icon=":material/search:")
        with_page = page_picture.pages(report) > 0 and page_picture.is_wanted()
    if sought.strip():
        show(report_cards.hits(document.search(report, sought), report))
    elif with_page:
        left, right = st.columns([3, 2])
        with left:
            _text(report, second, asked)
        with right:
            page_picture.page(report, asked, assistant.settings)
    else:
        _text(report, second, asked)


def _choose(listed: tuple[Listed, ...], chosen: Listed | None) -> None:
    """The address says which report is read; choosing one writes the address."""
    about = {r.id: r for r in listed}
    key = f"report_{chosen.id if chosen else ''}"

    def go() -> None:
        st.query_params.from_dict({"report": st.session_state[key]})

    st.selectbox(
        words.REPORT,
        list(about),
        index=list(about).index(chosen.id) if chosen else None,
        key=key,
        on_change=go,
        format_func=lambda i: session.called(about[i]),
    )


def _asked(report: Report) -> Paragraph | None:
    """The paragraph that the address names."""
    number = st.query_params.get("para")
    asked = address.asked_for(report, number) if number else None
    if number and asked is None:
        show(cards.problem(words.NO_PARAGRAPH.format(number=number)))
    return asked


def _beside(report: Report, index: Index, listed: tuple[Listed, ...]) -> Report | None:
    """The version that is read beside it, as the address says."""
    others = dict(versions(report, listed))
    if not others:
        return None
    named = st.query_params.get("beside", "")
    key = f"beside_{report.id}_{named}"

    def go() -> None:
        st.query_params["report"] = report.id
        st.query_params["beside"] = st.session_state[key]

    options = ["", *others]
    names = {"": words.NOTHING_BESIDE, **words.LANGUAGE_NAMES}
    st.selectbox(
        words.BESIDE,
        options,
        index=options.index(named) if named in options else 0,
        key=key,
        on_change=go,
        format_func=lambda code: names[code],
    )
    return index.report(others[named]) if named in others else None


def _text(report: Report, second: Report | None, asked: Paragraph | None) -> None:
    parts = document.blocks(report)
    if second:
        pairs = document.side_by_side(parts, document.blocks(second))
    else:
        pairs = [(block, None) for block in parts]
    number = _part([first for first, _ in pairs], report, asked)
    part = pairs[number * PART : (number + 1) * PART]
    mine = [first for first, _ in part if first]
    if number == 0:
        show(report_cards.head(report, document.front(report, parts)))
    if second:
        show(report_cards.two_bodies(part, report, second, asked))
    else:
        show(report_cards.body(mine, report, asked))
    here = frozenset(b.paragraph.number for b in mine if isinstance(b, document.Unit))
    with st.sidebar:
        st.caption(words.OUTLINE)
        show(report_cards.outline(document.outline(parts), report.id, here))
    if asked:
        _scroll(report, asked)


def _part(firsts: list[document.Block | None], report: Report, asked: Paragraph | None) -> int:
    """Which part of a long report is shown: the one with the paragraph that is asked for, until
    another one is turned to."""
    count = -(-len(firsts) // PART)
    if count < 2:
        return 0
    places = (i for i, b in enumerate(firsts) if isinstance(b, document.Unit) and b.holds(asked))
    first = next(places, 0) // PART + 1
    name = asked.number if asked else ""
    return st.pagination(count, default=first, key=f"part_{report.id}_{name}_{count}") - 1


def _scroll(report: Report, asked: Paragraph) -> None:
    """Scroll to the paragraph that was asked for, once."""
    sought = (report.id, asked.number)
    if st.session_state.get("scrolled_to") != sought:
        st.session_state["scrolled_to"] = sought
        st.session_state["scrolls"] = st.session_state.get("scrolls", 0) + 1
    scripts.scroll_to_asked(st.session_state["scrolls"])


if __name__ == "__main__":
    framed(page, wide=True)
