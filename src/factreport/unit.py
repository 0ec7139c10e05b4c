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

    @property
    def is_money(self) -> bool:
        """Whether it is money of any country."""
        return self.dimension.startswith("money")

    @property
    def is_count(self) -> bool:
        """Whether things are counted in it, or no unit is named."""
        return self.dimension in ("", "count")

    @property
    def is_percentage(self) -> bool:
        """Whether it is percent or percentage points."""
        return self.dimension in ("percent", "points")

    @property
    def is_duration(self) -> bool:
        """Whether it is a length of time, in months or in seconds."""
        return self.dimension in ("months", "time")
