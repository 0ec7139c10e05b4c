"""English: the periods that people type, as in ``--year "Q2 2024"`` or in a store."""

from __future__ import annotations

_YEAR = r"(?P<year>[0-9]{4})"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_PART = r"(?P<part>[QHWSM])[ -]?(?P<number>[0-9]{1,2})"

FINANCIAL_YEAR = rf"(?:FY|fiscal(?: year)?|financial year) ?{_YEAR}"
FINANCIAL_SPLIT_YEAR = r"(?:FY|fiscal(?: year)?|financial year) ?([0-9]{4}[/-][0-9]{2})"
# The end of a period that is open before it, or the beginning of one that is open after it.
OPEN = (
    r"(?:(?:until|up to) |\.\. ?)(?P<end>.+)"
    r"|(?:from|since) (?P<start>.+?)(?: onwards?)?|(?P<begun>.+?)(?: onwards?| ?\.\.)"
)
MONTHS_OF_A_YEAR = r"([a-z]{3,9})\.? ?(?:-|–|to) ?([a-z]{3,9})\.?,? ([0-9]{4})"
BETWEEN_ENDS = ("..", " to ", "–", "—", "-", "/")
# Single periods; the groups name the parts.
SPELLINGS = (
    rf"(?:CY|calendar year) ?{_YEAR}",
    rf"{_PART}[ ,/-]*{_YEAR}",
    rf"{_YEAR}[ ,/-]*{_PART}",
    rf"(?P<number>[1-4])(?P<part>[QH]) ?{_YEAR}",
    rf"{_YEAR}[-/. ](?P<month>[0-9]{{1,2}})",
    rf"(?P<month>[0-9]{{1,2}})[-/.]{_YEAR}",
    rf"{_YEAR}[-/. ](?P<month>[0-9]{{1,2}})[-/. ](?P<day>[0-9]{{1,2}})",
    rf"{_MONTH}[ ,-]*{_YEAR}",
    rf"{_YEAR}[ -]{_MONTH}",
    rf"{_DAY}[ -]{_MONTH}[ ,-]*{_YEAR}",
    rf"{_MONTH} {_DAY},? {_YEAR}",
)
