"""Units: reads them in texts and in stores, and converts them.

A word may name several units: "tons" and "gallons" differ by country, many currencies have "cents",
"pounds" are money or mass.  The unit of such a word is its most usual reading, and converts in each
of its `readings`.  "$" and "dollars" alone are US dollars, or those of the fact that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from factreport.english import units as english
from factreport.english.unit_table import (
    DOLLARS,
    MONEY_BEFORE,
    MONEY_LETTERS,
    OTHERS,
    SIZES,
    SPELLINGS,
    ZEROS,
)
from factreport.figures.number import EXACT
from factreport.figures.tokens import FRACTIONS
from factreport.unit import Unit

BARE = Unit()


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when first needed: most stores have only plain units."""
    return re.compile(pattern)


# A word or a sign that may be a unit or begin one.
_TOKEN = (
    r"[A-Za-z]{1,4}/(?:h|hr|s|d)(?![^\W_])"  # km/h, mb/d
    r"|[A-Za-z\u00b5\u03bc]{1,4}·[A-Za-z]{1,2}(?![^\W_])"  # N·m
    r"|(?:lb|ft)-(?:lb|ft)(?![^\W_])|fl[.][ ]oz[.]"
    r"|(?:[kMG]?t|k?g)?CO[2₂](?:-?eq|e)?(?![^\W_])"
    r"|[A-Z]{0,3}\$(?![\d.])"
    rf"|(?:[^\W\d_{FRACTIONS}]+[.](?=[^\W\d_][.\s]))+[^\W\d_]?[.]?|sq\.|cu\.|p\.c\."
    rf"|[^\W\d_{FRACTIONS}]+(?:[²³]|[23](?![^\W_])|(?!\d|[^\W\d_{FRACTIONS}]))"
    r"|[°º](?: ?[CFcf])?(?![^\W_])|[%\uff05‰¢₵]|[€£₤¥₹₩₦₱₫₪₺₽฿₴](?!\d)"
)


# The number of words of the longest unit that begins with each word.
_LONGEST: dict[str, int] = {}
for _spelling in SPELLINGS:
    _first = _spelling.partition(" ")[0]
    _LONGEST[_first] = max(_LONGEST.get(_first, 0), _spelling.count(" ") + 1)
_GAPS = ("-", "\u2011", " ", "\xa0", "\u202f")  # of which there may be one before a unit
_GLUED_ALONE = frozenset(("p", "c", "C", "F", "in", "st"))
# What may not follow some units: "10 TB of data", but "10 TB cases", "5 won medals".
_WITHOUT_NOUN = frozenset(("won", "bar"))
_NOT_BEFORE = dict.fromkeys(_WITHOUT_NOUN, english.NOUN_AFTER) | dict.fromkeys(
    ("TB", "GB"), english.PATIENTS
)
_NOT_BEFORE["$"] = "[A-Z]"  # "100 $COIN"
_NOT_BEFORE["A"] = "[ ][A-Z]"  # "15071 A Coruña"
# The last characters of all currencies before an amount; a blank may follow them.
LAST_BEFORE = frozenset(
    sign[-1] for sign in (*MONEY_BEFORE, *MONEY_LETTERS, *english.DOLLARS_BEFORE)
)
BLANKS = frozenset(" \xa0\u202f")
_MOST_BEFORE = max(map(len, MONEY_BEFORE))


# The signs of money before a number that may be glued to a word.
_MARKS = frozenset(sign for sign in MONEY_BEFORE if len(sign) == 1 and not sign.isalpha())
_COUNTRY = r"(?<![^\W_])[A-Z][A-Za-z]{0,2}\Z"


def unit_after(text: str, position: int) -> tuple[Unit, int] | None:  # noqa: PLR0911
    """The unit that begins here, glued or after a space or hyphen, and where it ends.

    None if no unit begins here; a noun that is merely counted is not a unit.  A letter that is also
    a magnitude is read as a unit: "m" as metres, "t" as tonnes, "K" as kelvins.
    """
    start = position + (text[position : position + 1] in _GAPS)
    token = _compiled(_TOKEN).match(text, start)
    unit_and_end = _longest(text, token) if token else None
    if unit_and_end is None:
        return None
    unit, end = unit_and_end
    spelled = text[start:end]
    is_apart = start != position or (spelled == "in" and text[start - 1] == "-")  # "1-in-100-year"
    if is_apart and spelled in _GLUED_ALONE:
        closed = {"C": english.CLOSED, "F": english.CLOSED, "in": english.INCHES}.get(spelled)
        if closed is None or text[position] != " " or not closed.match(text, end):
            return None
    elif spelled in _NOT_BEFORE and _compiled(_NOT_BEFORE[spelled]).match(text, end):
        return None  # "5 won medals"
    elif (
        start > position
        and len(spelled) == 1
        and spelled.isalpha()
        and ((text[position] == "-" and spelled not in "gml") or text.startswith("-", end))
    ):
        return None  # "5-t", "5 t-shirts"
    if text.startswith(("^2", "^3"), end) and (power := SPELLINGS.get(spelled + text[end + 1])):
        return power, end + 2  # "m^2"
    if text[end : end + 1] in "-\u2212⁻^" and (inverse := _compiled(_INVERSE).match(text, end)):
        return Unit("count", text[start : inverse.end()]), inverse.end()
    if unit.name == "pounds" and _compiled(english.OF_WEIGHED).match(text, end):
        unit = OTHERS["pounds"][0]
    return unit, end


