"""Numbers in words, "two hundred and fifty thousand", "one in five"; and scales, "5 million"."""

from __future__ import annotations

import re
from decimal import Decimal

from factreport.english import numbers, vocabulary
from factreport.english.vocabulary import (
    APART,
    ARTICLES,
    DENOMINATORS,
    FRACTION_SIGNS,
    GAP,
    MONEY_SCALES,
    SCALES,
    SMALL,
    TIMES,
)
from factreport.figures.number import (
    EXACT,
    MOST_DIGITS,
    Number,
    closing_zeros,
    fraction,
    plain,
    with_fraction,
)
from factreport.figures.tokens import NOTHING, token_after, words_after

_WORD = re.compile(rf"(?:[-\u2010\u2011]|{GAP})([a-z]+)(?![a-z])")
_GREATEST = 10**16
_GLUED = re.compile(r"[a-z]+|[千万萬亿億]{1,2}")
# "Ran the 100m in 10.7 seconds", "the world 200m and 400m record holder".
_RACES = frozenset(map(Decimal, (50, 60, 100, 110, 200, 300, 400, 800, 1500, 3000, 5000, 10000)))
_NEAR_RACE = 64
_LONGEST_MEASURED = 64
_MOST_THOUSANDS = 1000  # "3000K" is a temperature, "3,000m" a distance
_MOST_IN = 10  # "one in five", but "25 in 60 towns"


def read_spelled(low: str, start: int) -> Number | None:
    """The longest number in words from ``start``, "two point one"; or a fraction: "½", "half"."""
    if low[start] in FRACTION_SIGNS:
        return fraction(start, start + 1, *FRACTION_SIGNS[low[start]])
    first = token_after(low, start)
    if first.word in DENOMINATORS:
        return fraction(start, first.end, 1, DENOMINATORS[first.word])
    number = _read_words(low, start)
    point = token_after(low, number.end) if number else NOTHING
    if number is None or point.word != "point" or number.value >= 1000:
        return number
    places, end = "", point.end
    while (word := _WORD.match(low, end)) and 0 <= SMALL.get(word[1], 10) < 10:
        places, end = places + str(SMALL[word[1]]), word.end()
    if not places or len(places) > MOST_DIGITS:
        return number
    return number.plus(Decimal(f"0.{places}"), end, Decimal(f"1e-{len(places)}"))


