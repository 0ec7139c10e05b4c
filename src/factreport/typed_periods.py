"""Periods as people type them: read, or refused with the form that was meant."""

from __future__ import annotations

import re
from contextlib import suppress

from factreport.english import months
from factreport.english import typed_periods as english
from factreport.errors import QueryError
from factreport.periods import Period, label, read, short_label
from factreport.wording import quoted

_FORMS = (
    'a year "2020", a half "2020-H1", a quarter "2020-Q1", a month "2020-03", a week "2020-W05", '
    'a day "2020-03-01", a split year "2019/20" or a span "2016/2020"'
)


def asked(text: str) -> Period:
    """Read the period of a filter: any written form, or a span as people type it.

    ``2016-2020``, ``2016–2020`` and ``2016..2020`` are spans, ``2018..`` and ``..2018`` are open,
    and labels such as ``Q2 2024`` are read too; QueryError says what to write instead.
    """
    text = text.strip()
    try:
        if period := read(text):
            return period
        spelled = re.sub(r"\s?[–—]\s?", "..", text)
        spelled = re.sub(r"(?<=^[0-9]{4})-(?=[0-9]{4}$)", "..", spelled).upper()
        if spelled != ".." and (ends := re.fullmatch(r"(.*?)\.\.(.*)", spelled)):
            spelled = f"{ends[1] or '..'}/{ends[2] or '..'}"
        if period := read(spelled):
            return period
        form = meant(text)
        if form and text.lower() in (label(form).lower(), short_label(form).lower()):
            return Period.parse(form)
        return written(text)
    except ValueError as error:
        raise QueryError(str(error)) from None


def written(text: str) -> Period:
    """Read a written period; ValueError says what is wrong and what to write instead."""
    if period := read(text):
        return period
    raise ValueError(_advice(text))


def _advice(text: str) -> str:
    """What is wrong with a form, and the form that was meant, if that is clear."""
    plain = " ".join(text.split())
    if financial := re.fullmatch(english.FINANCIAL_YEAR, plain, re.IGNORECASE):
        year = int(financial["year"])
        earlier, later = (f"{first:04}/{(first + 1) % 100:02}" for first in (year - 1, year))
        return (
            f'{quoted(text)} is a financial year; write "{earlier}" or "{later}", whichever'
            f' the source means, or its months, "{year - 1:04}-04/{year:04}-03"'
        )
    if re.fullmatch("[0-9]{1,3}", plain):
        full = plain.zfill(4) if len(plain) == 3 else f"20{plain:0>2}"
        return f'{quoted(text)} is not a period; a year has four digits: write "{full}"'
    form = meant(text)
    part = re.fullmatch(r"[0-9]{4}-([QHW]?)[0-9]{1,2}", plain.upper())
    if part and not form:
        parts, last = _PARTS[part[1]]
        return f"{quoted(text)} is not a period; {parts} go from 1 to {last}"
    return f"{quoted(text)} is not a period; write " + (f'"{form}"' if form else _FORMS)


def meant(text: str) -> str | None:
    """The form that a common mistake stands for; None if it could stand for several."""
    plain = " ".join(text.split())
    if match := re.fullmatch(english.OPEN, plain, re.IGNORECASE):
        start = _meant_single(match["start"] or match["begun"] or "")
        end = _meant_single(match["end"] or "")
        if open_period := _if_valid(f"{start or '..'}/{end or '..'}"):
            return open_period
    if match := re.fullmatch(english.MONTHS_OF_A_YEAR, plain, re.IGNORECASE):
        plain = f"{match[1]} {match[3]} to {match[2]} {match[3]}"
    for separator in english.BETWEEN_ENDS:
        first, is_span, last = plain.partition(separator)
        ends = (_meant_single(first), _meant_single(last)) if is_span else (None, None)
        if all(ends):
            return _if_valid("/".join(map(str, ends)))
    if short := re.fullmatch(r"([0-9]{2})([0-9]{2})\s?[-–/]\s?([0-9]{2})", plain):
        century, first, last = short.groups()
        if int(last) == (int(first) + 1) % 100:
            return f"{century}{first}/{last}"
        if span := _if_valid(f"{century}{first}/{century}{last}"):
            return span
    return _meant_single(plain)


_PARTS = {"Q": ("quarters", 4), "H": ("halves", 2), "W": ("weeks", 53), "": ("months", 12)}


def _meant_single(text: str) -> str | None:
    if valid := _if_valid(text.strip()):
        return valid
    if split := re.fullmatch(english.FINANCIAL_SPLIT_YEAR, text.strip(), re.IGNORECASE):
        return _if_valid(split[1].replace("-", "/"))
    spelled = (re.fullmatch(form, text.strip(), re.IGNORECASE) for form in english.SPELLINGS)
    if not (match := next(filter(None, spelled), None)):
        return None
    parts = match.groupdict()
    year, part, month = parts["year"], parts.get("part", "").upper(), parts.get("month")
    if part:
        return _if_valid(f"{year}-{part}{int(parts['number']):0{2 if part in 'WM' else 1}}")
    if not month:
        return str(year)
    number = int(month) if month.isdigit() else months.number_of(month) or 0
    day = f"-{int(parts['day']):02}" if "day" in parts else ""
    return _if_valid(f"{year}-{number:02}{day}")


def _if_valid(text: str) -> str | None:
    """The canonical form of a period, or None: advice must itself be valid."""
    with suppress(ValueError):
        return period.iso if (period := read(text)) else None
    return None
