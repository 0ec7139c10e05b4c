"""Naming: says in a few words what a figure counts, by the noun and the verb of its sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from factreport.capture import english
from factreport.figures.english import DIRECTIONS
from factreport.figures.figure import Direction

_LONGEST_TITLE = 10  # in words
_LONGEST_TAIL = 6
_LONGEST_ID, _LONGEST_LINE = 80, 200  # in characters
_WORD = re.compile(r"[^\W\d_][\w'’&-]*|\d[\w.,-]*|[%$€£]")
# ", when it was" and empty brackets are not part of a name.
_ASIDE = re.compile(r"\s?,?\s(?:when|which|who|where|whose)\b.*|\(\s*\)|\[\s*\]")
_EXPECTING = (
    r"(?<!the\s)(?<!of\s)\b(?:expects?|forecasts|predicts?|projects|anticipates?|foresees?)\b"
)
_ENDS_EXPECTING = re.compile(
    rf"(?:\bthat|{_EXPECTING})(?:\sto\s\w+)?"
    r"(?:\s(?:between|from|about|around|some|nearly|almost|over|at least|more than|up to))?\s*\Z"
)
_ENDS_DOING = re.compile(r"[a-z]{2}ed\s*\Z")
_ENDS_PAST = re.compile(r"\s*(?:(?:to|at|by|from|about|around|nearly|almost|some)\s*)*\Z")
_HELD = re.compile(
    rf"\b(?:{'|'.join(english.HAVING)})\s(?:an?\s|the\s|its\s)?"
    r"(?P<words>(?:[^\W\d_][\w'’-]*\s){1,4})of\s\Z"
)
# Where a clause with its own verb may begin.
_CLAUSE = re.compile(
    r"[;:]\s|\s[–—-]\s|,?\s(?:while|whereas|but|although)\s|,\s(?:and|with|from)\s"
    r"|\b(?:said|says|announced|reported|showed?|shows|found|estimated?s?|expects?)"
    r"(?:\s(?:today|also))?\sthat\s"
    rf"|{_EXPECTING}\s"
)
# "Of whom 2,450 were women", "and 4 were killed": the words after the figure name it.
_OF_WHOM = re.compile(
    r"(?:\b(?:of|among)\s(?:whom|which|them|these|those)|[,;]|\band)\s*\Z", re.IGNORECASE
)
_PREDICATE = re.compile(
    r"\s*(?:were|was|are|is|have been|had been|has been)\s(?P<words>[^.,;:()]+)"
)
# ", an increase of 12.5%": this is a change of what was named before.
_APPOSED = re.compile(r",\s(?:or\s)?an?\s(?:\w+\s)?(?P<change>[a-z]+)\sof\s*\Z")


class Name(NamedTuple):
    """The name of what a figure measures, and whether the figure is a change of it."""

    title: str
    change: Direction | None = None


class _Clause(NamedTuple):
    """The words before a verb, and the verb; both empty if there is none."""

    subject: str
    verb: str


def name(before: str, after: str, *, is_share: bool, direction: Direction | None) -> Name | None:
    """What a figure counts, by the words before and after it in its sentence.

    The words must be without times and other figures.  None if they name nothing.
    """
    clause = _clause(before)
    change = _change(before, after, clause.verb, direction)
    is_share = is_share and after.lstrip().startswith("of ")
    is_expected = bool(_ENDS_EXPECTING.search(before))
    if (clause.subject == "there" and not change) or is_expected:
        return _following(after, is_share=is_share)
    is_object = clause.verb in english.DOING - english.LINKING
    is_object |= clause.verb not in english.FINITE and bool(_ENDS_DOING.search(before))
    held = "" if change else _held(before, clause.verb)
    is_done = is_object and not (change or is_share or held)
    if clause.verb and _is_pronoun(clause.subject) and not held:
        if is_done and _is_past(clause.verb) and (counted := _counted(after)):
            return Name(f"{counted} {clause.verb}")
        return _following(after, is_share=True) if is_share and not change else None
    if is_done:
        return Name(_done(clause, _counted(after)))
    if clause.subject:
        whole = _whole(after) if is_share and clause.verb in english.MAKING_UP else ""
        title = held or clause.subject + whole
        is_owned = held and not _is_pronoun(clause.subject)
        return Name(f"{held} of {clause.subject}" if is_owned else title, change)
    return None if change else _following(after, is_share=is_share)


def _held(before: str, verb: str) -> str:
    """What somebody has an amount of: "assets" in "holds assets of", or ""."""
    found = _HELD.search(before) if verb in english.HAVING else None
    words = tidy(found["words"]) if found else ""
    return "" if words.rpartition(" ")[2].lower() in english.STANDINGS else words


def _whole(after: str) -> str:
    """The whole of a share: " as a share of workforce"."""
    found = re.match(r"\s*of\s([^.,;:()]+)", after)
    title = tidy(" ".join(found[1].split()[:4])) if found else ""
    return f" as a share of {title}" if title else ""


def predicate(before: str, after: str) -> str:
    """What a figure counts by the words after it: "women" in "of whom 2,450 were women", or ""."""
    found = _PREDICATE.match(after)
    if not found or not _OF_WHOM.search(before):
        return ""
    words = re.split(r"\s(?:and|or|but|while)\s|\s[–—-]\s", found["words"], maxsplit=1)[0]
    return tidy(" ".join(words.split()[:_LONGEST_TITLE]))


def is_done(words: str) -> bool:
    """Whether a predicate says what was done to the counted things: "killed"."""
    verb = words.split(maxsplit=1)[0].lower()
    return _is_past(verb) and not verb.endswith("eed")


def apposed(before: str) -> Direction | None:
    """The direction of a change in apposition: ", an increase of" is up."""
    found = _APPOSED.search(before)
    return DIRECTIONS.get(found["change"]) if found else None


def _done(clause: _Clause, counted: str) -> str:
    """What a figure counts if it is the object of a verb: "people trained", "stores of Buckle"."""
    if not _is_past(clause.verb):
        return f"{counted} of {clause.subject}" if counted else clause.subject
    return f"{counted} {clause.verb}" if counted else f"{clause.verb} by {clause.subject}"


def _is_past(verb: str) -> bool:
    return verb.endswith("ed") or verb in english.IRREGULAR


def _change(before: str, after: str, verb: str, direction: Direction | None) -> Direction | None:
    """Whether the figure is a change, and its direction; not if it says where the change ended."""
    last = [word.lower() for word in _WORD.findall(before[-60:])]
    behind = [word.lower() for word in _WORD.findall(after[:40])]
    if last[-1:] and last[-1] in ("to", "at", "from"):
        return None
    if direction:
        return direction
    for word in behind[:2]:
        if word in english.COMPARED and "than" in behind[:4]:
            return english.COMPARED[word]
    if verb in english.CHANGING and last[-1:] and last[-1] in ("by", "and"):
        return DIRECTIONS.get(verb)
    return None


def _clause(before: str) -> _Clause:
    """The last clause with a verb before a figure, else the last with a name."""
    starts = [0, *(found.end() for found in _CLAUSE.finditer(before))]
    named = ""
    for start in reversed(starts):
        words = list(_WORD.finditer(before, start))
        for number, word in enumerate(words):
            is_verb = word[0].lower() in english.FINITE and not _is_participle(words, number)
            if number and (is_verb or _is_past_at_end(before, word)):
                verb = _main_verb([one[0].lower() for one in words[number:]])
                subject = before[start : word.start()]
                is_there = subject.strip().lower() == "there"
                return _Clause("there" if is_there else tidy(subject), verb)
        named = named or tidy(before[start:])
    return _Clause(named, "")


def _is_past_at_end(before: str, word: re.Match[str]) -> bool:
    """Whether a word is a verb by its place: "the airline cancelled", "the deficit widened to"."""
    verb = word[0]
    is_past = verb.endswith("ed") and verb.islower() and verb not in english.LOOSE_ENDS
    return is_past and bool(_ENDS_PAST.match(before, word.end()))


def _is_participle(words: list[re.Match[str]], number: int) -> bool:
    """Whether a verb only qualifies its noun, as in "people employed in industry were"."""
    own = words[number][0].lower()
    if own not in english.DOING and own not in english.CHANGING:
        return False
    rest = [word[0].lower() for word in words[number + 1 :]]
    return own.endswith("ed") and any(word in english.LINKING for word in rest)


def _main_verb(words: list[str]) -> str:
    """The first verb that is not an auxiliary: "trained" in "were trained"."""
    for word in words[:4]:
        if word in english.FINITE and word not in english.AUXILIARIES:
            return word
    return words[0]


def _counted(after: str) -> str:
    """The noun that follows a figure, with the words before it: "wind turbines"."""
    taken: list[str] = []
    position = 0
    for word in _WORD.finditer(after):
        lower = word[0].lower()
        is_apart = after[position : word.start()].strip() != ""
        if is_apart or lower in english.PREPOSITIONS | english.JOINING | english.FINITE:
            break
        taken.append(word[0])
        position = word.end()
    return " ".join(taken[-4:])


def _following(after: str, *, is_share: bool) -> Name | None:
    """The name of a figure that begins its clause, or follows "there were"."""
    phrase = re.split(r"[.,;:()]|\s[–—-]\s", after.strip(), maxsplit=1)[0]
    phrase = phrase.replace(" to be ", " ")
    words = [word for word in phrase.split() if word.lower() not in english.AUXILIARIES]
    if not is_share and words[:1] == ["of"]:
        words = words[1:]  # "410 km of cycle lanes"
    title = tidy(" ".join(words[:_LONGEST_TITLE]))
    if not title:
        return None
    return Name(f"share {title}" if is_share and title.lower().startswith("of ") else title)


def _is_pronoun(title: str) -> bool:
    words = title.lower().split()
    if not words or (words[0] in english.PREPOSITIONS and words[-1] in english.PRONOUNS):
        return True  # "among women it"
    is_vague = len(words) == 1 and words[0] in english.VAGUE
    return is_vague or (words[0] in english.PRONOUNS and len(words) < 3)


def tail(after: str) -> str:
    """The words after a figure that distinguish it from its namesakes: "on a diluted basis"."""
    phrase = re.split(r"[.,;:)]|\s\(|\sand\s|\sor\s|\s[–—-]\s", after.strip(), maxsplit=1)[0]
    words = [word for word in phrase.split() if word.lower() not in english.COMPARED]
    is_short = 0 < len(words) <= _LONGEST_TAIL
    return tidy(" ".join(words)) if is_short and not any(map(str.isdigit, phrase)) else ""


def tidy(phrase: str) -> str:
    """A phrase without leading articles and without trailing words that lead on."""
    phrase = _ASIDE.sub("", phrase.strip(" ,;:.-–—•*|"))
    lead, comma, rest = phrase.rpartition(",")
    if comma and lead.strip():
        first = lead.split(maxsplit=1)[0].lower()
        if first in english.PREPOSITIONS or first.endswith(("ed", "ing")):
            phrase = rest  # "In the north, employment", "Founded in 1920, the plant"
    words = phrase.split()
    while len(words) > 1 and words[0].lower() in english.ARTICLES:
        words.pop(0)
    while words and not words[0][0].isalnum():
        words.pop(0)
    if [word.lower() for word in words[:2]] == ["number", "of"]:
        words = words[2:]
    while words and words[-1].lower().strip(",()–—-") in ("", *english.LOOSE_ENDS):
        words.pop()
    return " ".join(words[-_LONGEST_TITLE:])[:_LONGEST_LINE].strip(" ,;:.-–—(")


def titled(phrase: str) -> str:
    """A phrase as a title, with a capital first letter."""
    return phrase[:1].upper() + phrase[1:]


def slug(title: str) -> str:
    """An id of a few words: lower-case letters, digits and hyphens."""
    from factreport.wording import fold

    words = re.findall(r"[a-z0-9]+", fold(title))
    telling = [word for word in words if word not in english.UNNAMED] or words
    return "-".join(telling[:6])[:_LONGEST_ID].rstrip("-") or "figure"
