"""Verify takes time in the measure of the text and of the facts, whatever they are."""

from __future__ import annotations

from itertools import count, islice
from pathlib import Path

import pytest
from growth import grows_in_proportion
from verify.findings import fact, quotation

from factreport import open_store, verify
from factreport.texts import parse
from factreport.verification import verify_records

DENSE = " ".join(f"{number % 97},{number % 900 + 100} cars" for number in range(1_000))
WORDS = "the words of the text " * 1_000


@pytest.mark.slow
@pytest.mark.parametrize("text", [DENSE, "7 goals " * 2_000, "1 " * 4_000, WORDS])
def test_many_facts_of_one_crowded_paragraph(text: str) -> None:
    """Facts that are there, that are not, and that are like all others: sixteen times as many."""
    parsed = parse("dense.txt", text.encode())

    def verify(many: int) -> None:
        facts = [
            *(fact(f"{number},500 cars", paragraphs=(1,)) for number in range(1, many)),
            *(fact(None, value=number + 0.5, paragraphs=(1,)) for number in range(many)),
            *(fact(None, value=7, title="Cars", paragraphs=(1,)) for _ in range(many)),
            *(quotation(f"the words of {number}", paragraphs=(1,)) for number in range(many)),
            *(fact("7 goals", period="2020", paragraphs=(2,)) for _ in range(many)),
        ]
        assert len(verify_records(facts, lambda _: parsed, facts)) == len(facts)

    assert grows_in_proportion(verify, 10)


def test_many_sources_take_time_in_their_measure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("In 2024, 310 ships came.")

    def check(sources: int) -> None:
        store = tmp_path / f"{sources}.toml"
        store.write_text(
            '[topic.t]\ntitle = "T"\n'
            + "".join(
                f'[source.s{number}]\ntitle = "S"\ntext = "a.txt"\n'
                f'[metric.m{number}]\ntitle = "Ships"\ntopics = ["t"]\nunit = "ships"\n'
                f'source = "s{number}"\nobservations = [{{ year = 2024, value = 310 }}]\n'
                for number in range(sources)
            )
        )
        assert {finding.result for finding in verify(open_store(store))} == {"found"}

    assert grows_in_proportion(check, 10)


@pytest.mark.slow
def test_many_areas_of_one_text_take_time_in_their_measure() -> None:
    """The words of the text are looked through once, not for each area."""
    numbers = count()  # a name that came before is in a cache

    def check(many: int) -> None:
        areas = [f"Place {number}" for number in islice(numbers, many)]
        rest = "And so it went on" + " and on" * 100
        lines = [f"In {area} we saw {5_000 + at} ships. {rest}." for at, area in enumerate(areas)]
        text = parse("a.txt", "\n\n".join(lines).encode())
        facts = [
            fact(str(5_000 + at), title="Ships", unit="ships", area=area, paragraphs=(at + 1,))
            for at, area in enumerate(areas)
        ]
        findings = verify_records(facts, lambda _: text, facts)
        assert {finding.result for finding in findings} == {"found"}

    assert grows_in_proportion(check, 30)
