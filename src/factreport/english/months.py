"""English: the names of the months, in full and short, with their numbers."""

from __future__ import annotations

NAMES = str.split(
    "January February March April May June July August September October November December"
)
SHORT = [name[:3] for name in NAMES]
# Every spelling in lower case.
NUMBERS: dict[str, int] = {
    spelling.lower(): number
    for spellings in (NAMES, SHORT)
    for number, spelling in enumerate(spellings, start=1)
} | {"sept": 9}
# A pattern of the spellings.
NAME = "|".join([*(f"{name[:3]}(?:{name[3:]})?" for name in NAMES), "Sept"])


def number_of(beginning: str) -> int | None:
    """The number of the month whose name begins like this; None if there is none, or several."""
    numbers = [
        number
        for number, name in enumerate(NAMES, start=1)
        if name.lower().startswith(beginning.lower())
    ]
    return numbers[0] if len(numbers) == 1 else None
