"""Writing: a value as prose."""

from __future__ import annotations

from decimal import Decimal

from factreport.figures.exact import decimal_of
from factreport.model import Qualifier

_SCALES = ((12, " trillion"), (9, " billion"), (6, " million"))


def write_figure(
    value: Decimal | float,
    *,
    unit: str = "",
    qualifier: Qualifier | None = None,
    is_scaled: bool = False,
) -> str:
    """A value as prose; exact, so `read_figure` gives back the value, unit and qualifier.

    ``unit`` is "%", a currency sign or "".  "15,270,000", or where it ``is_scaled``, "15.27
    million".
    """
    plain = _plain(value).removeprefix("-")
    body = _write_scaled(plain) if is_scaled else _write_digits(plain)
    sign = "-" if value < 0 else ""
    if unit == "%":
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


def _write_scaled(plain: str) -> str:
    """The digits in the greatest magnitude that they reach."""
    whole = len(plain.partition(".")[0])
    for places, name in _SCALES:
        if whole > places:
            return _write_digits(plain, places, name)
    return _write_digits(plain)
