"""Units: reads them in texts and in stores, and converts them.

A word may name several units: "tons" and "gallons" differ by country, many currencies have "cents",
"pounds" are money or mass.  The unit of such a word is its most usual reading, and converts in each
of its `readings`.  "$" and "dollars" alone are always US dollars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from factreport.figures.english import words_of
from factreport.figures.exact import EXACT
from factreport.figures.figure import Unit
from factreport.figures.tokens import FRACTIONS
from factreport.figures.unit_table import (
    MONEY_BEFORE,
    MONEY_LETTERS,
    OTHERS,
    SIZES,
    SPELLINGS,
    ZEROS,
)

BARE = Unit()
_MAGNITUDES = {
    **dict.fromkeys(("hundred", "hundreds"), 10**2),
    **dict.fromkeys(("thousand", "thousands", "'000", "’000", "000s", "000's", "000", "k"), 10**3),
    **dict.fromkeys(("lakh", "lakhs"), 10**5),
    **dict.fromkeys(("million", "millions", "mn", "mln", "mio", "m", "mm"), 10**6),
    **dict.fromkeys(("crore", "crores"), 10**7),
    **dict.fromkeys(("billion", "billions", "bn", "bln", "b"), 10**9),
    **dict.fromkeys(("trillion", "trillions", "tn", "trn", "tr"), 10**12),
}
# Letters that are magnitudes only for money: "$m", but "m" is metres.
_MONEY_MAGNITUDES = frozenset(("k", "m", "mm", "b"))


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
    r"|[°º] ?[CF]?(?![^\W_])|[%\uff05‰¢₵]|[€£₤¥₹₩₦₱₫₪₺₽฿₴](?!\d)"
)


# The number of words of the longest unit that begins with each word.
_LONGEST: dict[str, int] = {}
for _spelling in SPELLINGS:
    _first = _spelling.partition(" ")[0]
    _LONGEST[_first] = max(_LONGEST.get(_first, 0), _spelling.count(" ") + 1)
_GAPS = ("-", "\u2011", " ", "\xa0", "\u202f")  # of which there may be one before a unit
_GLUED_ALONE = frozenset(("p", "c", "C", "F", "in", "st"))
# "180 C (350 F)"; "0.2 in (5 mm)", "24 in.", "10 in wide".
_INCHES = re.compile(
    r"[ ]\([0-9.,]+[ ]?[mc]?m\b|[;,)]|[.]?\Z|[.][ ][A-Z]|[ ](?:long|wide|tall|high|deep|thick)\b"
)
_CLOSED = re.compile(r"\s?[(),.;/]|\Z")
# "a 75-g load", but "5-t", "a 5-m team".
_TIED_LETTERS = frozenset("gml")
# Units only if no noun follows: "10 TB of data", but "10 TB cases", "5 won medals".
_WITHOUT_NOUN = frozenset(("won", "bar"))
# "10 TB cases" are of tuberculosis, "5 GB athletes" of Great Britain.
_PATIENTS = (
    r" (?:cases|patients|deaths|infections|clinics|drugs|strains|outbreaks|athletes|players|"
    r"medals)\b"
)

_LAST_BEFORE = frozenset(sign[-1] for sign in MONEY_BEFORE)
_MOST_BEFORE = max(map(len, MONEY_BEFORE))


# A word that is not a function word.
_NOUN_AFTER = (
    r" (?!(?:of|per|an?|and|or|in|to|for|from|on|at|by|with|as|is|was|were|each|more|less|than|"
    r"this|last|over|under)\b)[a-z]"
)


# The sign or the code of money that ends where a number begins.
_SIGNS = sorted(map(re.escape, MONEY_BEFORE), key=len, reverse=True)
_MARKS = [re.escape(sign) for sign in MONEY_BEFORE if len(sign) == 1 and not sign.isalpha()]
_COUNTRY = r"(?<![^\W_])[A-Z][A-Za-z]{0,2}\Z"
_BEFORE = rf"(?:(?<![^\W\d_])(?:{'|'.join(_SIGNS)})|{'|'.join(_MARKS)})\Z"


# What follows pounds of weight; "300 pounds of aid" is money.
_OF_WEIGHED = (
    r"[- ]in weight| of (?!(?:the|a|an|its|their|his|her|our|aid|debts?|investments?|funding|"
    r"funds|savings?|spending|sales|revenues?|tax(?:es)?|taxpayers?|public|cash|damages?|"
    r"profits?|loss(?:es)?|exports?|imports?|money|loans?|income|support|credit|assets|shares|"
    r"cuts|costs?|benefits?|grants?|new|extra|additional|capital)\b)[a-z]"
)


def unit_after(text: str, position: int) -> tuple[Unit, int] | None:
    """The unit that begins here, glued or after a blank or hyphen, and where it ends.

    None if no unit begins here; a noun that is merely counted is not a unit.  A letter that is also
    a magnitude is read as a unit: "m" as metres, "t" as tonnes, "K" as kelvins.
    """
    start = position + (text[position : position + 1] in _GAPS)
    token = _compiled(_TOKEN).match(text, start)
    found = _longest(text, token) if token else None
    if found is None or _is_no_unit(text, position, start=start, end=found[1]):
        return None
    if inverse := _compiled(_INVERSE).match(text, found[1]):  # "cm⁻¹"
        return Unit("count", text[start : inverse.end()]), inverse.end()
    if found[0].name == "pounds" and _compiled(_OF_WEIGHED).match(text, found[1]):
        return OTHERS["pounds"][0], found[1]
    return found


def _is_no_unit(text: str, position: int, *, start: int, end: int) -> bool:
    """Whether something spelled like a unit is something else in its context."""
    spelled = text[start:end]
    is_apart = start != position or (spelled == "in" and text[start - 1] == "-")  # "1-in-100-year"
    if is_apart and spelled in _GLUED_ALONE:
        closed = {"C": _CLOSED, "F": _CLOSED, "in": _INCHES}.get(spelled)
        return closed is None or text[position] != " " or not closed.match(text, end)
    if spelled in ("TB", "GB"):
        return bool(_compiled(_PATIENTS).match(text, end))
    if spelled in _WITHOUT_NOUN:
        return bool(_compiled(_NOUN_AFTER).match(text, end))
    is_letter = start > position and len(spelled) == 1 and spelled.isalpha()
    is_tied = text[position] == "-" and spelled not in _TIED_LETTERS
    return is_letter and (is_tied or text[end : end + 1] == "-")  # "5-t", "5 t-shirts"


_LARGE = (
    r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|"
    r"[0-9]+(?:\.[0-9]+)?(?:[ ]?(?:bn|mn|tn|million|billion|trillion)|m)\b"
)


def unit_before(text: str, position: int) -> tuple[Unit, int] | None:
    """The currency whose sign or code ends here, or one blank earlier, and where it begins."""
    end = position - 1 if position and text[position - 1] in " \xa0\u202f" else position
    letter = text[position - 1 : position]
    if letter in MONEY_LETTERS and not text[position - 2 : position - 1].isalnum():
        is_large = _compiled(_LARGE).match(text, position)
        return (SPELLINGS[MONEY_LETTERS[letter]], position - 1) if is_large else None
    if not end or text[end - 1] not in _LAST_BEFORE:
        return None
    sign = _compiled(_BEFORE).search(text, max(end - _MOST_BEFORE, 0), end)
    if sign is None:
        return None
    start = sign.start()
    if sign[0] == "$" and (country := _compiled(_COUNTRY).search(text, max(start - 5, 0), start)):
        dollars = Unit(f"money:{country[0]}$", f"{country[0]}$")  # never US dollars
        return SPELLINGS.get(country[0], dollars), country.start()
    return MONEY_BEFORE[sign[0]], start


def _longest(text: str, first: re.Match[str]) -> tuple[Unit, int] | None:
    """The longest unit that begins with a token, and its end."""
    word = _key(first[0])
    if "/" in word and word not in SPELLINGS:
        end = first.start() + word.index("/")
        return _longest_of([(text[first.start() : end], end)])
    if "·" in word or " " in word:  # "mPa·s", "fl. oz."
        return SPELLINGS.get(word) or Unit("count", first[0]), first.end()
    if (most := _LONGEST.get(word, 0)) < 2:
        return (SPELLINGS[word], first.end()) if most else None
    words = [(first[0], first.end())]
    while len(words) < most and text[words[-1][1] : words[-1][1] + 1] in ("-", " ", "\xa0"):
        token = _compiled(_TOKEN).match(text, words[-1][1] + 1)
        if token is None:
            break
        words.append((token[0], token.end()))
    return _longest_of(words)


def _longest_of(words: list[tuple[str, int]]) -> tuple[Unit, int] | None:
    """The unit named by as many of the words as possible, and where it ends."""
    for count in range(len(words), 0, -1):
        unit = SPELLINGS.get(_key(" ".join(word for word, _ in words[:count])))
        if unit is not None:
            return unit, words[count - 1][1]
    return None


def _key(spelling: str) -> str:
    """The key of a spelling in `SPELLINGS`: a symbol unchanged, words in small letters."""
    if spelling in SPELLINGS or len(spelling) < 3:
        return spelling
    small = spelling.lower()
    return small.replace("sq.", "sq").replace("cu.", "cu").replace("p.c.", "pc")


# The beginning of a rate after a unit or a noun, with its number; or a whole rate.
_RATE_AFTER = (
    r"(?: per (?!annum\b)|/(?!(?!10*(?!\d)|1\.73)\d)| for every "
    r"| an? (?!\w+[ -](?:earlier|ago|before|later|previously|on[ -]year)\b)"
    r"(?=(?:second|minute|hour|day|night|week|month|"
    r"quarter|year|tonne|ton|barrel|litre|gallon|kilo|share|head|piece|person|pound|ounce|unit)"
    r"\b))((?:\d[\d,. \u00a0\u202f]*(?<=\d))?(?: ?(?:hundred|thousand|million|billion)\b)?)"
    r"(?P<apart> ?)| (?:per annum|p\.a\.|annually|a head|yearly)(?![^\W_])"
)


# "cm⁻¹", "m⁻² s⁻¹".
_INVERSE = (
    r"(?:⁻[¹²³⁴]|[-\u2212][1-4](?![\w.,-]))"
    r"(?:[ ·][A-Za-zµ]{1,4}(?:⁻[¹²³⁴]|[-\u2212][1-4])(?!\w))*"
)

_POWERS = str.maketrans("23·", "²³ ", "1¹-\u2212–⁻")
_BEFORE_RATE = frozenset(" /·-")
_TIED_RATE = r"-[Aa]n?-([A-Za-z]+)"  # "$100-a-barrel"
_SHORT_RATES = {"pcm": "month", "pw": "week", "pa": "year"}


# A noun behind "a" and a measure, "£2.50 a pint"; not in "$2m a lot of what they had".
_ANY_RATE = (
    r" (?P<short>pcm|pw|pa)(?![^\W_])"
    r"| an? (?!few|lot|bit|little|more|new|further|total|record|great|good|large|small|big|"
    r"whole|third|half|quarter|fifth|tenth|dozen|hundred|thousand|million|billion|decade)"
    r"(?P<noun>[a-z]{2,}(?<!s))(?=[.,;:!?)]|\Z"
    r"| (?:in|for|to|from|at|by|on|and|but|or|after|before|with|last|this|as|is|was|are|were|"
    r"compared|against|when|than|over|under|until|since|during)\b)"
)


# The noun of a rate that is not a unit, with its adjectives: "diluted share".
_NOUNS = (
    "shares?|units?|births|workers?|employees?|persons?|people|households?|residents?|"
    "kilomet(?:er|re)s?|miles?|years?|hours?|metres?|tonnes?|adults?|children|women|men"
)
_NO_RATE = "last|this|next|the|an?|in|of|on|at|by|for|from|to|and|or|was|is|among|were|are|compared"
_ADJECTIVE = rf"(?!(?:{_NOUNS}|{_NO_RATE})\b)"
_RATE_NOUN = (
    rf"(?!(?:{_NO_RATE})\b)"
    rf"(?:(?:{_ADJECTIVE}[a-z]+(?:-[a-z]+)*[ ]){{1,2}}(?:{_NOUNS})|[^\W\d_]+(?:-[^\W\d_]+)*)"
    r"(?![^\W_])"
)


_NO_RATE_NOUN = (
    r"(?:in|of|on|at|by|for|from|to|and|or|but|among|amongst|between|during|than|was|is|were|are|"
    r"with|as|when|while|since|until|before|after|compared)\b"
)


# Symbols with negative powers, which make a rate: "mg kg-1", "W m⁻²".
_POWERS_AFTER = r"(?:[ ·]?[A-Za-zµ]{1,4}[-\u2212–⁻][123¹²³](?!\w))+"


def rate_after(  # noqa: PLR0911  # a form a line
    text: str, position: int, *, is_measured: bool = False
) -> tuple[str, int] | None:
    """What follows "per" after a unit or a noun that ends here, and where that ends.

    Reads "per day", "/day", "a day" and "per annum"; "a" before any other noun
    only where ``is_measured`` says that an amount of money or a measure is before it.
    """
    if text[position : position + 1] not in _BEFORE_RATE:
        return None
    if tied := _compiled(_TIED_RATE).match(text, position):
        return tied[1].lower(), tied.end()
    if is_measured and (powers := _compiled(_POWERS_AFTER).match(text, position)):
        return powers[0].strip(" ·").translate(_POWERS), powers.end()
    match = _compiled(_RATE_AFTER).match(text, position)
    if match is None and is_measured and (noun := _compiled(_ANY_RATE).match(text, position)):
        return noun["noun"] or _SHORT_RATES[noun["short"]], noun.end()
    if match is None or match[1] is None:
        return ("year", match.end()) if match else None
    if match[1] and _compiled(_NO_RATE_NOUN).match(text, match.end()):
        return match[1], match.start("apart")  # "per 100,000 in 2012"
    token = _compiled(_TOKEN).match(text, match.end())
    unit = _longest(text, token) if token and token[0] != "in" else None
    noun = _compiled(_RATE_NOUN).match(text, match.end())
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
    it names.
    """
    head, per = _split_rate(" ".join(words.split()))
    unit, magnitude = _measure(head)
    if per:
        unit = unit._replace(per=per)
    return unit._replace(factor=EXACT.multiply(unit.factor, Decimal(magnitude)))


