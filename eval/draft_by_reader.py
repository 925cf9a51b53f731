"""Questions proposed by asking what every report may be asked, for a person to review.

The reader points at words in a paragraph; it may be wrong, so a proposal carries `draft`, as those
by rule do, and gets into no set as it is.
"""

import json
from collections.abc import Iterator
from typing import Final

from app.answer import Answer
from app.assistant import Assistant
from eval.questions import Kind
from ingest.report import Report

# the same in each language, in order
KINDS: Final[tuple[Kind, ...]] = (
    "who",
    "who",
    "who",
    "when",
    "where",
    "how_many",
    "how_many",
    "which_document",
    "decision",
    "decision",
    "list",
)
QUESTIONS: Final = {
    "en": (
        "Who was elected Chair?",
        "Who was elected Rapporteur?",
        "Who opened the meeting?",
        "When was the session held?",
        "Where was the session held?",
        "How many meetings were held?",
        "How many States took part?",
        "Which document holds the agenda?",
        "What was decided?",
        "What was recommended?",
        "Which documents were before the meeting?",
    ),
    "fr": (
        "Qui a été élu à la présidence ?",
        "Qui a été élu rapporteur ?",
        "Qui a ouvert la réunion ?",
        "Quand la session s’est-elle tenue ?",
        "Où la session s’est-elle tenue ?",
        "Combien de séances ont été tenues ?",
        "Combien d’États ont participé ?",
        "Quel document contient l’ordre du jour ?",
        "Qu’est-ce qui a été décidé ?",
        "Qu’est-ce qui a été recommandé ?",
        "De quels documents la réunion était-elle saisie ?",
    ),
    "es": (
        "¿Quién fue elegido para la Presidencia?",
        "¿Quién fue elegido Relator?",
        "¿Quién inauguró la reunión?",
        "¿Cuándo se celebró el período de sesiones?",
        "¿Dónde se celebró el período de sesiones?",
        "¿Cuántas sesiones se celebraron?",
        "¿Cuántos Estados participaron?",
        "¿Qué documento contiene el programa?",
        "¿Qué se decidió?",
        "¿Qué se recomendó?",
        "¿Qué documentos tuvo ante sí la reunión?",
    ),
    "ru": (
        "Кто был избран Председателем?",
        "Кто был избран Докладчиком?",
        "Кто открыл заседание?",
        "Когда состоялась сессия?",
        "Где состоялась сессия?",
        "Сколько заседаний было проведено?",
        "Сколько государств участвовало?",
        "В каком документе содержится повестка дня?",
        "Что было постановлено?",
        "Что было рекомендовано?",
        "Какие документы были представлены совещанию?",
    ),
    "ar": (
        "من انتُخب رئيسا؟",
        "من انتُخب مقررا؟",
        "من افتتح الاجتماع؟",
        "متى عُقدت الدورة؟",
        "أين عُقدت الدورة؟",
        "كم جلسة عُقدت؟",
        "كم دولة شاركت؟",
        "في أي وثيقة يرد جدول الأعمال؟",
        "ماذا تقرر؟",
        "بماذا أوصي؟",
        "ما الوثائق التي عُرضت على الاجتماع؟",
    ),
    "zh": (
        "谁当选为主席？",
        "谁当选为报告员？",
        "谁宣布会议开幕？",
        "会议何时举行？",
        "会议在哪里举行？",
        "举行了多少次会议？",
        "有多少国家参加？",
        "议程载于哪份文件？",
        "作出了什么决定？",
        "提出了什么建议？",
        "会议收到了哪些文件？",
    ),
}


def asked(report: Report, assistant: Assistant) -> Iterator[str]:
    """A line of JSON for each question to which the reader finds an answer in the report.

    Raises NotFound where the report is not indexed.
    """
    for n, (kind, question) in enumerate(zip(KINDS, QUESTIONS[report.lang], strict=True), 1):
        answer = assistant.ask(question, reports=[report.id], lang=report.lang)
        if answer.citations:
            yield _line(report, n, kind, answer)


def _line(report: Report, n: int, kind: Kind, answer: Answer) -> str:
    draft = {
        "draft": True,
        "id": f"{report.id}-asked-{n}",
        "lang": report.lang,
        "question": answer.question,
        "kind": kind,
        "report": report.symbol or report.source,
        "paragraphs": [answer.citations[0].paragraph],
        "answers": [answer.answer],
    }
    return json.dumps(draft, ensure_ascii=False)
