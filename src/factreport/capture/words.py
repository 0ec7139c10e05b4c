"""Words: those around a figure that may name it, without times and other figures."""

from __future__ import annotations

import re
from bisect import bisect_left

from factreport.capture import Mention
from factreport.capture.phrases import GAP
from factreport.english import sentences
from factreport.figures.context import leaning_times, times_of
from factreport.figures.figure import Figure
from factreport.texts.blocks import Text

# How far the words that name a figure may be from it, in characters.
REACH = 300
_AGED_REACH = 40
_NAME = r"[A-Z][\w'’.-]*(?:\s(?:(?:and|of|the)\s){0,2}[A-Z][\w'’-]*){0,5}"
# Beside a figure: "11.0% in England", "an increase in London of 20.1%", "the South East (9.6%)".
_PLACES_BEFORE = (
    re.compile(rf"\bin (?:the )?(?P<place>{_NAME})(?: at| of| by| it was| it is| they were)?\s*\Z"),
    re.compile(rf"\b(?:in|and|by)(?: the)? (?P<place>{_NAME}) \(\Z"),
)
_PLACE_AFTER = re.compile(rf"(?: [a-z]+){{0,2}} in (?:the )?(?P<place>{_NAME})")
# "Ljubljana Airport (LJU)", "Ljubljana Airport in Slovenia served 105,470 passengers".
_PROPER = r"[A-Z][\w'’.&-]*(?:\s(?:(?:of|and|the|de)\s){0,2}[A-Z][\w'’&-]*)"
_CODED = re.compile(rf"(?P<name>{_PROPER}{{0,4}})\s\((?P<code>[A-Z]{{2,5}})\)")
_ACTING = re.compile(
    rf"(?:\A|(?<=[.!?]\s))(?P<name>{_PROPER}{{1,4}})(?:\sin\s{_PROPER}{{0,2}})?\s(?P<verb>[a-z]+)"
    r"\s(?:by\s)?(?:[a-z]+\s){0,3}\d[\d.,]*(?:\smillion)?\s[a-z]+s\b"
)
_MANY = 3  # names of which a text is an account
# At the beginning of a sentence.
_LEAD = re.compile(
    rf"(?:In (?:the )?(?P<place>{_NAME})(?=,| the )"
    r"|(?:For|Among) (?!the |our |example|instance)(?P<group>[^,;:]{3,60})"
    r"|(?P<rest>Excluding [^,;:]{3,60}))(?:,| the)\s"
)
# "9.2 weeks for children and 13.6 weeks for adults".
_PARALLEL = re.compile(
    r"\s(?P<preposition>for|among|at|in)\s(?:the\s)?(?P<part>[^\W\d][\w'’ -]{1,40}?)"
    r"(?=[,;.]|\s(?:and|but|or|while)\b|\Z)"
)
# "Aged under 16", "64% were under 11", "those aged either 25 to 29".
_AGED = re.compile(
    r"\b(aged?|ages|those|people|persons|children|adults|men|women|were|are)(?:\seither)?\s"
    r"(?:(?:under|over|below|above|beyond)\s)?\Z",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"(?:under|over|below|above|beyond)\s(?!.*%)", re.IGNORECASE)
_OR_OLDER = re.compile(r"\byears?\s(?:of\sage\s)?(?:and|or)\s(?:older|over|above|under|younger)\b")
_OF_AGE = re.compile(r"[^.;()]{0,25}\bage\s(?:groups?|bands?)\b|(?:\syears?)?\s(?:old|of\sage)\b")
_TIME_WORD = re.compile(r"[^\W_][\w-]*\W*\Z")


def subjects_of(text: Text) -> tuple[str, ...]:
    """The places or companies of which a text has many, as subjects of its sentences.

    They have codes, "Ljubljana Airport (LJU)", or verbs: "Ljubljana Airport served 105 guests".
    """
    names: dict[str, None] = {}
    for block in text.blocks:
        if not block.is_prose or block.kind == "cell":
            continue
        for coded in _CODED.finditer(block.text):
            initials = "".join(word[0] for word in coded["name"].split() if word[0].isupper())
            if coded["code"] != initials:
                names[coded["name"]] = None
        for acting in _ACTING.finditer(block.text):
            if acting["verb"] in sentences.FINITE:
                names[acting["name"]] = None
    return tuple(names) if len(names) >= _MANY else ()


