"""Stems: one word in all its forms and spellings."""

from __future__ import annotations

import pytest

from factreport.auditing.stems import stem


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
    """Before an ending too, and "labor" is no agent of "lab"."""
    assert len(set(map(stem, forms.split()))) == 1
    assert stem("labor") != stem("lab")
