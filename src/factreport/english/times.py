"""Forms of times: how texts write years, months, quarters and seasons, and which periods they mean.

A form is the period in its canonical spelling, with "Y" for a year that is not written and "X" for
the year before that; or, for a time relative to another, the distance from it: "-1 year".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from factreport.english import months, vocabulary
from factreport.english.vocabulary import words_of

# "Last year" and "this year" may be relative to the day of publication.
LAST_YEAR, THIS_YEAR = "-1 reader-year", "+0 reader-year"
_YEAR = r"(?:1[5-9]\d\d|20\d\d|2100)"
MONTH = rf"(?=[A-Z])(?i:{months.NAME})(?![^\W_])(?:\.(?= ?['’\d]|,? \d))?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DASH = r" ?[-\u2010-\u2014] ?"
_SPLIT_YEAR = rf"{_YEAR}(?:[/–-]\d\d(?!\d))?"
_SHORT_YEAR = r"\d\d(?![\w%]|[.,]\d| [a-z])"
_END = r"(?!\w|[.,]\d|%)"
_MARKED = r"(?:[pre](?!\w)|(?!\w))"  # provisional, revised or estimated
_COUNT = rf"(an?|\d{{1,3}}|(?:(?:twenty|thirty|forty|fifty)-)?(?:{'|'.join(vocabulary.SMALL)}))"
_NTH = r"(first|second|third|fourth|final|opening|closing|1st|2nd|3rd|4th)"

# A season or a financial year, in two digits each: "the 17/18 season", "in 06/07".
_PAIRS = "|".join([f"{year % 100:02}/{(year + 1) % 100:02}" for year in range(1960, 2060)])
SHORT_SPLIT = (
    rf"(?=\d\d/\d)(?:{_PAIRS})(?![\w%/]|[.,][0-9])(?:(?<=0\d/\d\d)"
    r"|(?=[ ](?:[A-Za-z]+[ ]){0,2}(?:season|campaign|financial|fiscal|tax|academic|school|budget|"
    r"year|winter|crop|marketing|accounts|term)\b)"
    r"|(?:(?<=(?<!\w)(?:in|of|to|FY|fy)[ ].{5})|(?<=(?<!\w)for[ ].{5})|(?<=(?:year|from)[ ].{5})"
    r"|(?=[-–]\d\d/\d\d(?![\w%/]))|(?<=\d\d/\d\d[-–].{5})"  # "17/18–19/20"
    r"|(?<=(?:since|uring)[ ].{5}))(?![ ](?:of|(?!was|is|has)[a-z-]+s)\b|[ ]\())"
)

# Words for an approximate time of a year.
APPROXIMATE = re.compile(
    r"(?:the )?(?:(?P<end>end|ends|close)|early|late|mid|start|beginning|middle|turn|summer|spring|"
    r"autumn|winter)\b",
    re.IGNORECASE,
)
_FIRST_WEEK = 7
_ANY_YEAR = 2001  # in which weeks are counted if no year is named


def _month(name: str) -> int:
    return months.NUMBERS[name.lower().rstrip(".")]


def _full(year: str) -> int:
    """A year, "2020" or "20", or the second year of "2019-20".

    Two digits from 60 on are a year of the 1900s, others of the 2000s.
    """
    if len(year) > 2:
        return int(year[:2] + year[-2:])
    return int(year) + (2000 if int(year) < 60 else 1900)


def _split(last: int) -> str:
    """The split year that ends in a year."""
    return f"{last - 1}/{last % 100:02}"


def _numeric(parts: Sequence[Any]) -> str:
    """A day such as "26/01/2021"; the month comes first if only that is possible."""
    day, month = int(parts[1]), int(parts[2])
    if month > 12:
        day, month = month, day
    return f"{parts[3]}-{month:02}-{day:02}"


def _short_span(parts: Sequence[Any]) -> str | None:
    """The span "2016–20", the split year "2019/20" or the month "2020-03", whichever fits."""
    first, short = int(parts[1]), int(parts[3])
    if short == (first + 1) % 100:
        return f"{first}/{parts[3]}"
    if parts[2] in "-/" and 1 <= short <= 12:
        return f"{first}-{short:02}"
    last = first // 100 * 100 + short + (100 if short < first % 100 else 0)
    return f"{first}/{last}" if last - first <= 30 else None


def _long_span(parts: Sequence[Any]) -> str | None:
    first, last = int(parts[1]), int(parts[3])
    if parts[2] == "/" and last == first + 1:
        return _split(last)
    return f"{first}/{last}" if first < last else None


def _days(first: str, last: str | None, month: str, year: str | None) -> str:
    days = [
        f"{year or 'Y'}-{_month(month):02}-{int(day.rstrip('stndrh')):02}"
        for day in (first, last)
        if day
    ]
    return "/".join(days)


def _fiscal(parts: Sequence[Any]) -> str | None:
    if parts[2] is None:
        return _split(_full(parts[1]))
    first, last = _full(parts[1]), _full(parts[2])
    return _split(last) if last == first + 1 else f"{first - 1}/{last}" if first < last else None


def _plan(number: int) -> str:
    """China's n-th Five-Year Plan, from the third on."""
    first = 1951 + 5 * number
    return f"{first}/{first + 4}"


