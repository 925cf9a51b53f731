"""Checks of what a language model wrote: no sentence counts that the report does not say.

A sentence counts if it is a shortening of the sentences that it quotes: clauses of theirs that
follow one another, whole and word for word, of which only brackets may be left out. What it leaves
out holds nothing that turns the meaning (a negation, a condition, an exception, whose opinion it
is; a State, where all are spoken of), and inside it nothing of a kind that it states (another
number, State, office). Then its exact facts are compared, and the judge must agree.
Another way of saying the same is rejected with what is false: neither the facts nor the judge can
tell them apart surely enough (who thanked whom, who holds which office).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.answer import Citation, Quote, Reason, Sentence, cite
from app.facts import facts
from app.judge import Judge, Text, differs
from ingest.language import detect
from ingest.numbers import ascii_digits
from ingest.report import Report
from ingest.sentences import sentences

_AGREES = 0.5  # the least probability of the judge
_HAN = "\u3400-\u9fff"
_CLAUSE = re.compile(r"[,;:()\[\]،؛，；：、。]|—|\s[–-]\s|\n")
_TOKEN = re.compile(
    rf"\d+(?:[.,:]\d+)*|[{_HAN}]|[^\W\d_{_HAN}]+|(?<!\w)[-−+](?=\d)|[%‰$€£¥°<>≤≥=~/]"
)
# powers and parts of one, which are no footnote's mark: such a mark stands after a word or a year
_RAISED = re.compile("([¹²³⁰-⁹¼-¾⅐-⅞])")
_MARK = re.compile(r"(?:(?<![\d¹²³⁰-⁹])|(?<=(?<!\d)(?:19|20)\d\d))[¹²³⁰-⁹]+")
_QUOTES = "\"“”„«»'‘’"
_ARTICLES: Final = {
    "en": frozenset({"the", "a", "an"}),
    "fr": frozenset({"le", "la", "les", "l"}),
    "es": frozenset({"el", "la", "los", "las"}),
}
# what turns the meaning of the clauses beside it: conditions, exceptions, whose words they are
_TURNING: Final = {
    lang: re.compile(pattern, re.IGNORECASE)
    for lang, pattern in {
        "en": r"\b(?:if|unless|except\w*|provided|subject to|until|whether|in case|as long as"
        r"|apart from|other than|save|aside from|barring|but for|exclud\w+|only"
        r"|sa(?:id|ys?|ying)|stat(?:ed|es|ing)|according|propos\w+|suggest\w+|claim\w*|alleg\w+"
        r"|argu\w+|believ\w+|felt|thought|view|opinion|warn\w*|not(?:ed|es|ing)|told"
        r"|report(?:ed(?:ly)?|s)|complain\w*|assert\w*|maintain(?:ed|s)|contend\w*|insist\w*"
        r"|observ(?:ed|es|ing)|declar(?:ed|es|ing)|announc\w+|repl(?:y|ied|ies)|den(?:y|ied|ies)"
        r"|doubt\w*|fear\w*|hop(?:ed?|es|ing)|perhaps|possibly|probably|apparently"
        r"|with(?:drew|drawn|draw(?:s|al|ing)?)|rescind\w*|revok\w+|revers\w+|annul\w*|overturn\w*"
        r"|reconsider\w*|delet\w+|amend\w+|repeal\w*|false\w*|untrue|wrong\w*|mistake\w*"
        r"|dream\w*|would|could|might|should)\b",
        "fr": r"\b(?:si|s[’']il\w*|sauf|excepté\w*|exception|hormis|excl\w+|à part|en dehors"
        r"|à moins|à condition|pourvu|au cas où|sous réserve|jusqu\w*|selon"
        r"|d[’']après|propos\w+|suggér\w+|affirm\w+|déclar\w+|estim\w+|avis|prétend\w+|averti\w*"
        r"|dit|disant|noté|notant|fai(?:t|sant) (?:valoir|observer|remarquer)|soulign\w+"
        r"|indiqu(?:é|ait|ant)|allég\w+|annonc\w+|craign\w+|craint|espér\w+|peut-être|probablement"
        r"|retir\w+|abrog\w+|révoqu\w+|annul\w+|infirm\w+|invers\w+|réexam\w+|supprim\w+"
        r"|suppression|amend\w+|modifi\w+|faux|fausse\w*|erron\w+|inexact\w*|à tort"
        r"|(?:au|se|pour|dev)rai(?:t|ent))\b",
        "es": r"\b(?:si|salvo|salvedad|except\w+|excepci[oó]n|aparte de|fuera de|exclu[isy]\w*"
        r"|(?<!al )(?<!lo )menos|siempre que|en caso de que|a reserva|hasta|según"
        r"|propus\w+|propon\w+|sugir\w+|afirm\w+|declar\w+|opin\w+|alega\w*|adv(?:irt|iert|ert)\w+"
        r"|dij\w+|dice[n]?|diciendo|señal\w+|indic(?:ó|aron|ando)|inform(?:ó|aron|ando)"
        r"|sost(?:uv|ien)\w+|observ(?:ó|aron|ando)|anunci\w+|quizás?|tal vez|probablemente"
        r"|retir\w+|derog\w+|revoc\w+|anul\w+|rescind\w+|reconsider\w+|suprim\w+|supresi[oó]n"
        r"|enm[ei]\w+|modific\w+|fals\w+|err[oó]ne\w+|equivocad\w+|inexact\w+"
        r"|(?:podr|deber|ser|habr)ían?)\b",
        "ru": r"\b(?:если|кроме|помимо|исключая|исключени\w+|при условии|пока"
        r"|до тех пор|по мнению|по словам|по данным|согласно|заяв\w+|сказал\w*|говор(?:ит|ят|ил\w*)"
        r"|предлож\w+|предлаг\w+|утвержда\w+|счита(?:ет|ют|л\w*|я)|полага\w+"
        r"|предупре(?:дил\w*|жда\w+)|отмет\w+|отмеча\w+|указал\w*|указыва\w+|сообщи\w+|подчерк\w+|якобы"
        r"|отозва\w+|отзыв\w*|отмен\w+|аннулир\w+|снят\w*|снял\w*|пересм\w+|исключ\w+|исправл\w+"
        r"|измен(?:ен|ил|и)\w*|поправ\w+|лож[ньи]\w*|неверн\w+|неправ\w+|ошиб\w+"
        r"|возможно|вероятно|опаса\w+|надея\w+|бы)\b",
        "zh": r"如果|假如|若(?!干)|倘|一旦|只要|只有|(?<![消解拆根清废扫])除(?!其他外)|但须|直到"
        r"|直至|据|认为|提议|建议|声称|表示|主张|宣称|是否|警告|指出|告诫|强调|断言|抱怨|说(?!明)"
        r"|报道|相信|希望|担心|可能(?!性)|也许|或许|撤回|撤销|撤消|废除|废止|取消|推翻|作废|重新审议|删除"
        r"|删去|修正|修改|虚假|不实|错误|失实",
        "ar": r"(?<!\w)و?(?:إذا|لو|ما لم|إلا|باستثناء|ما عدا|عدا|سوى|ما خلا|بخلاف|شريطة|بشرط"
        r"|رهنا|في حال|حتى|وفقا|بحسب|حسب|اقترح\w*|زعم\w*|ذكر\w*|قال\w*|أعلن\w*"
        r"|رأ[ىت]\w*|اعتبر\w*|[يت]?حذر\w*|أشار\w*|أفاد\w*|صرح\w*|أكد\w*|لاحظ\w*|ادع[ىت]\w*"
        r"|أوضح\w*|[يت]قول\w*|[يت]زعم\w*|[يت]رى|ربما|سحب\w*|ألغ[ىيا]\w*|(?:ال)?إلغاء|نقض\w*|حذف\w*"
        r"|عدل\w*|(?:ال)?تعديل\w*|أعاد\w* النظر|(?:ال)?كاذب\w*|(?:ال)?خاطئ\w*|خطأ|باطل\w*)(?!\w)",
    }.items()
}
# said of all: a State in what is left out may be the one that is not among them
_ALL: Final = {
    lang: re.compile(pattern, re.IGNORECASE)
    for lang, pattern in {
        "en": r"\b(?:all|every|each|everyone|unanim\w+|consensus)\b",
        "fr": r"\b(?:tous|toutes?|chaque|chacun\w*|unanim\w+|consensus)\b",
        "es": r"\b(?:tod[oa]s?|cada|un[aá]nim\w+|consenso)\b",
        "ru": r"\b(?:все|всех|всем|всеми|кажд\w+|единоглас\w+|единодуш\w+|консенсус\w*)\b",
        "zh": "所有|全体|全部|一致|每|各国|均|(?<![成首京])都",
        "ar": r"(?<!\w)[وبلف]?(?:جميع\w*|كل|كافة|الإجماع|إجماع|توافق)(?!\w)",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Given:
    """A paragraph that the language model was given."""

    report: Report
    paragraph: str

    @property
    def start(self) -> int:
        """Where its text begins in the report's."""
        return self.report.whole(self.report.paragraph(self.paragraph))[0]

    @property
    def text(self) -> str:
        """The paragraph whole."""
        return self.report.text[slice(*self.report.whole(self.report.paragraph(self.paragraph)))]


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as it was written: with the number of each paragraph that it names, and what it
    quotes from it."""

    text: str
    rests_on: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a text between marks of punctuation, its words, and whether brackets are around
    it."""

    text: str
    words: tuple[str, ...]
    bracketed: bool = False


