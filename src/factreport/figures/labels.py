"""Numbers that say which or when, not how many: labels, years, ages, pronouns."""

from __future__ import annotations

import re
from itertools import takewhile

from factreport.english import labels, months, numbers, qualifiers, shapes, vocabulary
from factreport.figures.grammar import Amount, Prose, is_closed
from factreport.figures.qualifiers import LOOSE_PHRASES, Lead
from factreport.figures.ranges import is_contest
from factreport.figures.shapes import Skip, chunk_end, is_counted, is_month
from factreport.figures.tokens import Token, token_after, words_after
from factreport.figures.units import unit_after

_LAST_DAY, _LONGEST_DAY = 31, 4  # its number, and how many characters it has
_GLUED_MONTH = re.compile(r"(?<=[a-z])[A-Z][a-z]+\Z")
_LETTERS = frozenset("ABCDEFGHKLVW")
_YEARS = (1500, 2100)
_FIRST_CIRCA = 1000
_LEAST_AGE, _GREATEST_AGE = 10, 150
_LEAST_DECADE = 70
_LONGEST_SIGN = 4  # of an element, with the characters around it
_GREATEST_IN_NAME = 9999
_SHORTEST_NAME = 3
_GREATEST_HOUSE = 100_000
_GREATEST_LABEL = 10_000
_LABEL = re.compile(r"[0-9][0-9a-z]*(?:,[0-9]{3}(?![0-9])(?=[^,]|\Z))*(?:[.()/-]+[0-9a-z]+)*\)?")
_LETTERED = re.compile(r"[0-9]{1,3}[a-z](?![a-z0-9])")  # "Figure 14b" is not a billion
_MORE_LABELS = re.compile(
    rf"(?:(?:{shapes.LIST_JOIN}|;[ ])[0-9]{{1,5}}(?:-[0-9]{{3,5}})?[a-z]?"
    r"(?![0-9a-z%]|[-.,][0-9a-z])){1,12}"
)
_PHONE = re.compile(r"[0-9][-0-9() \u00a0.]{5,20}[0-9](?![0-9])")
# "Introduction ........ 3", but "Offices ......... 27" is a figure.
_LEADERS = re.compile(r"(?:[.·…][ ]?){3}\Z")
_LONGEST_LEADERS, _LONGEST_LINE = 6, 200
# Another number before a name, or another name with its number: "Labour 39, Liberals 12".
_NUMBERED = re.compile(r"[0-9][^.;:!?]*\Z")
_NUMBERED_NAME = re.compile(r"\b[A-Z][a-z]+[ ][0-9]{1,4}\b")
_NEAR_NAME, _NEAR_WORDS = 40, 4  # characters, words
_LONGEST_TITLE = 40
_NEAR_LIST = 100  # characters
_INITIAL = re.compile(r"\b[a-z]{1,2}\Z")  # before the stop in a name: "J. Holm", "Dr. Holm"
_LEADS = frozenset(".·…")
_APART = frozenset(("", *' \n,;:!?)]"”'))


