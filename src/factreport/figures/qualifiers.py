"""The words around a number: its qualifier, before or behind it, and its direction."""

from __future__ import annotations

from typing import NamedTuple

from factreport.figures import english
from factreport.figures.figure import Direction
from factreport.figures.tokens import Token, lowered, token_after, tokens_before, words_after
from factreport.model import Qualifier


def _tokenised(phrase: str) -> str:
    return " ".join([token.word for token in tokens_before(phrase, 0, len(phrase))])


_BEFORE = {_tokenised(phrase): name for phrase, name in english.BEFORE.items()}
_LAST_WORDS = frozenset(phrase.rpartition(" ")[2] for phrase in _BEFORE)
_LONGEST = max(phrase.count(" ") + 1 for phrase in _BEFORE)
_SLIGHT = tuple(tuple(phrase.split()) for phrase in english.SLIGHT)
# Between a qualifier and its number: "more than a further 10", "at least another 5".
_FILLERS = frozenset(("another", "further", "additional", "a", "an", "extra", "of", "total",
                      "average", "equal", "to", "by"))  # fmt: skip


class Lead(NamedTuple):
    """What stands before a number: its qualifier, where that begins, and the tokens before it.

    ``is_firm`` says that the qualifier is one that is not said of years.
    """

    start: int
    qualifier: Qualifier | None
    is_firm: bool
    before: list[Token]

    @property
    def word(self) -> str:
        """The word right before it, or ""."""
        return self.before[-1].word if self.before else ""


def qualifier_of(phrase: str) -> Qualifier | None:
    """What a phrase by itself says: "almost" is nearly, "up to" at most, "or more" at least."""
    low = lowered(" ".join(phrase.split()))
    if low in english.AFTER:
        return english.AFTER[low]
    lead = read_lead(low, tokens_before(low, 0, len(low)), len(low))
    return None if lead.before else lead.qualifier


def read_lead(low: str, before: list[Token], start: int) -> Lead:
    """The qualifier before ``start``; of several the outermost counts."""
    qualifier: Qualifier | None = None
    is_firm = False
    while found := _phrase_before(low, before):
        phrase, name, before = found
        if qualifier == name == "about" or name != "about" or qualifier is None:
            qualifier = name
        elif qualifier == "nearly":
            qualifier = "about"
        start = phrase.start
        is_firm = is_firm or phrase.word not in english.LOOSE
    return Lead(start, qualifier, is_firm, before)


def _phrase_before(low: str, before: list[Token]) -> tuple[Token, Qualifier, list[Token]] | None:
    """The qualifier phrase that the tokens end in: where and what it is, what it says, the rest."""
    if not before:
        return None
    rest = before
    if before[-1].word not in _LAST_WORDS:
        if (
            before[-1].word == "the"
            and len(before) > 1
            and (before[-2].word in english.THROUGH_ARTICLE)
        ):
            rest = before[:-1]
        elif not (rest := _without_fillers(before)):
            return None
    for size in range(min(_LONGEST, len(rest)), 0, -1):
        phrase = " ".join([token.word for token in rest[-size:]])
        if phrase in _BEFORE and not _is_of_verb(low, phrase, rest[:-size]):
            token = Token(rest[-size].start, rest[-1].end, phrase, "")
            return _with_adverbs(token, _BEFORE[phrase], rest[:-size])
    return None


def _without_fillers(before: list[Token]) -> list[Token]:
    """The tokens without "a further", "another", where a qualifier stands before those."""
    at = len(before)
    while at and before[at - 1].word in _FILLERS and len(before) - at < 3:
        at -= 1
    if at == len(before) or not at or before[at - 1].word not in _LAST_WORDS:
        return []
    return before[:at] if before[at - 1].word not in ("c", "ca", "top", "sub", "max", ".") else []


def _is_of_verb(low: str, phrase: str, rest: list[Token]) -> bool:
    """Whether the phrase is none here: "handed over", a quotation's ">"."""
    if phrase == ">":
        return bool(rest) and "\n" in low[rest[-1].end : rest[-1].end + 3]
    if phrase in ("c", "ca", "sub", "max", "maximum", "minimum"):
        return phrase == "c"
    return bool(rest) and rest[-1].word in english.PARTICLES.get(phrase, ())


