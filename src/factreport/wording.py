"""Words for people: made safe for a terminal, joined into lists, matched to the nearest known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import filterfalse, islice

# Control characters (C0, DEL, C1), line and paragraph separators, and the bidirectional overrides
# and isolates: each can change how a terminal or an editor shows the rest.
UNSAFE = r"\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069"
UNSAFE_IN_LINE = rf"\t\n{UNSAFE}"
# Longer words are not compared, because no real name is that long.  To be quick, only the first
# known words are considered, and only those with similar letters are compared.
_LONGEST_MISTAKE, _LONGEST_NAME, _MOST_KNOWN, _MOST_COMPARED = 100, 200, 5_000, 50
_LONGEST_QUOTE = 78
_UNSAFE_IN_MESSAGE = f"[{UNSAFE}\t\ud800-\udfff]"


def visible(text: str) -> str:
    r"""The text with every unsafe character as an escape (``\x1b``), line feeds kept.

    The bytes of a file name or an argument that the locale can't decode (lone surrogates) are read
    as UTF-8; a byte that is not UTF-8 is shown as that byte.
    """
    if text.isprintable():  # no unsafe character is printable, and most text is
        return text
    as_bytes = "utf-8", "surrogateescape"
    text = re.sub(
        r"[\udc80-\udcff]+", lambda part: part[0].encode(*as_bytes).decode(*as_bytes), text
    )
    return re.sub(_UNSAFE_IN_MESSAGE, _escape, text)


def escaped(text: str) -> str:
    r"""The text on one line, with every unsafe character and line feed as an escape."""
    return text if text.isprintable() else visible(text).replace("\n", "\\n")


def visible_line(text: str) -> str:
    """The text on one line: white space folded to single spaces, the rest made visible."""
    return visible(" ".join(text.split()))


def is_encodable(text: str) -> bool:
    """Whether the text can be encoded as UTF-8; undecodable bytes of an argument are surrogates."""
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)


def _escape(unsafe: re.Match[str]) -> str:
    code = ord(unsafe[0])
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def fold(text: str) -> str:
    """The text without case, accents and width, so that spellings of one word compare equal.

    The two apostrophes compare equal, too.
    """
    if text.isascii():
        return text.lower()
    import unicodedata  # ASCII needs no folding

    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("\u2019", "'"))
    return "".join(filterfalse(unicodedata.combining, decomposed)).casefold()


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known words most like this one, best first; empty if none is near."""
    folded = fold(word) if len(word) <= _LONGEST_MISTAKE else ""
    if not folded:
        return []
    from difflib import SequenceMatcher, get_close_matches  # only needed for a mistake
    from heapq import nlargest

    spellings = {
        fold(name): name for name in islice(known, _MOST_KNOWN) if len(name) < _LONGEST_NAME
    }
    longer = sorted(name for name in spellings if name.startswith(folded))
    matcher = SequenceMatcher(b=folded)

    def common_letters(name: str) -> float:
        matcher.set_seq1(name)
        return matcher.quick_ratio()

    likely = nlargest(_MOST_COMPARED, spellings, key=common_letters)
    close = get_close_matches(folded, likely, most)
    return [spellings[name] for name in dict.fromkeys([*close, *longer])][:most]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean "x" or "y"?`` for the nearest known words, or nothing."""
    names = nearest(word, known)
    return f"; did you mean {listed([quoted(name) for name in names], 'or')}?" if names else ""


def unknown(subject: str, name: str, known: Sequence[str], most: int = 100) -> str:
    """``unknown topic "x"; did you mean "y"? known: y, z``: an unknown name and the known ones."""
    shown = known if len(known) <= most else [*known[:most], "…"]
    choices = f"known: {', '.join(shown)}" if known else "none is known"
    return f"unknown {subject} {quoted(name)}{did_you_mean(name, known) or ';'} {choices}"


def quoted(word: str) -> str:
    """The word in double quotes, shortened so that a message fits on one line."""
    return f'"{escaped(shortened(word, _LONGEST_QUOTE))}"'


def shortened(text: str, most: int) -> str:
    """The text, or its beginning and ``…`` if it has more than ``most`` characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def listed(words: Sequence[str], conjunction: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def first_few(names: Sequence[str], noun: str, most: int = 5) -> str:
    """``a, b and c``; where there are more than ``most``, the first ones and ``N more nouns``."""
    if len(names) <= most + 1:
        return listed(names)
    return listed([*names[:most], f"{len(names) - most:,} more {noun}s"])


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """``1 fact``, ``2 facts``, ``1,200 facts``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def tallied(results: Sequence[str], noun: str, words: Mapping[str, str]) -> str:
    """``5 figures: 3 match, 2 skipped``: how many results there are, and of each kind.

    ``words`` are those for each kind, in their order.
    """
    parts = [
        f"{number:,} {word}" for kind, word in words.items() if (number := results.count(kind))
    ]
    return ": ".join(filter(None, (counted(len(results), noun), ", ".join(parts))))