# Makes a form from the match of a rule: the whole text, and its groups from 1.
_Reader = Callable[[Sequence[Any]], "str | None"]
_Rule = tuple[str, _Reader]

_DIGITS: tuple[_Rule, ...] = (
    (rf"{_YEAR}-(?:W\d\d|\d\d-\d\d)(?![\w-])", lambda parts: parts[0]),
    (rf"(\d{{1,2}})[./-](\d{{1,2}})[./-]({_YEAR})(?![\w/-])", _numeric),
    (rf"({_YEAR})[ :-]?([QHqh][1-4]){_MARKED}", lambda parts: f"{parts[1]}-{parts[2].upper()}"),
    (rf"([69]|12)M ?({_YEAR}){_END}", lambda parts: f"{parts[2]}-01/{parts[2]}-{int(parts[1]):02}"),
    (rf"({_YEAR})[ -]to[ -]({_YEAR})(?=[ -]period)", lambda parts: f"{parts[1]}/{parts[2]}"),
    (r"((?:1[5-9]|20)\d)0s(?!\w)", lambda parts: f"{parts[1]}0/{parts[1]}9"),
    (rf"({_YEAR})(/|{_DASH})({_YEAR}){_END}", _long_span),
    (rf"({_YEAR})(/|{_DASH})(\d\d)(?:{_MARKED})(?![/%]|[.,]\d)", _short_span),
    (rf"({_YEAR}) (?:fiscal|financial) year(?!\w)", lambda parts: _split(int(parts[1]))),
    (
        rf"({_YEAR}) (?i:(first|second|third|fourth)[ -](quarter|half))(?!\w)",
        lambda parts: f"{parts[1]}-{parts[3][0].upper()}{_nth(parts[2])}",
    ),
    (
        (
            rf"({_DAY})(?:(?:{_DASH}| to | and | or )({_DAY}))? (?:of )?({MONTH})"
            rf"(?:,? ({_YEAR}){_END})?"
        ),
        lambda parts: _days(parts[1], parts[2], month=parts[3], year=parts[4]),
    ),
    (
        (
            rf"([1-4])([QH])(?: ?FY ?['’]?({_SPLIT_YEAR}|\d\d){_END}| ?['’]?({_SPLIT_YEAR}){_END}"
            rf"| ?['’]?({_SHORT_YEAR}))?(?!\w)"
        ),
        lambda parts: _part_in(f"{parts[2]}{parts[1]}", year=parts[4] or parts[5], fiscal=parts[3]),
    ),
    (r"(\d\d?)th [Ff]ive-[Yy]ear [Pp]lan(?!\w)", lambda parts: _plan(int(parts[1]))),
    (rf"({_YEAR})[efp]?(?!\w|[.,]\d|/\d|%)", lambda parts: parts[1]),
    (SHORT_SPLIT, lambda parts: _split(_full(parts[0][3:]))),
)
_CAPITALS: tuple[_Rule, ...] = (
    (
        rf"({MONTH}) ({_DAY})(?!\w|[.,:/]\d|%)(?:{_DASH}({_DAY})(?!\w))?(?:,? ({_YEAR}){_END})?",
        lambda parts: _days(parts[2], parts[3], month=parts[1], year=parts[4]),
    ),
    (
        (
            rf"(?:FYE|YE|FY(?: ended| ending| to))(?: ({_DAY}))? ({MONTH})(?: ({_DAY}),)?"
            rf"(?: |-| ?['’])({_YEAR}|\d\d){_END}"
        ),
        lambda parts: _months_to(
            12, day=parts[1] or parts[3], month=parts[2], year=str(_full(parts[4]))
        ),
    ),
    (rf"({MONTH}),? (?:of )?({_YEAR}){_END}", lambda parts: f"{parts[2]}-{_month(parts[1]):02}"),
    (
        rf"({MONTH})(?: ?['’]|-)(\d\d)(?!\w)",
        lambda parts: f"{_full(parts[2])}-{_month(parts[1]):02}",
    ),
    (
        rf"(?<![-–])(?<!to )({MONTH}) quarter(?:,? of| in)? ({_YEAR}){_END}",
        lambda parts: _months_to(3, day=None, month=parts[1], year=parts[2]),
    ),
    (rf"({MONTH})(?!\w)", lambda parts: f"Y-{_month(parts[1]):02}"),
    (
        (
            rf"(Q[1-4]|H[12])(?:(?:,? of |[ ,/-]*)(?:FY ?['’]?({_SPLIT_YEAR}|\d\d)|({_SPLIT_YEAR}))"
            rf"{_END}|[ /-]?['’]?({_SHORT_YEAR}))?(?!\w)"
        ),
        lambda parts: _part_in(parts[1], year=parts[3] or parts[4], fiscal=parts[2]),
    ),
    (rf"FYE? ?['’]?({_YEAR}|\d\d)(?:[/–-]({_YEAR}|\d\d))?{_END}", _fiscal),
    (
        rf"({'|'.join(vocabulary.NTH[2:]).title()}) Five-Year Plan(?!\w)",
        lambda parts: _plan(_nth(parts[1])),
    ),
)

