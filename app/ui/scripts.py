"""The few scripts of the pages. Nothing that a report or a user wrote is ever part of one."""

import json
import re

import streamlit as st

from app.ui.streamlit_words import spoken_by_streamlit

# Streamlit glides to the end of an answer, and fonts that come late move everything: what is to be
# read is held in view for a while, or until the user scrolls. A wheel ends a glide; a small move
# some time later tells Streamlit that the end is not wanted any more.
_HOLD = """<script data-{name}="{number}">
(() => {{
  const end = performance.now() + 1500;
  const page = document.querySelector('[data-testid="stAppScrollToBottomContainer"]');
  let moved = false, held = 0, nudge = 0;
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"])
    addEventListener(kind, () => {{ moved = true; }}, {{once: true, passive: true}});
  const hold = (now) => {{
    const target = {target};
    if (moved || !target || now > end) return;
    if (page && Math.abs(page.scrollTop - held) > 2) page.dispatchEvent(new WheelEvent("wheel"));
    target.scrollIntoView({{block: "{place}"}});
    held = page?.scrollTop;
    if (page && now > nudge) {{
      page.scrollTop -= 1;
      nudge = now + 300;
    }}
    requestAnimationFrame(hold);
  }};
  requestAnimationFrame(hold);
}})();
</script>"""
_LAST_QUESTION = (
    '[...document.querySelectorAll(".rap-question")].pop()'
    """?.closest('[data-testid="stChatMessage"]')"""
)
_ASKED = 'document.querySelector(".rap-asked")'
# Marks the document with its language, keeps what this browser is known by, loads the style sheet
# of the fonts (the address is relative to the page's, as all of Streamlit's), and copies citations.
# The clipboard is there only where the page came by HTTPS or from this computer, and may refuse.
_SET_UP = """<script data-language="{lang}">
(() => {{
  document.documentElement.lang = "{lang}";
  document.documentElement.dir = "{direction}";
  const keep = "; path=/; max-age=31536000; SameSite=Strict";
  document.cookie = "rapporteur_language={lang}" + keep;
  document.cookie = "rapporteur_visitor={visitor}" + keep;
  if (window.rapporteurIsSetUp) return;
  window.rapporteurIsSetUp = true;
  const fonts = document.createElement("link");
  fonts.rel = "stylesheet";
  fonts.href = "app/static/fonts/fonts.css";
  document.head.append(fonts);
  const byHand = (text) => {{
    const field = document.createElement("textarea");
    field.value = text;
    field.style.position = "fixed";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }};
  const copied = async (text) => {{
    try {{
      await navigator.clipboard.writeText(text);
      return true;
    }} catch {{
      return byHand(text);
    }}
  }};
  document.addEventListener("click", async (event) => {{
    const button = event.target.closest?.("button.rap-copy");
    if (!button || !(await copied(button.dataset.copy))) return;
    button.classList.add("rap-copied");
    setTimeout(() => button.classList.remove("rap-copied"), 1500);
  }});
}})();
</script>"""
# Puts our words where Streamlit's own stand, in its widgets alone: never in what a report or a user
# wrote. What was there is remembered, for the next language.
_REWORD = """<script data-words="{lang}">
(() => {{
  window.rapporteurWords = {words};
  if (window.rapporteurRewords) return window.rapporteurRewords(document.body);
  const theirs = ["stFileUploaderDropzone", "stMainMenuPopover", "InputInstructions",
    "stSkipToContent", "stMultiSelectDropdown", "stSelectboxVirtualDropdown"]
    .map((name) => `[data-testid="${{name}}"]`).join();
  const written = '[data-testid="stHtml"], [role="option"]';
  const kinds = ["aria-label", "title", "placeholder", "alt"];
  const known = Object.fromEntries(["text", ...kinds].map((kind) => [kind, new WeakMap()]));
  const say = (text) => {{
    const number = /\\d+/.exec(text)?.[0];
    return window.rapporteurWords[text.replace(number, "#")]?.replace("#", number) ?? text;
  }};
  const reword = (kind, node, now, set) => {{
    if (!now) return;
    const last = known[kind].get(node);
    const english = last?.said === now ? last.english : now;
    const said = say(english);
    if (said === english && !last) return;
    known[kind].set(node, {{english, said}});
    if (said !== now) set(said);
  }};
  const text = (node) => {{
    const home = node.parentElement;
    if (home?.closest(theirs) && !home.closest(written))
      reword("text", node, node.nodeValue, (said) => {{ node.nodeValue = said; }});
  }};
  const attributes = (element) => {{
    if (element.closest(written)) return;
    for (const kind of kinds)
      reword(kind, element, element.getAttribute(kind), (said) => element.setAttribute(kind, said));
  }};
  window.rapporteurRewords = (root) => {{
    if (root.nodeType === Node.TEXT_NODE) return text(root);
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest(written)) return;
    attributes(root);
    root.querySelectorAll(kinds.map((kind) => `[${{kind}}]`).join()).forEach(attributes);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) text(walker.currentNode);
  }};
  new MutationObserver((changes) => {{
    for (const change of changes) {{
      if (change.type === "characterData") text(change.target);
      else if (change.type === "attributes") attributes(change.target);
      else change.addedNodes.forEach(window.rapporteurRewords);
    }}
  }}).observe(document.body, {{subtree: true, childList: true, characterData: true,
    attributeFilter: kinds}});
  window.rapporteurRewords(document.body);
}})();
</script>"""
_PLAIN = re.compile(r"[A-Za-z0-9_-]*")


def scroll_to_last_question(turn: int) -> None:
    """Scroll to the newest question. `turn` makes the script new, so that it runs again."""
    _run(_HOLD.format(name="turn", number=int(turn), target=_LAST_QUESTION, place="start"))


def scroll_to_asked(times: int) -> None:
    """Scroll to the paragraph that was asked for. `times` makes the script new."""
    _run(_HOLD.format(name="asked", number=int(times), target=_ASKED, place="center"))


def set_up(lang: str, direction: str, visitor: str) -> None:
    """Tell the browser the page's language and what it is known by; Streamlit's own words are put
    in that language."""
    assert all(_PLAIN.fullmatch(value) for value in (lang, direction, visitor))
    _run(_SET_UP.format(lang=lang, direction=direction, visitor=visitor))
    _run(_REWORD.format(lang=lang, words=json.dumps(spoken_by_streamlit(lang))))


def _run(script: str) -> None:
    st.html(script, unsafe_allow_javascript=True)