def skip_amount(prose: Prose, amount: Amount, lead: Lead) -> Skip | None:
    """Why an amount is not a figure, judging by its context; None if it is one."""
    if house := _house(prose, amount):
        return house
    low, end = prose.low, amount.number.end
    if amount.names_unit:
        is_plural = low.startswith("s", end)  # "their 30s", but "ran it in 30s"
        is_lettered = prose.text[end : amount.end] in _LETTERS  # "runway 27L"
        is_caption = lead.word in labels.CAPTIONS and prose.text[lead.before[-1].start].isupper()
        is_in = low[end : amount.end] == " in"  # "No. 31 in high school": no inches
        is_number = is_in and not labels.LABELS.isdisjoint(token.word for token in lead.before[-2:])
        if not (is_plural or is_lettered or is_caption or is_number):
            # "in 2010 dollars"
            is_year = amount.number.start in prose.years and (
                lead.word in labels.PRICES_OF or labels.OF_YEAR.match(low, end)
            )
            return Skip(amount.start, end, "a year") if is_year else None
    if lead.before:
        if label := _label(prose, amount, lead):
            return label
        is_lettered = amount.names_unit and prose.text[end : amount.end] in _LETTERS
        is_lettered = is_lettered and amount.number.step == 1  # "the Astra 2A", but "a Bowl 2.5L"
        is_name = is_lettered and _ends_name(prose, amount, lead)
        if is_name or lead.word == "per":
            return Skip(amount.start, amount.end, "a name" if is_name else "a rate")
    is_alone = not (lead.before or lead.qualifier) and is_closed(low, amount.end)
    if not is_alone and (group := _age_group(low, amount, lead)):
        return group
    bare = _bare(prose, amount, lead) if amount.is_bare else None
    return bare or _titled(prose, amount)


def _bare(prose: Prose, amount: Amount, lead: Lead) -> Skip | None:
    """Why bare digits are not a figure: a day after its month, a year, a house number, a name."""
    if lead.before:
        if day := _day(prose, amount, lead):
            return day
        if lead.word in _LEADS and _LEADERS.search(
            prose.low, max(amount.start - _LONGEST_LEADERS, 0), amount.start
        ):
            line = prose.low.rfind("\n", max(amount.start - _LONGEST_LINE, 0), amount.start) + 1
            if labels.CONTENTS.match(prose.low, line):
                return Skip(amount.start, amount.end, "a page")
    if _is_year(prose, amount, lead):
        return Skip(amount.start, amount.end, "a year")
    if lead.before and amount.value < _GREATEST_AGE and _is_age(prose, amount, lead):
        return Skip(amount.start, amount.end, "an age")
    following = prose.text[amount.end : amount.end + 2]
    is_model = following[1:].isupper() and not lead.qualifier
    name = labels.MODEL.match(prose.text, amount.end) if is_model else None
    if following[:1] == "-" and (dashed := numbers.DASHED_MODEL.match(prose.low, amount.end)):
        word = token_after(prose.low, dashed.end()).word
        is_the = lead.word in labels.BEFORE_MODEL and word in vocabulary.NO_NOUN
        name = dashed if is_the or word.removesuffix("s") in labels.NUMBERED else name
    is_glued = following[:1] not in _APART and (
        labels.IN_NAME.match(prose.low, amount.end)
        or labels.GLUED_NAME.match(prose.text, amount.end)
    )
    is_part = is_glued or (-4 < amount.value < 10 and _is_of_formula(prose, amount, lead))
    is_name = is_part or _names_next(prose, amount, lead) or _ends_name(prose, amount, lead)
    if name or is_name:
        end = name.end() if name else chunk_end(prose.low, amount.number.start)
        return Skip(amount.start, _end_of_versions(prose.low, amount, end), "a name")
    return None


def _is_of_formula(prose: Prose, amount: Amount, lead: Lead) -> bool:
    """Whether a page writes the digits below or above the line: "CO 2", "yr -1"."""
    if amount.value < 0:
        return lead.word in labels.POWERED and is_closed(prose.low, amount.end)
    is_after_sign = prose.text[amount.start - 2 : amount.start - 1].isupper()
    since = max(amount.start - _LONGEST_SIGN, 0)
    return is_after_sign and labels.FORMULA.search(prose.text, since, amount.start) is not None