def unit_before(text: str, position: int) -> tuple[Unit, int] | None:
    """The currency whose sign or code ends here, or one space earlier, and where it begins."""
    end = position - 1 if position and text[position - 1] in BLANKS else position
    if not end or text[end - 1] not in LAST_BEFORE:
        return None
    letter = text[position - 1 : position]
    if letter in MONEY_LETTERS and not text[position - 2 : position - 1].isalnum():
        is_large = _compiled(english.LARGE).match(text, position)
        return (SPELLINGS[MONEY_LETTERS[letter]], position - 1) if is_large else None
    if text.endswith(english.DOLLARS_BEFORE, 0, end):  # "US dollars 443 million"
        return SPELLINGS["USD"], text.rindex("U", 0, end)
    for start in range(max(end - _MOST_BEFORE, 0), end):  # the longest sign or code
        sign = text[start:end]
        if sign in MONEY_BEFORE and (sign in _MARKS or not text[start - 1 : start].isalpha()):
            break
    else:
        return None
    is_of_country = sign == "$" and text[start - 1 : start].isalpha()
    if is_of_country and (country := _compiled(_COUNTRY).search(text, max(start - 5, 0), start)):
        dollars = Unit(f"money:{country[0]}$", f"{country[0]}$")  # never US dollars
        return SPELLINGS.get(country[0], dollars), country.start()
    return MONEY_BEFORE[sign], start


def _longest(text: str, first: re.Match[str]) -> tuple[Unit, int] | None:
    """The unit that begins with a token and is named by as many words as possible, and its end."""
    word = _key(first[0])
    if "/" in word and word not in SPELLINGS:
        head = first[0].partition("/")[0]
        unit = SPELLINGS.get(_key(head))
        return (unit, first.start() + len(head)) if unit else None
    if "·" in word or " " in word:  # "mPa·s", "fl. oz."
        return SPELLINGS.get(word) or Unit("count", first[0]), first.end()
    if (most := _LONGEST.get(word, 0)) < 2:
        return (SPELLINGS[word], first.end()) if most else None
    names, ends = [first[0]], [first.end()]
    while len(names) < most and text[ends[-1] : ends[-1] + 1] in ("-", " ", "\xa0"):
        token = _compiled(_TOKEN).match(text, ends[-1] + 1)
        if token is None:
            break
        names.append(f"{names[-1]} {token[0]}")
        ends.append(token.end())
    for name, end in zip(reversed(names), reversed(ends), strict=True):
        if unit := SPELLINGS.get(_key(name)):
            return unit, end
    return None


def _key(spelling: str) -> str:
    """The key of a spelling in `SPELLINGS`: a symbol unchanged, words in lower case."""
    if spelling in SPELLINGS or len(spelling) < 3:
        return spelling
    small = spelling.lower()
    return small.replace("sq.", "sq").replace("cu.", "cu").replace("p.c.", "pc")


# "cm⁻¹", "m⁻² s⁻¹".
_INVERSE = (
    r"(?:⁻[¹²³⁴]|\^?[-\u2212][1-4](?![\w.,-]))"
    r"(?:[ ·][A-Za-zµ]{1,4}(?:⁻[¹²³⁴]|\^?[-\u2212][1-4])(?!\w))*"
)

_POWERS = str.maketrans("23·", "²³ ", "1¹-\u2212–⁻^")
# Symbols with negative powers, which make a rate: "mg kg-1", "W m⁻²".
_POWERS_AFTER = r"(?:[ ·]?[A-Za-zµ]{1,4}\^?[-\u2212–⁻][123¹²³](?!\w))+"


_MONEY_NEXT = rf"[A-Z]{{0,3}}[{''.join(_MARKS)}][0-9]"


