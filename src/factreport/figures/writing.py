"""Writing: a value as prose, in one of several styles."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Literal, get_args

from factreport.figures.exact import decimal_of
from factreport.figures.words import MAGNITUDES, ONES, TENS
from factreport.model import Qualifier

Style = Literal["digits", "spaces", "magnitude", "short", "words"]
STYLES: tuple[Style, ...] = get_args(Style)


def write_figure(
    value: Decimal | float,
    *,
    unit: str = "",
    qualifier: Qualifier | None = None,
    style: Style = "digits",
) -> str:
    """A value as prose; exact, so `read_figure` gives back the value, unit and qualifier.

    ``unit`` is "%", a currency sign or "".  The styles: digits "15,270,000", spaces "15 270 000"
    (narrow and no-break), magnitude "15.27 million", short "15.27m", words "six thousand".  Words
    are for whole numbers under a quadrillion without a currency, or ValueError; 1 stays "1", for a
    bare "one" reads as a pronoun.
    """
    body = _WRITERS[style](_plain(value).removeprefix("-"))
    sign = "-" if value < 0 else ""
    if style == "words":
        if unit not in ("", "%"):
            raise ValueError(f'a figure in words has no currency sign; leave out "{unit}"')
        body = "1" if body == "one" and not unit else body
        sign = "minus " if sign and body != "1" else sign
        unit = unit and " percent"
    if unit.endswith(("%", "percent")):
        body += unit
    else:
        sign += unit
    return f"{qualifier} {sign}{body}" if qualifier else sign + body


def _plain(value: Decimal | float) -> str:
    """The value in plain digits.  All writing moves digits in text, so nothing is ever rounded."""
    text = str(value)
    return text if "e" not in text.lower() else f"{decimal_of(value):f}"


def _write_digits(plain: str, places: int = 0, name: str = "") -> str:
    """The digits grouped, with the point ``places`` further to the left."""
    whole, _, fraction = plain.partition(".")
    if places:
        whole, fraction = whole[:-places], whole[-places:] + fraction
    fraction = fraction.rstrip("0")
    return f"{int(whole):,}.{fraction}{name}" if fraction else f"{int(whole):,}{name}"


def _write_spaces(plain: str) -> str:
    return _write_digits(plain).replace(",", "\u202f")


def _write_magnitude(plain: str) -> str:
    return _write_scaled(plain, ((12, " trillion"), (9, " billion"), (6, " million")))


def _write_short(plain: str) -> str:
    return _write_scaled(plain, ((12, "tn"), (9, "bn"), (6, "m"), (3, "k")))


def _write_scaled(plain: str, names: tuple[tuple[int, str], ...]) -> str:
    """The digits in the greatest magnitude that they reach."""
    whole = len(plain.partition(".")[0])
    for places, name in names:
        if whole > places:
            return _write_digits(plain, places, name)
    return _write_digits(plain)


def _write_words(plain: str) -> str:
    whole, _, fraction = plain.partition(".")
    if fraction.strip("0") or len(whole) > 15:
        raise ValueError(f"{plain} has no form in words; write it in digits")
    number, words = int(whole), []
    for name in ("trillion", "billion", "million", "thousand"):
        count, number = divmod(number, MAGNITUDES[name])
        if count:
            words.append(f"{_write_hundreds(count)} {name}")
    if number or not words:
        words.append("and " * bool(words and number < 100) + _write_hundreds(number))
    return " ".join(words)


def _write_hundreds(number: int) -> str:
    """A number under a thousand in words."""
    hundreds, rest = divmod(number, 100)
    words = [f"{ONES[hundreds]} hundred"] if hundreds else []
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        words.append(TENS[tens - 2] + (f"-{ONES[ones]}" if ones else ""))
    elif rest or not hundreds:
        words.append(ONES[rest])
    return " and ".join(words)


_WRITERS: dict[str, Callable[[str], str]] = {
    "digits": _write_digits,
    "spaces": _write_spaces,
    "magnitude": _write_magnitude,
    "short": _write_short,
    "words": _write_words,
}