def _day(prose: Prose, amount: Amount, lead: Lead) -> Skip | None:
    """A day after its month, which may touch a name: "June 2", "Anna HolmJune 2, 2019"."""
    before = lead.before[:-1] if lead.word in (".", "the") else lead.before
    if lead.qualifier or amount.value > _LAST_DAY or not before:
        return None
    start, end = before[-1].start, before[-1].end
    is_glued = False
    if not is_month(prose.text, start, before[-1].word):
        glued = _GLUED_MONTH.search(prose.text, start, end)
        is_glued = glued is not None and glued[0].lower() in months.NUMBERS
        if glued is None or not is_glued:
            return None
        start = glued.start()
    days = shapes.DAYS_AFTER_MONTH.match(prose.low, amount.number.start)  # "January 26, 2021"
    if days is None or (is_glued and days.end() - days.start() <= _LONGEST_DAY):
        return None
    is_month_only = len(before) > 1 and before[-2].word == "in"  # "in May 12 ships sank"
    if is_month_only and is_counted(prose.low, days.end()):
        return None
    return Skip(start, days.end(), "a date")


def _names_next(prose: Prose, amount: Amount, lead: Lead) -> bool:
    """Whether digits name what follows: "the 99 freeway", "the 2.8 release", "a 747 jet"."""
    words = [token.word for token in words_after(prose.low, amount.end, 2)]
    if not words or words[0] not in labels.NUMBERED:
        return False
    is_plural = vocabulary.is_plural(words[-1]) and words[-1] not in vocabulary.NO_NOUN
    if is_plural and lead.word not in labels.BEFORE_MODEL:
        return False  # "of 300 plane crashes"
    least = labels.NUMBERED[words[0]]
    return amount.number.step < 1 if least is None else amount.value >= least


def _end_of_versions(low: str, amount: Amount, end: int) -> int:
    """The end of all versions that follow the first: "Python 3.10, 3.11 and 3.12"."""
    more = labels.MORE_VERSIONS.match(low, end) if amount.number.step < 1 else None
    return more.end() if more else end


def _is_age(prose: Prose, amount: Amount, lead: Lead) -> bool:
    """Whether digits are a person's age: "Anna Holm, 43, said", "she is 40 now"."""
    if lead.word.isalpha() or "’" in lead.word or "'" in lead.word:
        last = " ".join([token.word for token in lead.before[-3:] if token.word != "just"][-2:])
        if not labels.IS_OF_AGE.search(last):
            return False
        following = token_after(prose.low, amount.end).word
        return not following.isalpha() or following in vocabulary.NO_NOUN
    if lead.word != "," or prose.low[amount.end : amount.end + 1] not in (",", ".", ""):
        return False
    names, above = 0, ""
    for token in reversed(lead.before[:-1]):
        above = token.word
        is_name = prose.text[token.start].isupper() and above not in vocabulary.NO_NOUN
        if above == "." and not _INITIAL.search(prose.low, max(token.start - 4, 0), token.start):
            break  # the end of a sentence
        if not is_name and (not names or above not in labels.WITHIN_NAME):  # "his wife, Carla, 36"
            break
        names += is_name
    is_listed = above in labels.BEFORE_PLACE or above in labels.JOINS
    is_named = names > 0 and not is_listed and amount.value >= _LEAST_AGE
    return is_named and labels.AFTER_AGE.match(prose.text, amount.end) is not None


