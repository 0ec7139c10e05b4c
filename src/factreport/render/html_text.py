"""Text for HTML and XML: escaped, with links for addresses, right-to-left words isolated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from factreport.wording import visible

# System fonts: nothing is downloaded.
FONTS = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans',"
    " 'Liberation Sans', Arial, sans-serif"
)
# Each colour on light and on dark paper; s0 to s5 are those of series.
COLOURS = {
    "paper": ("#ffffff", "#14181d"),
    "ink": ("#1b1f24", "#e6e9ec"),
    "faint": ("#59636e", "#a0a9b3"),
    "line": ("#d5dae0", "#39414a"),
    "link": ("#0b5cad", "#8cc0ff"),
    "wrong": ("#b3261e", "#ff8a80"),
    "s0": ("#2f6fb3", "#6ea8e6"),
    "s1": ("#b4530a", "#f0a35e"),
    "s2": ("#1a7f4b", "#5cc98f"),
    "s3": ("#8b3fa8", "#cf95e6"),
    "s4": ("#6b6200", "#cfc04f"),
    "s5": ("#b02a5b", "#f28bb0"),
}
# Characters that XML 1.0 can't contain, besides the control characters that `visible` escapes.
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
# An address ends before Chinese and Japanese text, and before quotation marks and brackets.
_AFTER_ADDRESS = (
    r"\s<>\"\u00ab\u00bb\u2018-\u201f\u2039\u203a"
    r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
)
_ADDRESS = re.compile(rf"https?://[^{_AFTER_ADDRESS}]+", re.IGNORECASE)
_STOPS = ".,;:!?'…"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
# Hebrew, Arabic and other right-to-left letters; a run includes spaces and digits in between.
# Among English words a title in quotation marks is a run, and a comma separates two.
_LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RUN = re.compile(f"[{_LEFTWARD}](?:[^A-Za-z“”]*[{_LEFTWARD}])?")
_RUN_AMONG_WORDS = re.compile(
    f"(?<=“)[^“”]*[{_LEFTWARD}][^“”]*|[{_LEFTWARD}](?:(?:(?!, )[^A-Za-z“”])*[{_LEFTWARD}])?"
)
_ISO_DATE = re.compile(r"(?<![\w-])[0-9]{4}(?:-[0-9]{2}){1,2}(?![\w-])")


def escaped(text: str) -> str:
    """The text for an element or a quoted attribute."""
    shown = "\t".join(map(visible, text.split("\t")))  # all unsafe characters but tabs are escaped
    return escape(_NOT_IN_XML.sub("\ufffd", shown))


def isolated(
    text: str, run: str = r"<bdi>\g<0></bdi>", date: str = r'<bdi class="date">\g<0></bdi>'
) -> str:
    """The escaped text with right-to-left runs and dates isolated, by these templates."""
    runs = _RUN_AMONG_WORDS if re.search("[A-Za-z]", text) else _RUN
    return _ISO_DATE.sub(date, runs.sub(run, escaped(text)))


def linked(text: str, addresses: Sequence[str]) -> str:
    """The same with a link for each address."""
    return "".join(
        f'<a href="{escaped(part)}">{escaped(part)}</a>' if is_address else isolated(part)
        for part, is_address in parted(text, addresses)
    )


def parted(text: str, addresses: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The parts of a text, each with whether it is an address that begins with http or https.

    Where an address ends is a guess, unless it is one of those known, the longest of them first.
    """
    end = 0
    while match := _ADDRESS.search(text, end):
        start, last = match.span()
        unopened = {
            close: match[0].count(close) - match[0].count(first)
            for close, first in _BRACKETS.items()
        }
        while (char := text[last - 1]) in _STOPS or unopened.get(char, 0) > 0:
            unopened[char] = unopened.get(char, 0) - 1
            last -= 1
        known = (start + len(url) for url in addresses if text.startswith(url, start))
        yield text[end:start], False
        end = max(last, next(known, 0))
        yield text[start:end], True
    yield text[end:], False
