"""The unit of a figure."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Unit(NamedTuple):
    """The unit that a figure is measured or counted in.

    Units of one ``dimension`` convert into each other: "mass", "power", "money:USD", "percent",
    "points"; "count" for counted things, whose noun is ``name``; "" if no unit is named.
    ``factor`` is the size in base units of the dimension.  ``per`` is the rest of a rate, such as
    "100,000 people", or "".  ``is_bare`` says that other countries have money of that name: "$".
    """

    dimension: str = ""
    name: str = ""
    factor: Decimal = Decimal(1)
    per: str = ""
    is_bare: bool = False
