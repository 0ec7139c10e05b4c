"""Naming: says in a few words what a figure counts, by the noun and the verb of its sentence.

The words around a figure are given without times and without the other figures of the sentence,
which are replaced by a `PLACEHOLDER`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from factreport.capture.phrases import LONGEST_TAIL, LONGEST_TITLE, head, is_standing, lowered, tidy
from factreport.english import capture as english
from factreport.english import sentences, titles
from factreport.english.directions import AFTER_PERCENT, BETWEEN_FIGURES, DIRECTIONS
from factreport.model import Direction

_WORD = re.compile(r"[^\W\d_][\w'’&-]*|\d[\w.,-]*|[%$€£]")
# In brackets or between dashes.
_ASIDE = re.compile(r"\s?\([^()]*\)|--[^‖]{3,80}?--|\s[–—-]\s[^–—‖]{3,80}?\s[–—-](?=\s)")
# "Repurchased 5 million shares": without a subject.
_VERB_FIRST = re.compile(r"\s*(?P<verb>[A-Z][a-z]+)\s")


class Measure(NamedTuple):
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
) -> Measure | None:
    """What a figure counts, by the words before and after it in its sentence.

    ``measure`` is the word for what is measured, "amount" or "tonnes", if nothing is counted.
    None if they name nothing.
    """
    before = _with_subject(
        titles.SIZE_OF.sub(" ", _ASIDE.sub(lambda aside: " " * aside[0].startswith("--"), before))
    )
    after = _ASIDE.sub("", titles.EMPTY_BRACKETS.sub(" ", after).removeprefix(")"))
    of_rate = _of_rate(before, after, direction) if is_share else None
    is_share = is_share and after.lstrip().lower().startswith("of ")
    counted = counted_noun(after)
    words = _WORD.findall(before.rpartition(titles.PLACEHOLDER)[2][-60:])
    last = words[-1].lower() if words else ""
    change = None if last in titles.BEFORE_LEVEL else direction  # it says where a change ended
    phrase = of_rate or _by_change(before, after) or _by_phrase(before, after, counted)
    bracketed = titles.BRACKETED.match(before) if change else None
    if bracketed or phrase:
        return Measure(tidy(bracketed["words"]), change) if bracketed else phrase
    if is_share and (match := titles.PART_OF.search(before)) and match["verb"] not in DIRECTIONS:
        # Of what the subject is a share: the counted noun right before, unless a comma sets it
        # apart: "48 countries making up".
        before = before[: match.start()]
        whole, subject = _following(after, is_share=True), _clause(before).subject
        if subject in ("", "there") or not match["verb"]:
            subject = counted_noun(before.rpartition(titles.PLACEHOLDER)[2])
        return whole and Measure(f"{whole.title}, {subject}".rstrip(", "))
    clause = _clause(before)
    is_verb = not clause.verb and last.isalpha() and len(clause.subject.split()) > 1
    is_verb &= not last.endswith("ly") and last not in sentences.NO_SUBJECTS | sentences.NO_NOUN
    if is_verb and is_share:
        # A noun is not followed by "5% of": "they host 5% of the guests".
        clause = _Clause(tidy(clause.subject.removesuffix(last)), last)
    supports = titles.SUPPORTS.search(before) if is_verb and counted else None
    if supports:
        done = sentences.participle(supports["verb"])
        clause = _Clause(f"{counted} {done} by {lowered(tidy(before[: supports.start() + 1]))}")
        counted = ""
    begins = (
        ((is_share or counted) and not change and titles.CLAUSE_BEGINS.search(before))
        # "According to the office, 811 people were killed"
        or (counted and not clause.verb and titles.IS_SUBJECT.match(after.strip(), len(counted)))
        # "6,565 children were born and 11,727 people died"
        or (
            counted
            and not change
            and (
                titles.COUNTED_BEFORE.search(before)
                or (titles.GOES_ON.search(before) and titles.HAS_VERB.search(counted))
            )
        )
    )
    is_there = clause.subject == "there" or (counted and titles.THERE.search(before))
    if (is_there and not change) or begins or titles.NAME_FOLLOWS.search(before):
        return _following(after, is_share=is_share)
    if change:
        return _of_change(clause, change)
    is_price = before.rstrip().endswith(" for")  # "completed for $5 million in cash"
    return _of_level(clause, after, counted, is_share=is_share, measure="" if is_price else measure)


def _of_rate(before: str, after: str, direction: Direction | None) -> Measure | None:
    """What a percentage measures, by a phrase: "a 61% response rate", "more likely to be obese"."""
    if rate := titles.RATE_AFTER.match(after):
        return Measure(tidy(rate["words"]), direction)
    if changed := titles.MOST_CHANGED.search(before):
        return Measure(
            _clause(before[: changed.start()]).subject, DIRECTIONS.get(changed["change"])
        )
    if signed := titles.CHANGE_BEFORE_SIGN.search(before):
        return Measure(tidy(signed["what"]), direction)
    likely = titles.LIKELY.search(f"{before}{titles.PLACEHOLDER}{after}")
    if likely is None or direction:
        return None
    return Measure(f"Share {'' if likely['be'] else 'that '}{tidy(likely['what'])}")


def _of_change(clause: _Clause, change: Direction) -> Measure:
    """What has changed; without a title, what the figure before it counts."""
    if _is_pronoun(clause.subject, has_verb=bool(clause.verb)):
        return Measure("", change)
    is_done = clause.verb in sentences.DOING | sentences.HAVING
    is_done |= titles.PAST.fullmatch(clause.verb) is not None
    if titles.PLACEHOLDER in clause.rest and is_done and clause.verb not in sentences.CHANGING:
        return Measure("", change)  # "the libraries lent 5 books, 6% more"
    is_share = clause.subject.lower().startswith("of ")
    return Measure(f"share {clause.subject}" if is_share else clause.subject, change)


def _of_level(  # noqa: PLR0911  # a rule a line
    clause: _Clause, after: str, counted: str, *, is_share: bool, measure: str
) -> Measure | None:
    """What a figure counts that is not a change, by its clause and the words after it."""
    is_nameless = _is_pronoun(clause.subject, has_verb=bool(clause.verb))
    is_free = is_nameless or clause.verb not in sentences.LINKING | sentences.CHANGING
    if measure and is_free and (match := titles.OF_WHAT.match(after)):
        words = [word for word in match["words"].split() if word not in sentences.AUXILIARIES]
        return Measure(tidy(" ".join(words[:LONGEST_TAIL])))
    if held := _possession(clause, after):
        is_nameless |= clause.verb.startswith("includ") or clause.verb in sentences.TELLING
        owner = counted or ("" if is_nameless else clause.subject)
        return Measure(f"{held} of {owner}" if owner else held)
    if counted and clause.verb in sentences.HAVING and (is_nameless or not clause.rest.strip()):
        is_counting = clause.verb in sentences.COUNTING
        return Measure(counted if is_counting else f"{counted}{_place(clause.subject)}")
    has_object = bool(clause.verb) and (not clause.rest.strip() or titles.OBJECT.match(clause.rest))
    if clause.verb in sentences.FINITE:
        has_object = clause.verb in sentences.DOING - sentences.LINKING
    if not is_share and has_object and (counted or not is_nameless):
        return Measure(_object_of_verb(clause, counted, after, measure or "amount"))
    if is_share and clause.verb in sentences.MAKING_UP:
        part = "share" if is_nameless else f"{clause.subject} as a share"
        rest = after.replace(titles.PLACEHOLDER, " ").strip()
        words = titles.PHRASE_END.split(rest, maxsplit=1)[0].split()[1:5]
        joining = (sentences.JOINING - sentences.ADDING) | {"went", *sentences.SURE_VERBS}
        end = next((at for at, word in enumerate(words) if word.lower() in joining), len(words))
        return Measure(f"{part} of {tidy(' '.join(words[:end]))}")
    is_done = clause.verb in sentences.IRREGULAR or titles.PAST.fullmatch(clause.verb)
    what = titles.FOR_SHARE.search(clause.rest)
    if is_share and (what or titles.BY_SHARE.search(clause.rest)):
        whole = _following(after, is_share=True)
        object_ = what["what"] if what else f"{clause.subject} {clause.verb if is_done else ''}"
        return whole and Measure(f"{whole.title}, {tidy(object_)}")
    is_other = clause.verb and clause.verb not in sentences.LINKING | sentences.CHANGING
    if is_share and is_other and not is_nameless:
        whole = _following(after, is_share=True)  # "wind provided 24% of electricity"
        done_by = f" {sentences.IRREGULAR.get(clause.verb, clause.verb)} by" if is_done else ","
        return Measure(f"{whole.title}{done_by} {clause.subject}") if whole else None
    if is_nameless:
        is_open = is_share or not clause.verb
        return _following(after, is_share=is_share) if is_open else None
    is_share = clause.subject.lower().startswith("of ")
    return Measure(f"share {clause.subject}" if is_share else clause.subject)


def _with_subject(before: str) -> str:
    """The words before a figure, with "it" in front of a verb without a subject."""
    match = _VERB_FIRST.match(before)
    verb = match["verb"].lower() if match else ""
    if match is None or not (verb.endswith("ed") or verb in sentences.IRREGULAR):
        return before
    rest = before[match.end() - 1 :]
    has_verb = not sentences.SURE_VERBS.isdisjoint(rest.lower().split())
    is_verb = titles.PREPOSITIONS_AT_END.match(rest) or titles.OBJECT.match(rest)
    return f"it {verb}{rest}" if is_verb and not has_verb else before


def _by_change(before: str, after: str) -> Measure | None:
    """What has changed, by the phrase that says so: "an increase in exports of"."""
    if match := titles.CUT.search(before):
        change = BETWEEN_FIGURES[match["verb"].lower()] if match["by"] else None
        return Measure(tidy(match["what"]), change)
    if match := titles.CHANGE_IN.match(after):
        return Measure(tidy(match["what"]), DIRECTIONS.get(match["change"]))
    if match := titles.CHANGE_OF.match(before):
        if match["what"].removeprefix("the ")[:1].isupper():
            return Measure(tidy(match["kind"]))  # "an increase in London of"
        return Measure(tidy(match["what"]), DIRECTIONS.get(match["change"]))
    if (match := titles.CHANGE_OF_WHAT.search(before)) and (what := titles.WHAT.match(after)):
        return Measure(tidy(what["what"]), DIRECTIONS.get(match["change"]))
    return None


def _by_phrase(before: str, after: str, counted: str) -> Measure | None:
    """What a figure counts, by the phrase right beside it, whatever the clause is about."""
    if counted and (titles.WITHIN.search(before) or titles.RELATIVE_VERB.search(before)):
        return Measure(counted)
    if match := titles.OTHER_LEVEL.search(before):
        level = tidy(match["words"])
        return Measure("" if is_standing(level) and head(level) != "loss" else level)
    match = titles.WITH.search(before)
    words = tidy(match["words"]) if match else ""
    if match and (words == "value" or not is_standing(words)):
        is_apart = match["own"] or match["beside"]
        is_apart = is_apart and not english.RESPECTIVELY.match(after)
        owner = "" if is_apart else _clause(before[: match.start()]).subject.removeprefix("of ")
        return Measure(f"{words} of {owner}" if owner else words)
    return None


def _possession(clause: _Clause, after: str) -> str:
    """What somebody holds an amount of, or "": "holds assets of", "has 5 of assets"."""
    is_linking = clause.verb in sentences.LINKING | sentences.CHANGING
    if not clause.verb or (is_linking and clause.verb not in sentences.HAVING):
        return ""
    match = titles.HELD.match(clause.rest)
    if clause.verb in sentences.HAVING and not match:
        match = (
            titles.HAD.match(clause.rest) if clause.rest.strip() else titles.OF_WHAT.match(after)
        )
    words = tidy(match["words"]) if match else ""
    return "" if is_standing(words) and head(words) != "loss" else words


def _object_of_verb(clause: _Clause, counted: str, after: str, measure: str) -> str:
    """What a figure counts if it is the object of a verb.

    "People trained", or "people of plant" in the present tense.  A figure without a noun counts
    "interest" in "received $4 million of interest", "land bought" in "bought land for $5 million",
    or is "spending of office".
    """
    is_past = clause.verb.endswith("ed") or clause.verb in sentences.IRREGULAR
    done = sentences.IRREGULAR.get(clause.verb, clause.verb)
    if counted:
        is_named = not is_past and not _is_pronoun(clause.subject, has_verb=True)
        if clause.verb in sentences.COUNTING or "with" in clause.rest.split()[:3]:
            return counted  # "the office counted 5 ships", "we ended the quarter with 5 ships"
        done = "" if done.startswith("includ") else f" {done}"
        place = _place(clause.subject)
        return f"{counted} of {clause.subject}" if is_named else f"{counted}{done}{place}"
    if not clause.rest.endswith("for ") and (match := titles.OF_WHAT.match(after)):
        return tidy(" ".join(match["words"].split()[:LONGEST_TAIL]))
    if not is_past:
        return clause.subject
    if (rest := tidy(clause.rest)) and len(rest.split()) <= LONGEST_TAIL:
        return f"{rest} {done}"
    noun = sentences.NOUNS.get(clause.verb)
    return f"{noun} of {clause.subject}" if noun else f"{measure} {done} by {clause.subject}"


def _place(subject: str) -> str:
    """A place or a company as the end of a title: ", Ljubljana Airport"."""
    return f", {subject}" if titles.PROPER.fullmatch(subject) else ""


def begins_with_verb(before: str, after: str) -> bool:
    """Whether a figure is the subject of a clause that goes on: "while 83% collected less"."""
    verb = after.strip().partition(" ")[0]
    is_verb = titles.PAST.fullmatch(verb) or verb in {*sentences.IRREGULAR, *sentences.AUXILIARIES}
    return bool(is_verb and titles.CLAUSE_BEGINS.search(before))


def predicate(before: str, after: str) -> str:
    """What a figure counts by the words after it: "women" in "of whom 2,450 were women", or ""."""
    match = titles.PREDICATE.match(titles.EMPTY_BRACKETS.sub(" ", after))
    if not match or not titles.OF_WHOM.search(before):
        return ""
    words = titles.PREDICATE_END.split(match["words"], maxsplit=1)[0]
    return tidy(" ".join(words.split()[:LONGEST_TITLE]))


def is_done(predicate: str) -> bool:
    """Whether a predicate says what was done to the counted things: "killed"."""
    verb = predicate.split(maxsplit=1)[0].lower()
    return verb in sentences.IRREGULAR or (verb.endswith("ed") and not verb.endswith("eed"))


def apposed(before: str, after: str, direction: Direction | None) -> Direction | None:
    """The direction of a change in apposition: ", an increase of" is up."""
    match = titles.APPOSED.search(before)
    if match is None or (match["own"] and titles.CHANGE_IN.match(after)):
        return None
    if match["joined"] and titles.WHAT.match(titles.EMPTY_BRACKETS.sub(" ", after)):
        return None  # "a fall of 5 (2%) in exports and a fall of 6 (3%) in imports"
    return DIRECTIONS.get(match["change"]) if match["change"] else direction


def ended(before: str) -> Direction | None:
    """The direction of the change that ended at the figure before: "increased to 5 ("."""
    match = titles.ENDED.search(before)
    return DIRECTIONS[match["verb"].lower()] if match else None


def _clause(before: str) -> _Clause:
    """The last clause with a verb before a figure, else the last with a name."""
    starts = {0: ""}
    for clause in titles.CLAUSE.finditer(before):
        # But a comma may go on with a list: "the result before tax, rents and gains fell".
        lead = before[: clause.end()].rpartition(titles.PLACEHOLDER)[2].lower().split()
        is_noun = len(lead) > 1 and lead[0] in sentences.ARTICLES and lead[-1].endswith(",")
        if not is_noun or not sentences.FINITE.isdisjoint(" ".join(lead).rstrip(",").split()):
            starts[clause.end()] = clause.lastgroup or ""
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
            subject = titles.APPOSITION.sub(r"\g<name> ", before[start : words[number].start()])
            verbs = lower[number:]
            plain = [verb for verb in verbs[:4] if verb not in sentences.AUXILIARIES]
            main = [verb for verb in plain if verb in sentences.FINITE]
            if not main and verbs[1:2] == plain[:1] and titles.PAST.fullmatch(" ".join(plain[:1])):
                main = plain  # "has repurchased"
            verb = next(iter((*main, *verbs)), "")
            at = lower.index(verb, number) if verb else number
            pronoun = subject.strip(" ,").lower()
            pronoun = titles.REFERRING.sub(r"\1", pronoun)
            name = pronoun if pronoun in sentences.PRONOUNS else tidy(subject)
            if name:
                return _Clause(name, verb, before[words[at].end() :])
        if mark == "comma":
            continue  # "grew 4%, visits grew 5%" are two clauses, "grew 4%, up from 5%" is one
        part, _, rest = before[start:].partition(titles.PLACEHOLDER)
        named = named or tidy(part) or tidy(rest)  # "Net sales of 5, up"
        if mark and named and lower[0] not in sentences.NO_NOUN | AFTER_PERCENT.keys():
            break  # "assets of 5 and liabilities of 4"
    return _Clause(named)


def _begins(lower: Sequence[str], at: int) -> bool:
    """Whether a word after a verb is the first of a subject with its own verb.

    "The rate fell and exports rose", "since they were asked on the survey the number rose".
    """
    before, word = lower[at - 1], lower[at]
    is_joined = before == "and" and word not in sentences.NO_SUBJECTS
    is_main = lower[0] in sentences.PREPOSITIONS | sentences.JOINING and word == "the"
    is_main = is_main and before not in sentences.LEADING_ON | sentences.NO_NOUN
    return (is_joined or is_main) and not sentences.SURE_VERBS.isdisjoint(lower[at + 1 :])


def _is_verb(before: str, word: re.Match[str], lower: list[str], number: int) -> bool:
    """Whether a word is the verb of its clause.

    It is not if it qualifies a noun, as in "people employed in industry were" and "total reported
    income", or is a noun itself, as in "the largest increase was".  An unknown word is a verb by
    its position: "the airline cancelled", "the deficit widened to", "the bank obtained a share".
    """
    own, later = lower[number], lower[number + 1 :]
    is_past = own.endswith("ed") or own in sentences.IRREGULAR
    if own not in sentences.FINITE:
        # "With the number of the injured falling"
        is_past |= own.endswith("ing") and own in {*DIRECTIONS, "changing"} and lower[0] != own
        is_past &= word[0].islower() and own not in sentences.LOOSE_ENDS
        is_at_end = titles.PREPOSITIONS_AT_END.match(before, word.end())
        return is_past and bool(is_at_end or titles.OBJECT.match(before, word.end()))
    if is_past and lower[number - 1] in sentences.ARTICLES:
        return False
    is_participle = is_past and own in sentences.DOING
    return not (is_participle or own in sentences.NOUN_OR_VERB) or sentences.SURE_VERBS.isdisjoint(
        later
    )


def counted_noun(after: str) -> str:
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


def _following(after: str, *, is_share: bool) -> Measure | None:
    """The name of a figure that begins its clause, or follows "there were"."""
    after = titles.OF_BOTH.sub(r"\g<own>\g<predicate>", after, count=1)
    phrase = titles.PHRASE_END.split(after.strip(), maxsplit=1)[0].replace(" to be ", " ")
    whole, *part = titles.MADE_UP.split(phrase, maxsplit=1)
    words = whole.split()
    main = next((at for at, word in enumerate(words) if word in sentences.RELATIVE), len(words))
    helpers = [at for at, word in enumerate(words[:main]) if word in sentences.AUXILIARIES]
    predicate = " ".join(words[helpers[0] :]) if helpers else ""
    if is_share and predicate and not titles.IS_DONE.match(predicate):
        words.insert(helpers[0], "that")  # but "homes covered"
    else:
        words = [word for at, word in enumerate(words) if at not in helpers]
    if not is_share and words[:1] == ["of"]:
        words = words[1:]  # "410 km of cycle lanes"
        words = words[1:] if words[:1] == ["them"] else words
    title = tidy(" ".join(words[:LONGEST_TITLE]))
    if not title:
        return None
    if is_share and part and part[0].startswith(" up of "):
        title = f"{title}, {tidy(part[0].removeprefix(' up of '))}"
    return Measure(f"share {title}" if is_share and title.lower().startswith("of ") else title)


def _is_pronoun(title: str, *, has_verb: bool) -> bool:
    words = title.lower().split()
    if title.lower() in sentences.LEADING:
        return True
    if not words or words[0] in sentences.PREPOSITIONS:
        # "of women and 47 per cent", "among women it"
        return not (words and has_verb) or words[-1] in sentences.PRONOUNS
    is_vague = len(words) == 1 and words[0] in sentences.VAGUE
    return is_vague or (words[0] in sentences.PRONOUNS and len(words) < 3)
