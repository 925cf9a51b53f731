"""Every word that the pages say themselves. Nothing here comes from a report or a user."""

from typing import Final

NAME: Final = "Rapporteur"
TAGLINE: Final = "Answers from official reports, with the paragraph that proves them."

# pages and sidebar
ASK: Final = "Ask"
REPORTS: Final = "Reports"
FILTER: Final = "Only in these reports"
FILTER_ALL: Final = "All reports"
CITE_IN: Final = "Cite in"
AS_ASKED: Final = "The language of the question"
NEW: Final = "New conversation"
PLACEHOLDER: Final = "Ask about the reports, in any of the six languages"

# the first step
EMPTY: Final = "There are no reports yet"
EMPTY_STEP: Final = (
    "Add a file or a folder of reports (PDF, DOCX, HTML or text) with this command in a terminal:"
)
EMPTY_AFTER: Final = "Then look again. Nothing leaves this computer."
LOOK_AGAIN: Final = "Look again"
START: Final = "Ask a question, or start with one of these:"

# stages
SEARCHING: Final = "Searching and reading"

# an answer
UNCERTAIN: Final = "Not certain: the nearest paragraph says"
NOT_FOUND: Final = "Not in the reports"
NOT_FOUND_WHY: Final = "No paragraph answers this question."
NEAREST: Final = "The nearest paragraphs, which do not answer it:"
PROBLEM: Final = "That did not work"
PAGE: Final = "page"
SCORE: Final = "score"
PROBABILITY: Final = "probability"
SECONDS: Final = "s"
OFFICIAL: Final = "Official document"
BEFORE: Final = "before"
AFTER: Final = "after"

# the list of reports
COLUMNS: Final = ("Symbol", "Title", "Language", "Paragraphs")
MORE: Final = (
    "Add more with this command in a terminal; the pages notice new reports by themselves:"
)

LANGUAGE_NAMES: Final = {
    "ar": "العربية",
    "zh": "中文",
    "en": "English",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
}
EXAMPLES: Final = {
    "en": "Who chaired the meeting?",
    "fr": "Où et quand la session s'est-elle tenue ?",
    "zh": "谁当选为主席？",
    "ar": "من انتُخب رئيسا؟",
    "ru": "Кто был избран Председателем?",
    "es": "¿Quién presidió la reunión?",
}
