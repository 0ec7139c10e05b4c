"""Naming: says in a few words what a figure counts, by the noun and the verb of its sentence.

The words around a figure are given without times and without the other figures of the sentence,
which are replaced by a `GAP`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from factreport.capture.phrases import (
    EMPTY_BRACKETS,
    GAP,
    LONGEST_TAIL,
    LONGEST_TITLE,
    head,
    is_standing,
    tidy,
)
from factreport.english import sentences
from factreport.english.clauses import CONTRASTS
from factreport.english.directions import AFTER_PERCENT, DIRECTIONS
from factreport.model import Direction

_WORD = re.compile(r"[^\W\d_][\w'’&-]*|\d[\w.,-]*|[%$€£]")
_PHRASE_END = re.compile(rf"[.,;:(){GAP}]|\s[–—-]\s")
_BRACKETED = re.compile(r"\s?\([^()]*\)")
# "The office expects 40 ships to be delivered", "Crimes: 40 thefts": the name follows.
_NAME_FOLLOWS = re.compile(
    rf"(?:\bthat|{sentences.EXPECTING})(?:\sto\s\w+)?"
    r"(?:\s(?:between|from|about|around|some|nearly|almost|over|at least|more than|up to))?\s*\Z"
    r"|[:;][\s,]*\Z"
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
# "Punctuality, the share of departures on schedule, improved".
_APPOSITION = re.compile(
    rf"\A\s*(?P<name>(?!(?i:{'|'.join(sentences.PREPOSITIONS)})\s)[^,]{{3,60}}(?<!ly)),"
    r"\s[^,]*,\s*\Z"
)
# "Higher than the peak of 185", "below the peak (281)": a level of what was named before, unless it
# has its own name: "than the average price of 5".
_OTHER_LEVEL = re.compile(
    r"(?:\b(?:than|below|above|against)\s(?:the|its|an?)\s|\(\s*[:=]\s*(?:an?\s)?"
    r"|\bcompare[sd]?\s(?:to|with)\s(?:(?:the|its|an?)\s)?)"
    r"(?P<words>[^.;:()‖]{1,60})"
    r"(?:\s(?:of|at)\s*|\s\()\Z"
)
# "The east grew, with an index of 178", "sales of 5, including contribution of 1".
_WITH = re.compile(
    r"(?:,?\swith\s(?:an?|the)|,\s(?:including|(?P<own>with|[a-z]+ing))(?:\san?|\sthe)?|\swith)"
    r"\s(?P<words>[^.,;:()‖]{1,60})\sof\s*\Z"
)
# "A 4.7% net reduction in shares": the name follows the change.
_CHANGE_IN = re.compile(
    rf"\s(?:[a-z]+\s)?(?P<change>{'|'.join(sentences.CHANGES)})s?\s(?:in|to)\s"
    r"(?P<what>(?:(?!\s(?:compared|since|from|over|during|between|versus|on)\b)[^.,;:()A-Z‖]){3,60})"
)
_RANGE = re.compile(r"\s(?:to be )?in\s(?:the|a)\srange\sof\s*\Z")
# "Repurchased 5 million shares": without a subject.
_VERB_FIRST = re.compile(r"\s*(?P<verb>[A-Z][a-z]+)\s")
# "Looking at all", "according to the digest": no name.
_INTRODUCTION = re.compile(
    r"(?:\w+ing|\w+ed|according|due)(?:\s\w+ly)?\s(?:at|on|to|in|by|with|for|from)\b", re.IGNORECASE
)
_PREPOSITIONS_AT_END = re.compile(
    rf"(?:\s|{GAP}|to\s|at\s|by\s|from\s|about\s|around\s|nearly\s|almost\s|some\s)*\Z"
)
_OBJECT = re.compile(rf"\s+(?:{GAP}|(?:an?|the|its|their)\s)")
# "Ljubljana Airport in Slovenia".
_PROPER = re.compile(r"[A-Z][\w'’.&-]*(?:\s(?:(?:of|and|the|in|de|for)\s)?[A-Z][\w'’.&-]*)+")
_HELD = re.compile(
    r"(?:.*\b(?:an?|the|its|their)\s|\A)(?P<words>[^.;:()‖]{1,120})\sof\s*\Z", re.DOTALL
)
# "Lima saw traffic grow by 4.6 percent".
_SEEN = re.compile(rf"\s(?P<words>[^.,;:()‖]+)\s(?:{'|'.join(sentences.CHANGING)})(?:\sby)?\s*")
# "Lima achieved strong traffic growth of 4.6 percent".
_GROWTH = re.compile(
    r"\s(?:[a-z]+\s)*?(?P<words>(?!overall|slight|strong|significant|further|solid|annual|net|an?\b)"
    rf"[a-z]+\s(?:{'|'.join(sentences.CHANGES)}))\sof\s*"
)
# "London had the highest share of users (90%)".
_HAD = re.compile(
    r"\s(?:an?|the)\s(?:(?:highest|lowest|largest|smallest|greatest|best|worst)\s)?"
    r"(?P<words>[^.,;:()‖]{3,80})[,\s]+(?:\(|at\s)\s*\Z"
)
_OF_WHAT = re.compile(r"\s*(?:(?:worth\s)?of|in)\s(?P<words>[^.,;:()A-Z‖]{3,})")
_MADE_UP = re.compile(rf"\s(?:{'|'.join(sentences.MAKING_UP)})\b")
# Where a clause with its own verb may begin.
_CLAUSE = re.compile(
    r"[;:]\s|\s[–—-]\s|,\s(?=(?:the|its|their)\s[^,;]*\s(?:was|were|is|are|rose|fell|stood)\b)"
    rf"|[,(]?\s?\b(?:{CONTRASTS}|when)\s|,\s(?:and|with|from)\s"
    rf"|(?P<gap>{GAP}\s+(?:and|or)\s)|(?P<comma>{GAP}\s*,\s)"
    r"|\b(?:said|says|announced|reported|show(?:ed|s)?|found|estimated?s?|expects?)"
    r"(?:\s(?:today|also))?\sthat\s|\b(?:said|says|showed|shows|reported)\s(?=(?:\w+\s){0,5}\w+(?:ed|ell|ose)\s)"
    rf"|{sentences.EXPECTING}\s(?:that\s)?"
)
# Here the figure begins its clause: "while 40% of men".
_CLAUSE_BEGINS = re.compile(rf"(?:{_CLAUSE.pattern})\Z")
# "Of whom 2,450 were women", "and 4 were killed": the words after the figure name it.
_OF_WHOM = re.compile(
    r"(?:\b(?:of|among)\s(?:whom|which|them|these|those)|[,;]|\band)\s*\Z", re.IGNORECASE
)
_PREDICATE = re.compile(
    r"\s*(?:were|was|are|is|have been|had been|has been)\s(?P<words>[^.,;:()‖]+)"
)
# ", an increase of 12.5%", ", falling by 9", ", a 5% rise": this changes what was named before.
_APPOSED = re.compile(
    r"(?:,\s|\()(?:(?:or\s)?an?\s(?:\w+\s)?(?P<change>[a-z]+)\sof"
    r"|(?P<changing>[a-z]+ing)(?:\sby)?|(?P<own>(?:or\s)?an?))\s*\Z"
)


_IS_SUBJECT = re.compile(r"\s*(?:was|were|has|have|had)\s[a-z]")


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


def name(
    before: str, after: str, *, is_share: bool, direction: Direction | None, measure: str = ""
) -> Name | None:
    """What a figure counts, by the words before and after it in its sentence.

    ``measure`` says of what the figure is not a count: "amount", "tonnes".  None if they name
    nothing.
    """
    before = _with_subject(_RANGE.sub(" ", _BRACKETED.sub("", before)))
    after = EMPTY_BRACKETS.sub(" ", after).removeprefix(")")
    is_share = is_share and after.lstrip().startswith("of ")
    counted = _counted(after)
    if phrase := _by_phrase(before, after, counted):
        return phrase
    clause = _clause(before)
    last = next(iter(_WORD.findall(before.rpartition(GAP)[2][-60:])[::-1]), "").lower()
    change = None if last in ("to", "at", "from") else direction  # it says where a change ended
    begins = bool((is_share or counted) and not change and _CLAUSE_BEGINS.search(before))
    # "According to the office, 811 people were killed"
    is_subject = counted and not clause.verb and _IS_SUBJECT.match(after.strip(), len(counted))
    begins = begins or bool(is_subject)
    if (clause.subject == "there" and not change) or begins or _NAME_FOLLOWS.search(before):
        return _following(after, is_share=is_share)
    if change:
        return _of_change(clause, change)
    is_price = before.rstrip().endswith(" for")  # "completed for $5 million in cash"
    return _of_level(clause, after, counted, is_share=is_share, measure="" if is_price else measure)


def _of_change(clause: _Clause, change: Direction) -> Name:
    """What a change is a change of; without a title that of the figure before it."""
    if clause.verb in sentences.HAVING:
        match = _SEEN.fullmatch(clause.rest) or _GROWTH.fullmatch(clause.rest)
        if match:
            return Name(tidy(match["words"]), change)
    if _is_pronoun(clause.subject, has_verb=bool(clause.verb)):
        return Name("", change)
    if GAP in clause.rest and clause.verb in sentences.DOING:
        return Name("", change)  # "the libraries lent 5 books, 6% more"
    is_share = clause.subject.lower().startswith("of ")
    return Name(f"share {clause.subject}" if is_share else clause.subject, change)


def _of_level(  # noqa: PLR0911  # a rule a line
    clause: _Clause, after: str, counted: str, *, is_share: bool, measure: str
) -> Name | None:
    """What a figure counts that is not a change, by its clause and the words after it."""
    is_nameless = _is_pronoun(clause.subject, has_verb=bool(clause.verb))
    is_free = is_nameless or clause.verb not in sentences.LINKING | sentences.CHANGING
    if measure and is_free and (match := _OF_WHAT.match(after)):
        return Name(tidy(" ".join(match["words"].split()[:LONGEST_TAIL])))
    if held := _held(clause, after):
        is_nameless |= clause.verb.startswith("includ")
        owner = counted or ("" if is_nameless else clause.subject)
        return Name(f"{held} of {owner}" if owner else held)
    if counted and is_nameless and clause.verb in sentences.HAVING:
        return Name(counted)
    has_object = bool(clause.verb) and (not clause.rest.strip() or _OBJECT.match(clause.rest))
    if clause.verb in sentences.FINITE:
        has_object = clause.verb in sentences.DOING - sentences.LINKING
    if not is_share and has_object and (counted or not is_nameless):
        return Name(_done(clause, counted, after, measure or "amount"))
    if is_share and clause.verb in sentences.MAKING_UP:
        part = "share" if is_nameless else f"{clause.subject} as a share"
        words = _PHRASE_END.split(after.replace(GAP, " ").strip(), maxsplit=1)[0].split()[1:5]
        joining = sentences.JOINING - {"and", "or"}
        end = next((at for at, word in enumerate(words) if word.lower() in joining), len(words))
        return Name(f"{part} of {tidy(' '.join(words[:end]))}")
    if is_nameless:
        is_open = is_share or not clause.verb
        return _following(after, is_share=is_share) if is_open else None
    is_share = clause.subject.lower().startswith("of ")
    return Name(f"share {clause.subject}" if is_share else clause.subject)


def _with_subject(before: str) -> str:
    """The words before a figure, with "it" in front of a verb without a subject."""
    match = _VERB_FIRST.match(before)
    verb = match["verb"].lower() if match else ""
    if match is None or not (verb.endswith("ed") or verb in sentences.IRREGULAR):
        return before
    rest = before[match.end() - 1 :]
    has_verb = not sentences.SURE_VERBS.isdisjoint(rest.lower().split())
    is_verb = _PREPOSITIONS_AT_END.match(rest) or _OBJECT.match(rest)
    return f"it {verb}{rest}" if is_verb and not has_verb else before


def _by_phrase(  # noqa: PLR0911  # a rule a line
    before: str, after: str, counted: str
) -> Name | None:
    """What a figure counts by the phrase right beside it, whatever the clause is about."""
    if match := _CHANGE_IN.match(after):
        return Name(tidy(match["what"]), DIRECTIONS.get(match["change"]))
    if match := _CHANGE_OF.match(before):
        if match["what"].removeprefix("the ")[:1].isupper():
            return Name(tidy(match["kind"]))  # "an increase in London of"
        return Name(tidy(match["what"]), DIRECTIONS.get(match["change"]))
    if counted and _WITHIN.search(before):
        return Name(counted)
    if match := _OTHER_LEVEL.search(before):
        level = tidy(match["words"])
        return Name("" if is_standing(level) and head(level) != "loss" else level)
    if (match := _WITH.search(before)) and not is_standing(words := tidy(match["words"])):
        owner = "" if match["own"] else _clause(before[: match.start()]).subject
        return Name(f"{words} of {owner}" if owner else words)
    return None


def _held(clause: _Clause, after: str) -> str:
    """What somebody has an amount of, or "": "holds assets of", "has 5 of assets"."""
    is_linking = clause.verb in sentences.LINKING | sentences.CHANGING
    if not clause.verb or (is_linking and clause.verb not in sentences.HAVING):
        return ""
    match = _HELD.match(clause.rest)
    if clause.verb in sentences.HAVING and not match:
        match = _HAD.match(clause.rest) if clause.rest.strip() else _OF_WHAT.match(after)
    words = tidy(match["words"]) if match else ""
    return "" if is_standing(words) else words


def _done(clause: _Clause, counted: str, after: str, measure: str) -> str:
    """What a figure counts if it is the object of a verb.

    "People trained"; "people of plant" in the present; without a noun "interest" in "received $4
    million of interest", "land bought" in "bought land for $5 million", "spending of office".
    """
    is_past = clause.verb.endswith("ed") or clause.verb in sentences.IRREGULAR
    done = sentences.IRREGULAR.get(clause.verb, clause.verb)
    if counted:
        is_named = not is_past and not _is_pronoun(clause.subject, has_verb=True)
        place = f", {clause.subject}" if _PROPER.fullmatch(clause.subject) else ""
        done = "" if done.startswith("includ") else f" {done}"
        return f"{counted} of {clause.subject}" if is_named else f"{counted}{done}{place}"
    if not clause.rest.endswith("for ") and (match := _OF_WHAT.match(after)):
        return tidy(" ".join(match["words"].split()[:LONGEST_TAIL]))
    if not is_past:
        return clause.subject
    if (rest := tidy(clause.rest)) and len(rest.split()) <= LONGEST_TAIL:
        return f"{rest} {done}"
    noun = sentences.NOUNS.get(clause.verb)
    return f"{noun} of {clause.subject}" if noun else f"{measure} {done} by {clause.subject}"


def predicate(before: str, after: str) -> str:
    """What a figure counts by the words after it: "women" in "of whom 2,450 were women", or ""."""
    match = _PREDICATE.match(EMPTY_BRACKETS.sub(" ", after))
    if not match or not _OF_WHOM.search(before):
        return ""
    words = re.split(r"\s(?:and|or|but|while)\s|\s[–—-]\s", match["words"], maxsplit=1)[0]
    return tidy(" ".join(words.split()[:LONGEST_TITLE]))


def is_done(words: str) -> bool:
    """Whether a predicate says what was done to the counted things: "killed"."""
    verb = words.split(maxsplit=1)[0].lower()
    return verb in sentences.IRREGULAR or (verb.endswith("ed") and not verb.endswith("eed"))


def apposed(before: str, after: str, direction: Direction | None) -> Direction | None:
    """The direction of a change in apposition: ", an increase of" is up."""
    match = _APPOSED.search(before)
    if match is None or (match["own"] and _CHANGE_IN.match(after)):
        return None
    return DIRECTIONS.get(match["change"]) if match["change"] else direction


def _clause(before: str) -> _Clause:
    """The last clause with a verb before a figure, else the last with a name."""
    starts = {0: "", **{match.end(): match.lastgroup or "" for match in _CLAUSE.finditer(before)}}
    named = ""
    for start, mark in reversed(starts.items()):
        words = list(_WORD.finditer(before, start))
        lower = [word[0].lower() for word in words]
        for number in range(1, len(words)):
            if not _is_verb(before, words[number], lower, number):
                continue
            is_relative = not sentences.RELATIVE.isdisjoint(lower[max(number - 3, 1) : number])
            if is_relative and not sentences.FINITE.isdisjoint(lower[number + 3 :]):
                continue  # "adults who had never used it represented"
            if later := next((at for at in range(number + 2, len(words)) if _begins(lower, at)), 0):
                return _clause(before[words[later].start() :])
            subject = _APPOSITION.sub(r"\g<name> ", before[start : words[number].start()])
            verbs = lower[number:]
            plain = [verb for verb in verbs[:4] if verb not in sentences.AUXILIARIES]
            main = [verb for verb in plain if verb in sentences.FINITE]
            if (
                not main
                and verbs[1:2] == plain[:1]
                and re.fullmatch("[a-z]+ed", " ".join(plain[:1]))
            ):
                main = plain  # "has repurchased"
            verb = next(iter((*main, *verbs)), "")
            at = lower.index(verb, number) if verb else number
            pronoun = subject.strip(" ,").lower()
            name = pronoun if pronoun in sentences.PRONOUNS else tidy(subject)
            if name:
                return _Clause(name, verb, before[words[at].end() :])
        if mark == "comma":
            continue  # "grew 4%, visits grew 5%" are two clauses, "grew 4%, up from 5%" is one
        part, _, rest = before[start:].partition(GAP)
        named = named or tidy(part) or tidy(rest)  # "Net sales of 5, up"
        if mark and named and lower[0] not in sentences.NO_NOUN | AFTER_PERCENT.keys():
            break  # "assets of 5 and liabilities of 4"
    return _Clause(named)


def _begins(lower: Sequence[str], at: int) -> bool:
    """Whether a word behind a verb is the first of a subject with its own verb.

    "The rate fell and exports rose", "since they were asked on the survey the number rose".
    """
    before, word = lower[at - 1], lower[at]
    is_joined = before == "and" and word not in sentences.NO_SUBJECTS
    is_main = lower[0] in sentences.PREPOSITIONS | sentences.JOINING and word == "the"
    is_main = is_main and before not in sentences.LEADING_ON | sentences.NO_NOUN
    return (is_joined or is_main) and not sentences.SURE_VERBS.isdisjoint(lower[at + 1 :])


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
    phrase = _MADE_UP.split(phrase, maxsplit=1)[0]
    words = phrase.split()
    main = next((at for at, word in enumerate(words) if word in sentences.RELATIVE), len(words))
    words = [word for word in words[:main] if word.lower() not in sentences.AUXILIARIES]
    words += phrase.split()[main:]
    if not is_share and words[:1] == ["of"]:
        words = words[1:]  # "410 km of cycle lanes"
        words = words[1:] if words[:1] == ["them"] else words
    title = tidy(" ".join(words[:LONGEST_TITLE]))
    if not title:
        return None
    return Name(f"share {title}" if is_share and title.lower().startswith("of ") else title)


def _is_pronoun(title: str, *, has_verb: bool) -> bool:
    words = title.lower().split()
    if (not has_verb and _INTRODUCTION.match(title)) or title.lower() in sentences.LEADING:
        return True
    if not words or words[0] in sentences.PREPOSITIONS:
        # "of women and 47 per cent", "among women it"
        return not (words and has_verb) or words[-1] in sentences.PRONOUNS
    is_vague = len(words) == 1 and words[0] in sentences.VAGUE
    return is_vague or (words[0] in sentences.PRONOUNS and len(words) < 3)
