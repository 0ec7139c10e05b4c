"""The values and qualifiers that laws of figures are tried on."""

from __future__ import annotations

from hypothesis import strategies as st

from factreport.model import QUALIFIERS

values = st.one_of(
    st.integers(-(2**63), 2**63),
    st.integers(-3000, 3000),
    st.integers(0, 999).map(lambda number: number * 10**6),
    st.decimals(-(10**9), 10**9, places=3),
    st.floats(-1e12, 1e12).filter(lambda number: number == 0 or abs(number) > 1e-9),
)
qualifiers = st.sampled_from([None, *QUALIFIERS])