_TO_MONTH = (
    r"(?: (?:(?:up )?to|ended|ending|through)(?: \([A-Z]{2,4}\))?|/e) "
    r"(?:on )?(?:the )?(?:end(?:[ -]of)?[ -])?"
    rf"(?:({_DAY}) (?:of )?)?({MONTH})(?: ({_DAY})(?!\d))?(?:,? ({_YEAR}){_END})?"
)
_TO_QUARTER = (
    r" (?:to|ended|ending|through) (?:the )?(?:end(?:[ -]of)?[ -])?(?:the )?"
    rf"(?:Q([1-4])|{_NTH}[ -]quarter)(?: of|,)? ({_YEAR}){_END}"
)
_TO_YEAR = rf" (?:(?:up )?to|ended|ending|through) (?:the end of )?({_YEAR}){_END}"
_LENGTHS = {
    "year": 12,
    "y": 12,
    "half": 6,
    "half-year": 6,
    "half year": 6,
    "quarter": 3,
    "month": 1,
}
_OF_YEAR = (
    rf"(?:,? (?:of |in )?(?:the )?(?:(?:year )?({_SPLIT_YEAR}){_END}"
    rf"|(?:fiscal|financial)(?: year)? ({_SPLIT_YEAR}){_END}|year\b)|(?!\w))"
)
_UNIT = r"(year|half|quarter|month|week|decade|season)"
_LAST = r"(?:previous|prior|preceding|last)"
_SAME = (
    r"(?:the )?(?:same|corresponding|equivalent|comparable|year-ago|year-earlier) "
    rf"(?:(?:{_COUNT.replace('(', '(?:', 1)} )?(?:months|weeks|days)"
    r"|period|quarter|month|half|week|time|stage|point|day)"
)
_NTH_PART = rf"{_NTH.replace('(', '(?:')}[ -](?:fiscal |financial )?"
# Times in lower case, and relative times.
_WORDED: tuple[_Rule, ...] = (
    (
        rf"{_NTH_PART}(quarter|half){_TO_MONTH}",
        lambda parts: _months_to(
            _LENGTHS[parts[1].lower()], day=parts[2] or parts[4], month=parts[3], year=parts[5]
        ),
    ),
    (
        rf"fiscal (?:year )?({_YEAR}) {_NTH_PART}(?:quarter|half)\b",
        lambda parts: _split(int(parts[1])),
    ),
    (
        rf"{_NTH}[ -]quarters?{_OF_YEAR}",
        lambda parts: _part_in(f"Q{_nth(parts[1])}", year=parts[2], fiscal=parts[3]),
    ),
    (rf"last quarter of (?:the )?({_YEAR}){_END}", lambda parts: _part_in("Q4", year=parts[1])),
    (
        rf"(first|second|1st|2nd)[ -]half{_OF_YEAR}",
        lambda parts: _part_in(f"H{_nth(parts[1])}", year=parts[2], fiscal=parts[3]),
    ),
    (
        (
            rf"(first|opening|last|final|closing) {_COUNT} (month|quarter)s"
            rf"(?:,? of| in)?(?: the)?(?: ({_YEAR}){_END}| year\b)?"
        ),
        lambda parts: _part_of_months(
            _count(parts[2]) * _LENGTHS[parts[3].lower()], year=parts[4], end=parts[1].lower()
        ),
    ),
    (
        rf"(?:{_COUNT} months|(six|nine|6|9) months of) ({_YEAR}){_END}",
        lambda parts: _part_of_months(_count(parts[1] or parts[2]), year=parts[3], end="first"),
    ),
    (
        (
            rf"(?:{_COUNT}[ -]weeks?|week|(fortnight)|w(?=/e))(?: fiscal| financial)?"
            rf"(?: quarter| period| year)?{_TO_MONTH}"
        ),
        lambda parts: _weeks_to(
            2 if parts[2] else _count(parts[1] or "one"),
            day=parts[3] or parts[5],
            month=parts[4],
            year=parts[6],
        ),
    ),
    (
        rf"(?:year|{_COUNT}[ -]months){_TO_QUARTER}",
        lambda parts: _months_to(
            _count(parts[1] or "twelve"),
            day=None,
            month=months.NAMES[3 * (int(parts[2] or 0) or _nth(parts[3])) - 1],
            year=parts[4],
        ),
    ),
    (
        rf"{_COUNT}[ -](year|quarter|month)s?(?:[ -]period)?{_TO_MONTH}",
        lambda parts: _months_to(
            _count(parts[1]) * _LENGTHS[parts[2].lower()],
            day=parts[3] or parts[5],
            month=parts[4],
            year=parts[6],
        ),
    ),
    (
        rf"(?:{_COUNT}[ -]years?|decade)(?:[ -]period)?{_TO_YEAR}",
        lambda parts: _years(_count(parts[1] or "ten"), last=int(parts[2])),
    ),
    (
        rf"{_COUNT}[ -]years? from ({_YEAR}){_END}(?! (?:to|through|until) )",
        lambda parts: _years(_count(parts[1]), last=int(parts[2]) + _count(parts[1]) - 1),
    ),
    (
        rf"(?:fiscal |financial )?(year|half[ -]year|half|quarter|month|y(?=/e)){_TO_MONTH}",
        lambda parts: _months_to(
            _LENGTHS[parts[1].lower()], day=parts[2] or parts[4], month=parts[3], year=parts[5]
        ),
    ),
    (
        (
            r"(?:fiscal(?: years?)?|(?:financial|school|academic) years?)(?: ended| of)? "
            rf"['’]?({_YEAR}|\d\d)(?:[/–-]({_YEAR}|\d\d))?{_END}"
        ),
        _fiscal,
    ),
    (
        rf"week (\d{{1,2}})(?:,| of| in)? ({_YEAR})(?!\w)",
        lambda parts: f"{parts[2]}-W{int(parts[1]):02}",
    ),
    (rf"{_SAME}(?: of| in)? ({_YEAR}){_END}", lambda parts: f"={parts[1]}"),
    (
        rf"(?:{_SAME}(?: of| in)?(?: the)? )?{_LAST}[ -](?:(?:fiscal|financial) )?year\b",
        lambda parts: LAST_YEAR if parts[0].lower() == "last year" else "-1 last-year",
    ),
    (
        (
            rf"(?:{_SAME} )?{_COUNT}[ -]{_UNIT}s?"
            r"[ -](earlier|ago|before(?! \w+ing\b)|previously|later"
            r"|on(?=[,;)]| (?:it|they|we|he|she|this|that|there|the)\b))\b"
        ),
        lambda parts: (
            ("+" if parts[3].lower() in ("later", "on") else "-")
            + f"{_count(parts[1])} {parts[2].lower()}"
        ),
    ),
    (r"year-(?:earlier|ago)\b", lambda _: "-1 year"),
    (r"this year\b", lambda _: THIS_YEAR),
    (
        (
            r"(?:(?<=during )|(?<=throughout )|(?<=end of ))the (year|half|quarter|month)\b"
            r"(?! (?:to|ended|ending|before|earlier|of|after|\d))"
        ),
        lambda parts: f"+0 {'calendar-' if parts[1] == 'year' else ''}{parts[1].lower()}",
    ),
    (
        r"(?:(?<=in )|(?<=for )|(?<=of )|(?<=during )|(?<=over ))that (half|quarter|month|week)\b",
        lambda parts: f"+0 {parts[1].lower()}",
    ),
    (rf"{_LAST}[ -]{_UNIT}\b", lambda parts: f"-1 {parts[1].lower()}"),
    (rf"(?<=in )the (?:{_LAST} one|one before)\b", lambda _: "-1 one"),
    (
        r"the (year|quarter|month|week|half) (?:before|earlier)\b",
        lambda parts: f"-1 {parts[1].lower()}",
    ),
    (rf"(?:following|next|subsequent) {_UNIT}\b", lambda parts: f"+1 {parts[1].lower()}"),
)


