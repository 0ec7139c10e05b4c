"""Reading: all figures of a text, what looks like one and is none, and the times it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal

from factreport.figures import english, units
from factreport.figures.exact import EXACT
from factreport.figures.figure import Direction, Figure, Reading, Skipped, Time, Unit
from factreport.figures.grammar import Amount, Prose, read_amount, with_parts
from factreport.figures.number import Number, plain
from factreport.figures.qualifiers import (
    Lead,
    direction_after,
    read_after,
    read_direction,
    read_lead,
)
from factreport.figures.ranges import Span, read_span, single
from factreport.figures.skipping import Skip, chunk_end, skip_amount, skip_shape, skip_word
from factreport.figures.times import read_times
from factreport.figures.tokens import GAP, Token, lowered, token_after, tokens_before, words_after


def _spot_pattern() -> re.Pattern[str]:
    """Where a figure may begin: a digit, or a word for a number, a scale or a fraction.

    Every alternative begins with a letter or a digit of its own, so that the search passes
    quickly over all other characters.
    """
    words = {*english.SMALL, *english.SCALES, *english.VAGUE_SCALES, *english.DENOMINATORS}
    endings: dict[str, list[str]] = {"w": [r"ww\.\S+"], "h": [r"ttps?://\S+"]}
    for word in sorted(words, key=len, reverse=True):
        endings.setdefault(word[0], []).append(rf"{word[1:]}\b")
    letters = [f"{letter}(?:{'|'.join(rests)})" for letter, rests in endings.items()]
    return re.compile("|".join([*"0123456789", *english.FRACTION_SIGNS, *letters]))


_SPOT = _spot_pattern()
_OF_SCALES = re.compile(rf"{GAP}of{GAP}({'|'.join(english.PLURAL_SCALES)})\b")
_OF = re.compile(rf"{GAP}of\b")


def read(text: str) -> Reading:
    """All that stands in a text: figures, what is none and why, and times.

    Every run of digits lies in one figure or in one skipped thing.  The time taken is linear in
    the text.
    """
    prose = Prose(text.replace("\n", " "), lowered(text))
    figures: list[Figure] = []
    skipped: list[Skipped] = []
    floor = 0
    for spot in _SPOT.finditer(prose.low):
        if spot.start() < floor:
            continue
        found = _read_at(prose, spot.start(), spot[0], floor)
        if isinstance(found, Figure):
            figures.append(found._replace(text=text[found.start : found.end]))
            floor = found.end
        elif found:
            skipped.append(Skipped(text[found.start : found.end], *found))
            floor = found.end
    return Reading(tuple(figures), tuple(skipped), _times(text, figures))


def read_figure(text: str) -> Figure | None:
    """The figure of a text that holds one, with words around it; None if it has none or several."""
    figures = read(text).figures
    return figures[0] if len(figures) == 1 else None


def _times(text: str, figures: list[Figure]) -> tuple[Time, ...]:
    """The times of a text, without those that lie in a figure; one may hold a figure itself."""
    ends = [figure.end for figure in figures]
    kept = []
    for time in read_times(text):
        at = bisect_left(ends, time.start + 1)
        if at == len(figures) or not figures[at].start <= time.start < time.end <= figures[at].end:
            kept.append(time)
    return tuple(kept)


def _read_at(prose: Prose, start: int, spot: str, floor: int) -> Figure | Skip | None:
    """What begins at a spot; None for a word that is no number there."""
    low = prose.low
    if spot.isdigit():
        return skip_shape(prose.text, low, start, floor) or _read_amount_at(prose, start, floor)
    if not spot.isascii():
        return _read_amount_at(prose, start, floor)
    if start > floor and (low[start - 1].isalnum() or low[start - 1] in "_'’"):
        return None
    if spot.startswith(("http", "www")):
        has_digits = re.search("[0-9]", spot)
        return (
            Skip(start, start + len(spot.rstrip(".,;:!?)")), "an address") if has_digits else None
        )
    if spot in english.SMALL:
        return _read_amount_at(prose, start, floor)
    before = tokens_before(low, floor, start)
    article = before[-1].start if before and before[-1].word in english.ARTICLES else None
    if spot in english.DENOMINATORS:
        lead = read_lead(low, before[:-1] if article is not None else before, start)
        if not _is_share(prose, start + len(spot), spot, lead, has_article=article is not None):
            return None
        return _read_amount_at(prose, start, floor, begin=article)
    if spot in english.VAGUE_SCALES:
        return _read_plural(prose, start, spot, floor)
    if article is not None or token_after(low, start + len(spot)).word in english.SCALES:
        return _read_amount_at(prose, start if article is None else article, floor)
    if before and (before[-1].word in english.VAGUE or before[-1].word == "of"):
        is_couple = len(before) > 1 and before[-2].word in english.VAGUE
        if before[-1].word != "of" or is_couple:
            return Skip(before[-1].start, start + len(spot), "a vague number")
    return None


_OF_A_SCALE = re.compile(rf"{GAP}of{GAP}an?{GAP}(?:{'|'.join(english.SCALES)})\b")


def _is_share(prose: Prose, end: int, word: str, lead: Lead, *, has_article: bool) -> bool:
    """Whether "half" or "third" is a number: not in "the first half", "a third party"."""
    low = prose.low
    is_tied = low[end : end + 1] == "-"
    following = token_after(low, end + is_tied)
    if following.word in english.SCALES and following.word != "dozen":
        return True
    if word == "half":
        return _is_half(prose, end, lead, following, is_tied=is_tied, has_article=has_article)
    if word.endswith("s"):
        return False
    if following.word == "of":
        is_of_scale = _OF_A_SCALE.match(low, end) is not None
        return has_article or lead.qualifier is not None or is_of_scale
    if not has_article:
        return False
    if following.word in english.AFTER_PERCENT:
        return True
    if lead.qualifier is None and lead.word != "by":
        return word != "quarter" and not following.word.isalpha()
    return not following.word.isalpha() or following.word in english.NO_NOUN


def _is_half(
    prose: Prose, end: int, lead: Lead, following: Token, *, is_tied: bool, has_article: bool
) -> bool:
    if lead.word in english.ORDINALS or lead.word in english.BEFORE_OTHER_HALF:
        return False
    unit = units.unit_after(prose.text, following.start)
    if (
        unit
        and unit[0].dimension not in ("months", "days", "percent", "points")
        or (unit and not is_tied and following.word in ("hour", "percent", "percentage"))
    ):
        return following.word not in ("c", "p", "pound")
    if is_tied:
        return following.word in english.ARTICLES
    if following.word in english.BEHIND_HALF:
        return True
    if lead.qualifier is not None or lead.word == "by":
        return not following.word.isalpha() or following.word in english.NO_NOUN
    return has_article and not following.word.isalpha()


def _read_plural(prose: Prose, start: int, word: str, floor: int) -> Figure | Skip | None:
    """ "hundreds of thousands" is about as many; "millions of people" says no number."""
    low, end = prose.low, start + len(word)
    behind = _OF_SCALES.match(low, end)
    if behind is None:
        return Skip(start, end, "a vague number") if _OF.match(low, end) else None
    scale = Decimal(english.VAGUE_SCALES[word] * english.PLURAL_SCALES[behind[1]])
    number = Number(start, behind.end(), scale, scale, "vague", scale=scale)
    unit = units.unit_after(prose.text, behind.end())
    amount = Amount(
        start,
        unit[1] if unit else behind.end(),
        number,
        scale,
        unit[0] if unit else Unit(),
        names_unit=unit is not None,
    )
    lead = read_lead(low, tokens_before(low, floor, start), start)
    figure = _figure(prose, amount, lead, read_span(prose, amount, lead) or single(amount))
    return figure._replace(qualifier=figure.qualifier or "about")


def _read_amount_at(
    prose: Prose, position: int, floor: int, begin: int | None = None
) -> Figure | Skip | None:
    """The figure whose number begins there, or why it is none."""
    low = prose.low
    amount = read_amount(prose, position, floor)
    if amount is None:
        return _unreadable(low, position) if low[position].isdigit() else None
    amount = with_parts(prose, amount)
    if begin is not None:
        amount = amount._replace(start=min(begin, amount.start))
    lead = read_lead(low, tokens_before(low, floor, amount.start), amount.start)
    if lead.phrase == "over" and _is_duration(low, amount, lead, floor):
        lead = Lead(amount.start, None, "", lead.before)
    if skip := skip_amount(prose.text, low, amount, lead, floor):
        return skip
    span = read_span(prose, amount, lead)
    if span and span.low is None and (skip := skip_word(prose.text, low, amount, lead)):
        return skip
    if span is None:
        return Skip(amount.start, chunk_end(low, amount.end + 1), "a score")
    return _figure(prose, amount, lead, span)


def _is_duration(low: str, amount: Amount, lead: Lead, floor: int) -> bool:
    """Whether "over" tells how long something took: "5% over two years"."""
    if not amount.names_unit or amount.unit.dimension not in ("months", "days"):
        return False
    is_behind_figure = floor > 0 and not lead.before
    return is_behind_figure or lead.word in english.SPREAD


_UNREADABLE = re.compile(
    r"[0-9]+(?:[.,'’:/·^][0-9]+)*(?:[ \u00a0\u2007\u2009\u202f][0-9]{3}(?![0-9]))*"
)


def _unreadable(low: str, position: int) -> Skip:
    """Digits in a form that no number has."""
    found = _UNREADABLE.match(low, position)
    return Skip(position, found.end() if found else position + 1, "no usual number")


def _figure(prose: Prose, amount: Amount, lead: Lead, span: Span) -> Figure:
    """The figure of an amount or a range, with what stands behind it: its noun, its rate."""
    low, end, unit, qualifier = prose.low, span.end, span.unit, lead.qualifier
    start = lead.start
    after = read_after(low, end, with_noun=not span.names_unit)
    if after and low[end] in "-i":  # "300-odd people"
        end = after[1]
    noun = None if span.names_unit or unit.dimension else _noun_behind(low, end)
    if noun:
        unit = Unit("count", low[noun[0] : noun[1]])
        end = noun[1] if noun[0] == end else end
    if rate := units.rate_after(prose.text, noun[1] if noun else end):
        unit, end = unit._replace(per=rate[0]), rate[1]
    if after and qualifier in (None, "about", "nearly"):
        qualifier, end = after[0], max(end, after[1])
    step = span.step
    if qualifier in ("about", "nearly") and span.zeros:
        step = plain(EXACT.scaleb(step, span.zeros))
    number = (amount.number.start, amount.number.end)
    direction = _direction(low, lead, span)
    return Figure(
        *("", start, end, span.value, span.low, span.high),
        *(qualifier, unit, step, direction, number),
    )


def _direction(low: str, lead: Lead, span: Span) -> Direction | None:
    if span.value is not None and span.value < 0:
        return None
    return read_direction(lead) or direction_after(
        low, span.end, is_percent=span.unit.dimension in ("percent", "points")
    )


def _noun_behind(low: str, end: int) -> tuple[int, int] | None:
    """The noun that is counted: the first plural of the next words, or else the next word."""
    position = end + 1 if low[end : end + 1] in "-‐‑" and low[end + 1 : end + 2].isalpha() else end
    words = words_after(low, position, 4)
    first = None
    for word in words:
        if word.word in english.NO_NOUN:
            break
        if word.word in english.COUNTED or _is_plural(word.word):
            return word.start, word.end
        if word.word in english.CHANGES or len(word.word) < 2:
            break
        first = first or (word.start, word.end)
    return first


def _is_plural(word: str) -> bool:
    return (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))
    )
