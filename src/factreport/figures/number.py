"""A number at a place in a text, with its sign, magnitude and unit sign."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from factreport.figures.exact import exact
from factreport.figures.patterns import SPACE, patterns
from factreport.figures.words import (
    ATTACHED,
    CURRENCIES,
    CURRENCY_NAMES,
    FRACTIONS,
    IDEOGRAPHS,
    MAGNITUDES,
    SMALL,
    SPACED,
    split_words,
)
from factreport.model import Qualifier

_SIGNS = ("-", "−")
_BEFORE_SIGN = frozenset("(~≈<>≤≥$€£¥₹/[“\"\u2018'*:=")
_CURRENCY_ENDS = frozenset("$€£¥₹drpyb")  # the last characters of signs and codes
_BEFORE_FIRST = _CURRENCY_ENDS | {*_SIGNS, "s"}  # "s" closes "minus"
_IDEOGRAPHIC_TIMES = frozenset("月日号號时時点點")
_MOST_DIGITS = 40
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_MEASURES = frozenset(
    split_words("km kg cm mm ha t ml kt mt gt kb mb gb tb kw mw gw kwh mwh gwh twh hz ghz mhz sqm")
)


class Number(NamedTuple):
    """A number with its magnitude and unit sign: ``digits`` / 10**``places`` * ``magnitude``."""

    start: int
    end: int
    digits: int
    places: int = 0
    magnitude: int = 1
    unit: str = ""
    bare: bool = False  # ungrouped digits and no more: a year's or a label's number looks so
    word: bool = False  # in words

    @property
    def value(self) -> Decimal:
        """What the number is worth, exactly."""
        return exact(self.digits * self.magnitude, self.places)

    def step(self, qualifier: Qualifier | None) -> Decimal:
        """The worth of the last digit that counts; see `Figure`."""
        zeros = 0
        if qualifier in ("about", "nearly") and not self.places:
            written = str(abs(self.digits))
            zeros = min(len(written) - len(written.rstrip("0")), max(len(written) - 2, 0))
        return exact(10**zeros * self.magnitude, self.places)


def read_number(text: str, floor: int | None, start: re.Match[str]) -> tuple[Number | None, int]:
    """The number at a match of the start pattern, if it is one, and where to read on.

    Its sign and currency stand at ``floor`` or later; None: it has none, as the end of a range.
    """
    number: Number | None
    if start.lastgroup == "digits":
        end = _digits_end(text, start.start(), start.end())
        number = _read_digits(text, start.start(), end)
    elif start.lastgroup == "words":
        number = _read_words(text, start.start())
        end = number.end
    else:
        number = _read_part(text, start)
        end = number.end
    if number:
        number = _read_tail(text, number)
    if number and floor is not None:
        number = _read_front(text, floor, number)
    return number, number.end if number else end


def is_year(number: Number) -> bool:
    """Whether a number looks like a year."""
    return (
        number.bare
        and not number.places
        and _FIRST_YEAR <= abs(number.digits) <= _LAST_YEAR
        and number.magnitude == 1
    )


def _digits_end(text: str, start: int, end: int) -> int:
    """Where digits that may go on in groups after spaces ("15 270 000") end."""
    if end - start > 3 or text[end : end + 1] not in SPACE:
        return end
    grouped = patterns().grouped
    if not (group := grouped.match(text, start)):
        return end
    end = group.end()
    # More groups than any figure has: still one thing, and none of it a figure.
    while more := grouped.match(text, end - 3):
        end = more.end()
    fraction = patterns().start.match(text, end - 3)
    return fraction.end() if fraction else end


def _read_digits(text: str, start: int, end: int) -> Number | None:
    """The number that the digits are; None for a time, a fraction, a version, an identifier."""
    before, written = text[start - 1 : start], text[start:end]
    if before and (before in "./#&@\\_^'’第" or (before.isalpha() and before < "\u2e80")):
        word = patterns().currency.search(text, max(start - 5, 0), start)
        if not (word and word[2]):
            return None
    if len(written) > 2 * _MOST_DIGITS:
        return None
    if not patterns().number.fullmatch(written):
        if not _is_foreign(text, written, end):
            return None
        written = written.replace(".", "").replace(",", ".")
    whole, _, fraction = written.partition(".")
    plain = whole if whole.isdigit() else re.sub("[^0-9]", "", whole)
    if len(plain) + len(fraction) > _MOST_DIGITS:
        return None
    return Number(start, end, int(plain + fraction), len(fraction), bare=plain is whole)


def _is_foreign(text: str, written: str, end: int) -> bool:
    """Whether digits are a number as it is written in languages that swap point and comma."""
    if patterns().dotted.fullmatch(written):
        return True
    tail = patterns().tail.match(text, end) if patterns().comma.fullmatch(written) else None
    return tail is not None and bool(tail[2] or tail[3] in SPACED)


def _read_part(text: str, part: re.Match[str]) -> Number:
    """The number in "half a million" or "three quarters of a million"."""
    digits = FRACTIONS[" ".join(part["part"].replace("-", " ").split()).removesuffix(" of")]
    magnitude = MAGNITUDES[part[0].split()[-1]]
    places = 1 if digits < 10 else 2
    return Number(part.start(), part.end(), digits, places, magnitude, word=True)


def _read_words(text: str, start: int) -> Number:
    """The longest number in words from ``start``: "two hundred and fifty thousand"."""
    match_word = patterns().word.match
    total = group = 0
    magnitude, last = 1, 10**15
    end = start
    while found := match_word(text, end):
        joined, word = found[1], found[2]
        if word in SMALL and _may_follow(SMALL[word], total, group, joined):
            group += SMALL[word]
            magnitude = 1
        elif end == start:  # "a million"
            group = 1
        elif word == "hundred" and 0 < group < 100 and not joined:
            group *= 100
        elif group and not joined and MAGNITUDES.get(word, last) < last:
            magnitude = last = MAGNITUDES[word]
            total, group = total + group * last, 0
        else:
            break
        end = found.end()
    number = Number(start, end, (total + group) // magnitude, 0, magnitude, word=True)
    return _with_half(text, number) if 0 < group < 100 else number


def _may_follow(small: int, total: int, group: int, joined: str | None) -> bool:
    """Whether a number under a hundred can be the next word of a number in words."""
    if not small or not (total or group):
        return not (total or group or joined)
    if joined:
        return group % 100 == 0
    return group % 100 == 0 or (small < 10 and group % 10 == 0 and group % 100 >= 20)


def _with_half(text: str, number: Number) -> Number:
    """The number with the "and a half" or "and a half million" that follows it."""
    half = patterns().half.match(text, number.end)
    if not half or number.magnitude != 1:
        return number
    places = 1 if half[1] == "half" else 2
    return number._replace(
        end=half.end(),
        digits=number.digits * 10**places + FRACTIONS[half[1]],
        places=places,
        magnitude=MAGNITUDES.get(half[2], 1),
    )


def _read_tail(text: str, number: Number) -> Number | None:
    """The number with its magnitude and unit sign; None if what follows makes it a name."""
    match_tail = patterns().tail.match
    end, magnitude = number.end, number.magnitude
    while tail := match_tail(text, end):
        scales = SPACED if tail[1] else ATTACHED
        if tail[3] not in scales or magnitude > MAGNITUDES["trillion"]:
            break
        magnitude, end = magnitude * scales[tail[3]], tail.end()
    attached = text[end : end + 1]
    unit, after = _read_unit(text, end, number, tail)
    if unit:
        end = after
    elif attached >= "\u2e80":
        return _read_ideographs(text, number)
    elif attached and (attached.isalnum() or attached in "_@^‰"):
        if not (tail and tail[3] in _MEASURES):
            return None
    elif number.bare and _is_opened(text, end):
        return None
    if end == number.end:
        return number
    return number._replace(end=end, magnitude=magnitude, unit=unit, bare=False)


def _read_unit(text: str, end: int, number: Number, tail: re.Match[str] | None) -> tuple[str, int]:
    """The sign that stands behind a number, with its end: "%", or that of the money it is in."""
    if tail and tail[2]:
        return "%", tail.end()
    if tail and tail[1] != "-" and tail[3] in CURRENCIES:
        return CURRENCIES[tail[3]], tail.end()
    # "in constant 2010 dollars"
    money = None if is_year(number) else patterns().money.match(text, end)
    return (CURRENCY_NAMES[money[1]], money.end()) if money else ("", end)


def _is_opened(text: str, end: int) -> bool:
    """Whether a number goes on as a name does: "5.txt", "4(b)", "the 90's", "2-to-1"."""
    return bool(patterns().opened.match(text, end))


def _read_ideographs(text: str, number: Number) -> Number | None:
    """The number with a Chinese or Japanese magnitude ("32.43万"); None in a date or a time."""
    end, magnitude = number.end, number.magnitude
    while text[end : end + 1] in IDEOGRAPHS and end - number.end < 4:
        magnitude, end = magnitude * IDEOGRAPHS[text[end]], end + 1
    if text[end : end + 1] in _IDEOGRAPHIC_TIMES or (text[end : end + 1] == "年" and number.bare):
        return None
    return number._replace(end=end, magnitude=magnitude, bare=False)


def _read_front(text: str, floor: int, number: Number) -> Number | None:
    """The number with its sign and currency; None for the end of a word ("COVID-19")."""
    start, digits, unit = number.start, number.digits, number.unit
    if text[max(start - 2, floor) : start].strip()[-1:] not in _BEFORE_FIRST:
        return number
    if text[start - 1 : start] in _SIGNS and start:
        before = text[max(start - 2, 0) : start - 1]
        if before.isalnum():
            return None
        if not before or before.isspace() or before in _BEFORE_SIGN:
            start, digits = start - 1, -digits
    if found := patterns().currency.search(text, max(start - 6, floor), start):
        start, unit = found.start(), CURRENCIES[found[1] or found[2]]
        if start > floor and digits > 0 and text[start - 1] in _SIGNS:
            start, digits = start - 1, -digits
    if text.endswith("minus ", floor, start):
        start, digits = start - len("minus "), -digits
    bare = number.bare and not unit
    return number._replace(start=start, digits=digits, unit=number.unit or unit, bare=bare)