def check(draft: Draft, given: Mapping[int, Given], judge: Judge) -> Sentence:
    """The sentence, supported or with the first reason why it is not.

    Every paragraph that it names must have been given and must hold its quote; one of them must
    prove the whole sentence, and those that do are cited.
    """
    if not draft.rests_on or any(number not in given for number, _ in draft.rests_on):
        return Sentence(draft.text, False, "paragraph")
    found = [(given[n], _quoted(quote, given[n].text)) for n, quote in draft.rests_on]
    reasons: list[Reason] = []
    citations: list[Citation] = []
    for paragraph, span in found:
        if span is None:
            return Sentence(draft.text, False, "quote")
        checked = _proof(draft.text, paragraph, span, judge)
        if isinstance(checked, Citation):
            citations.append(checked)
        else:
            reasons.append(checked)
    if citations:
        return Sentence(draft.text, True, citations=tuple(citations))
    return Sentence(draft.text, False, reasons[0])


def _quoted(quote: str, text: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, whatever its white space and marks of quotation."""
    pieces = [
        "".join(f"[{_QUOTES}]" if c in _QUOTES else re.escape(c) for c in piece)
        for piece in quote.split()
    ]
    found = re.search(r"\s+".join(pieces), text) if pieces else None
    return found.span() if found else None


def _proof(written: str, given: Given, span: tuple[int, int], judge: Judge) -> Citation | Reason:
    """The citation of the sentences that are quoted, if they prove what is written."""
    text, lang = given.text, given.report.lang
    touched = [(a, b) for a, b in sentences(text) if b > span[0] and a < span[1]]
    if not touched:
        return "quote"
    start, end = touched[0][0], touched[-1][1]
    source = text[start:end]
    if reason := _shortened(written, source, lang):
        return reason
    probability = float(judge.judge(written, lang, [Text(source, lang)])[0, 0])
    if probability < _AGREES:
        return "judge"
    at, sure = given.start, round(probability, 4)
    words = (max(span[0], start), min(span[1], end))
    quote = (at + start, at + end, at + words[0], at + words[1])
    return cite(given.report, Quote(given.report.id, given.paragraph, *quote, sure, sure))


def _shortened(written: str, source: str, lang: str) -> Reason | None:
    """Why a sentence is no shortening of its source; None where it is one."""
    words = tuple(w for c in clauses(written, lang) for w in c.words)
    parts = clauses(source, lang)
    taken = _taken(words, parts) if words else None
    if taken is None:
        if detect(written) != lang:
            return "language"
        return differs(written, lang, Text(source, lang)) or "words"
    if reason := differs(written, lang, Text(source, lang)):
        return reason
    return "left_out" if _turned(written, parts, taken, lang) else None


def clauses(text: str, lang: str) -> list[Clause]:
    """The clauses of a text that have words; articles do not count."""
    articles = _ARTICLES.get(lang, frozenset())
    found = []
    for piece, bracketed in _split(_plain(text)):
        words = [m[0] for m in _TOKEN.finditer(piece)]
        kept = (w.casefold() for i, w in enumerate(words) if not _is_article(w, i, articles))
        if said := tuple(kept):
            found.append(Clause(piece, said, bracketed))
    return found


def _is_article(word: str, at: int, articles: frozenset[str]) -> bool:
    """Whether a word of a clause is an article; a capital within it is a name: `Committee A`."""
    return word.casefold() in articles and not (at and len(word) == 1 and word.isupper())


def _plain(text: str) -> str:
    """The text without marks of footnotes, in ASCII digits, powers and fractions as they are."""
    parts = _RAISED.split(_MARK.sub(" ", text))
    return "".join(
        p if _RAISED.fullmatch(p) else ascii_digits(unicodedata.normalize("NFKC", p)) for p in parts
    )


def _split(text: str) -> Iterator[tuple[str, bool]]:
    """Pieces between marks of punctuation, which end no piece inside a number, and whether each is
    in brackets."""
    begin = depth = 0
    for m in _CLAUSE.finditer(text):
        if re.search(r"\d[,:]\d", text[max(m.start() - 1, 0) : m.end() + 1]):
            continue
        yield text[begin : m.start()], depth > 0
        begin = m.end()
        depth = max(depth + (m[0] in "([") - (m[0] in ")]"), 0)
    yield text[begin:], depth > 0


def _taken(words: Sequence[str], parts: Sequence[Clause]) -> set[int] | None:
    """Which of the clauses make up the words; None where none do."""
    for first in range(len(parts)):
        if (taken := _from(first, tuple(words), parts)) is not None:
            return taken
    return None


def _from(first: int, words: tuple[str, ...], parts: Sequence[Clause]) -> set[int] | None:
    """The clauses that make up the words from this one on, brackets left out where they are not
    the next words."""
    taken: set[int] = set()
    for i, part in enumerate(parts[first:], first):
        if not words:
            break
        if words[: len(part.words)] == part.words:
            taken.add(i)
            words = words[len(part.words) :]
        elif not taken or not part.bracketed:
            return None
    return None if words else taken


def _turned(written: str, parts: Sequence[Clause], taken: set[int], lang: str) -> bool:
    """Whether a clause that is left out may turn what is written."""
    kinds = {f.kind for f in facts(written, lang)}
    of_all = bool(_ALL[lang].search(written))
    for i, part in enumerate(parts):
        if i in taken:
            continue
        left = {f.kind for f in facts(part.text, lang)}
        inside = min(taken) < i < max(taken)
        if "negation" in left or _TURNING[lang].search(part.text):
            return True
        if (of_all and "state" in left) or (inside and left & kinds):
            return True
    return False
