"""Stems: one word in all its forms and spellings."""

from __future__ import annotations

import pytest

from factreport.english.stems import stem
from factreport.english.synonyms import SYNONYMS


@pytest.mark.parametrize(
    "forms",
    [
        "labour labor labourers laborers",
        "colour color coloured colored",
        "organise organize organised organizes",
        "organisation organization organisations",
        "analyse analyze analysed analyzing",
        "catalogue catalog catalogues",
        "neighbourhood neighborhoods",
        "investors invest investor",
    ],
)
def test_british_and_american_spellings_have_one_stem(forms: str) -> None:
    """Before an ending too, and "labor" is not an agent of "lab"."""
    assert len(set(map(stem, forms.split()))) == 1
    assert stem("labor") != stem("lab")


@pytest.mark.parametrize(
    "forms",
    [
        "responses respond responded",
        "registrations registered",
        "admissions admitted",
        "detention detained",
        "departures departed",
        "extension extended",
        "emissions emitted",
        "poor poverty",
        "drive driver drove driven",
        "sale sales sell sold",
        "ride riders riding rode",
    ],
)
def test_a_verb_and_its_noun_have_one_stem(forms: str) -> None:
    """Also where their endings differ."""
    assert len(set(map(stem, forms.split()))) == 1


def test_synonyms_have_one_stem() -> None:
    """Each group has its own, so that no word joins two groups."""
    stems_of_groups = [set(map(stem, group)) for group in SYNONYMS]
    assert all(len(stems) == 1 for stems in stems_of_groups)
    assert len(set.union(*stems_of_groups)) == len(SYNONYMS)
    assert "" not in set.union(*stems_of_groups)