def _ends_name(prose: Prose, amount: Amount, lead: Lead) -> bool:
    """Whether digits end a name: "the Rover 25", "Halo 2 is out"; not "Labour 39, Liberals 12"."""
    if lead.qualifier or not lead.before or amount.value > _GREATEST_IN_NAME:
        return False
    name = lead.before[-1]
    written = prose.text[name.start : name.end]
    is_value = amount.number.step < 1 and written.isupper()  # "for PSV 3.0", but "MPL2 3.0"
    is_name = written[0].isupper() and len(written) >= _SHORTEST_NAME + is_value
    is_name = is_name and prose.low[amount.end : amount.end + 1] not in ("-", "–")  # "Nadal 6-3"
    if not is_name or prose.text[name.end : amount.start] != " " or name.word in months.NUMBERS:
        return False
    next_words = [token.word for token in words_after(prose.low, amount.end, 3)]
    following = "".join(next_words[:1])
    nouns = takewhile(lambda word: word not in vocabulary.NO_NOUN, next_words)
    is_counting = following in vocabulary.NO_NOUN and following not in labels.AFTER_NAME
    is_counting |= any(vocabulary.is_plural(word) or word in vocabulary.COUNTED for word in nouns)
    if is_counting or amount.value == 1:
        return False
    words = (token for token in reversed(lead.before) if not prose.text[token.start].isupper())
    above = next((token.word for token in words if token.word != "-"), "")
    start, end = max(name.start - _NEAR_NAME, 0), amount.end + _NEAR_NAME
    is_listed = _NUMBERED.search(prose.text, start, name.start)
    is_listed = is_listed or _NUMBERED_NAME.search(prose.text, amount.end, end)
    is_subject = above.isalpha() or following in labels.VERBS_AFTER_NAME  # "Halo 2 is out"
    is_place = above in labels.BEFORE_PLACE and amount.number.step == 1  # and not "in Halo 2.1"
    return is_subject and not (is_place or is_listed or is_contest(lead))


def _is_year(prose: Prose, amount: Amount, lead: Lead) -> bool:  # noqa: PLR0911
    """Whether digits are a year; not in "below 1500" or "of them 2014 (49%)"."""
    is_year = amount.number.start in prose.years
    is_in = lead.word in labels.BEFORE_EARLY_YEAR or lead.word in months.NUMBERS
    is_early = is_in and _FIRST_CIRCA <= amount.value < _YEARS[0]
    is_of_all = lead.word == "of" and lead.before[-2:][0].word in labels.BEFORE_COUNT
    if not (lead.qualifier or is_early or is_of_all or lead.word in labels.BEFORE_ANY_YEAR):
        return is_year
    following = token_after(prose.low, amount.end).word
    if is_of_all and is_year:
        return not vocabulary.is_plural(following)  # "a total of 2016 homes were sold"
    if lead.qualifier and prose.low.endswith(" the ", lead.start, amount.start):
        # "Above the 2019 level", "under the 1970 Act", but "above the 2000 mark".
        return is_year and following not in labels.MARKS
    if lead.qualifier and lead.word in labels.BEFORE_BOUND_OF_TIME:
        return _YEARS[0] <= amount.number.value <= _YEARS[1] and not following.endswith("s")
    if lead.qualifier and lead.phrase not in LOOSE_PHRASES:
        is_level = prose.low.endswith(labels.CLOSING_PERCENTAGES, 0, lead.start)  # "4% below 2019"
        return is_year and (
            is_level or lead.phrase in (*qualifiers.EXCEEDING, *qualifiers.OF_LEVELS)
        )
    if lead.word == "year":  # "the year 1066", but "last year 64 people died"
        is_other = len(lead.before) > 1 and lead.before[-2].word in labels.BEFORE_YEAR_WORD
        return not is_other and following not in vocabulary.COUNTED
    if is_year:
        return True
    is_loose = lead.qualifier is not None and _YEARS[0] <= amount.number.value <= _YEARS[1]
    if lead.phrase in labels.CIRCA:
        is_loose = _FIRST_CIRCA <= amount.number.value <= _YEARS[1]
        return is_loose and not following.endswith("s") and following not in vocabulary.COUNTED
    if lead.qualifier and following in labels.JOINS:  # "over 2021 and 2022"
        return token_after(prose.low, token_after(prose.low, amount.end).end).start in prose.years
    # "over 2020", "AD 79", "since 1066"
    is_alone = not following.isalpha() or (is_early and following in vocabulary.NO_NOUN)
    return is_alone and (is_loose or is_early or lead.word == "ad")