def rate_after(text: str, position: int, *, is_measured: bool = False) -> tuple[str, int] | None:  # noqa: PLR0911
    """What follows "per" after a unit or a noun that ends here, and where that ends.

    Reads "per day", "/day", "a day" and "per annum"; "a" before any other noun
    only where ``is_measured`` says that an amount of money or a measure is before it.
    """
    if text[position : position + 1] not in " /·-":
        return None
    if tied := _compiled(english.TIED_RATE).match(text, position):
        return tied[1].lower(), tied.end()
    if is_measured and (powers := _compiled(_POWERS_AFTER).match(text, position)):
        return powers[0].strip(" ·").translate(_POWERS), powers.end()
    match = _compiled(english.RATE_AFTER).match(text, position)
    if match and _compiled(_MONEY_NEXT).match(text, match.end()):
        return None  # "£450,000/US$600,000"
    if (
        match is None
        and is_measured
        and (noun := _compiled(english.ANY_RATE).match(text, position))
    ):
        return noun["noun"] or english.SHORT_RATES[noun["short"]], noun.end()
    if match is None or match[1] is None:
        return ("year", match.end()) if match else None
    token = _compiled(_TOKEN).match(text, match.end())
    unit = _longest(text, token) if token and token[0] != "in" else None
    noun = _compiled(english.RATE_NOUN).match(text, match.end())
    if not (unit or noun or match[1]):
        return None
    end = unit[1] if unit else noun.end() if noun else match.start("apart")
    # "mg/kg/day", "per person per day".
    is_double = text.startswith("/", end) or (text.startswith(" per ", end) and not match[1])
    if is_double and (more := rate_after(text, end)):
        end = more[1]
    return text[match.start(1) : end].strip(), end


@lru_cache(maxsize=4096)
def unit_of(words: str) -> Unit:
    """The unit of a fact as a store writes it, with its magnitude in ``factor``.

    "million tonnes" is a mass, "A$ million" and "US$m" are money, "cases per 100,000 people" a
    count with the rate "100,000 people"; anything that is not a known unit is a count of the things
    it names.  "$" is the US dollar here: a store names those of other countries.
    """
    words, per = english.STATED_IN.sub("", " ".join(words.split())), ""
    rate = english.RATE_OF_STORE.search(words)
    if rate and rate.start() and words not in SPELLINGS:
        words, per = words[: rate.start()], words[rate.end() :].removeprefix("a ")
        per = "year" if per in english.A_YEAR else per
    magnitude, rest = 1, list[str]()
    for sign in "$€£¥₹":  # "$m" is "$ m"
        if sign in words:
            words = re.sub(rf"(?<=[{sign}])(?=[a-z'’]|000)", " ", words)
    parts = words.split()
    known = [SPELLINGS.get(_key(part.strip("(),"))) for part in parts]
    is_money = any(unit is not None and unit.is_money for unit in known)
    for part in parts:
        small = part.lower().rstrip(",")
        if not rest and re.fullmatch("10*", power := part.replace(",", "")):
            magnitude *= int(power)
        elif small in english.MAGNITUDES and (is_money or small not in english.MONEY_MAGNITUDES):
            magnitude *= english.MAGNITUDES[small]
        elif small != "of" or rest:
            rest.append(part)
    left = " ".join(rest)
    unit = (_known(left) or Unit("count", left)) if left else BARE
    factor = EXACT.multiply(unit.factor, Decimal(magnitude))
    return unit._replace(factor=factor, per=per or unit.per, is_bare=False)


def _known(words: str) -> Unit | None:
    """The known unit that words name, alone or with words that say what is measured."""
    if words.isalpha() and _key(words) not in _LONGEST:
        return SPELLINGS["%"] if words.lower() == "percentage" else None
    end = 0
    while token := _compiled(_TOKEN).search(words, end):
        start, end = token.span()
        unit_and_end = _longest(words, token)
        if unit_and_end is None:
            continue
        unit, end = unit_and_end
        before, after = words[:start].split(), words[end:].lstrip()
        if (before and words[start:end] in _WITHOUT_NOUN) or after.startswith("&"):
            continue  # "Matches won", "A&E attendances"
        if before and unit.name == "points" and before[-1].lower() not in english.SCALES_IN_POINTS:
            continue  # "charging points"
        if unit.is_money or unit.is_percentage:
            return unit
        is_noun = start == 0 and words[:end] in english.SINGULAR and after[:1].isalpha()
        if all(word.lower() in english.ADJECTIVES for word in before) and not is_noun:
            return unit
    return SPELLINGS["%"] if english.OF_PERCENT.match(words.lower()) else None


def magnitude_of(unit: Unit) -> Decimal:
    """The magnitude of a unit: 1,000,000 for "million tonnes", 1 for "tonnes"."""
    size = Decimal(1) if unit.is_count else SIZES.get(unit.name, Decimal(1))
    return EXACT.divide(unit.factor, size)


