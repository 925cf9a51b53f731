"""The few scripts of the pages. Nothing that a report or a user wrote is ever part of one."""

import re

import streamlit as st

# Streamlit scrolls to the end of an answer, for about 300 ms; people read from its question on.
_TO_LAST_QUESTION = """<script data-turn="{}">
(() => {{
  const asked = [...document.querySelectorAll(".rap-question")].pop();
  const message = asked?.closest('[data-testid="stChatMessage"]');
  const end = performance.now() + 600;
  const hold = (now) => {{
    message?.scrollIntoView({{block: "start"}});
    if (now < end) requestAnimationFrame(hold);
  }};
  requestAnimationFrame(hold);
}})();
</script>"""
_TO_ASKED = """<script data-asked="{}">
(() => {{
  const end = performance.now() + 600;
  const hold = (now) => {{
    document.querySelector(".rap-asked")?.scrollIntoView({{block: "center"}});
    if (now < end) requestAnimationFrame(hold);
  }};
  requestAnimationFrame(hold);
}})();
</script>"""
# Marks the document with its language, keeps what this browser is known by, and copies citations.
_SET_UP = """<script data-language="{lang}">
(() => {{
  document.documentElement.lang = "{lang}";
  document.documentElement.dir = "{direction}";
  const keep = "; path=/; max-age=31536000; SameSite=Strict";
  document.cookie = "rapporteur_language={lang}" + keep;
  document.cookie = "rapporteur_visitor={visitor}" + keep;
  if (window.rapporteurCopies) return;
  window.rapporteurCopies = true;
  document.addEventListener("click", (event) => {{
    const button = event.target.closest?.("button.rap-copy");
    if (!button) return;
    navigator.clipboard?.writeText(button.dataset.copy);
    button.classList.add("rap-copied");
    setTimeout(() => button.classList.remove("rap-copied"), 1500);
  }});
}})();
</script>"""
_PLAIN = re.compile(r"[A-Za-z0-9_-]*")


def scroll_to_last_question(turn: int) -> None:
    """Scroll to the newest question. `turn` makes the script new, so that it runs again."""
    _run(_TO_LAST_QUESTION.format(int(turn)))


def scroll_to_asked(times: int) -> None:
    """Scroll to the paragraph that was asked for. `times` makes the script new."""
    _run(_TO_ASKED.format(int(times)))


def set_up(lang: str, direction: str, visitor: str) -> None:
    """Tell the browser the page's language and what it is known by."""
    assert all(_PLAIN.fullmatch(value) for value in (lang, direction, visitor))
    _run(_SET_UP.format(lang=lang, direction=direction, visitor=visitor))


def _run(script: str) -> None:
    st.html(script, unsafe_allow_javascript=True)
