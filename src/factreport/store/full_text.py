"""Words in the index: how a text is divided into words, and how words are searched for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from factreport.english import spellings
from factreport.errors import QueryError
from factreport.wording import fold, quoted

# Each word of a phrase takes memory for every place where it occurs.
_MOST_WORDS = 64

# Not compiled at import: that takes longer than an answer.  Chinese and Japanese are written
# without spaces: each character is a word of its own.
_IDEOGRAPH = "([\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
_WORD = r"[^\W_]+"
_COMPOUND = r"(?<![^\W\d_])[^\W\d_]+(?:-[^\W\d_]+)+"  # only from the beginning of a word


class Words(NamedTuple):
    """A text to search for, as two full-text queries.

    ``exact`` are its words side by side; ``loose`` also finds longer words that begin with the
    last one.
    """

    exact: str
    loose: str


def searchable(text: str) -> str:
    """The text in the form of the index: without case, accents and width, ideographs separated.

    British and American spellings are the same, and so are "thirteenth" and "13th".
    """
    folded = fold(text)
    if not text.isascii():
        folded = re.sub(_IDEOGRAPH, r" \1 ", folded)
    return spellings.unified(folded)


def with_compounds(text: str) -> str:
    """A searchable text, with its compounds also as single words: "re-employment reemployment"."""
    if "-" not in text:
        return text
    joined = (compound.replace("-", "") for compound in re.findall(_COMPOUND, text))
    return " ".join([text, *joined])


def words_of(searchable_text: str) -> list[str]:
    """The words of a searchable text."""
    return re.findall(_WORD, searchable_text)


def asked_words(text: str) -> list[str]:
    """The words of a text to search for. QueryError if there are unreasonably many."""
    words = words_of(searchable(text))
    if len(words) > _MOST_WORDS:
        side_by_side = f"{quoted(text)}: more than {_MOST_WORDS} words side by side"
        raise QueryError(f"{side_by_side}; ask for fewer")
    return words


def phrase(words: Sequence[str], endings: Sequence[str] = ()) -> str:
    """The full-text query for adjacent words.

    ``endings`` are longer words that begin with the last word.
    """
    before = words[:-1]
    phrases = [f'"{" ".join([*before, last])}"' for last in dict.fromkeys([words[-1], *endings])]
    if len(words) > 1 and not "".join(words).isdecimal():  # "2.6" is not 26
        phrases.append(f'"{"".join(words)}"')  # "re-employment" may be written as one word
    return f"({' OR '.join(phrases)})"
