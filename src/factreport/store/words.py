"""Words as the index knows them: how a text is cut into words, and how a word is asked for."""

from __future__ import annotations

import re

from factreport.errors import QueryError
from factreport.wording import fold, quoted

# Chinese and Japanese are written without blanks: each character is a word of its own.
# Not compiled before it is needed: that takes longer than to answer.
_IDEOGRAPH = "([\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
_WORD = r"[^\W_]+"
# Each word of a phrase takes its share of memory at every place where it occurs.
_MOST_WORDS = 64


def searchable(text: str) -> str:
    """The text as the index takes it: without case, accents and width, ideographs apart."""
    if text.isascii():
        return text
    return re.sub(_IDEOGRAPH, r" \1 ", fold(text))


def match_expression(text: str) -> str:
    """The full-text query for what holds the text; empty where the text has no word.

    Its words stand side by side, the last may be the beginning of a longer one.  QueryError for
    more words than anybody means.
    """
    words = re.findall(_WORD, searchable(text))
    if len(words) > _MOST_WORDS:
        side_by_side = f"{quoted(text)}: more than {_MOST_WORDS} words side by side"
        raise QueryError(f"{side_by_side}; ask for fewer")
    return f'"{" ".join(words)}" *' if words else ""
