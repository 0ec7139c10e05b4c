"""Advice for text that is not a period: the form that was meant, if that is clear."""

from __future__ import annotations

import re

from factreport.periods import MONTHS, read
from factreport.wording import quoted

_FORMS = (
    'a year "2020", a half "2020-H1", a quarter "2020-Q1", a month "2020-03", a week "2020-W05", '
    'a day "2020-03-01", a split year "2019/20" or a span "2016/2020"'
)


def advice(text: str) -> str:
    """What is wrong with a form, and the form that was meant, if that is clear."""
    form = meant(text)
    if form:
        return f'{quoted(text)} is not a period; write "{form}"'
    return f"{quoted(text)} is not a period; write {_FORMS}"


def meant(text: str) -> str | None:
    """The form that a common mistake stands for; None if it could stand for several."""
    plain = " ".join(text.split())
    for separator in ("..", " to ", "–", "—", "-", "/"):
        first, found, last = plain.partition(separator)
        ends = (_meant_single(first), _meant_single(last)) if found else (None, None)
        if all(ends):
            return _if_valid("/".join(map(str, ends)))
    if short := re.fullmatch(r"([0-9]{2})([0-9]{2})\s?[-–/]\s?([0-9]{2})", plain):
        century, first, last = short.groups()
        if int(last) == (int(first) + 1) % 100:
            return f"{century}{first}/{last}"
        return _if_valid(f"{century}{first}/{century}{last}")
    return _meant_single(plain)


_YEAR = r"(?P<year>[0-9]{4})"
_PART = r"(?P<part>[QHWSM])[ -]?(?P<number>[0-9]{1,2})"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
# How people write single periods; the groups name the parts.
_SPELLINGS = (
    rf"(?:FY|CY|fiscal|financial year) ?{_YEAR}",
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


def _meant_single(text: str) -> str | None:
    if valid := _if_valid(text.strip()):
        return valid
    if split := re.fullmatch(r"(?i)FY ?([0-9]{4}[/-][0-9]{2})", text.strip()):
        return _if_valid(split[1].replace("-", "/"))
    for spelling in _SPELLINGS:
        if found := re.fullmatch(spelling, text.strip(), re.IGNORECASE):
            return _spelled(**found.groupdict())
    return None


def _spelled(
    *,
    year: str,
    part: str | None = None,
    number: str | None = None,
    month: str | None = None,
    day: str | None = None,
) -> str | None:
    """The canonical form of these parts, or None if they do not make a period."""
    if part:
        width = 2 if part.upper() in "WM" else 1
        return _if_valid(f"{year}-{part.upper()}{int(number or 0):0{width}}")
    if not month:
        return year
    if not month.isdigit():
        named = [name for name in MONTHS if name.lower().startswith(month.lower())]
        if len(named) != 1:
            return None
        month = str(MONTHS.index(named[0]) + 1)
    return _if_valid(f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else ""))


def _if_valid(text: str) -> str | None:
    """The canonical form of a period, or None: advice must itself be valid."""
    try:
        period = read(text)
    except ValueError:
        return None
    return period.iso if period else None
