"""The words around a number: its qualifier, before or after it, and its direction."""

from __future__ import annotations

from itertools import takewhile
from typing import NamedTuple

from factreport.english import directions, qualifiers, vocabulary
from factreport.figures.tokens import Token, lowered, token_after, tokens_before, words_after
from factreport.model import Direction, Qualifier


def _as_tokens(phrase: str) -> str:
    """The phrase as its tokens joined by spaces: "approx ." and "> ="."""
    return " ".join([token.word for token in tokens_before(phrase, 0, len(phrase))])


_BEFORE = {_as_tokens(phrase): name for phrase, name in qualifiers.BEFORE.items()}
_LAST_WORDS = frozenset(phrase.rpartition(" ")[2] for phrase in _BEFORE)
_LONGEST = max(phrase.count(" ") + 1 for phrase in _BEFORE)
_NO_NOUN = qualifiers.AFTER_FIRST | vocabulary.NO_NOUN
_SLIGHT = tuple(phrase.split() for phrase in qualifiers.SLIGHT)
_MOST_SLIGHT = max(map(len, _SLIGHT))
_MOST_FILLERS, _MOST_OF_WHAT = 3, 6
_CHANGES = directions.WITH_OBJECT | directions.DIRECTIONS
_BEFORE_SIZE = ("by", "of")
LOOSE_PHRASES = frozenset(map(_as_tokens, qualifiers.LOOSE))


class Lead(NamedTuple):
    """The words before a number: its qualifier, where that begins, and the tokens before it.

    ``phrase`` is the qualifier as written, ``word`` the word right before it; each may be "".
    """

    start: int
    qualifier: Qualifier | None
    phrase: str
    before: list[Token]
    word: str

    @classmethod
    def of(
        cls,
        start: int,
        before: list[Token],
        qualifier: Qualifier | None = None,
        phrase: str = "",
    ) -> Lead:
        """The words before ``start``, and the qualifier that begins there."""
        return cls(start, qualifier, phrase, before, before[-1].word if before else "")


def qualifier_of(phrase: str) -> Qualifier | None:
    """What a phrase by itself says: "almost" is nearly, "up to" at most, "or more" at least."""
    low = lowered(" ".join(phrase.split()))
    if low in qualifiers.AFTER:
        return qualifiers.AFTER[low]
    lead = read_lead(low, tokens_before(low, 0, len(low)), len(low))
    return None if lead.before else lead.qualifier


def read_lead(low: str, before: list[Token], start: int) -> Lead:
    """The qualifier before ``start``; the outermost of several counts: "more than about 5"."""
    lead = Lead.of(start, before)
    while phrase_found := _phrase_before(low, lead.before, lead.start):
        phrase, name, rest = phrase_found
        if lead.qualifier is not None and name == "about":
            name = lead.qualifier
        lead = Lead.of(phrase.start, rest, name, phrase.word)
    return lead


def _phrase_before(
    low: str, before: list[Token], start: int
) -> tuple[Token, Qualifier, list[Token]] | None:
    """The phrase at the end of the tokens, the qualifier it expresses, and the remaining tokens."""
    rest = before
    if not before:
        return None
    if before[-1].word not in _LAST_WORDS:
        # A qualifier may come before "a further", and some before "the".
        at, fillers = len(before), 0
        while at and before[at - 1].word in qualifiers.FILLERS and fillers < _MOST_FILLERS:
            at, fillers = at - 1, fillers + 1
        is_the = before[-1].word == "the" and len(before) > 1
        if is_the:
            at = len(before) - 1 if before[-2].word in qualifiers.THROUGH_ARTICLE else 0
        last = before[at - 1].word if 0 < at < len(before) else ""
        if not is_the and last not in _LAST_WORDS:
            return None
        rest = before[:at]
    written = [
        "not" if vocabulary.is_negation(token.word) and token.word != "no" else token.word
        for token in rest[-_LONGEST:]
    ]
    for size in range(min(_LONGEST, len(rest)), 0, -1):
        phrase = " ".join(written[-size:])
        above = rest[-size - 1] if len(rest) > size else None
        # "-> 5 people" is an arrow
        is_arrow = phrase == ">" and low.endswith(("-", "="), 0, rest[-1].start)
        is_apart = phrase == "c" and rest[-1].end < start  # "vitamin C 500 mg", but "c300"
        if is_arrow or is_apart or (phrase == "c ." and above and above.word == "."):
            continue  # "Washington, D.C. 300 people"
        is_pushed = phrase == "up to" and not qualifiers.PUSHING.isdisjoint(
            written[-size - 4 : -size - 1]
        )
        is_of_verb = above is not None and above.word in qualifiers.PARTICLES.get(phrase, ())
        is_negated = written[-size - 2 : -size - 1] == ["not"]
        # "handed over 10", but "will not go over 90 days"
        if phrase in _BEFORE and not is_pushed and (is_negated or not is_of_verb):
            token = Token(rest[-size].start, rest[-1].end, phrase, "")
            return _with_adverbs(token, _BEFORE[phrase], rest[:-size])
    return None


def _with_adverbs(
    phrase: Token, name: Qualifier, rest: list[Token]
) -> tuple[Token, Qualifier, list[Token]]:
    """The phrase with "just", "well" or "did not" before it."""
    before, written = rest, [token.word for token in rest[-_MOST_SLIGHT:]]
    for words in _SLIGHT:
        if written[-len(words) :] == words:
            rest = rest[: -len(words)]
            if phrase.word in qualifiers.COMPARED:
                name = "nearly"
            break
    else:
        if rest and rest[-1].word in qualifiers.STRONG:
            rest = rest[:-1]
    above = " ".join([token.word for token in rest[-4:]])
    if name in qualifiers.NEGATED and (negation := qualifiers.NEGATION.search(above)):
        name, rest = qualifiers.NEGATED[name], rest[: -1 - negation[0].count(" ")]
        if rest and rest[-1].word in vocabulary.HELPERS:
            rest = rest[:-1]
    if len(rest) < len(before):
        phrase = phrase._replace(start=before[len(rest)].start)
    return phrase, name, rest