def _part_in(part: str, *, year: str | None, fiscal: str | None = None) -> str:
    """A quarter or a half; a fiscal year as a whole, because its months are unknown."""
    if fiscal or (year and len(year) > 4):
        return _split(_full(fiscal or year or ""))
    return f"{_full(year) if year else 'Y'}-{part}"


def _nth(word: str) -> int:
    """The number of an ordinal; "final" is the fourth quarter, "opening" the first."""
    word = {"opening": "first", "closing": "final"}.get(word.lower(), word.lower())
    if word[0].isdigit():
        return int(word[:-2])
    return 4 if word == "final" else vocabulary.NTH.index(word) + 1


def _count(number: str) -> int:
    """The number of "a", "12" or "twenty-six"."""
    if number.isdigit():
        return int(number)
    return sum(vocabulary.SMALL.get(word, 1) for word in number.lower().split("-"))


def _part_of_months(count: int, *, year: str | None, end: str) -> str | None:
    """The first or the last months of a year; None for the last months without a year."""
    if not 1 < count < 12 or (end == "last" and not year):
        return None
    first, last = (1, count) if end in ("first", "opening") else (13 - count, 12)
    return f"{year or 'Y'}-{first:02}/{year or 'Y'}-{last:02}"


def _months_to(count: int, *, day: str | None, month: str, year: str | None) -> str | None:
    """The months up to and including a month: "X-10/Y-03" for six months to March.

    A quarter or a year that ends in the first week of a month is counted in weeks: its last
    month is the one before.
    """
    last = _month(month)
    if count > 1 and day and int(day.rstrip("stndrh")) <= _FIRST_WEEK:
        last -= 1
    ends = []
    for number in dict.fromkeys((last - count, last - 1)):
        shift, before = divmod(number, 12)
        if not year and shift < -1:
            return None
        ends.append(f"{int(year) + shift if year else 'YX'[-shift]}-{before + 1:02}")
    return "/".join(ends)