def _split_rate(words: str) -> tuple[str, str]:
    """A unit without its rate, and the rate."""
    if words in SPELLINGS or words.isalpha():
        return words, ""
    match = re.search(
        r" per (?!cents?\b|mill?e?\b)| ?/ ?| (?=p\.a\.$|a (?:day|year|month|week)$)", words
    )
    if match is None or not match.start():
        return words, ""
    per = words[match.end() :].removeprefix("a ")
    return words[: match.start()], "year" if per in ("annum", "p.a.") else per


def _measure(words: str) -> tuple[Unit, int]:
    """The unit of words without a rate, and its magnitude."""
    magnitude, rest = 1, list[str]()
    for sign in "$€£¥₹":  # "$m" is "$ m"
        if sign in words:
            words = re.sub(rf"(?<=[{sign}])(?=[a-z'’]|000)", " ", words)
    parts = words.split()
    known = [SPELLINGS.get(_key(part.strip("(),"))) for part in parts]
    is_money = any(unit is not None and unit.dimension.startswith("money") for unit in known)
    for part in parts:
        small = part.lower().rstrip(",")
        if not rest and re.fullmatch("10*", power := part.replace(",", "")):
            magnitude *= int(power)
        elif small in _MAGNITUDES and (is_money or small not in _MONEY_MAGNITUDES):
            magnitude *= _MAGNITUDES[small]
        elif small != "of" or rest:
            rest.append(part)
    left = " ".join(rest)
    return (_known(left) or Unit("count", left) if left else BARE), magnitude