def _titled(prose: Prose, amount: Amount) -> Skip | None:
    """A number in a title between quotes: "The 39 Steps", "8 Simple Rules"."""
    first = prose.text[amount.start]
    if amount.names_unit or amount.value == 1 or not (first.isdigit() or first.isupper()):
        return None
    since = max(amount.start - _LONGEST_TITLE, 0)
    opening = labels.OPENS_TITLE.search(prose.text, since, amount.start)
    closing = labels.CLOSES_TITLE.match(prose.text, amount.end) if opening else None
    is_titled = opening and closing and (opening[1] or closing[1])
    return Skip(amount.start, amount.end, "a name") if is_titled else None


def _house(prose: Prose, amount: Amount) -> Skip | None:  # noqa: PLR0911
    """The number of a house or a town: "10 Downing Street", "Hafenstrasse 43, 10117 Norby"."""
    start, end = amount.start, amount.number.end
    if (town := labels.POSTAL_TOWN.match(prose.text, start)) and labels.AFTER_CAPITAL.search(
        prose.text, max(start - _LONGEST_TITLE, 0), start
    ):
        return Skip(start, town.end(1), "an address")
    following = prose.text[end - 1 : end + 2]
    is_numbered = following[1:].strip().isdigit()
    if not (labels.NUMBERED_STREET.match(prose.low, end) if is_numbered else following.isupper()):
        return None
    if lettered := labels.LETTERED_HOUSE.match(prose.text, start):
        end = lettered.end()
    elif amount.names_unit or amount.number.step != 1 or amount.value >= _GREATEST_HOUSE:
        return None
    if labels.NUMBERED_STREET.match(prose.low, end):
        return Skip(start, end, "an address")
    point = labels.COMPASS_POINT.match(prose.text, end)  # "4900 S. Minnesota Avenue"
    for token in words_after(prose.low, point.end() if point else end, 4):
        if not prose.text[token.start].isupper():
            return None
        if token.word in labels.STREETS and (token.start > end + 1 or token.word == "broadway"):
            is_noun = is_counted(prose.low, token.end)  # "5 Supreme Court judges"
            return None if is_noun else Skip(start, end, "an address")
    return None


def _label(prose: Prose, amount: Amount, lead: Lead) -> Skip | None:  # noqa: PLR0911
    """A number that ends a name: "Table 3", "FTSE 100", "World War 2"."""
    low, number = prose.low, amount.number
    is_lettered = number.is_scaled and _LETTERED.match(low, number.start) is not None
    if lead.qualifier and lead.word in labels.VERSIONED and not amount.names_unit:
        return Skip(lead.start, number.end, "a version")
    if lead.qualifier or (number.is_scaled and not is_lettered):
        return None
    if lead.word == "#":  # "# 23"
        return Skip(lead.before[-1].start, number.end, "a label")
    before, is_pointed = lead.before, False
    opening = "(" * low.startswith(")", number.end)
    while before and before[-1].word in f".-:#{opening}":  # "No. 5", "eq. (4)"
        is_pointed = is_pointed or before[-1].word == "."
        before = before[:-1]
    word = before[-1].word if before else ""
    if word not in labels.ALL_LABELS or (is_pointed and word not in labels.SHORTENED):
        return None
    above = before[-2].word if len(before) > 1 else ""
    if word in labels.OF_TIME and above in labels.BEFORE_YEAR_WORD:
        return None  # "this season two teams managed that"
    more = _MORE_LABELS.match(low, number.end)
    if more and word in labels.LISTED_LABELS:
        return Skip(before[-1].start, more.end(), "a label")
    if word in labels.COUNTED_LABELS:  # "sample size 120", "Items: 24", "farms number 273,000"
        is_list = more is not None and word in labels.PLURAL_LABELS
        is_counted = number.form == "grouped" or number.value >= _GREATEST_LABEL
        is_counted = is_counted or (low[before[-1].end] == ":" and not is_list)
        if is_counted or (len(before) > 1 and before[-2].word in labels.HAVING_SIZES):
            return None
    if not _is_label(prose, before, amount, is_pointed=is_pointed):
        return None
    phone = _PHONE.match(low, number.start) if word in labels.PHONES else None
    match = phone or _LABEL.match(low, number.start)  # "tel: 1 201 944-3737"
    end = number.end
    if match:
        is_closed = match[0].endswith(")") and "(" not in low[number.start - 1 : match.end()]
        end = max(match.end() - is_closed, number.end)
    more = (
        (_MORE_LABELS if word in labels.PLURAL_LABELS else labels.OR_LABEL).match(low, end)
        or labels.MODEL.match(prose.text, end)  # "Boeing 737 MAX 8"
    )
    if more and unit_after(prose.text, more.end()):  # "eggs of size 60–65 g"
        return None
    is_joined = len(before) > 2 and before[-2].word == "&"  # "S&P 500"
    end = more.end() if more else _end_of_versions(low, amount, end)
    return Skip(before[-3 if is_joined else -1].start, end, "a label")


