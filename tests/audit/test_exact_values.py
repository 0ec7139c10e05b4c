"""Exact values: what a text about the store need not say again, and what it must not say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factreport.auditing import Finding

STORE = """
[topic.port]
title = "Port"

[metric.freight]
title = "Freight handled"
topics = ["port"]
unit = "tonnes"
observations = [
    { year = 2023, value = 62_400_000 },
    { year = 2024, value = 64_700_000 },
    { year = 2024, group = "ore and grain", value = 12_530_000 },
]

[metric.ferry]
title = "Ferry passengers"
topics = ["port"]
unit = "passengers"
observations = [
    { year = 2023, value = 1_412_000 },
    { year = 2024, value = 1_486_000 },
    { year = 2024, group = "Halm route", value = 938_000 },
    { year = 2024, group = "Corrie route", value = 548_000 },
    { year = 2024, group = "children under 16", value = 214_300 },
    { period = "2024-08", value = 248_000 },
]

[metric.cruise]
title = "Cruise passengers"
topics = ["port"]
unit = "passengers"
observations = [{ year = 2024, value = 187_600 }]

[metric.rail]
title = "Share of containers carried by rail"
topics = ["port"]
unit = "%"
observations = [{ year = 2024, value = 27.5 }]

[metric.satisfied]
title = "Passengers who are satisfied"
topics = ["port"]
unit = "%"
observations = [{ year = 2024, value = 91 }]

[metric.cash]
title = "Net cash"
topics = ["port"]
unit = "EUR"
observations = [{ year = 2024, value = 36_200_000 }]

[metric.turnaround]
title = "Turnaround of ships"
topics = ["port"]
unit = "hours"
observations = [{ year = 2024, value = 21.4 }]
"""

Audited = Callable[[str], list[Finding]]
# Enough of the store that the rest of the text is about it, too.
OPENING = (
    "The port handled 64.7 million tonnes of freight in 2024, after 62.4 million in 2023. Ferry "
    "passengers numbered 1,486,000 in 2024 and 1,412,000 in 2023. The ships' turnaround took 21.4 "
    "hours in 2024."
)


def _last(text: str, audited: Audited) -> str:
    last = [finding for finding in audited(text) if finding.result != "skipped"][-1]
    return "wrong" if last.is_wrong else "right"


@pytest.mark.parametrize(
    ("sentence", "result"),
    [
        ("Trains took 27.5% of the boxes inland.", "right"),
        ("Trains took 25.7% of the boxes inland.", "wrong"),
        ("The Halm line carried 938,000.", "right"),
        ("The Halm line carried 548,000.", "wrong"),
        ("The under-16s came 214,300 times.", "right"),
        ("The over-65s came 214,300 times.", "wrong"),
        ("August alone saw 248,000 of them.", "right"),
        ("June alone saw 248,000 of them.", "wrong"),
        ("Nine in ten are satisfied.", "right"),
        ("It had net cash of €36.2 million.", "right"),
        ("It had net debt of €36.2 million.", "wrong"),
        ("The ships' turnaround took 21.4 days.", "wrong"),
    ],
)
def test_a_text_about_the_store_need_not_use_its_words(
    sentence: str, result: str, audited: Audited
) -> None:
    """Where many figures agree, an exact value is meant unless the text names something else."""
    assert _last(f"{OPENING}\n\n{sentence}", audited) == result


def test_a_sentence_alone_has_to_name_what_it_counts(audited: Audited) -> None:
    """Without the rest of such a text, the value alone says nothing."""
    assert _last("The hills took 27.5% of the lot in 2024.", audited) == "wrong"
