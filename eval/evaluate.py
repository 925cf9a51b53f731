"""The page on which sets are run: figures and pictures of a run, what failed, two runs compared."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from app.assistant import Assistant
from app.ui import cards, session, words
from app.ui.frame import framed
from app.ui.markup import show
from eval import compare, kept, page_cards, pictures, report_html
from eval.compare import Comparison
from eval.run import Figures, Run, by_kind, by_language, claims_by_language, made
from ingest.errors import BadInput

_STYLE = Path(__file__).with_name("evaluate.css")
_MEGABYTES = 20  # of a set


@dataclass(frozen=True, slots=True)
class _Measured:
    """A run with the figures of its tables."""

    run: Run
    languages: Figures
    kinds: Figures
    claims: Figures


def page() -> None:
    assistant = session.assistant()
    if not session.reports(assistant):
        session.first_step(assistant.data)
        return
    st.html(_STYLE)
    show(cards.title(words.EVALUATE, words.EVALUATE_HOW))
    with st.container(border=True):
        _choose(assistant)
    files = kept.kept(assistant.data)
    if not files:
        st.caption(words.NO_RUN)
        return
    chosen = st.selectbox(words.STORED_RUN, files, key="stored_run", format_func=kept.called)
    runs = _read(chosen, chosen.stat().st_mtime_ns)
    for one in runs:
        _shown(one)
    _ways_on(chosen, tuple(one.run for one in runs))
    if others := [p for p in files if p != chosen]:
        _compare(chosen, others)


def _choose(assistant: Assistant) -> None:
    """A set, and the button that runs it."""
    sets = kept.sets(assistant.data, assistant.index)
    if added := st.session_state.pop("set_added", None):
        st.session_state["set"] = added
    if sets:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox(words.SET, sets, key="set", format_func=kept.set_called)
            sent = st.button(words.RUN, key="run", type="primary", icon=":material/play_arrow:")
        if sent:
            _run(assistant, chosen)
    else:
        st.caption(words.NO_SET)
    with st.expander(words.SET_UPLOAD):
        _upload(assistant.data)


def _run(assistant: Assistant, chosen: Path) -> None:
    bar = st.progress(0.0, words.RUNNING)
    said = words.RUNNING

    def told(done: int, total: int) -> None:
        bar.progress(done / total, f"{said}: {done} / {total}")

    path = kept.keep(assistant.data, made(chosen, assistant, told))
    st.session_state["stored_run"] = path
    st.rerun()


def _upload(data: Path) -> None:
    turn = st.session_state.setdefault("set_turn", 0)
    file = st.file_uploader(
        words.SET_UPLOAD,
        type="jsonl",
        key=f"set_upload_{turn}",
        max_upload_size=_MEGABYTES,
        label_visibility="collapsed",
    )
    if file is None:
        return
    try:
        added = kept.add_set(data, file.name, file.getvalue())
    except BadInput as e:
        show(cards.problem(str(e)))
        return
    st.session_state["set_turn"] = turn + 1  # an empty field for the next set
    st.session_state["set_added"] = added
    st.rerun()


@st.cache_resource(show_spinner=False, max_entries=8)
def _read(path: Path, _changed: int) -> tuple[_Measured, ...]:
    runs = kept.read(path)
    return tuple(
        _Measured(r, by_language(r.results), by_kind(r.results), claims_by_language(r.claims))
        for r in runs
    )


@st.cache_resource(show_spinner=False, max_entries=8)
def _compared(a: Path, b: Path, _changed: tuple[int, int]) -> Comparison:
    return compare.compare(a, b)


def _shown(one: _Measured) -> None:
    if one.run.results:
        _shown_questions(one)
    if one.run.claims:
        show(page_cards.claims(one.claims))
        show(page_cards.wrong_claims(one.run.claims))


def _shown_questions(one: _Measured) -> None:
    show(page_cards.head(one.run, one.languages["all"]))
    colours = pictures.DARK if st.context.theme.type == "dark" else pictures.LIGHT
    show(page_cards.pictures_of(one.run, one.languages["all"], colours))
    show(page_cards.languages(one.languages))
    show(page_cards.kinds(one.kinds))
    show(page_cards.failures(one.run.results))


def _ways_on(chosen: Path, runs: tuple[Run, ...]) -> None:
    def delete() -> None:
        chosen.unlink(missing_ok=True)
        st.session_state.pop("stored_run", None)

    with st.container(horizontal=True):
        st.download_button(
            words.EXPORT_HTML,
            lambda: report_html.page(runs),
            f"{chosen.stem}.html",
            "text/html",
            key="export_html",
            on_click="ignore",
            icon=":material/download:",
        )
        session.confirmed(
            f"delete_{chosen.stem}", words.DELETE, words.DELETE_SURE, words.YES_DELETE, delete
        )


def _compare(b: Path, others: list[Path]) -> None:
    show(page_cards.heading(words.COMPARE))
    a = st.selectbox(
        words.RUN_A, others, index=None, key=f"before_{b.stem}", format_func=kept.called
    )
    if a is None:
        return
    try:
        found = _compared(a, b, (a.stat().st_mtime_ns, b.stat().st_mtime_ns))
    except BadInput as e:  # two sets without a common question: the run stays on the page
        show(cards.problem(str(e)))
        return
    show(page_cards.comparison(found))


if __name__ == "__main__":
    framed(page, wide=True)
