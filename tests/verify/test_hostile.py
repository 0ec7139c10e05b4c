"""Verify takes time in the measure of the text and of the facts, whatever they are."""

from __future__ import annotations

import time

import pytest
from verifying import fact, quotation

from factreport.texts import parse
from factreport.verification import verify_records

DENSE = " ".join(f"{number % 97},{number % 900 + 100} cars" for number in range(4_000))
WORDS = "the words of the text " * 4_000


@pytest.mark.slow
@pytest.mark.parametrize("text", [DENSE, "7 goals " * 8_000, "1 " * 16_000, WORDS])
def test_many_facts_of_one_crowded_paragraph(text: str) -> None:
    """Facts that are there, that are not, and that are like all others."""
    parsed = parse("dense.txt", text.encode())
    facts = [
        *(fact(f"{number},500 cars", paragraphs=(1,)) for number in range(1, 150)),
        *(fact(None, value=number + 0.5, paragraphs=(1,)) for number in range(150)),
        *(fact(None, value=7, title="Cars", paragraphs=(1,)) for _ in range(150)),
        *(quotation(f"the words of {number}", paragraphs=(1,)) for number in range(150)),
        *(fact("7 goals", period="2020", paragraphs=(2,)) for _ in range(150)),
    ]
    verify_records(facts[:1], lambda _: parsed)  # what is loaded, and the figures of the text
    began = time.perf_counter()
    findings = verify_records(facts, lambda _: parsed)
    assert time.perf_counter() - began < 20
    assert len(findings) == len(facts)