def _years(count: int, *, last: int) -> str | None:
    """The years up to and including a year; None if they are not several."""
    return f"{last - count + 1}/{last}" if count > 1 else None


def _weeks_to(count: int, *, day: str | None, month: str, year: str | None) -> str | None:
    """The weeks up to and including a day; None for a month, or if the calendar has no such day."""
    try:
        last = date(int(year or _ANY_YEAR), _month(month), int(re.sub(r"\D", "", day or "")))
    except ValueError:
        return None
    weeks = f"{last - timedelta(weeks=count, days=-1)}/{last}"
    return weeks if year else weeks.replace(f"{_ANY_YEAR}", "Y").replace(f"{_ANY_YEAR - 1}", "X")


class _Rules:
    """Rules; the first that matches gives the form."""

    def __init__(self, rules: tuple[_Rule, ...], flags: int = 0) -> None:
        self._rules = rules
        self._flags = flags

    @cached_property
    def compiled(self) -> tuple[re.Pattern[str], dict[int, tuple[_Reader, int]]]:
        """The pattern, and each rule's reader with the end of its groups, by its own group."""
        readers = {}
        first = 1
        for pattern, reader in self._rules:
            last = first + pattern.count("(") - pattern.count("(?") - pattern.count(r"\(")
            readers[first] = reader, last
            first = last + 1
        joined = "|".join([f"({pattern})" for pattern, _ in self._rules])
        return re.compile(joined, self._flags), readers

    def read(self, text: str, start: int) -> _Form | None:
        """The time that begins here, or None."""
        pattern, readers = self.compiled
        match = pattern.match(text, start)
        if match is None or match.lastindex is None:
            return None
        reader, last = readers[match.lastindex]
        form = reader(match.groups()[match.lastindex - 1 : last])
        if form is not None:
            return start, match.end(), form
        year = _YEAR_ALONE.match(text, start)
        return (start, year.end(), year[0]) if year else None