def _is_label(prose: Prose, before: list[Token], amount: Amount, *, is_pointed: bool) -> bool:
    word = before[-1].word
    following = token_after(prose.low, amount.end).word
    name = prose.text[before[-1].start : before[-1].end]
    is_of_abbreviation = name[0].isupper() or prose.low[before[-1].start - 1] == "."
    if word in labels.SMALL_LABELS and is_of_abbreviation:
        return False
    if word in labels.INDEXES or (word == "p" and len(before) > 2 and before[-2].word == "&"):
        return True
    if word in labels.VERSIONED and (name[0].isupper() or amount.number.step < 1):
        return True
    if word in labels.CAPITAL_LABELS:
        if name[0].isupper():  # but "in the Gulf War 52 soldiers", "Headline: 50.3"
            is_decimal = amount.names_unit or amount.number.step < 1
            is_value = is_decimal and prose.low[before[-1].end] == ":"
            is_counting = is_value or following in vocabulary.COUNTED
            return not is_counting and amount.number.start not in prose.years
        is_alone = not following.isalpha() or following in vocabulary.NO_NOUN
        return is_alone and amount.number.start not in prose.years
    # "No 10", "[p 114]", but "p 0.04"
    is_numbered = (word == "no" and name[0].isupper()) or (word == "p" and amount.number.step == 1)
    is_free = word not in labels.POINTED_LABELS or is_pointed or is_numbered
    return word in labels.LABELS and is_free


def _age_group(low: str, amount: Amount, lead: Lead) -> Skip | None:
    """Ages that name a group: "aged 15–24", "under 15s", "children under five"."""
    following = low[amount.number.end : amount.number.end + 1]
    may_be_group = following in ("s", "-", "'", "’") or following.isspace()
    is_whole = may_be_group and amount.number.form == "digits" and amount.number.step == 1
    if is_whole and (group := labels.AGE_GROUP.match(low, amount.number.end)):
        if lead.phrase in labels.OF_AGES:
            return Skip(lead.start, group.end(), "an age group")
        is_vague = not labels.BEFORE_DECADE.isdisjoint([token.word for token in lead.before[-2:]])
        is_vague = is_vague or low.startswith(" of", group.end())
        is_style = amount.value >= _LEAST_DECADE and lead.word != "in"  # "80s pop"
        if is_style and low.startswith("s ", amount.number.end):
            style = token_after(low, group.end()).word
            is_vague = is_vague or (style.isalpha() and style not in vocabulary.NO_NOUN)
        return Skip(lead.start, group.end(), "a vague number") if is_vague else None
    if not 0 <= amount.value < _GREATEST_AGE or amount.number.form not in ("digits", "words"):
        return None
    words = lead.before[-3:] if lead.word in labels.ENDS_OF_AGED else []
    if aged := words and labels.IS_AGED.search(" ".join([token.word for token in words])):
        more = labels.AGE_RANGE.match(low, amount.end)
        start = lead.before[-1 - aged[1].count(" ")].start
        return Skip(start, more.end() if more else amount.end, "an age group")
    if lead.phrase in labels.OF_AGES and lead.word in labels.AGED:
        return Skip(lead.start, amount.end, "an age group")
    return None