def _with_adverbs(
    phrase: Token, name: Qualifier, rest: list[Token]
) -> tuple[Token, Qualifier, list[Token]]:
    """The phrase with "just", "well", "did not" before it."""
    whole = rest
    for words in _SLIGHT:
        if tuple(token.word for token in rest[-len(words) :]) == words:
            if phrase.word in english.COMPARED:
                name = "nearly"
            rest = rest[: -len(words)]
            break
    else:
        if rest and rest[-1].word in english.STRONG:
            rest = rest[:-1]
    if rest and name in english.NEGATED and _is_negation(rest[-1].word):
        name, rest = english.NEGATED[name], rest[:-1]
        if rest and rest[-1].word in english.AUXILIARIES:
            rest = rest[:-1]
    if len(rest) < len(whole):
        phrase = phrase._replace(start=whole[len(rest)].start)
    return phrase, name, rest


def _is_negation(word: str) -> bool:
    return word in english.NEGATIONS or word.endswith(("n't", "n’t"))


def read_after(low: str, end: int, *, with_noun: bool) -> tuple[Qualifier, int] | None:
    """The qualifier behind a figure that ends there: "or more", "+", "-plus", "people or so"."""
    sign = low[end : end + 1]
    if sign == "+" and not low[end + 1 : end + 2].isalnum():
        return "at least", end + 1
    if sign == "-":
        token = token_after(low, end + 1)
        if token.word in ("plus", "odd", "ish") and not token.gap:
            return english.AFTER[token.word], token.end
        return None
    if sign == "i" and low.startswith("ish", end) and not low[end + 3 : end + 4].isalnum():
        return "about", end + 3
    words = words_after(low, end, 5)
    if with_noun and words and words[0].word not in english.AFTER_FIRST:
        words = words[1:]
    for size in (3, 2, 1):
        if len(words) < size:
            continue
        name = english.AFTER.get(" ".join([token.word for token in words[:size]]))
        if name and not _is_compared(low, words, size):
            return name, words[size - 1].end
    return None


def _is_compared(low: str, words: list[Token], size: int) -> bool:
    """Whether the phrase goes on to another number: "10 or more than 20", "5 plus 3"."""
    following = token_after(low, words[size - 1].end)
    if following.word in ("than", "from") or following.word[:1].isdigit():
        return True
    if following.word in ("$", "€", "£"):
        return True
    first = words[0].word
    if size == 1 and first in ("plus", "maximum", "minimum", "max", "tops", "roughly", "approx"):
        return following.word.isalpha() and bool(following.gap)
    if first == "at" and size == 2:
        return following.word.isalpha() or following.word in english.SMALL
    return following.word in english.SMALL


def read_direction(low: str, lead: Lead) -> Direction | None:
    """The direction of a change: "fell 2.6 percent", "cut jobs by 300", "a drop of 5"."""
    words = [token.word for token in lead.before]
    while words and words[-1] in (
        "a",
        "an",
        "another",
        "further",
        "additional",
        "only",
        "just",
        "even",
    ):
        words.pop()
    if not words:
        return None
    last = words[-1]
    if last == "by":
        for word in reversed(words[-8:-1]):
            if word in ".;:!?":
                return None
            direction = english.DIRECTIONS.get(word) or english.WITH_OBJECT.get(word)
            if direction:
                return direction
        return None
    if last == "of" and len(words) > 1:
        noun = words[-2]
        return english.AFTER_DIRECTIONS.get(noun) or english.DIRECTIONS.get(noun)
    if last.endswith("ly") and len(words) > 1:
        last = words[-2]
    return english.DIRECTIONS.get(last)


def direction_after(low: str, end: int, *, is_percent: bool) -> Direction | None:
    """The direction that words behind a figure tell: "a 5% drop", "5% lower"."""
    position = end + 1 if low[end : end + 1] == "-" else end
    words = [token.word for token in words_after(low, position, 4)]
    if not words:
        return None
    if is_percent and words[0] in english.AFTER_PERCENT:
        if len(words) > 1 and words[0] in ("above", "below", "up", "down") and words[1] == "to":
            return None
        return english.AFTER_PERCENT[words[0]]
    for word in words[:3]:
        if word in english.AFTER_DIRECTIONS:
            return english.AFTER_DIRECTIONS[word]
        if word in english.NO_NOUN and word != "year-on-year":
            return None
    return None