# The start and the end of a time, and its form.
_Form = tuple[int, int, str]
_YEAR_ALONE = re.compile(rf"{_YEAR}(?!\w|[.,]\d)")
_DIGIT_RULES = _Rules(_DIGITS)
_CAPITAL_RULES = _Rules(_CAPITALS)
_WORD_RULES = _Rules(_WORDED, re.IGNORECASE)

# Where a number or a capitalised time may begin: few places in prose.
_START = re.compile(
    r"[\dABCDEFHJMNOQSTVY](?:"
    # A year, or a day before its month; not within a longer number.
    r"(?<=\d)(?<!\w\d)(?=\d{3}(?!\d)"
    r"|\d?(?:[./QHMsnrt\u2010-\u2014-]| ?[\u2010-\u2014-]| [A-Zato]))"
    r"|(?<!\w\w)(?:(?<=[QH])[1-4]|(?<=J)[aAuU]|(?<=F)[eEiIoY]|(?<=M)[aA]|(?<=A)[pPuU]"
    r"|(?<=S)[eEit]|(?<=O)[cC]|(?<=N)[oOie]|(?<=B)o|(?<=C)h|(?<=V)a|(?<=H)a|(?<=D)[eE]"
    r"|(?<=T)[ehw][nie]|(?<=E)[il]|(?<=Y)E))"
)
# The word that every worded time contains, and the words that may come before it in one.
_ANCHOR = re.compile(
    "year|quarter|half|month|week|fortnight|w/e|y/e|decade|season|period|fiscal"
    "|Year|Quarter|Half|Month|Week|Fortnight|W/E|Y/E|Decade|Season|Period|Fiscal"
    rf"|(?<=in the )(?:{_LAST} one|one before)\b"
)
_REACH_BACK, _MOST_WORDS = 40, 4  # how far back to look for them, in characters and in words
_LEADING = words_of(
    "the same corresponding equivalent comparable previous prior preceding last following next "
    "subsequent fiscal financial school academic year ago earlier this that"
) | {
    *vocabulary.NTH[:4],
    *vocabulary.SMALL,
    *words_of("a an final opening closing 1st 2nd 3rd 4th"),
}


_INDEX_BASE = re.compile(r"\s?=\s?100(?![\d.,]\d)")  # "(2020 = 100)"


def forms(text: str) -> Iterator[tuple[int, int, str]]:
    """Every time in a text with its form, in order and without overlaps."""
    forms_found: list[_Form] = []
    end = 0
    for match in _START.finditer(text):
        start = match.start()
        before = text[start - 1] if start else " "
        # In a longer number, or in a name.
        is_inside = before in "#@" or (
            before in ".,:/" and start > 1 and text[start - 2].isdecimal()
        )
        if start < end or is_inside:
            continue
        rules = _DIGIT_RULES if text[start].isdecimal() else _CAPITAL_RULES
        form = rules.read(text, start)
        if form and not _INDEX_BASE.match(text, form[1]):
            end = form[1]
            forms_found.append(form)
    end = 0
    for anchor in _ANCHOR.finditer(text):
        at = anchor.start()
        for start in _starts(text, floor=end, at=at) if at >= end else ():
            form = _WORD_RULES.read(text, start)
            if form and form[1] > at:
                end = form[1]
                forms_found.append(form)
                break
    forms_found.sort(key=lambda form: (form[0], -form[1]))
    end = 0
    for form in forms_found:
        if form[0] >= end:
            end = form[1]
            yield form


def _starts(text: str, *, floor: int, at: int) -> list[int]:
    """Where a worded time with the word at ``at`` may begin, the earliest position first."""
    starts = [at]
    floor = max(floor, at - _REACH_BACK)
    while len(starts) <= _MOST_WORDS and at > floor and text[at - 1] in " -":
        end = at - 1
        at = max(floor - 1, *(text.rfind(sign, floor, end) for sign in " -(\"'“[")) + 1
        if text[at:end].lower() not in _LEADING and not text[at:end].isdigit():
            break
        starts.append(at)
    return starts[::-1]
