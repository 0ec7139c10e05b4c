"""Units: what they multiply by, and which are percentages."""

from __future__ import annotations

import pytest

from factreport.figures import is_percent, suits, unit_magnitude


@pytest.mark.parametrize(
    ("unit", "magnitude"),
    [
        *(("people", 1), ("", 1), ("m", 1), ("million tonnes", 10**6), ("USD billion", 10**9)),
        *(("bn USD", 10**9), ("thousand people", 1000), ("Thousand persons", 1000), ("mn", 10**6)),
        *(("deaths per million people", 1), ("million tonnes per year", 10**6), ("tonnes/km", 1)),
        *(("thousand million", 10**9), ("millions of euros", 10**6), ("crore rupees", 10**7)),
    ],
)
def test_a_unit_has_a_magnitude(unit: str, magnitude: int) -> None:
    """A unit's magnitude is what stands before "per"."""
    assert unit_magnitude(unit) == magnitude


@pytest.mark.parametrize(
    ("unit", "percent"),
    [
        *(("%", True), ("percent", True), ("per cent", True), ("% of GDP", True)),
        *(("percent of households", True), ("Percentage", True), ("people", False), ("", False)),
        *(("percentage points", False), ("% points", False), ("index points", False)),
    ],
)
def test_a_unit_is_a_percentage_or_not(unit: str, percent: bool) -> None:
    """Percentage points are no percentage."""
    assert is_percent(unit) is percent


@pytest.mark.parametrize(
    ("sign", "units", "others"),
    [
        (
            "$",
            ["million US dollars", "US$", "USD per tonne", "Australian dollars"],
            ["EUR", "people"],
        ),
        ("€", ["billion euros", "EUR", "€ million"], ["dollars", "%", ""]),
        ("£", ["pounds sterling", "GBP"], ["yuan", "compounds"]),
        ("¥", ["RMB", "billion yen", "CNY 100 million"], ["INR"]),
        ("%", ["percent", "% of GDP"], ["people", "percentage points", "dollars"]),
        ("", ["people", "million dollars", ""], ["percent", "%"]),
    ],
)
def test_a_sign_suits_its_units(sign: str, units: list[str], others: list[str]) -> None:
    """Money is told from other money and from what is none; a bare number may be any amount."""
    assert [unit for unit in units if not suits(sign, unit)] == []
    assert [unit for unit in others if suits(sign, unit)] == []