# Adjectives that don't change the measure.
_ADJECTIVES = words_of(
    "working calendar current constant gross net nominal real annual average metric light"
)
# "Foot soldiers" and "day nurseries" are counted, not measured in feet and days.
_SINGULAR = words_of(
    "foot day hour minute second week month year mile metre meter ton pound point degree cent"
)


def _known(words: str) -> Unit | None:
    """The known unit that words name, alone or with words that say what is measured."""
    if words.isalpha() and _key(words) not in _LONGEST:
        return SPELLINGS["%"] if words.lower() == "percentage" else None
    for start, end, unit in _units_in(words):
        before, after = words[:start].split(), words[end:].lstrip()
        if before and words[start:end] in _WITHOUT_NOUN:
            continue  # "Matches won"
        if unit.dimension.startswith("money") or unit.dimension in ("percent", "points"):
            return unit
        is_adjective = start == 0 and after and words[:end] in _SINGULAR and after[0].isalpha()
        if all(word.lower() in _ADJECTIVES for word in before) and not is_adjective:
            return unit
    return SPELLINGS["%"] if re.match(r"percentage\b|share\b.*%", words.lower()) else None


def _units_in(words: str) -> Iterator[tuple[int, int, Unit]]:
    """Every known unit in the words, with its position."""
    position = 0
    while token := _compiled(_TOKEN).search(words, position):
        found = _longest(words, token)
        position = found[1] if found else token.end()
        if found:
            yield token.start(), position, found[0]


