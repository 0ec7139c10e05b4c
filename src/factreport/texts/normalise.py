"""Normalising: different ways of typesetting a text become one; every character keeps its position.

The result:

- White space of any kind, line ends included, becomes one space, and is removed at both ends.  A
  forced line break (``<br>``, U+2028) becomes a line feed, the end of a row (U+2029) two.  A
  no-break or thin space between two digits becomes U+00A0, to distinguish it from the space between
  two numbers.
- A word that is hyphenated at the end of a line is joined if both halves are in lower case ("mil-"
  and "lion"); otherwise it keeps its hyphen ("2020-" and "21"), and so do tens ("twenty-" and
  "five").
- Soft hyphens, direction marks and all other zero-width characters are removed.
- Ligatures become letters; full-width and mathematical characters and subscripts become plain ones;
  accents are composed.  Quotation marks become ``"`` and ``'``; hyphens and minus signs become
  ``-``, and so does an en dash that can only be a minus.  A raised dot between digits becomes
  ``.``.
- A superscript number after a unit, a single letter or a ten is an exponent and stays ("m²",
  "10⁶"); any other is a footnote mark and is removed, as is "[3]" after a word.  A superscript p or
  r after a number becomes "(p)" or "(r)", provisional or revised.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import takewhile

from factreport.english import layout
from factreport.texts.located import Collected, Seen

# A forced line break, such as <br>, is a LINE SEPARATOR until the text is normalised.
LINE_BREAK = "\u2028"
# The end of a row of a table in plain text is a PARAGRAPH SEPARATOR.
ROW_END = "\u2029"

SUPERSCRIPTS = str.maketrans("0123456789+-\u2212–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")

_NO_BREAK = "\u00a0"
_ALIKE = {
    "'": "\u2018\u2019\u201a\u201b\u02bc",
    '"': "\u201c\u201d\u201e\u201f\u00ab\u00bb",
    "-": "\u2010\u2011\u2212",
    "–": "\u2012",
    "—": "\u2015",
    "/": "\u2044\u2215",
    "·": "\u2219\u22c5",
    _NO_BREAK: "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f",
}
# The decompositions that only change how a character is typeset.
_SETTING = ("<wide>", "<narrow>", "<font>", "<sub>")


class _Singles(dict[int, str]):
    """What each character is replaced with; entries are computed on first use."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if unicodedata.decomposition(character).startswith(_SETTING):
            plain = unicodedata.normalize("NFKC", character)
            character = plain if len(plain) == 1 else character
        self[code] = character
        return character


_SINGLES = _Singles({ord(other): char for char, others in _ALIKE.items() for other in others})

_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff"
)
_BLANK = rf"[\s{_INVISIBLE}]"
_RAISED = "[⁰¹²³⁴-⁻]"
_NUMBER = r"[\d⁰¹²³⁴-⁹]{1,3}"
# The lookahead skips common characters, so that prose is fast.
_CHANGES = re.compile(
    rf"""
    (?=[^\ -,.-Z\\-~]|\ {_BLANK})(?:
    (?P<space>\ (?={_BLANK}){_BLANK}+|[^\S ]{_BLANK}*)
    |(?P<hyphen>[-–—](?<=\w.)[^\S\r\n]*[\r\n]\s*(?=\w))
    |(?P<hidden>[{_INVISIBLE}]{_BLANK}*)
    |(?P<dot>·(?<=\d.)(?=\d))
    |(?P<raised>(?P<number>\[{_RAISED}+\]|{_RAISED}+(?:[,–-]{_RAISED}+)*)(?:/(?=\d)|{_BLANK}+)?)
    |(?P<note>\[(?<=[\w%.,;:!?"')\]]\[)(?:{_NUMBER}|[a-zᵃ-ᵉ]|\^[\w-]+|(?:{layout.NOTE})\s?{_NUMBER})\](?![(\w]))
    |(?P<letter>[ᵃ-ᵉ](?<=[\d.%)].)(?!\w))
    |(?P<status>[ᵖʳ](?<=[\d%)].)(?!\w))
    |(?P<minus>–(?<![^\s(\[{{"'/].)(?=[$€£¥]?\.?\d))
    |(?P<wide>[ﬀ-ﬆ℃℉㌀-㏿])
    |(?P<accents>[\u0300-\u036f]+)
    )
    """,
    re.VERBOSE,
)
# A text of only these characters needs no change.
_UNCHANGED = re.compile(r"[!-Z\\^-~]+(?: [!-Z\\^-~]+)*")
_UNIT = re.compile(rf"(?:^|[\W\d_])(?:[^\W\d_]|{layout.WITH_EXPONENT})$")
_APART = re.compile(rf"(?:^|{_BLANK})$")
_TEN = re.compile(r"(?:^|[^\d.,])10$")
_LONGEST_UNIT = 6


