"""Words: the words around a figure that may name it, without times and other figures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import NamedTuple

from factreport.auditing.names import Dimension
from factreport.auditing.pairs import lists
from factreport.capture import Sighting
from factreport.english import capture as english
from factreport.english import places, sentences
from factreport.english.names import ALIASES, SEPARATOR
from factreport.english.titles import PLACEHOLDER
from factreport.english.vocabulary import COUNTED
from factreport.figures.context import leaning_times, times_of
from factreport.figures.figure import Figure
from factreport.texts.blocks import Text

# How far the words that name a figure may be from it, in characters.
REACH = 300
_AGED_REACH = 40
_ABBREVIATION = re.compile(r"\s\([\"“][^()]*[\"”]\)")  # ' megawatts ("MW")'
_LONGEST_GROUP = 6  # words
_MANY = 3  # a text with at least so many names is about them
LETTER = re.compile(r"[^\W\d_]")
WORD_BEFORE = re.compile(r"\b([a-z]+)\s\Z")
_TIME_WORD = re.compile(r"(?<![\w-])[^\W_][\w-]*(?:[^\w-]\W*)?\Z")


def subjects_of(text: Text) -> tuple[str, ...]:
    """The places or companies of which a text has many, as subjects of its sentences.

    They have codes, "Ljubljana Airport (LJU)", or verbs: "Ljubljana Airport served 105 guests".
    """
    names: dict[str, None] = {}
    for block in text.blocks:
        if not block.is_prose or block.kind == "cell":
            continue
        for coded in places.CODED.finditer(block.text):
            initials = "".join(word[0] for word in coded["name"].split() if word[0].isupper())
            if coded["code"] != initials:
                names[coded["name"]] = None
        for acting in places.ACTING.finditer(block.text):
            if acting["verb"] in sentences.FINITE:
                names[acting["name"]] = None
    return tuple(names) if len(names) >= _MANY else ()


def without_times(text: str) -> str:
    """A header or a heading without its times and without the words that lead into them."""
    pieces, position = [], 0
    for time in times_of(text) or leaning_times(text, "2000"):
        pieces.append(_without_lead(text[position : time.start]))
        position = time.end
    return " ".join((*pieces, text[position:]))


def _without_lead(text: str) -> str:
    """The words without trailing ones that lead into a time."""
    while last := _TIME_WORD.search(text):
        word = last[0].strip(" ,(").lower()
        if word not in sentences.TIME_LEADS:
            break
        text = text[: last.start()]
    return text


def leads_to_time(header: str) -> bool:
    """Whether a header is only the beginning of a time: "Quarter ended"."""
    return bool(header) and not _without_lead(header).strip()


def stretch(sighting: Sighting) -> tuple[int, int]:
    """Where the words that may name a figure begin and end: its sentence, as far as they reach."""
    figure = sighting.plain
    start, end = sighting.context.sentence(figure.start)
    return max(start, figure.start - REACH), min(end, figure.end + REACH)


def words_before(sighting: Sighting) -> str:
    """The words of the sentence before a figure; each other figure is a placeholder."""
    return _words(sighting, stretch(sighting)[0], sighting.plain.start, gap=f" {PLACEHOLDER} ")


def words_after(sighting: Sighting) -> str:
    """The words of the sentence after a figure; each other figure is a placeholder."""
    return _words(sighting, sighting.plain.end, stretch(sighting)[1], gap=f" {PLACEHOLDER} ")


def between(sighting: Sighting, before: Sighting | None) -> str:
    """The words between a figure and the one before it in its block, without times."""
    if before is None or before.context is not sighting.context:
        return ""
    words = _words(sighting, before.plain.end, sighting.plain.start)[:REACH]
    return _ABBREVIATION.sub("", words)


class Part(NamedTuple):
    """What the words beside a figure confine it to: an area, a group, or a part of another sort."""

    name: str = ""
    dimension: Dimension | None = None


def where(sighting: Sighting) -> Part:
    """The area, the group or the part that the words beside a figure confine it to."""
    if (part := _in_order(sighting)).name:
        return part
    text, (start, end) = sighting.context.block.text, stretch(sighting)
    matches = [
        places.PLACE_AFTER.match(text, sighting.plain.end, end),
        *(pattern.search(text, start, sighting.plain.start) for pattern in places.PLACES_BEFORE),
        places.AGE_BESIDE.search(text, start, sighting.plain.start),
        places.LEAD.match(text, start, sighting.plain.start),
        places.SUBJECT.match(text, start, sighting.plain.start),
    ]
    in_list = list(places.IN_LIST.finditer(text, start, end))
    for match in in_list if any(part["part"].islower() for part in in_list[1:]) else ():
        kind = places.CONTRASTED.sub("", match["part"])
        if match.end() == sighting.plain.start and sentences.SURE_VERBS.isdisjoint(kind.split()):
            return Part(kind, "group")
    for match in filter(None, matches):
        group = match.lastgroup or ""
        times = sighting.context.times(*match.span(group))
        if not sentences.FINITE.isdisjoint(match[group].split()):
            continue  # "among women it was 15%, …"
        if not (times or leaning_times(match[group], "2000")):
            name = match[group].rstrip(".")
            if group == "rest":
                return Part(name[:1].lower() + name[1:])
            return Part(name, _dimension(name, is_place=group == "place"))
    return _parallel(sighting)


def _in_order(sighting: Sighting) -> Part:
    """The part that a figure of a list is for, by a list of as many parts before it."""
    text, (start, end) = sighting.context.block.text, stretch(sighting)
    figures = [figure for figure in sighting.context.reading.figures if start <= figure.start < end]
    for run in lists(text, figures, SEPARATOR):
        if sighting.plain in run and len(run) > 1:
            listed = places.NAMES_IN_ORDER.search(text, start, run[0].start)
            names = places.BETWEEN_NAMES.split(listed["names"]) if listed else []
            if (
                listed
                and len(names) == len(run)
                and not sighting.context.times(*listed.span("names"))
            ):
                name = names[run.index(sighting.plain)]
                return Part(name, _dimension(name, is_place=name[0].isupper()))
    return Part()


def kinds_compared(sighting: Sighting) -> list[str]:
    """The kinds of one thing that a sentence gives shares of: "urban households", "rural …"."""
    text, (start, end) = sighting.context.block.text, stretch(sighting)
    figures = [figure for figure in sighting.context.reading.figures if start <= figure.start < end]
    shares = [figure for figure in figures if figure.unit.dimension == "percent"]
    if len(shares) < 2 or any(figure.direction for figure in shares):
        return []
    kinds: dict[str, set[str]] = defaultdict(set)
    for kind in places.KIND.finditer(text, start, end):
        words = kind["kind"].lower()
        if kind["head"] in COUNTED:
            kinds[kind["head"]].add(words)
    return [kind for some in kinds.values() if len(some) > 1 for kind in sorted(some)]


def _parallel(sighting: Sighting) -> Part:
    """The part that a figure is for, if a figure beside it is for another."""
    text, (start, end) = sighting.context.block.text, stretch(sighting)
    figures = sighting.context.reading.figures
    number = bisect_left(figures, sighting.plain.start, key=lambda figure: figure.start)
    parts: dict[int, re.Match[str] | None] = {}
    for at in range(max(number - 1, 0), min(number + 2, len(figures))):
        stop = figures[at + 1].start if at + 1 < len(figures) else end
        if start <= figures[at].start < end:
            parts[at] = places.PARALLEL.match(text, figures[at].end, min(stop, end))
    phrase = parts.get(number)
    others = [part["preposition"] for at, part in parts.items() if part and at != number]
    is_time = phrase and (
        sighting.context.times(*phrase.span("part"))
        or not sentences.TIME_LEADS.isdisjoint(phrase["part"].lower().split())
    )
    if not phrase or phrase["preposition"] not in others or is_time:
        return Part()
    return Part(phrase["part"], _dimension(phrase["part"], is_place=phrase["part"][0].isupper()))


def _dimension(name: str, *, is_place: bool) -> Dimension | None:
    """Whether the name of a part may be that of an area or a group, not of a law or a table."""
    words = name.lower().split()
    is_known = name[1:2].islower() or words[0] in ALIASES  # "in A&E" is not a place, "in the UK" is
    is_name = is_place and is_known and not places.NO_PLACES & {words[0], words[-1]}
    is_group = not is_place and name.islower() and len(words) <= _LONGEST_GROUP
    return "area" if is_name else "group" if is_group else None


def is_age(figure: Figure, text: str) -> bool:
    """Whether a number is an age: "aged 25 to 29 years", "those under 30"."""
    if figure.unit.dimension not in ("", "percent", "months"):
        return False
    if figure.unit.is_duration and english.SHARE_OF_AGE.match(text, figure.end):
        return True
    if english.OF_AGE.match(text, figure.end) or english.OR_OLDER.search(figure.text):
        return True
    start = figure.number[0]
    if (aged := english.AGED.search(text, max(start - _AGED_REACH, 0), start)) is None:
        return False
    is_limit = figure.unit.dimension != "months" and bool(english.LIMIT.match(figure.text))
    return aged[1].lower().startswith("age") or is_limit


def is_limit(figure: Figure, text: str) -> bool:
    """Whether a limit only says who is counted: "those waiting more than 18 weeks".

    But not "the wait was more than 18 weeks".
    """
    if english.OR_MORE.search(figure.text):
        return True
    is_bound = figure.qualifier in ("more than", "less than", "at least", "at most")
    if not figure.unit.is_duration or not is_bound:
        return False
    verb = WORD_BEFORE.search(text, max(figure.start - _AGED_REACH, 0), figure.start)
    return not (verb and verb[1] in sentences.LEADING_TO_LEVEL)


def _words(sighting: Sighting, start: int, end: int, *, gap: str = " ") -> str:
    """A part of a block without times and what leads into them, and without figures.

    An age or a limit stays: it says who is counted.
    """
    text, figures = sighting.context.block.text, sighting.context.reading.figures
    first, last = (bisect_left(figures, at, key=lambda figure: figure.start) for at in (start, end))
    cuts = [(time.start, time.end, True) for time in sighting.context.times(start, end)]
    cuts += [
        (figure.start, figure.end, False)
        for figure in figures[first:last]
        if not (is_age(figure, text) or is_limit(figure, text))
    ]
    pieces, position = "", start
    cuts += [(*time.span(), True) for time in english.PAST_YEAR.finditer(text, start, end)]
    for begin, stop, is_time in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if begin < position:
            continue
        piece = text[position:begin]
        pieces += f"{_without_lead(piece)} " if is_time else f"{piece}{gap}"
        is_before = is_time and end <= sighting.plain.start
        rest = english.AFTER_TIME.match(text, stop) if is_before else None
        position = rest.end() if rest else stop
    return pieces + text[position:end]
