"""Naming: says in a few words what a figure counts, by the noun and the verb of its sentence.

The words around a figure are given without times and without the other figures of the sentence,
which are replaced by a `GAP`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from factreport.figures.english import DIRECTIONS, sentences
from factreport.figures.figure import Direction
from factreport.wording import fold

GAP = "‖"
_LONGEST_TITLE = 10  # in words
_LONGEST_TAIL = 6
_LONGEST_ID, _LONGEST_LINE = 80, 200  # in characters
_WORD = re.compile(r"[^\W\d_][\w'’&-]*|\d[\w.,-]*|[%$€£]")
_PHRASE_END = re.compile(rf"[.,;:(){GAP}]|\s[–—-]\s")
_BRACKETED = re.compile(r"\s?\([^()]*\)")
# ", including a gain of 5, up": what comes after it is not about it.
_INCLUDED = re.compile(
    rf",\s(?:including|excluding)\s[^;:]*?{GAP}[^;:]*?(?=,\s(?:up|down|compared|versus|from|or)\b)"
)
_EMPTY_BRACKETS = re.compile(r"[(\[]\W*[)\]]")
# ", when it was" and empty brackets are not part of a name.
_LEADING_PLACE = re.compile(r"(?:In|For)\s(?:the\s)?[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*\s(?=the\s)")
_ASIDE = re.compile(r"\s?,?\s(?:when|which|who|where|whose)\b.*")
_EXPECTING = (
    r"(?<!the\s)(?<!of\s)\b(?:expects?|forecasts|predicts?|projects|anticipates?|foresees?)\b"
)
_EXPECTED = re.compile(rf"{_EXPECTING}\s\Z")
# "The office expects 40 ships to be delivered", "Crimes: 40 thefts": the name follows.
_NAME_FOLLOWS = re.compile(
    rf"(?:\bthat|{_EXPECTING})(?:\sto\s\w+)?"
    r"(?:\s(?:between|from|about|around|some|nearly|almost|over|at least|more than|up to))?\s*\Z"
    r"|[:;]\s*\Z"
)
# "In all nine regions": the figure counts its own noun, not what the sentence is about.
_WITHIN = re.compile(
    r"\b(?:in|across|among|within|throughout)\s(?:(?:all|the|its|their|these|those|some)\s)*\Z",
    re.IGNORECASE,
)
# "An increase in exports of 5%".
_CHANGE_OF = re.compile(
    rf".*?(?P<kind>(?:[a-z]+\s)?(?P<change>{'|'.join(sentences.CHANGES)})s?)\s(?:in|to)\s"
    rf"(?P<what>(?:(?!{'|'.join(sentences.CHANGES)})[^.,;:()‖]){{1,80}}?)\sof\s*\Z",
    re.DOTALL,
)
# "37 fewer injured cyclists".
_MORE_OR_FEWER = re.compile(
    r"\s(?P<change>more|fewer|less)(?P<words>\s(?!than)[^\W\d_]{3,}.*)", re.DOTALL
)
# "Higher than the peak of 185", "below the peak (281)": a level of what was named before, unless it
# has its own name: "than the average price of 5".
_OTHER_LEVEL = re.compile(
    r"\b(?:than|below|above|against)\s(?:the|its|an?)\s(?P<words>[^.;:()‖]{1,60})"
    r"(?:\s(?:of|at)\s*|\s\()\Z"
)
# "The east grew, with an index of 178", "sales of 5, including contribution of 1".
_WITH = re.compile(
    r"(?:,?\swith\s(?:an?|the)|,\sincluding(?:\san?|\sthe)?)\s(?P<words>[^.,;:()‖]{1,60})\sof\s*\Z"
)
_PREPOSITIONS_AT_END = re.compile(
    rf"(?:\s|{GAP}|to\s|at\s|by\s|from\s|about\s|around\s|nearly\s|almost\s|some\s)*\Z"
)
_OBJECT = re.compile(rf"\s+(?:{GAP}|(?:an?|the|its|their)\s)")
_HELD = re.compile(
    r"(?:.*\b(?:an?|the|its|their)\s|\A)(?P<words>[^.;:()‖]{1,120})\sof\s*\Z", re.DOTALL
)
_OF_WHAT = re.compile(r"\s*(?:(?:worth\s)?of|in)\s(?P<words>[^.,;:()A-Z‖]{3,})")
# Where a clause with its own verb may begin.
_CLAUSE = re.compile(
    r"[;:]\s|\s[–—-]\s|[,(]?\s?\b(?:while|whereas|but|although|when)\s|,\s(?:and|with|from)\s"
    rf"|(?P<gap>{GAP}\s+(?:and|or)\s)"
    r"|\b(?:said|says|announced|reported|showed?|shows|found|estimated?s?|expects?)"
    r"(?:\s(?:today|also))?\sthat\s"
    rf"|{_EXPECTING}\s"
)
# "Of whom 2,450 were women", "and 4 were killed": the words after the figure name it.
_OF_WHOM = re.compile(
    r"(?:\b(?:of|among)\s(?:whom|which|them|these|those)|[,;]|\band)\s*\Z", re.IGNORECASE
)
_PREDICATE = re.compile(
    r"\s*(?:were|was|are|is|have been|had been|has been)\s(?P<words>[^.,;:()‖]+)"
)
# ", an increase of 12.5%", ", falling by 9": this is a change of what was named before.
_APPOSED = re.compile(
    r"(?:,\s|\()(?:(?:or\s)?an?\s(?:\w+\s)?(?P<change>[a-z]+)\sof"
    r"|(?P<changing>[a-z]+ing)(?:\sby)?)\s*\Z"
)


class Name(NamedTuple):
    """The name of what a figure measures, and whether the figure is a change of it."""

    title: str
    change: Direction | None = None


class _Clause(NamedTuple):
    """The words before a verb, the verb, and the words between it and the figure.

    Without a verb, all words are the subject.
    """

    subject: str
    verb: str = ""
    rest: str = ""


def name(  # noqa: PLR0911  # a rule a line
    before: str, after: str, *, is_share: bool, direction: Direction | None
) -> Name | None:
    """What a figure counts, by the words before and after it in its sentence.

    None if they name nothing.
    """
    before = _INCLUDED.sub("", _BRACKETED.sub("", before))
    after = _EMPTY_BRACKETS.sub(" ", after)
    is_share = is_share and after.lstrip().startswith("of ")
    counted = _counted(after)
    if match := _MORE_OR_FEWER.match(after):
        return Name(tidy(_counted(match["words"])), sentences.COMPARED[match["change"]])
    if special := _by_phrase(before, counted):
        return special
    clause = _clause(before)
    change = _change(before, after, clause.verb, direction)
    if (clause.subject == "there" and not change) or _NAME_FOLLOWS.search(before):
        return _following(after, is_share=is_share)
    is_nameless = _is_pronoun(clause.subject, has_verb=bool(clause.verb))
    if not change and (held := _held(clause, after)):
        return Name(held if is_nameless else f"{held} of {clause.subject}")
    if counted and is_nameless and clause.verb in sentences.HAVING:
        return Name(counted)
    is_done = _has_object(clause) and not (change or is_share)
    if is_done and (counted or not is_nameless):
        return Name(_done(clause, counted, after))
    if is_nameless:
        is_open = is_share or not clause.verb
        return _following(after, is_share=is_share) if is_open and not change else None
    if is_share and clause.verb in sentences.MAKING_UP:
        whole = _PHRASE_END.split(after.strip(), maxsplit=1)[0].split()[1:5]
        return Name(f"{clause.subject} as a share of {tidy(' '.join(whole))}", change)
    return Name(clause.subject, change)


def _by_phrase(before: str, counted: str) -> Name | None:
    """What a figure counts by the phrase right before it, whatever the clause is about."""
    if match := _CHANGE_OF.match(before):
        if match["what"].removeprefix("the ")[:1].isupper():
            return Name(tidy(match["kind"]))  # "an increase in London of"
        return Name(tidy(match["what"]), DIRECTIONS.get(match["change"]))
    if counted and _WITHIN.search(before):
        return Name(counted)
    if match := _OTHER_LEVEL.search(before):
        level = tidy(match["words"])
        return Name("" if _is_standing(level) else level)
    if (match := _WITH.search(before)) and not _is_standing(match["words"]):
        return Name(f"{tidy(match['words'])} of {_clause(before[: match.start()]).subject}")
    return None


def _has_object(clause: _Clause) -> bool:
    """Whether the figure, or what it is an amount of, is the object of the verb."""
    if clause.verb in sentences.FINITE:
        return clause.verb in sentences.DOING - sentences.LINKING
    return bool(clause.verb) and (not clause.rest.strip() or bool(_OBJECT.match(clause.rest)))


def _held(clause: _Clause, after: str) -> str:
    """What somebody has an amount of, or "": "holds assets of", "has 5 of assets"."""
    is_linking = clause.verb in sentences.LINKING | sentences.CHANGING
    if not clause.verb or (is_linking and clause.verb not in sentences.HAVING):
        return ""
    match = _HELD.match(clause.rest)
    if not clause.rest.strip() and clause.verb in sentences.HAVING:
        match = _OF_WHAT.match(after)
    words = tidy(match["words"]) if match else ""
    return "" if _is_standing(words) else words


def _is_standing(words: str) -> bool:
    """Whether words say how something stands or changes, not what: "a record", "the peak in"."""
    lower = tidy(words).lower().split()
    head = next((at for at, word in enumerate(lower) if word in sentences.PREPOSITIONS), len(lower))
    return not sentences.STANDINGS.isdisjoint(lower[head - 1 : head])


def _done(clause: _Clause, counted: str, after: str) -> str:
    """What a figure counts if it is the object of a verb.

    "People trained"; "people of plant" in the present; without a noun "interest" in "received $4
    million of interest", "land bought" in "bought land for $5 million", "spending of office".
    """
    is_past = clause.verb.endswith("ed") or clause.verb in sentences.IRREGULAR
    if counted:
        return f"{counted} {clause.verb}" if is_past else f"{counted} of {clause.subject}"
    if match := _OF_WHAT.match(after):
        return tidy(" ".join(match["words"].split()[:_LONGEST_TAIL]))
    if not is_past:
        return clause.subject
    if (rest := tidy(clause.rest)) and len(rest.split()) <= _LONGEST_TAIL:
        return f"{rest} {clause.verb}"
    noun = sentences.NOUNS.get(clause.verb)
    return f"{noun} of {clause.subject}" if noun else f"amount {clause.verb} by {clause.subject}"


def predicate(before: str, after: str) -> str:
    """What a figure counts by the words after it: "women" in "of whom 2,450 were women", or ""."""
    match = _PREDICATE.match(after)
    if not match or not _OF_WHOM.search(before):
        return ""
    words = re.split(r"\s(?:and|or|but|while)\s|\s[–—-]\s", match["words"], maxsplit=1)[0]
    return tidy(" ".join(words.split()[:_LONGEST_TITLE]))


def is_done(words: str) -> bool:
    """Whether a predicate says what was done to the counted things: "killed"."""
    verb = words.split(maxsplit=1)[0].lower()
    return verb in sentences.IRREGULAR or (verb.endswith("ed") and not verb.endswith("eed"))


def apposed(before: str, direction: Direction | None) -> Direction | None:
    """The direction of a change in apposition: ", an increase of" is up."""
    match = _APPOSED.search(before)
    if match is None:
        return None
    return direction if match["changing"] else DIRECTIONS.get(match["change"])


def _change(before: str, after: str, verb: str, direction: Direction | None) -> Direction | None:
    """Whether the figure is a change, and its direction; not if it says where the change ended."""
    last = next(iter(_WORD.findall(before[-60:])[::-1]), "").lower()
    behind = [word.lower() for word in _WORD.findall(after.partition(GAP)[0][:40])]
    if last in ("to", "at", "from"):
        return None
    if direction:
        return direction
    for word in behind[:2]:
        if word in sentences.COMPARED and "than" in behind[:4]:
            return sentences.COMPARED[word]
    if verb in sentences.CHANGING and last in ("by", "and"):
        return DIRECTIONS.get(verb)
    return None


def _clause(before: str) -> _Clause:
    """The last clause with a verb before a figure, else the last with a name."""
    starts = {0: False, **{match.end(): bool(match["gap"]) for match in _CLAUSE.finditer(before)}}
    named = ""
    for start, is_listed in reversed(starts.items()):
        words = list(_WORD.finditer(before, start))
        lower = [word[0].lower() for word in words]
        is_expected = bool(_EXPECTED.search(before[:start]))
        for number in range(1, len(words)):
            is_infinitive = is_expected and lower[number] == "to"  # "expects sales to reach"
            if not (is_infinitive or _is_verb(before, words[number], lower, number)):
                continue
            for other in range(number + 1, len(words) - 1):
                is_next = lower[other] == "and" and lower[other + 1] not in sentences.NO_SUBJECTS
                if is_next and not sentences.SURE_VERBS.isdisjoint(lower[other + 2 :]):
                    return _clause(before[words[other].end() :])
            subject = before[start : words[number].start()]
            verbs = lower[number + is_infinitive :]
            main = (verb for verb in verbs[:4] if verb in sentences.FINITE - sentences.AUXILIARIES)
            verb = next(main, verbs[0] if verbs else "")
            at = lower.index(verb, number) if verb else number
            name = "there" if subject.strip().lower() == "there" else tidy(subject)
            if name:
                return _Clause(name, verb, before[words[at].end() :])
        part, _, rest = before[start:].partition(GAP)
        named = named or tidy(part) or tidy(rest)  # "Net sales of 5, up"
        if is_listed and named and lower[0] not in sentences.NO_NOUN | sentences.COMPARED.keys():
            break  # "assets of 5 and liabilities of 4"
    return _Clause(named)


def _is_verb(before: str, word: re.Match[str], lower: list[str], number: int) -> bool:
    """Whether a word is the verb of its clause.

    Not if it qualifies a noun, as in "people employed in industry were" and "total reported
    income", or is one, as in "the largest increase was".  A word that is not known is one by its
    place: "the airline cancelled", "the deficit widened to", "the bank obtained a share".
    """
    own, later = lower[number], lower[number + 1 :]
    is_past = own.endswith("ed") or own in sentences.IRREGULAR
    if own not in sentences.FINITE:
        is_past &= word[0].islower() and own not in sentences.LOOSE_ENDS
        is_at_end = _PREPOSITIONS_AT_END.match(before, word.end())
        return is_past and bool(is_at_end or _OBJECT.match(before, word.end()))
    if is_past and lower[number - 1] in sentences.ARTICLES:
        return False
    is_participle = is_past and own in sentences.DOING
    return not (is_participle or own in sentences.NOUN_OR_VERB) or sentences.SURE_VERBS.isdisjoint(
        later
    )


def _counted(after: str) -> str:
    """The noun that follows a figure, with the words before it: "wind turbines"."""
    taken: list[str] = []
    position = 0
    for word in _WORD.finditer(after):
        is_apart = after[position : word.start()].strip() != ""
        if is_apart or word[0].lower() in sentences.NO_NOUN:
            break
        taken.append(word[0])
        position = word.end()
    return " ".join(taken[-4:])


def counted_unit(after: str) -> str:
    """The plural noun that follows a figure, if its last word is one: "turbines", else ""."""
    return sentences.plural(_counted(after).rpartition(" ")[2])


def _following(after: str, *, is_share: bool) -> Name | None:
    """The name of a figure that begins its clause, or follows "there were"."""
    phrase = _PHRASE_END.split(after.strip(), maxsplit=1)[0].replace(" to be ", " ")
    words = [word for word in phrase.split() if word.lower() not in sentences.AUXILIARIES]
    if not is_share and words[:1] == ["of"]:
        words = words[1:]  # "410 km of cycle lanes"
    title = tidy(" ".join(words[:_LONGEST_TITLE]))
    if not title:
        return None
    return Name(f"share {title}" if is_share and title.lower().startswith("of ") else title)


def _is_pronoun(title: str, *, has_verb: bool) -> bool:
    words = title.lower().split()
    if not words or words[0] in sentences.PREPOSITIONS:
        # "of women and 47 per cent", "among women it"
        return not (words and has_verb) or words[-1] in sentences.PRONOUNS
    is_vague = len(words) == 1 and words[0] in sentences.VAGUE
    return is_vague or (words[0] in sentences.PRONOUNS and len(words) < 3)


def tail(after: str) -> str:
    """The words after a figure that set it apart from others named alike: "on a diluted basis"."""
    phrase = re.split(r"[.,;:)‖]|\s\(|\sand\s|\sor\s|\s[–—-]\s", after.strip(), maxsplit=1)[0]
    words = [word for word in phrase.split() if word.lower() not in sentences.COMPARED]
    if words[:1] == ["than"]:
        words[0] = "from"
    is_short = 0 < len(words) <= _LONGEST_TAIL
    return tidy(" ".join(words)) if is_short and not any(map(str.isdigit, phrase)) else ""


def tidy(phrase: str) -> str:
    """A phrase without leading articles and without trailing words that can't end a name."""
    phrase = _EMPTY_BRACKETS.sub(" ", phrase).replace(GAP, " ").strip(" ,;:.-–—•*|(")
    phrase = _ASIDE.sub("", _LEADING_PLACE.sub("", phrase))
    lead, comma, rest = phrase.rpartition(",")
    if comma and lead.strip():
        first = lead.split(maxsplit=1)[0].lower()
        if first in sentences.PREPOSITIONS or first.endswith(("ed", "ing")):
            phrase = rest  # "In the north, employment", "Founded in 1920, the plant"
    words = phrase.split()
    while len(words) > 1 and words[0].lower() in sentences.ARTICLES:
        words.pop(0)
    while words and not words[0][0].isalnum():
        words.pop(0)
    if [word.lower() for word in words[:2]] == ["number", "of"]:
        words = words[2:]
    while words and words[-1].lower().strip(",()–—-=") in sentences.LOOSE_ENDS:
        words.pop()
    return " ".join(words[-_LONGEST_TITLE:])[:_LONGEST_LINE].strip(" ,;:.-–—(")


def titled(phrase: str) -> str:
    """A phrase as a title, with a capital first letter."""
    return phrase[:1].upper() + phrase[1:]


def slug(title: str) -> str:
    """An id of a few words: lower-case letters, digits and hyphens."""
    words = re.findall(r"[a-z0-9]+", fold(title))
    kept = [word for word in words if word not in sentences.UNNAMED] or words
    return "-".join(kept[:6])[:_LONGEST_ID].rstrip("-") or "figure"