def skip_word(prose: Prose, amount: Amount, lead: Lead) -> Skip | None:  # noqa: PLR0911
    """Why number words don't count anything: a pronoun, an ordinal, a proper name."""
    low, number = prose.low, amount.number
    is_tied = low[number.start - 1 : number.start] == "-"
    if number.value == 0 and (is_tied or lead.word == labels.BEFORE_ZERO):  # "net-zero", "net zero"
        return Skip(number.start, number.end, "an idiom")
    if low[number.end : number.end + 1] == "-":  # "twenty-first", "one-off", "the Five-Year Plan"
        tied = token_after(low, number.end + 1)
        if tied.gap or not tied.word.isalpha():
            return None
        if tied.word in vocabulary.ORDINALS or tied.word in vocabulary.DENOMINATORS:
            return Skip(amount.start, tied.end, "an ordinal")
        is_idiom = number.value == 0 or tied.word in labels.NO_COMPOUND  # "zero-emission cars"
        if is_idiom or tied.word in vocabulary.SMALL:
            return Skip(amount.start, chunk_end(low, tied.start), "an idiom")
        written = prose.text[number.start : number.end]
        is_title = written.istitle() and prose.text[tied.start].isupper()
        return Skip(amount.start, chunk_end(low, tied.start), "a name") if is_title else None
    following = token_after(low, number.end)
    before = [token.word for token in lead.before[-2:]]
    if reason := labels.NO_FIGURE_AFTER.get(" ".join(before)):
        return Skip(amount.start, amount.end, reason)
    if following.word in vocabulary.ORDINALS:
        return Skip(amount.start, following.end, "an ordinal")
    is_capital = prose.text[amount.start].isupper()
    is_named = prose.text.endswith("the ", 0, amount.start) and not amount.names_unit
    is_named = is_named and prose.text[following.start].isupper()
    is_named = is_named or lead.word in labels.NAMED_BY_NUMBER
    if lead.before and not (lead.qualifier or amount.names_unit):
        is_followed = prose.text[following.start].isupper()
        is_owned = lead.word.endswith(("'s", "’s")) and not is_followed
        near = [prose.text[token.start : token.end] for token in lead.before[-_NEAR_WORDS:]]
        # "Out of the RBS Six Nations", but not in a headline.
        is_within = near[-1][0].isupper() and sum(map(str.islower, near)) > 1
        is_within &= is_followed or number.value == 0
        is_named = is_named or is_owned or near[-1].islower() or is_within
    if is_capital and is_named:
        # "the Seven Dwarfs", "on Five Live", "the Big Four", "Ocean's Twelve"
        return Skip(amount.start, amount.end, "a name")
    # "at one point", "may one day help"
    is_idiom = amount.unit.is_duration and lead.word in labels.BEFORE_SOME_DAY
    is_idiom |= amount.unit.dimension == "points" and lead.word == "at"
    is_unit = amount.names_unit and not is_idiom
    if number.value != 1 or is_unit or amount.value < 0:
        return None
    is_said = lead.qualifier is not None and lead.phrase not in qualifiers.OF_PRONOUNS
    if lead.phrase.endswith("er than") and following.word in vocabulary.NO_NOUN:
        is_said = False  # "a wait longer than one in the north"
    counts = is_said or following.word in labels.COUNTED_ONCE
    since = max(0, number.start - _NEAR_LIST)
    is_listed = following.word.isalpha() and following.word not in labels.NO_NOUN_AFTER_ONE
    counts |= is_listed and labels.LISTED_WITH.search(low, since, number.start) is not None
    if counts and lead.word not in labels.PRONOUN_BEFORE:
        return None
    return Skip(amount.start, amount.end, "a pronoun")
