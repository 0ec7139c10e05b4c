"""Numbers: digits in any usual grouping, words, fractions, exponents, with their scale."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from factreport.figures import english
from factreport.figures.exact import EXACT
from factreport.figures.tokens import GAP, Token, token_after

MOST_DIGITS = 40
_SPACES = " \u00a0\u2007\u2009\u202f"
# Digits and what ties them; whether that is a number, a date or a list is told by its shape.
RUN = re.compile(r"[0-9]+(?:[.,'’:/·][0-9]+)*")
_SPACED = re.compile(
    rf"[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}}(?![0-9]))+(?:[.·][0-9]+(?![.,][0-9]))?"
)
_PLAIN = re.compile(r"[0-9]+(?:[.·][0-9]+)?")
_GROUPED = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?:[.·][0-9]+)?|[0-9]{1,3}(?:['’][0-9]{3})+(?:[.·][0-9]+)?"
    r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:[.·][0-9]+)?"
)
_FOREIGN = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_COMMA = re.compile(r"[0-9]{1,3},[0-9]{1,2}")
_FRACTION = re.compile(r"([0-9]{1,3})/([0-9]{1,3})")
_MIXED = re.compile(
    rf"[ -]([0-9])[/⁄]([0-9]{{1,2}})(?![0-9/])|[ -]?([{''.join(english.FRACTION_SIGNS)}])"
)
_POWER = re.compile(
    r"(?:[ ]?[×x*·][ ]?10(?:\^|\*\*)?([-−+⁻]?[0-9⁰¹²³⁴-⁹]{1,2})|e([-+]?[0-9]{1,2}))(?![0-9a-z.])"
)
_TEN = re.compile(r"10(?:\^([-−+]?[0-9]{1,2})|([⁻]?[⁰¹²³⁴-⁹]{1,2}))(?![0-9a-z])")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_AFTER_COMMA = re.compile(
    rf"{GAP}(?:%|per{GAP}cent|percent|pct|({'|'.join(english.SCALES)})|[mb]n\b)"
)
_WORD = re.compile(rf"(?:[-‐‑]|{GAP})([a-z]+)(?![a-z])")
_GLUED = re.compile(r"[a-z]+|[千万萬亿億]{1,2}")
_OUT_OF = re.compile(
    rf"{GAP}(?:-in-|-out-of-|in{GAP}(?:every{GAP})?|out{GAP}of{GAP}(?:every{GAP})?)"
    r"(?:([0-9]{1,3}(?:,[0-9]{3})*)|([a-z]+))(?![\w%]|[.,][0-9])"
)

Form = Literal["digits", "grouped", "words", "fraction", "vague"]


class Number(NamedTuple):
    """A number without unit and sign, from ``start`` to ``end``.

    ``step`` is what one more in its last written digit is worth, ``zeros`` how many digits before
    the point are closing zeros.  "digits" is the form of a year or a label: no more than digits.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    form: Form
    zeros: int = 0
    scale: Decimal = Decimal(1)

    @property
    def is_scaled(self) -> bool:
        """Whether a word such as "million" is a part of it."""
        return self.scale != 1

    def scaled(self, scale: int, end: int) -> Number:
        """The number times a scale, "million", that ends there."""
        factor = Decimal(scale)
        return self._replace(
            end=end,
            value=EXACT.multiply(self.value, factor),
            step=EXACT.multiply(self.step, factor),
            form="grouped" if self.form == "digits" else self.form,
            scale=EXACT.multiply(self.scale, factor),
        )


def read_digits(low: str, start: int) -> Number | None:
    """The number that the digits from ``start`` are; None for a time, a list, a version."""
    if ten := _TEN.match(low, start):
        power = int((ten[1] or ten[2]).translate(_RAISED))
        return Number(start, ten.end(), Decimal(f"1e{power}"), Decimal(f"1e{power}"), "grouped")
    run = RUN.match(low, start)
    if run is None:
        return None
    if spaced := _SPACED.match(low, start):
        written, end = spaced[0], spaced.end()
        if end > run.end() and run.end() - start <= 3:
            if RUN.match(low, end) or len(written) > 2 * MOST_DIGITS:
                return None
            return _plain_number(start, end, re.sub(f"[{_SPACES}]", "", written), "grouped")
    written, end = run[0], run.end()
    if len(written) > 2 * MOST_DIGITS:
        return None
    if _PLAIN.fullmatch(written):
        return _with_more(low, _plain_number(start, end, written.replace("·", "."), "digits"))
    if _GROUPED.fullmatch(written):
        plain = re.sub("[,'’]", "", written).replace("·", ".")
        return _with_more(low, _plain_number(start, end, plain, "grouped"))
    if _FOREIGN.fullmatch(written) or (_COMMA.fullmatch(written) and _AFTER_COMMA.match(low, end)):
        return _plain_number(start, end, written.replace(".", "").replace(",", "."), "grouped")
    return _read_fraction(written, start, end)