def without_times(words: str) -> str:
    """A header or a heading without its times and without the words that lead into them."""
    pieces, position = [], 0
    for time in times_of(words) or leaning_times(words, "2000"):
        pieces.append(_without_lead(words[position : time.start]))
        position = time.end
    return " ".join((*pieces, words[position:]))


def _without_lead(words: str) -> str:
    """The words without trailing ones that lead into a time."""
    while last := _TIME_WORD.search(words):
        word = last[0].strip(" ,(").lower()
        if word not in sentences.TIME_LEADS and not re.fullmatch(r"\d+-week", word):
            break
        words = words[: last.start()]
    return words


def leads_to_time(header: str) -> bool:
    """Whether a header is only the beginning of a time: "Quarter ended"."""
    return bool(header) and not _without_lead(header).strip()


def stretch(mention: Mention) -> tuple[int, int]:
    """Where the words that may name a figure begin and end: its sentence, as far as they reach."""
    figure = mention.plain
    start, end = mention.context.sentence(figure.start)
    return max(start, figure.start - REACH), min(end, figure.end + REACH)


def words_before(mention: Mention) -> str:
    """The words of the sentence before a figure, without times; other figures are gaps."""
    return _words(mention, stretch(mention)[0], mention.plain.start, gap=f" {GAP} ")


def words_after(mention: Mention) -> str:
    """The words of the sentence after a figure, without times; other figures are gaps."""
    return _words(mention, mention.plain.end, stretch(mention)[1], gap=f" {GAP} ")


def between(mention: Mention, before: Mention | None) -> str:
    """The words between a figure and the one before it in its block, without times."""
    if before is None or before.context is not mention.context:
        return ""
    return _words(mention, before.plain.end, mention.plain.start)[:REACH]


def where(mention: Mention) -> str:
    """The place, group or part that the words beside a figure confine it to, or ""."""
    text, (start, end) = mention.context.block.text, stretch(mention)
    matches = [
        _PLACE_AFTER.match(text, mention.plain.end, end),
        *(pattern.search(text, start, mention.plain.start) for pattern in _PLACES_BEFORE),
        _LEAD.match(text, start, mention.plain.start),
    ]
    for found in filter(None, matches):
        group = found.lastgroup or ""
        times = mention.context.times(*found.span(group))
        if not (times or leaning_times(found[group], "2000")):
            name = found[group].rstrip(".")
            return name[:1].lower() + name[1:] if group == "rest" else name
    # Or the part that it is for, if a figure beside it is for another.
    figures = mention.context.reading.figures
    number = bisect_left(figures, mention.plain.start, key=lambda figure: figure.start)
    parts: dict[int, re.Match[str] | None] = {}
    for at in range(max(number - 1, 0), min(number + 2, len(figures))):
        stop = figures[at + 1].start if at + 1 < len(figures) else end
        if start <= figures[at].start < end:
            parts[at] = _PARALLEL.match(text, figures[at].end, min(stop, end))
    own = parts.get(number)
    others = [part["preposition"] for at, part in parts.items() if part and at != number]
    is_time = own and mention.context.times(*own.span("part"))
    return own["part"] if own and own["preposition"] in others and not is_time else ""


def is_age(figure: Figure, text: str) -> bool:
    """Whether a number is an age: "aged 25 to 29 years", "those under 30"."""
    if figure.unit.dimension not in ("", "percent", "months"):
        return False
    if _OF_AGE.match(text, figure.end) or _OR_OLDER.search(figure.text):
        return True
    start = figure.number[0]
    if (aged := _AGED.search(text, max(start - _AGED_REACH, 0), start)) is None:
        return False
    is_limit = figure.unit.dimension != "months" and bool(_LIMIT.match(figure.text))
    return aged[1].lower().startswith("age") or is_limit


def _words(mention: Mention, start: int, end: int, *, gap: str = " ") -> str:
    """A part of a block without its times, the words that lead into them, and figures but ages."""
    text, figures = mention.context.block.text, mention.context.reading.figures
    first, last = (bisect_left(figures, at, key=lambda figure: figure.start) for at in (start, end))
    cuts = [(time.start, time.end, True) for time in mention.context.times(start, end)]
    cuts += [
        (figure.start, figure.end, False)
        for figure in figures[first:last]
        if not is_age(figure, text)
    ]
    pieces, position = "", start
    for begin, stop, is_time in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if begin < position:
            continue
        piece = text[position:begin]
        pieces += f"{_without_lead(piece)} " if is_time else f"{piece}{gap}"
        position = stop
    return pieces + text[position:end]
