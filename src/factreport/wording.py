"""Words for people: made safe for a terminal, joined into lists, matched to the nearest known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import filterfalse

# Control characters (C0, DEL, C1), line and paragraph separators, and the bidirectional
# overrides and isolates: each can change what a terminal or an editor shows of the rest.
_UNSAFE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
UNSAFE_IN_BLOCK = f"[{_UNSAFE}]"
UNSAFE_IN_LINE = f"[{_UNSAFE}\t\n]"
# Nobody mistypes a word of this length; to compare it with others would take long.
_LONGEST_MISTAKE = 200
# What is looked at for one mistake, so that it takes no more than about a tenth of a second.
_LONGEST_KNOWN = 1_000
_MOST_LETTERS = 600_000  # of the known words, which are folded
_MOST_COUNTS = 200_000  # of one letter in one word
_MOST_PAIRS = 200_000  # of letters, one of the mistake and one of a word that is compared with it
_NEAR = 0.6  # the share of two words that makes them alike
_LONGEST_QUOTE = 78
_UNSAFE_IN_MESSAGE = f"[{_UNSAFE}\t\ud800-\udfff]"


def visible(text: str) -> str:
    r"""The text with every unsafe character as an escape (``\x1b``), line feeds kept.

    An undecodable byte of a file name or an argument (a lone surrogate) is shown as that byte.
    """
    if text.isprintable():  # nothing unsafe can be, and most is
        return text
    return re.sub(_UNSAFE_IN_MESSAGE, _escape, text)


def escaped(text: str) -> str:
    r"""The text on one line as it is, every unsafe character and line feed as an escape."""
    return visible(text).replace("\n", "\\n")


def visible_line(text: str) -> str:
    """The text on one line: white space folded to single blanks, the rest made visible."""
    return visible(" ".join(text.split()))


def is_encodable(text: str) -> bool:
    """Whether the text is one in UTF-8; the bytes of an argument that are none are surrogates."""
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def fold(text: str) -> str:
    """The text without case, accents and width, so that spellings of one word compare equal."""
    if text.isascii():
        return text.lower()
    import unicodedata  # plain English does without

    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(filterfalse(unicodedata.combining, decomposed)).casefold()


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known words most like this one, best first; none when nothing is near.

    Of very many, those are looked at that come first and are about as long as the word.
    """
    folded = fold(word) if len(word) <= _LONGEST_MISTAKE else ""
    if not folded:
        return []
    spellings = {fold(one): one for one in _affordable(known)}
    begun = [one for one in spellings if one.startswith(folded)]
    close = _closest(folded, spellings, most)
    return [spellings[one] for one in dict.fromkeys([*close, *sorted(begun)])][:most]


def _affordable(known: Iterable[str]) -> Iterator[str]:
    """As many of the known words as can be folded in a moment, none of them a page long."""
    letters = 0
    for one in known:
        if len(one) <= _LONGEST_KNOWN:
            letters += len(one)
            if letters > _MOST_LETTERS:
                return
            yield one


def _closest(word: str, known: Iterable[str], most: int) -> list[str]:
    """What difflib.get_close_matches finds, without comparing what can't be among the best."""
    from difflib import SequenceMatcher  # only a mistake pays for it

    matcher = SequenceMatcher(b=word)
    found: list[tuple[float, str]] = []
    pairs = 0
    for likeness, one in _alike_at_most(word, known):
        pairs += len(word) * len(one)
        if pairs > _MOST_PAIRS or (len(found) == most and likeness < found[-1][0]):
            break
        matcher.set_seq1(one)
        found = sorted([*found, (matcher.ratio(), one)], reverse=True)[:most]
    return [one for likeness, one in found if likeness >= _NEAR]


def _alike_at_most(word: str, known: Iterable[str]) -> list[tuple[float, str]]:
    """The words that may be near, each with the share of letters in common, the greatest first.

    In whatever order the letters stand, two words are no more alike than that.
    """
    letters, often = zip(*Counter(word).items(), strict=True)
    by_length = sorted(known, key=lambda one: abs(len(one) - len(word)))
    found = []
    for one in by_length[: _MOST_COUNTS // len(letters)]:
        both = len(word) + len(one)
        if 2.0 * min(len(word), len(one)) / both >= _NEAR:
            likeness = 2.0 * sum(map(min, often, map(one.count, letters))) / both
            if likeness >= _NEAR:
                found.append((likeness, one))
    return sorted(found, reverse=True)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean "x" or "y"?`` for the nearest known words, or nothing."""
    found = nearest(word, known)
    return f"; did you mean {listed([quoted(one) for one in found], 'or')}?" if found else ""


def quoted(word: str) -> str:
    """The word in double quotes, cut where it is long so that a message stays one line."""
    return f'"{escaped(shortened(word, _LONGEST_QUOTE))}"'


def shortened(text: str, most: int) -> str:
    """The text, or where it is longer than that, its beginning and ``…``."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def listed(words: Sequence[str], conjunction: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """``1 fact``, ``2 facts``, ``1,200 facts``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
