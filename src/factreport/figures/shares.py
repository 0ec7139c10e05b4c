"""Shares: whether "half", "third" or "quarter" is a number in its context."""

from __future__ import annotations

from factreport.english import labels, vocabulary
from factreport.english.directions import AFTER_PERCENT, DIRECTIONS
from factreport.figures import units
from factreport.figures.grammar import Prose
from factreport.figures.qualifiers import Lead
from factreport.figures.tokens import Token, token_after


def is_share(prose: Prose, end: int, word: str, lead: Lead, *, has_article: bool) -> bool:  # noqa: PLR0911
    """Whether a word for a fraction is a number: not in "the first half", "a third party".

    The word ends at ``end``; ``lead`` covers the words before it and its article.
    """
    low = prose.low
    is_tied = low[end : end + 1] == "-"
    following = token_after(low, end + is_tied)
    if following.word in vocabulary.SCALES and following.word != "dozen":
        return word in ("half", "quarter") or word[-1] == "s"  # "the fifth billion-dollar deal"
    if is_tied and has_article and following.word == "point":  # "cut by a quarter-point"
        return True
    if word == "half":
        if is_tied:
            return (
                _is_measured(prose, following, is_tied=True)
                or following.word in vocabulary.ARTICLES
            )
        return _is_half(prose, lead, following, has_article=has_article)
    if word.endswith("s"):
        return False
    if following.word == "of":
        is_of_scale = labels.OF_A_SCALE.match(low, end) is not None
        return has_article or lead.qualifier is not None or is_of_scale
    if not has_article:
        return False
    is_compared = following.word in AFTER_PERCENT or following.word in labels.OF_VOTES
    if is_compared or _is_measured(prose, following, is_tied=False):
        return True
    if following.word == "to" or lead.word == "between":  # "a third to a half"
        return True
    is_size = lead.word == "by" or lead.word in DIRECTIONS  # "up a fifth on 2020"
    if lead.qualifier is None and not is_size:
        return word != "quarter" and not following.word.isalpha()
    return not following.word.isalpha() or following.word in vocabulary.NO_NOUN


def _is_half(prose: Prose, lead: Lead, following: Token, *, has_article: bool) -> bool:  # noqa: PLR0911
    if lead.word in labels.BEFORE_A_HALF and has_article:  # "an hour and a half"
        return True
    if following.word == "in" and not has_article:  # "half in cash", "down from half in 1985"
        return not lead.word.isalpha() or lead.word == "from"
    is_cut = lead.word in labels.BEFORE_OTHER_HALF
    is_cut = is_cut and (lead.word != "in" or following.word not in labels.AFTER_HALF)
    if lead.word in vocabulary.ORDINALS or is_cut:  # "cut in half"; not "brings in half of it"
        return False
    if following.word in labels.AFTER_HALF or _is_measured(prose, following, is_tied=False):
        return True
    if lead.qualifier is not None:
        return True
    if lead.word == "by":
        return not following.word.isalpha() or following.word in vocabulary.NO_NOUN
    return has_article and not following.word.isalpha()


def _is_measured(prose: Prose, following: Token, *, is_tied: bool) -> bool:
    """Whether a unit follows: "half litre"; except times other than hours: "half-year results"."""
    unit = units.unit_after(prose.text, following.start) if len(following.word) > 1 else None
    if unit is None or following.word in labels.ALSO_NO_UNIT:
        return False
    if unit[0].is_duration or unit[0].is_percentage:
        return not is_tied and following.word in labels.HALVED
    return True
