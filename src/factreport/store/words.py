"""Words as the index knows them: how a text is cut into words, and how a word is asked for."""

from __future__ import annotations

import re

from factreport.text import fold

# Chinese, Japanese and Korean are written without blanks: each character is a word of its own.
# Not compiled before it is needed: that takes longer than to answer.
_IDEOGRAPH = "([\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff])"
_WORD = r"[^\W_]+"


def searchable(text: str) -> str:
    """The text as the index takes it: without case, accents and width, ideographs apart."""
    if text.isascii():
        return text
    return re.sub(_IDEOGRAPH, r" \1 ", fold(text))


def match_expression(text: str) -> str:
    """The full-text query for what holds the text; empty where the text has no word.

    Its words stand side by side, the last may be the beginning of a longer one.
    """
    words = re.findall(_WORD, searchable(text))
    return f'"{" ".join(words)}" *' if words else ""
