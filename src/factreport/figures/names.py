"""Numbers that name: labels, dates, times, years and turns of phrase are no figures."""

from __future__ import annotations

from factreport.figures.number import Number, is_year
from factreport.figures.patterns import patterns
from factreport.figures.qualifiers import Lead, opens_line
from factreport.figures.words import SMALL, split_words

_MONTHS = frozenset(
    split_words(
        "january february march april may june july august september october november december "
        "jan feb mar apr jun jul aug sep sept oct nov dec"
    )
)
_LABELS = frozenset(
    split_words(
        "section sections sec chapter chapters article articles paragraph paragraphs para paras "
        "page pages p pp table tables figure figures fig figs no nos number numbers № item "
        "items annex appendix volume vol issue version v line lines step part parts clause rule "
        "note footnote equation question phase stage level grade tier type room route area "
        "channel building act resolution goal sdg iso rfc isbn issn covid python java windows "
        "android ios ubuntu formula boeing airbus apollo phone tel fax"
    )
)
# Labels that are words of their own unless a point closes them: "No. 5", but "no 5".
_POINTED = frozenset(("no", "nos", "sec", "p", "fig", "figs", "v"))
# Labels if they stand in capitals, as in a name: "World War 2", but "after the war 52 towns".
_CAPITAL_LABELS = frozenset(
    split_words("war group class category division league district zone unit gate terminal pier")
)
_LAST_IN_NAME = 99  # "in the Gulf War 382 soldiers"
# After a number that could be a year, a name's or a telephone's, these say that it counts.
_COUNTED = frozenset(
    split_words(
        "people persons men women children workers labourers laborers students teachers farmers "
        "households families villages schools companies jobs posts places cases deaths tonnes tons "
        "kilometres kilometers km metres meters miles hectares acres dollars euros pounds yuan yen "
        "days hours minutes"
    )
)
_BEFORE_YEAR = frozenset(
    split_words(
        "in since by until till during from of for the before after to and early late year mid"
    )
)
_SPANS = frozenset(
    split_words("year month week day hour minute mile metre meter kilometre kilometer")
)
_ORDINALS = frozenset(
    split_words(
        "first second third fourth fifth sixth seventh eighth ninth half quarter halves thirds "
        "quarters fourths fifths sixths sevenths eighths ninths tenths hundredths"
    )
)
_NO_NOUN = frozenset(split_words("to on by in and or off way sided fold stop"))
_LAST_DAY = 31


def is_name(  # noqa: PLR0911  # one reason a line reads best
    text: str, low: str, number: Number, lead: Lead
) -> bool:
    """Whether a number tells which or when, not how many: a label, a date, a time, a year."""
    if number.magnitude != 1 or number.unit:
        return False
    if lead.qualifier is None and is_label(lead.word):
        return True
    after = patterns().tail.match(low, number.end)
    next_word = after[3] or "" if after and after[1] != "-" else ""
    if _is_capital_label(text, number, lead) and next_word not in _COUNTED:
        return True
    if number.word:
        return _is_turn_of_phrase(text, low, number, lead, next_word)
    if not number.bare:
        return False
    if next_word in ("am", "pm", "a", "p") and patterns().clock.match(low, number.end):
        return True
    if is_year(number) and not lead.firm:
        return next_word not in _COUNTED or lead.word in _BEFORE_YEAR
    return _is_day(text, low, number, lead) or _is_list_number(low, number)


def _is_day(text: str, low: str, number: Number, lead: Lead) -> bool:
    """Whether a bare number is a day of a month, alone or with others: "26 and 27 January"."""
    if number.places or abs(number.digits) > _LAST_DAY:
        return False
    if is_month(text, lead.word_start, lead.word):
        return True
    days = patterns().days.match(low, number.end)
    return days is not None and is_month(text, days.start(1), days[1])


def _is_turn_of_phrase(text: str, low: str, number: Number, lead: Lead, next_word: str) -> bool:
    """Whether number words count nothing: a pronoun, a fraction, an ordinal, a proper name."""
    if low[number.end : number.end + 1] == "-":
        noun = patterns().word.match(low, number.end)
        next_word = noun[2] if noun and not noun[1] else ""
        written = text[number.start : number.end]
        if next_word in _NO_NOUN or next_word in _ORDINALS or next_word in SMALL:
            return True
        # "the Five-Year Plan", "the Hundred-Day Recruitment"
        if (
            written[0].isupper()
            and not written.isupper()
            and text[number.end + 1 : number.end + 2].isupper()
        ):
            return True
    if abs(number.digits) == 1:
        return not (lead.firm or (next_word in _SPANS and low[number.end] == "-"))
    return next_word in _ORDINALS and next_word.endswith("s")


def is_label(word: str) -> bool:
    """Whether a word in front of a number makes it a label: "Table 3"."""
    name = word.rstrip(".")
    return name in _LABELS and (name not in _POINTED or name != word)


def _is_capital_label(text: str, number: Number, lead: Lead) -> bool:
    """Whether the word in front is the last of a name that the number belongs to."""
    return (
        lead.qualifier is None
        and lead.word in _CAPITAL_LABELS
        and text[lead.word_start].isupper()
        and (number.bare or number.word)
        and 0 < number.digits <= _LAST_IN_NAME
    )


def is_telephone(low: str, first: Number, second: Number) -> bool:
    """Whether two numbers tied by a hyphen are a telephone number: "555-1234".

    A range of such size is rounded, "800-1200", or goes with what it counts, "512-1024 people".
    """
    return (
        (first.bare and second.bare)
        and not (first.places or second.places)
        and 100 <= first.digits < 10_000 <= 10 * second.digits < 100_000
        and bool(first.digits % 10 or second.digits % 10)
        and not is_counted(low, second)
    )


def is_counted(low: str, number: Number) -> bool:
    """Whether the word after a number is a usual one for what is counted."""
    after = patterns().tail.match(low, number.end)
    return after is not None and after[3] in _COUNTED


def is_month(text: str, start: int, word: str) -> bool:
    """Whether the word is the name of a month, and not "may" or "march" in small letters."""
    name = word.rstrip(".,")
    return name in _MONTHS and (name not in ("may", "march") or text[start].isupper())


def _is_list_number(text: str, number: Number) -> bool:
    """Whether the number opens a line as the number of a list or a heading."""
    if not opens_line(text, number.start):
        return False
    line = text.rfind("\n", 0, number.start) + 1
    if "#" in text[line : number.start]:
        return True
    if text[number.end : number.end + 1] not in (".", ")"):
        return False
    if text[number.end + 1 : number.end + 2].strip():
        return False
    # A sentence that ends here may have been wrapped: "there were\n52. Then".
    above = text[max(line - 80, 0) : line]
    sentence = above.rstrip()
    return not sentence or sentence[-1] in ".:;!?)" or above[len(sentence) :].count("\n") > 1