def _read_words(low: str, start: int) -> Number | None:  # one kind of word per line
    total = group = 0
    scale, last = 1, _GREATEST
    end = position = start
    is_joined = False  # by "and"
    unjoined = None  # the number so far, without what "and" joins to it
    while word := _WORD.match(low, position):
        name, position = word[1], word.end()
        if name == "and" and not is_joined and (total or group):
            is_joined = True
            continue
        if name in SMALL:
            following = _WORD.match(low, position) if is_joined else None
            # "Two million and one half"
            is_over = following is not None and following[1] in DENOMINATORS
            if is_over or not _may_follow(SMALL[name], total, group, is_joined=is_joined):
                break
            if is_joined and total:
                unjoined = total, group, scale, end
            group, scale = group + SMALL[name], 1
        elif end == start and name in ARTICLES:
            group = 1
            continue
        elif end == start and name in SCALES:  # "hundred thousand"
            group, scale = SCALES[name], SCALES[name]
        elif name == "hundred" and 0 < group < 100 and not is_joined:
            group, scale = group * 100, 100
        elif name not in MONEY_SCALES and group and not is_joined and APART.get(name, last) < last:
            scale = last = APART[name]
            total, group = total + group * last, 0
        else:
            if unjoined and name in SCALES:  # "five million and six million" are two
                total, group, scale, end = unjoined
            break
        end, is_joined = position, False
    if end == start:
        return None
    value, step = total + group, 1 if scale == 100 else scale
    zeros = closing_zeros(str(value // step))
    return Number(start, end, Decimal(value), Decimal(step), "words", zeros, Decimal(scale))


def _may_follow(small: int, total: int, group: int, *, is_joined: bool) -> bool:
    """Whether a number under a hundred can be the next word of a number in words."""
    if not small or not (total or group):
        return not (total or group or is_joined)
    if is_joined:
        return group % 100 == 0
    return group % 100 == 0 or (small < 10 and group % 10 == 0 and group % 100 >= 20)


def with_denominator(low: str, number: Number) -> Number | None:
    """The number over the denominator that follows, "two thirds"; None if none follows."""
    match = _WORD.match(low, number.end)
    if not match or match[1] not in DENOMINATORS or number.is_scaled:
        return None
    bottom, top = DENOMINATORS[match[1]], number.value
    if top != int(top) or not 0 < top < bottom or match[1].endswith("s") != (top > 1):
        return None
    is_time = match[1] == "quarters" and low[number.end] != "-"
    is_share = token_after(low, match.end()).word in ("of", *SCALES)
    if is_time and not (is_share or numbers.PERCENT_IN_BRACKETS.match(low, match.end())):
        return None  # "growth in three quarters"
    return fraction(number.start, match.end(), int(top), bottom)


def out_of(low: str, number: Number) -> Number | None:
    """The share in "one in five", "nine out of ten"; None if no share follows."""
    match = numbers.OUT_OF.match(low, number.end)
    if not match or number.step != 1:
        return None
    whole, end = Decimal(0), match.end()
    if match[2]:
        whole = Decimal(match[2].replace(",", ""))
    elif match[3] in SMALL or match[3] in SCALES or match[3] in ARTICLES:
        words = _read_words(low, match.start(3))
        whole, end = (words.value, words.end) if words else (whole, end)
    is_in = "out" not in match[0]
    following = token_after(low, end).word
    if match["noun"] and (number.value != 1 or number.form != "words"):  # "one child in five"
        # "Two trains in three", but "two trains in three hours"
        is_part = vocabulary.is_plural(match["noun"].strip()) and not match[2]
        is_noun = is_in and following.isalpha() and following not in vocabulary.NO_NOUN
        if not is_part or is_noun or number.form != "words":
            return None
    is_many = is_in and number.value > _MOST_IN and whole != 100 and "every" not in match[0]
    if not 0 < number.value < whole + (not is_in) or is_many:
        return None
    if is_in and (1500 <= whole <= 2100 or following in SCALES or following in TIMES):
        return None
    step = Decimal("0.01") if whole <= 100 else EXACT.divide(Decimal("0.1"), whole)
    return fraction(number.start, end, int(number.value), int(whole))._replace(step=step)


def fraction_of_scale(low: str, number: Number) -> Number:
    """A fraction with its scale: "half a million", "three quarters of a billion"."""
    article = numbers.AFTER_ARTICLE.match(low, number.end)
    position = article.end() if article else number.end + (low[number.end : number.end + 1] == "-")
    word = token_after(low, position)
    if word.word not in SCALES:
        return number
    scale = SCALES[word.word]
    scaled = number.scaled(scale, word.end)
    is_exact = scaled.value == scaled.value.to_integral_value()
    step = Decimal("0.1") if number.value.as_tuple().exponent == -1 else Decimal("0.01")
    return scaled._replace(
        value=scaled.value if is_exact else plain(round(scaled.value, 2)),
        step=plain(EXACT.multiply(step, Decimal(scale))),
    )


def with_half(low: str, number: Number) -> Number:
    """The number with "and a half" after it, which may have a scale: "two and a half million"."""
    if low.startswith("-and-", number.end) and (tied := numbers.TIED_PART.match(low, number.end)):
        return with_fraction(number, tied.end(), 1, DENOMINATORS[tied[1]])
    if low[number.end : number.end + 4].strip()[:2] != "an" or not numbers.AND.match(
        low, number.end
    ):
        return number
    words = words_after(low, number.end, 5)
    names = [token.word for token in words]
    at = 1
    top = 1
    if names[at : at + 1] and (names[at] in ARTICLES or names[at] in SMALL):
        top, at = SMALL.get(names[at], 1), at + 1
    if names[at : at + 1] == [] or names[at] not in DENOMINATORS:
        return number
    bottom, end = DENOMINATORS[names[at]], words[at].end
    scale = SCALES.get(names[at + 1]) if len(names) > at + 1 else None
    if not number.is_scaled or number.scale == 100:
        mixed = with_fraction(number, end, top, bottom)
        return mixed.scaled(scale, words[at + 1].end) if scale else mixed
    # In "3 million and a half", and in "a billion and a half million", the half is half a million.
    unit = Decimal(scale) if scale and scale < number.scale else number.scale
    end = words[at + 1].end if scale and scale < number.scale else end
    share = fraction(number.start, end, top, bottom)
    step = Decimal("0.1") if bottom == 2 else share.step
    part, step = (EXACT.multiply(amount, unit) for amount in (share.value, step))
    return number.plus(part, end, plain(step))


def with_scale(low: str, number: Number, *, is_money: bool) -> Number:
    """The number with its scale and a following "and a half".

    ``is_money`` says that the number is an amount of money: then "5 m" is five million.
    """
    for _ in range(2):  # "5 hundred thousand"
        if (scale := _scale_after(low, number, is_money=is_money)) is None:
            break
        number = number.scaled(*scale)
    halved = with_half(low, number)
    is_other = is_money and low.startswith(" of ", halved.end)  # "$5 and a half of it"
    return number if is_other else halved


def _scale_after(low: str, number: Number, *, is_money: bool) -> tuple[int, int] | None:
    """The scale after a number, and where it ends."""
    end = number.end
    if glued := _GLUED.match(low, end):
        word = glued[0]
        is_whole = not low[glued.end() : glued.end() + 1].isdigit()
        is_metres = False
        if word == "m" and not is_money:
            start = number.start
            is_metres = bool(
                numbers.METRES.match(low, end)
                or numbers.MEASURED_BEFORE.search(low, max(start - _LONGEST_MEASURED, 0), start)
                or (number.value in _RACES and _is_race(low, number, glued.end()))
            )
        if word not in vocabulary.GLUED or not is_whole or is_metres:
            return None
        is_great = word in ("k", "m") and number.value >= _MOST_THOUSANDS
        if (word in vocabulary.MONEY_GLUED or is_great) and not is_money:
            return None
        return vocabulary.GLUED[word], glued.end()
    match = _WORD.match(low, end)
    word = match[1] if match else ""
    if is_money and match and word in vocabulary.LETTER_SCALES:
        is_name = number.is_scaled or low[match.end() : match.end() + 1].isdigit()  # "£10k M135i"
        return None if is_name else (vocabulary.LETTER_SCALES[word], match.end())
    if (
        not match
        or word not in vocabulary.APART
        or (word in vocabulary.MONEY_SCALES and not is_money)
    ):
        return None
    return vocabulary.APART[word], match.end()


def _is_race(low: str, number: Number, end: int) -> bool:
    """Whether "100m" is the name of a race: "won the 100m"; but "has 100m users"."""
    following = token_after(low, end)
    if vocabulary.is_plural(following.word) and following.word not in numbers.OF_RACES:
        return False
    is_named = not following.word.isalpha() or following.word in numbers.AFTER_RACE
    return (is_named and low.endswith("the ", 0, number.start)) or (
        numbers.RACE.search(low, max(end - _NEAR_RACE, 0), end + _NEAR_RACE) is not None
    )