def _plain_number(start: int, end: int, plain: str, form: Form) -> Number | None:
    whole, _, places = plain.partition(".")
    if len(whole) + len(places) > MOST_DIGITS:
        return None
    value = Decimal(plain)
    zeros = 0 if places else len(whole) - len(whole.rstrip("0"))
    kept = min(zeros, max(len(whole) - 2, 0))
    return Number(start, end, value, Decimal(f"1e-{len(places)}"), form, kept)


def _read_fraction(written: str, start: int, end: int) -> Number | None:
    """ "3/4" is three quarters; "24/7", "2019/20" are none."""
    found = _FRACTION.fullmatch(written)
    if not found or not 0 < int(found[1]) < int(found[2]) or int(found[2]) > 100:
        return None
    return fraction(start, end, int(found[1]), int(found[2]))


def fraction(start: int, end: int, numerator: int, denominator: int) -> Number:
    """A share of one; its step is a hundredth, for nobody writes thirds of a thousandth."""
    share = EXACT.divide(Decimal(numerator), Decimal(denominator))
    value = share if len(share.as_tuple().digits) < MOST_DIGITS else round(share, 28)
    return Number(start, end, value, Decimal("0.01"), "fraction")


def _with_more(low: str, number: Number | None) -> Number | None:
    """The number with "1/2", "½" or "× 10^6" behind it."""
    if number is None:
        return None
    if power := _POWER.match(low, number.end):
        exponent = int((power[1] or power[2]).translate(_RAISED))
        value, step = (EXACT.scaleb(part, exponent) for part in (number.value, number.step))
        return number._replace(end=power.end(), value=value, step=step, form="grouped", zeros=0)
    mixed = _MIXED.match(low, number.end) if number.step == 1 else None
    if mixed:
        top, bottom = (
            english.FRACTION_SIGNS[mixed[3]] if mixed[3] else (int(mixed[1]), int(mixed[2]))
        )
        if 0 < top < bottom:
            return plus_fraction(number, mixed.end(), top, bottom)
    return number


def plus_fraction(number: Number, end: int, numerator: int, denominator: int) -> Number:
    """ "two" and "a half"."""
    part = fraction(number.start, end, numerator, denominator)
    step = Decimal("0.1") if denominator == 2 else part.step
    form: Form = "grouped" if number.form == "digits" else number.form
    return number._replace(
        end=end, value=EXACT.add(number.value, part.value), step=step, form=form, zeros=0
    )