@lru_cache(maxsize=4096)
def _measures(counted: str) -> tuple[Unit, ...]:
    """The measure in which things are counted: miles for "vehicle miles", none for "vehicles"."""
    *what, last = re.split("[ -]", counted)
    measure = SPELLINGS.get(_key(last)) if what else None
    return (measure,) if measure and not (measure.is_money or measure.is_percentage) else ()


def readings(unit: Unit) -> tuple[Unit, ...]:
    """What a unit may mean, the most usual first: "tons" are tonnes, short tons or long tons.

    "Vehicle miles" may be called miles.
    """
    magnitude = magnitude_of(unit)
    if unit.is_count:
        others = _measures(unit.name)
    else:
        others = DOLLARS if unit.is_bare else OTHERS.get(unit.name, ())
    return (
        unit,
        *(
            other._replace(factor=EXACT.multiply(other.factor, magnitude), per=unit.per)
            for other in others
        ),
    )


def common_readings(unit: Unit, into: Unit) -> Iterator[tuple[Unit, Unit]]:
    """The pairs of readings of two units that have one dimension.

    A unit without a dimension is a count.  There are no pairs if the rates of the two differ; if
    only one has a rate, it is ignored.
    """
    if not (unit.per and into.per):
        unit, into = unit._replace(per=""), into._replace(per="")
    nouns = _rate(unit.per)[1].split(), _rate(into.per)[1].split()
    shorter, longer = sorted(nouns, key=len)  # "share", "diluted share"; "person", "person per day"
    is_part = shorter in (longer[: len(shorter)], longer[-len(shorter) :])
    if shorter and not is_part:
        return
    for first in readings(unit):
        for second in readings(into):
            if (first.dimension or "count") == (second.dimension or "count"):
                yield first, second


@lru_cache(maxsize=4096)
def are_of_one_dimension(unit: Unit, other: Unit) -> bool:
    """Whether values in two units can be compared at all."""
    return next(common_readings(unit, other), None) is not None


class Scale(NamedTuple):
    """How values of a unit are placed on a scale that it shares with other units."""

    factor: Decimal
    zero: Decimal

    def place(self, value: Decimal) -> Decimal:
        """The position of a value on the scale."""
        return EXACT.add(EXACT.multiply(value, self.factor), self.zero)


def common_scales(unit: Unit, other: Unit) -> Iterator[tuple[Scale, Scale]]:
    """The scales on which values in the two units can be compared: one for each of the units.

    Temperatures have two: for levels, and for changes, which have no zero.
    """
    for first, second in common_readings(unit, other):
        # Each is multiplied by the rate of the other, so that nothing has to be divided.
        factors = (
            EXACT.multiply(first.factor, _rate(second.per)[0]),
            EXACT.multiply(second.factor, _rate(first.per)[0]),
        )
        zeros = _zero(first), _zero(second)
        yield Scale(factors[0], zeros[0]), Scale(factors[1], zeros[1])
        if zeros[0] != zeros[1]:
            yield Scale(factors[0], Decimal(0)), Scale(factors[1], Decimal(0))


def _zero(unit: Unit) -> Decimal:
    return ZEROS.get(unit.name, Decimal(0)) if unit.dimension == "temperature" else Decimal(0)


def convert(value: Decimal, unit: Unit, into: Unit) -> Decimal | None:
    """A value in another unit; None if the two don't have one dimension.

    Money only converts into its own subunits.  A temperature is a level, not a change.  The result
    is exact, or has 400 digits if the quotient has infinitely many.
    """
    pair = next(common_scales(unit, into), None)
    if pair is None:
        return None
    scale, other = pair
    return EXACT.divide(EXACT.subtract(scale.place(value), other.zero), other.factor)


def to_base(value: Decimal, unit: Unit) -> Decimal:
    """A value in the base unit of its dimension, whatever it is per."""
    return Scale(unit.factor, _zero(unit)).place(value)


@lru_cache(maxsize=1024)
def _rate(per: str) -> tuple[Decimal, str]:
    """How many of what a rate is per: 100,000 and "person" for "100,000 people"."""
    size = Decimal(1)
    words = []
    joined = re.sub(r"(?<=\d)[, \u00a0\u202f](?=\d{3}(?!\d))", "", per)
    for word in joined.split():
        if re.fullmatch(r"\d+(?:\.\d+)?", word) and Decimal(word):
            size = EXACT.multiply(size, Decimal(word))
        elif word.lower() in english.MAGNITUDES and word.lower() not in english.MONEY_MAGNITUDES:
            size *= english.MAGNITUDES[word.lower()]
        else:
            words.append(word)
    noun = " ".join(words)
    if words and words[0].lower() in english.PERSONS:
        _, again, rest = noun.lower().partition(" per ")  # "person per day"
        return size, f"person{again}{_rate(rest)[1]}"
    known = SPELLINGS.get(_key(noun))
    return size, known.name if known else noun.lower().removesuffix("s")