def normalise(seen: Seen) -> Seen:
    """The text in normal characters; the origin of each is where its original spelling begins."""
    if _UNCHANGED.fullmatch(seen.text):
        return seen
    plain = seen if seen.text.isascii() else seen._replace(text=seen.text.translate(_SINGLES))
    text, collected = plain.text, Collected()
    position = done = 0
    for match in _CHANGES.finditer(text):
        start, end = match.span()
        if match.lastgroup != "accents":
            new = _NEW[match.lastgroup or ""](match)
        else:
            start = max(start - 1, done)  # with the letter that carries them
            new = unicodedata.normalize("NFC", text[start:end])
        done = end
        if new != text[start:end]:
            pairs = zip(text[start:end], new, strict=False)
            same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            collected.add_part(plain, position, start + same)
            for character in new[same:]:
                collected.add(character, plain.origin(start + same))
            position = end
    collected.add_part(plain, position, len(text))
    normal = collected.seen()
    bare = normal.text.strip()
    if bare == normal.text:
        return normal
    start = normal.text.index(bare)
    return normal.part(start, start + len(bare))


def _joined(match: re.Match[str]) -> str:
    """The hyphen at the end of a line, or nothing if it only divides a word."""
    text, start = match.string, match.start()
    both = text[start - 1] + text[match.end()]
    is_one_word = match[0][0] == "-" and both.isalpha() and both.islower()
    is_ten = layout.TENS.search(text, max(start - 7, 0), start)
    return "" if is_one_word and not is_ten else match[0][0]


def _space(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    if start == 0 or end == len(text):
        return ""
    if ROW_END in match[0]:
        return "\n\n"
    if LINE_BREAK in match[0]:
        return "\n"
    is_grouping = match[0] == _NO_BREAK and text[start - 1].isdigit() and text[end].isdigit()
    return _NO_BREAK if is_grouping else " "


def _raised(match: re.Match[str]) -> str:
    """An exponent unchanged, a fraction in plain digits, nothing for a footnote mark."""
    text, start = match.string, match.start()
    before = text[max(start - _LONGEST_UNIT, 0) : start]
    if match[0].endswith("/"):
        return (" " if before[-1:].isdigit() else "") + match[0].translate(_PLAIN)
    space = re.search(r"\s", match[0])
    after = "" if not space else "\n" if LINE_BREAK in match[0] else " "
    if _UNIT.search(before) or _TEN.search(before):
        return match["number"] + after
    return "" if _APART.search(before) else after


def _minus(match: re.Match[str]) -> str:
    """A minus, unless a number is before the dash, which may then join two numbers."""
    before = match.string[max(match.start() - 8, 0) : match.start()].rstrip()
    return "–" if before[-1:].isdigit() or before.endswith("%") else "-"


def _hidden(match: re.Match[str]) -> str:
    """Nothing, or the white space around the zero-width characters."""
    _, soft, after = match[0].rpartition("\xad")
    is_cut_word = soft and ("\n" in after or "\r" in after)
    return "" if is_cut_word or not re.search(r"\s", match[0]) else _space(match)


_NEW: dict[str, Callable[[re.Match[str]], str]] = {
    "hyphen": _joined,
    "hidden": _hidden,
    "space": _space,
    "dot": lambda _: ".",
    "raised": _raised,
    "note": lambda _: "",
    "letter": lambda _: "",
    "status": lambda mark: " (p)" if mark[0] == "ᵖ" else " (r)",
    "minus": _minus,
    "wide": lambda wide: unicodedata.normalize("NFKC", wide[0]),
}