def read_words(low: str, start: int) -> Number | None:
    """The longest number in words from ``start``: "two hundred and fifty thousand"."""
    total = group = 0
    scale, last = 1, 10**16
    end = position = start
    is_joined = False
    while word := _match_word(low, position, is_first=position == start):
        name, position = word
        if name == "and":
            if is_joined or not (total or group):
                break
            is_joined = True
            continue
        if is_joined and _match_fraction(low, position):  # "two million and one half"
            break
        if name in english.SMALL and _may_follow(english.SMALL[name], total, group, is_joined):
            group += english.SMALL[name]
            scale = 1
        elif end == start and name in english.ARTICLES:
            group = 1
            is_joined = False
            continue
        elif name == "hundred" and 0 < group < 100 and not is_joined:
            group, scale = group * 100, 100
        elif group and not is_joined and english.SCALES.get(name, last) < last:
            scale = last = english.SCALES[name]
            total, group = total + group * last, 0
        else:
            break
        end, is_joined = position, False
    if end == start:
        return None
    value = total + group
    rounded = len(str(value // scale)) - len(str(value // scale).rstrip("0"))
    number = Number(start, end, Decimal(value), Decimal(scale), "words", scale=Decimal(scale))
    number = number._replace(zeros=min(rounded, max(len(str(value // scale)) - 2, 0)))
    return _with_point(low, number) if value < 1000 else number


def _match_word(low: str, position: int, *, is_first: bool) -> tuple[str, int] | None:
    if is_first:
        token = token_after(low, position)
        return (token.word, token.end) if token.word else None
    found = _WORD.match(low, position)
    return (found[1], found.end()) if found else None


def _match_fraction(low: str, position: int) -> bool:
    found = _WORD.match(low, position)
    return found is not None and found[1] in english.DENOMINATORS


def _may_follow(small: int, total: int, group: int, is_joined: bool) -> bool:  # noqa: FBT001
    """Whether a number under a hundred can be the next word of a number in words."""
    if not small or not (total or group):
        return not (total or group or is_joined)
    if is_joined:
        return group % 100 == 0
    return group % 100 == 0 or (small < 10 and group % 10 == 0 and group % 100 >= 20)


def _with_point(low: str, number: Number) -> Number:
    """The number with "point one four" behind it."""
    point = token_after(low, number.end)
    if point.word != "point":
        return number
    digits, end = "", point.end
    while (word := _WORD.match(low, end)) and 0 <= english.SMALL.get(word[1], 10) < 10:
        digits, end = digits + str(english.SMALL[word[1]]), word.end()
    if not digits or len(digits) > MOST_DIGITS:
        return number
    value = EXACT.add(number.value, Decimal(f"0.{digits}"))
    return number._replace(end=end, value=value, step=Decimal(f"1e-{len(digits)}"), zeros=0)


def read_part(low: str, start: int) -> Number | None:
    """A fraction in words or as a sign: "½", "half", "a third", "two-thirds", "point five"."""
    if low[start] in english.FRACTION_SIGNS:
        return fraction(start, start + 1, *english.FRACTION_SIGNS[low[start]])
    first = token_after(low, start)
    if first.word in english.DENOMINATORS:
        return fraction(start, first.end, 1, english.DENOMINATORS[first.word])
    return None


def with_denominator(low: str, number: Number) -> Number | None:
    """ "two" with "thirds" behind it; None where what follows is no denominator."""
    found = _WORD.match(low, number.end)
    if not found or found[1] not in english.DENOMINATORS or number.is_scaled:
        return None
    bottom, top = english.DENOMINATORS[found[1]], number.value
    if top != int(top) or not 0 < top < bottom or (found[1].endswith("s") != (top > 1)):
        return None
    return fraction(number.start, found.end(), int(top), bottom)


def out_of(low: str, number: Number) -> Number | None:
    """ "one in five", "nine out of ten" as a share; None where nothing of the kind follows."""
    found = _OUT_OF.match(low, number.end)
    if not found or number.step != 1 or number.value > 999:
        return None
    if found[1]:
        whole, end = int(found[1].replace(",", "")), found.end()
    else:
        words = read_words(low, found.start(2)) if found[2] in english.SMALL else None
        if found[2] in ("a", "an") or (words is None and found[2] in english.SCALES):
            words = read_words(low, found.start(2))
        if words is None:
            return None
        whole, end = int(words.value), words.end
    is_in = "out" not in found[0]
    if not number.value < whole or (is_in and number.value > 10 and not number.form == "words"):
        return None
    if is_in and 1500 <= whole <= 2100:
        return None
    return fraction(number.start, end, int(number.value), whole)._replace(
        step=Decimal("0.01") if whole <= 100 else EXACT.divide(Decimal(1), Decimal(whole * 10))
    )


def with_scale(low: str, number: Number, *, is_money: bool) -> Number:
    """The number with what it is multiplied by: "million", "bn", and "and a half" behind it."""
    for _ in range(2):  # "5 hundred thousand"
        if (scale := _scale_after(low, number, is_money=is_money)) is None:
            break
        number = number.scaled(*scale)
    return _with_half(low, number)


def _scale_after(low: str, number: Number, *, is_money: bool) -> tuple[int, int] | None:
    end = number.end
    glued = _GLUED.match(low, end)
    if glued:
        word = glued[0]
        if word in english.GLUED and not low[glued.end() : glued.end() + 1].isdigit():
            if number.form == "words" or (word in ("mm", "mil", "cr", "t", "tr") and not is_money):
                return None
            return english.GLUED[word], glued.end()
        return None
    found = _WORD.match(low, end)
    if not found or found[1] not in english.APART:
        return None
    word = found[1]
    if word in english.MONEY_SCALES and not is_money:
        return None
    if word in english.PLURAL_SCALES and low[end] == "-":
        return None
    return english.APART[word], found.end()


def _with_half(low: str, number: Number) -> Number:
    """The number with "and a half" behind it, which may itself have a scale."""
    words: list[Token] = []
    position = number.end
    while len(words) < 4:
        token = token_after(low, position)
        if not token.word.isalpha():
            break
        words.append(token)
        position = token.end
    names = [token.word for token in words]
    if not names or names[0] != "and":
        return number
    count = 1
    rest = names[1:]
    if rest and (rest[0] in english.ARTICLES or rest[0] in english.SMALL):
        count = english.SMALL.get(rest[0], 1)
        rest = rest[1:]
    if not rest or rest[0] not in english.DENOMINATORS or not 0 < count < 10:
        return number
    bottom = english.DENOMINATORS[rest[0]]
    end = words[len(names) - len(rest)].end
    if count >= bottom or (number.value >= 1000 and not number.is_scaled):
        return number
    if number.is_scaled:  # "3 million and a half", "two million and one half"
        share = fraction(number.start, end, count, bottom)
        unit = number.scale
        return number._replace(
            end=end,
            value=EXACT.add(number.value, EXACT.multiply(share.value, unit)),
            step=EXACT.multiply(unit, Decimal("0.1") if bottom == 2 else share.step),
        )
    number = plus_fraction(number, end, count, bottom)
    scale = english.SCALES.get(rest[1]) if len(rest) > 1 else None
    return number.scaled(scale, words[len(names) - len(rest) + 1].end) if scale else number