def read_after(
    low: str, end: int, words: list[Token], *, with_noun: bool
) -> tuple[Qualifier, int] | None:
    """The qualifier after a figure that ends at ``end``: "or more", "+", "-plus", "people or so".

    ``words`` are the words that follow; ``with_noun`` says that a noun may come between.
    """
    sign = low[end : end + 1]
    if sign == "+":
        return None if low[end + 1 : end + 2].isalnum() else ("at least", end + 1)
    if sign == "-" or low.startswith("ish", end):
        token = token_after(low, end + (sign == "-"))
        is_glued = token.word in qualifiers.GLUED_AFTER and not token.gap
        return (qualifiers.AFTER[token.word], token.end) if is_glued else None
    if with_noun and words and words[0].word not in _NO_NOUN:
        words = words[1:]
    if not words or words[0].word not in qualifiers.AFTER_FIRST:
        return None
    for size in (3, 2, 1):
        name = qualifiers.AFTER.get(" ".join([token.word for token in words[:size]]))
        if name is None or len(words) < size:
            continue
        following = token_after(low, words[size - 1].end).word  # "10 or more than 20", "5 plus 3"
        is_adverb = words[0].word == "at" or size == 1
        if words[0].word == "plus" and words[0].start == end + 1 and with_noun:
            is_adverb = not vocabulary.is_plural(following)  # "20 plus students"
        goes_on = (
            following in qualifiers.AFTER_NO_BOUND
            or (following == "to" and words[size - 1].word == "up")
            or following in vocabulary.SMALL
            or (words[0].word != "or" and following[:1].isdigit())
            or (size == 1 and following in vocabulary.DETERMINERS)
            or (is_adverb and following.isalpha() and following not in vocabulary.NO_NOUN)
        )
        if not goes_on:
            return name, words[size - 1].end
    return None


def read_direction(lead: Lead, *, is_percent: bool = False) -> Direction | None:
    """The direction of a change: "fell 2.6 percent", "cut jobs by 300", "a drop of 5"."""
    at = len(lead.before)
    while at and lead.before[at - 1].word in qualifiers.BETWEEN:
        at -= 1
    last = lead.before[at - 1].word if at else ""
    may_change = last in _BEFORE_SIZE or last in _CHANGES or last.endswith("ly")
    if not may_change or lead.phrase in qualifiers.OF_A_LEVEL or _is_tied(lead.before, at):
        return None
    words = [token.word for token in lead.before[:at]]
    if last == "by":  # "cut jobs by": the verb is in the same clause
        clause = takewhile(lambda word: word not in ".;:!?", reversed(words[:-1]))
        level = directions.AFTER_PERCENT.get(words[-2:][0])  # "edged higher by"
        return level or next((_CHANGES[word] for word in clause if word in _CHANGES), None)
    if last == "of" and len(words) > 1:
        noun = words[-2]
        if noun in directions.ADVERBS:  # "a follow-up of"
            return None
        at_in = len(words) - 1 - words[::-1].index("in") if "in" in words[-_MOST_OF_WHAT:] else 0
        if at_in and "with" not in words[at_in:]:  # "a decrease in crime of"
            noun = words[at_in - 1]
        noun = noun.removesuffix("s")  # "cuts of 9.6%"
        return directions.AFTER_DIRECTIONS.get(noun) or directions.DIRECTIONS.get(noun)
    if last.endswith("ly") and len(words) > 1:
        last = words[-2]
    # "Lost 3%", but "lost 300 books", "the lower half"
    if is_percent and last in directions.WITH_OBJECT and last not in directions.LEVELS:
        return directions.WITH_OBJECT[last]
    verb = words[-2] if last in directions.ADVERBS and len(words) > 1 else ""
    is_change = verb in _CHANGES or verb in directions.STOOD_UP
    is_part = verb in directions.BEFORE_NO_RISE or (
        verb.endswith(directions.PARTICIPLES) and not is_change
    )
    return None if is_part else directions.DIRECTIONS.get(last)


def _is_tied(before: list[Token], at: int) -> bool:
    """Whether the token before ``at`` is the end of a compound: "a jaw-dropping 400"."""
    if at < 3 or before[at - 2].word != "-":
        return False
    return before[at - 3].end == before[at - 1].start - 1


def direction_after(
    low: str, end: int, following: list[Token], *, is_percent: bool
) -> Direction | None:
    """The direction that the words after a figure give: "a 5% drop", "5% lower".

    "Three growth stocks" have no direction.
    """
    compared = directions.COMPARED.match(low, end) if is_percent else None
    if compared and len(compared[0]) > 1:
        following = words_after(low, compared.end(), 3)
    words = [token.word for token in following]
    if is_percent and words and words[0] in directions.AFTER_PERCENT:
        is_change = directions.NO_CHANGE.isdisjoint(words[1:2])
        return directions.AFTER_PERCENT[words[0]] if is_change else None
    for word, next_word in zip(words[:3], [*words[1:], ""], strict=False):
        if word in directions.AFTER_DIRECTIONS:
            is_kind = vocabulary.is_plural(next_word) and next_word not in vocabulary.NO_NOUN
            return None if is_kind and not is_percent else directions.AFTER_DIRECTIONS[word]
        if word in vocabulary.NO_NOUN and word != "year-on-year":
            return None
    return None
