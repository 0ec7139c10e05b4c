"""The values and qualifiers that laws of figures are tried on, and styles to write them in."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, get_args

from hypothesis import strategies as st

from factreport.figures import write_figure
from factreport.figures.words import MAGNITUDES, ONES, TENS
from factreport.model import QUALIFIERS, Qualifier

Style = Literal["digits", "spaces", "magnitude", "short", "words"]
STYLES: tuple[Style, ...] = get_args(Style)

values = st.one_of(
    st.integers(-(2**63), 2**63),
    st.integers(-3000, 3000),
    st.integers(0, 999).map(lambda number: number * 10**6),
    st.decimals(-(10**9), 10**9, places=3),
    st.floats(-1e12, 1e12).filter(lambda number: number == 0 or abs(number) > 1e-9),
)
qualifiers = st.sampled_from([None, *QUALIFIERS])


def written(
    value: Decimal | float,
    *,
    unit: str = "",
    qualifier: Qualifier | None = None,
    style: Style = "digits",
) -> str:
    """A value as others write it: "15 270 000", "15.27m", "six thousand" (whole numbers alone)."""
    if style == "words":
        words = _in_words(abs(int(value)))
        sign = "minus " if value < 0 else ""
        body = f"{'-' * bool(sign)}1" if words == "one" and not unit else sign + words
        return f"{qualifier or ''} {body}{' percent' * bool(unit)}".lstrip()
    if style == "short":
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        for places, name in ((12, "tn"), (9, "bn"), (6, "m"), (3, "k")):
            if abs(exact) >= 10**places:
                sign = "" if unit == "%" else unit
                scaled = exact.scaleb(-places)
                return (
                    write_figure(scaled, unit=sign, qualifier=qualifier) + name + unit[len(sign) :]
                )
    plain = write_figure(value, unit=unit, qualifier=qualifier, is_scaled=style == "magnitude")
    return plain.replace(",", "\u202f") if style == "spaces" else plain


def _in_words(number: int) -> str:
    words = []
    for name in ("trillion", "billion", "million", "thousand"):
        count, number = divmod(number, MAGNITUDES[name])
        if count:
            words.append(f"{_hundreds_in_words(count)} {name}")
    if number or not words:
        words.append("and " * bool(words and number < 100) + _hundreds_in_words(number))
    return " ".join(words)


def _hundreds_in_words(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{ONES[hundreds]} hundred"] if hundreds else []
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        words.append(TENS[tens - 2] + (f"-{ONES[ones]}" if ones else ""))
    elif rest or not hundreds:
        words.append(ONES[rest])
    return " and ".join(words)