def magnitude_of(unit: Unit) -> Decimal:
    """The magnitude of a unit: 1,000,000 for "million tonnes", 1 for "tonnes"."""
    size = SIZES.get(unit.name, Decimal(1)) if unit.dimension not in ("", "count") else Decimal(1)
    return EXACT.divide(unit.factor, size)


def readings(unit: Unit) -> tuple[Unit, ...]:
    """What a unit may mean, the most usual first: "tons" are tonnes, short tons or long tons."""
    magnitude = magnitude_of(unit)
    others = OTHERS.get(unit.name, ()) if unit.dimension not in ("", "count") else ()
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
    shorter, longer = sorted(nouns, key=len)  # "share" and "diluted share"; "per 100,000" has none
    if shorter and longer[-len(shorter) :] != shorter:
        return
    for first in readings(unit):
        for second in readings(into):
            if (first.dimension or "count") == (second.dimension or "count"):
                yield first, second


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


_PERSONS = words_of(
    "people person persons inhabitants inhabitant population residents resident capita head "
    "heads citizens"
)


@lru_cache(maxsize=1024)
def _rate(per: str) -> tuple[Decimal, str]:
    """How many of what a rate is per: 100,000 and "person" for "100,000 people"."""
    size = Decimal(1)
    words = []
    joined = re.sub(r"(?<=\d)[, \u00a0\u202f](?=\d{3}(?!\d))", "", per)
    for word in joined.split():
        if re.fullmatch(r"\d+(?:\.\d+)?", word) and Decimal(word):
            size = EXACT.multiply(size, Decimal(word))
        elif word.lower() in _MAGNITUDES and word.lower() not in _MONEY_MAGNITUDES:
            size *= _MAGNITUDES[word.lower()]
        else:
            words.append(word)
    noun = " ".join(words)
    if words and words[0].lower() in _PERSONS:
        return size, "".join(("person", *noun.lower().partition(" per ")[1:]))
    known = SPELLINGS.get(_key(noun))
    return size, known.name if known else noun.lower().removesuffix("s")
