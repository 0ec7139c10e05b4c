"""What to write instead of a period that is none: the form that was meant, where that is plain."""

from __future__ import annotations

import re

from factreport.periods import MONTHS, read
from factreport.wording import quoted

_FORMS = (
    'a year "2020", a half "2020-H1", a quarter "2020-Q1", a month "2020-03", a week "2020-W05", '
    'a day "2020-03-01", a split year "2019/20" or a span "2016/2020"'
)


def advice(text: str) -> str:
    """What is wrong with a form that is not one, and the form that was meant where that is plain."""
    meant = _meant(text)
    if meant:
        return f'{quoted(text)} is not a period; write "{meant}"'
    return f"{quoted(text)} is not a period; write {_FORMS}"


def _meant(text: str) -> str | None:
    """The form that a common mistake stands for; None where it could be several."""
    plain = " ".join(text.split())
    if span := re.fullmatch(r"(.+?)\s?(?:–|—|-|/|\.\.|\bto\b)\s?(.+)", plain):
        ends = [_meant_single(end) for end in span.groups()]
        if ends[0] and ends[1] and re.match(r"[0-9]{4}", ends[1]):
            return _if_valid(f"{ends[0]}/{ends[1]}")
    if short := re.fullmatch(r"([0-9]{2})([0-9]{2})\s?[-–/]\s?([0-9]{2})", plain):
        century, first, last = short.groups()
        if int(last) == (int(first) + 1) % 100:
            return f"{century}{first}/{last}"
        return _if_valid(f"{century}{first}/{century}{last}")
    return _meant_single(plain)


def _meant_single(text: str) -> str | None:
    text = text.strip()
    if _if_valid(text):
        return text
    if found := re.fullmatch(r"(?i)(?:FY|CY)\s?([0-9]{4})", text):
        return found[1]
    part, year = r"(?P<part>[QHWSM])[ -]?(?P<number>[0-9]{1,2})", "(?P<year>[0-9]{4})"
    if found := re.fullmatch(rf"(?i){part}[ ,/-]*{year}", text) or re.fullmatch(
        rf"(?i){year}[ ,/-]*{part}", text
    ):
        sort, number = found["part"].upper(), int(found["number"])
        rest = (
            f"{number:02}"
            if sort == "M"
            else f"{sort}{number:02}"
            if sort == "W"
            else f"{sort}{number}"
        )
        return _if_valid(f"{found['year']}-{rest}")
    if found := re.fullmatch(r"([0-9]{4})[-/. ]([0-9]{1,2})", text):
        return _if_valid(f"{found[1]}-{int(found[2]):02}")
    if found := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{4})", text):
        return _if_valid(f"{found[2]}-{int(found[1]):02}")
    if found := re.fullmatch(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})", text):
        return _if_valid(f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}")
    return _with_month_name(text)


def _with_month_name(text: str) -> str | None:
    found = re.fullmatch(
        r"(?i)(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[ -])?(?P<month>[a-z]{3,9})\.?[ ,-]*"
        r"(?:(?P<late>[0-9]{1,2})(?:st|nd|rd|th)?,? )?(?P<year>[0-9]{4})",
        text,
    ) or re.fullmatch(r"(?i)(?P<year>[0-9]{4})[ -](?P<month>[a-z]{3,9})(?P<day>)(?P<late>)", text)
    if not found:
        return None
    names = [name for name in MONTHS if name.lower().startswith(found["month"].lower())]
    if len(names) != 1:
        return None
    day = found["day"] or found["late"]
    month = f"{found['year']}-{MONTHS.index(names[0]) + 1:02}"
    return _if_valid(f"{month}-{int(day):02}" if day else month)


def _if_valid(text: str) -> str | None:
    """The canonical form of a period, or None: what is advised has to be right itself."""
    try:
        period = read(text)
    except ValueError:
        return None
    return period.iso if period else None
