"""How well an audit does on drafts about invented stores: the rates that it must not fall below."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from drafts import DEVELOPMENT, HELD_OUT
from rates import Rates, measured


def holds(rates: Rates) -> dict[str, bool]:
    """Which of the targets of an audit hold, by name."""
    shares = {
        name: share.count / max(share.of, 1)
        for name, share in zip(Rates._fields, rates, strict=True)
    }
    return {
        "at most 3 in 100 right figures are reported": shares["false_alarms"] <= 0.03,
        "95 in 100 falsifications are caught": shares["caught"] >= 0.95,
        "80 in 100 of the subtle ones are": shares["caught_subtle"] >= 0.8,
        "80 in 100 derived figures are recognised": shares["derived"] >= 0.8,
        "at most 2 in 100 false ones are": shares["falsely_confirmed"] <= 0.02,
        "1 in 200 figures agrees by chance": shares["by_chance"] <= 0.005,
    }


@pytest.mark.slow
@pytest.mark.parametrize("drafts", [DEVELOPMENT, HELD_OUT], ids=["development", "held out"])
def test_the_rates_are_no_worse_than_promised(drafts: list[Path]) -> None:
    """On the drafts that it was developed with, and on those that it was not."""
    rates = measured(drafts, drafts)
    held = holds(rates)
    assert all(held.values()), (held, rates)
