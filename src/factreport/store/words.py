"""Words as the index knows them: how a text is cut into words, and how a word is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factreport.text import fold

# Chinese, Japanese and Korean are written without blanks: each character is a word of its own.
# Not compiled before it is needed: that takes longer than to answer.
_IDEOGRAPH = "([\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff])"
_WORD = r"[^\W_]+"


def searchable(text: str | None) -> str | None:
    """The text as the index takes it: without case, accents and width, ideographs apart."""
    if text is None or text.isascii():
        return text
    return re.sub(_IDEOGRAPH, r" \1 ", fold(text))


def match_expression(texts: Iterable[str]) -> str | None:
    """The full-text query for facts in which every text occurs; None where no text has a word.

    The words of one text stand side by side, the last may be the beginning of a longer one.
    """
    phrases = [re.findall(_WORD, searchable(text) or "") for text in texts]
    if not all(phrases):
        return None
    return " AND ".join(f'"{" ".join(words)}" *' for words in phrases)
