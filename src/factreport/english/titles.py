"""English: the phrases around a figure that name what it counts, and those that do not."""

from __future__ import annotations

import re

from factreport.english import sentences
from factreport.english.clauses import CONTRASTS
from factreport.english.directions import DIRECTIONS, WITH_OBJECT
from factreport.english.vocabulary import words_of

# In place of another figure of the sentence.
PLACEHOLDER = "‖"
EMPTY_BRACKETS = re.compile(r"[(\[]\W*[)\]]")
# ", when it was" is not part of a name.
NAME_ASIDE = re.compile(
    r"\s?[,\s]\s?(?:when|where|(?:of|in)\s(?:which|whom))\b.*|\s?,\s?(?:which|who|whose)\b.*"
    r"|\swhose\b.*|\s?,\s(?:but\s|first\s|originally\s)?(?:not|[a-z]+ed)"
    r"\s(?:for|by|to|in|on|at|with|as)\b.*"
    r"|\s(?:in|for|during|over)\s(?:the|this)\s(?:latest\s|same\s)?"
    r"(?:quarter|period|month|year|half|week|season)\Z"
    r"|\s(?:by|of|in|for|with|at)\s(?:this|these|that|those)\s[a-z]+\Z|,?\ssuch\sas\s.*"
    r"|\s(?:an\sincrease|a\sdecrease|with\san?\s(?:average\s|total\s)?(?:value|size|area))\b.*|\s(?:a|per|each|by)\s(?:day|week|month|quarter|year)\Z"
)
# "Hydropower, the largest source of power".
NOUN_ASIDE = re.compile(r"(?<=.),\s(?:the|an?)\s(?:[a-z-]+\s){1,4}[a-z]+(?:,.*)?\Z")
# "Driven by price increases".
REASON = re.compile(r"\A(?:driven|led|caused|boosted|helped|offset|supported)\sby\s|\Adue\sto\s")
# "The value of the fertility rate" is the rate.
VALUE_OF = re.compile(r"\A(?:value|level)\sof\s(?:the\s)?(?=[^,]*\b(?:rate|ratio|index|average)\b)")
COMPANY = re.compile(r",\s(?:inc|ltd|co|corp|llc|plc)\b\.?", re.IGNORECASE)
# Words of the one who speaks: "of our electricity now comes from".
OURS = re.compile(r"\b(?:our|now\scomes?|comes?(?=\sfrom)|now)\s")
PHRASE_END = re.compile(rf"[,;:(){PLACEHOLDER}]|(?<!\b[A-Z])\.(?!\d)|\s[–—-]\s")
# "The office expects 40 ships to be delivered", "Crimes: 40 thefts": the name follows.
NAME_FOLLOWS = re.compile(
    rf"(?:\bthat|{sentences.EXPECTING})(?:\sto\s\w+)?"
    r"(?:\s(?:between|from|about|around|some|nearly|almost|over|at least|more than|up to))?\s*\Z"
    r"|[:;][\s,]*\Z"
)
# "We have cut our emissions by 31%", "it raised its dividend to 5".
CUT = re.compile(
    rf"\b(?P<verb>{'|'.join({**WITH_OBJECT, **DIRECTIONS})})\s(?:our|its|their|the|his|her)\s"
    rf"(?P<what>[^.,;:()‖]{{3,60}}?)\s(?:(?P<by>by)|to)\s*\Z",
    re.IGNORECASE,
)
# "The survey, which covers 4,600 rooms".
RELATIVE_VERB = re.compile(
    r",\s(?:which|that|who)\s(?:now\s)?(?!(?:is|are|was|were|has|have|had)\s)[a-z]+\s*\Z"
)
# "Tourism supports 11,400 jobs".
SUPPORTS = re.compile(r"(?<!s)\s(?P<verb>[a-z]{3,}[^s\s]s)\s*\Z")
# "In all nine regions": the figure counts its own noun, not what the sentence is about.
WITHIN = re.compile(
    rf"\bto\s(?!(?:{'|'.join(sentences.STATING)})\s)[a-z]+\s*\Z|"  # "to select 500 firms"
    r"\b(?:in|across|among|within|throughout|for)\s(?:(?:all|the|its|their|these|those|some)\s)*\Z",
    re.IGNORECASE,
)
# "An increase in exports of 5%".
CHANGE_OF = re.compile(
    rf".{{0,400}}?(?P<kind>(?:[a-z]+\s)?(?P<change>{'|'.join(sentences.CHANGES)})s?)\s(?:in|to)\s"
    rf"(?P<what>(?:(?!{'|'.join(sentences.CHANGES)})[^.,;:()‖]){{1,80}}?)\sof\s*\Z",
    re.DOTALL,
)
# "Punctuality, the share of departures on schedule, improved".
APPOSITION = re.compile(
    rf"\A\s*(?P<name>(?!(?i:{'|'.join(sentences.PREPOSITIONS)})\s)[^,]{{3,60}}(?<!ly)),"
    r"\s[^,]*,\s*\Z"
)
# "Higher than the peak of 185", "below the peak (281)": a level of what was named before, unless it
# has its own name: "than the average price of 5".
OTHER_LEVEL = re.compile(
    r"(?:\b(?:than|below|above|against|after)\s(?:the|its|an?)\s|\(\s*[:=]\s*(?:an?\s)?"
    r"|\bcompare[sd]?\s(?:to|with)\s(?:(?:the|its|an?)\s)?)"
    r"(?P<words>[^.;:()‖]{1,60})"
    r"(?:\s(?:of|at)\s*|\s\()\Z"
)
# "A 61.2% response rate".
RATE_AFTER = re.compile(
    r"\s(?P<words>(?:[a-z-]+\s){0,3}(?:rate|share|margin|ratio|turnout|occupancy|majority|stake))\b"
)
# "Car occupants accounted for 43% of deaths, pedestrians 26%".
SHARE_OF = re.compile(r"(?P<part>.+)(?P<whole> as a share of .+)")
# "With the largest increases in Bulgaria (18%) and Slovakia (16%)".
MOST_CHANGED = re.compile(
    r"\b(?:[a-z]{3,}est|most\s[a-z]+|only\s[a-z]+|main|notable)\s"
    rf"(?P<change>{'|'.join(sentences.CHANGES)})s?\b[^.;:]*(?:\(|\swith\s)\s*\Z"
)
# "A sharp decline in output from coal (-8.3%)".
CHANGE_BEFORE_SIGN = re.compile(
    rf"\b(?:{'|'.join(sentences.CHANGES)})s?\s(?:in|of)\s(?P<what>[^.,;:()‖]{{3,80}})\s\(\s*\Z"
)
# "It was the first marriage for 93% of the women", "used by 82% of adults".
FOR_SHARE = re.compile(r"\s(?:an?|the)\s(?P<what>[^.,;:()‖]{3,60})\sfor\s*\Z")
BY_SHARE = re.compile(r"(?:\A|\s)by\s*\Z")
# "94% of local authorities recycled more": what the share is of.
WHOLE_OF_SHARE = re.compile(
    r"share of (?P<whole>(?:[a-z-]+\s){0,3}?[a-z]+(?:s|en))\b", re.IGNORECASE
)
# "The east grew, with an index of 178", "sales of 5, including contribution of 1",
# "earnings of 5 on revenue of 60".
WITH = re.compile(
    r"(?:,?\swith\s(?:an?|the)|,\s(?:including|(?P<own>with|[a-z]+ing))(?:\san?|\sthe)?|\swith"
    rf"|{PLACEHOLDER}\s+(?P<beside>on|from))"
    r"\s(?P<words>[^.,;:()‖]{1,60})\sof\s*\Z"
)
# "The group grew, making up 16% of the population": the share is of what follows.
PART_OF = re.compile(
    r"(?:,\s(?:[a-z]+ly\s)?(?P<verb>[a-z]+ing)"
    r"|\s(?:making|accounting|representing|comprising|composing))(?:\s(?:up|for))?\s*\Z"
)
# "A sharp increase of 42% of new enrolments".
CHANGE_OF_WHAT = re.compile(rf"\b(?P<change>{'|'.join(sentences.CHANGES)})\sof\s*\Z")
# "Violence against the person (up 11%)": the words before the bracket.
BRACKETED = re.compile(
    r"(?:.*(?:[,;:]|\b(?:and|but|for|including|as)\b)\s|\A)(?P<words>[^,;:()‖]{3,60}?)\s"
    r"\((?:up|down)\s*\Z",
    re.DOTALL,
)
_WHAT = (
    r"(?P<what>(?!(?:the\s)?[A-Z][a-z]+(?:\s[A-Z]|\W*\Z|[.,;]))"
    r"(?:(?!\s(?:compared|since|from|over|during|between|versus|on|is|are|was|were|in\s[A-Z])\b)"
    r"[^.,;:()‖]){3,80})(?!\w)"
)
# "A 4.7% net reduction in shares": the name follows the change.
CHANGE_IN = re.compile(
    rf"\s(?:[a-z]+\s)?(?P<change>{'|'.join(sentences.CHANGES)})s?\s(?:in|to)\s"
    rf"{_WHAT}"
)
# "To be in the range of 5", "an average of 31 ships".
SIZE_OF = re.compile(
    r"\s(?:to be )?in\s(?:the|a)\srange\sof\s*\Z|(?:\A|\s)an?\s(?:average|total)\sof\s*\Z"
)
PREPOSITIONS_AT_END = re.compile(
    rf"(?:\s|{PLACEHOLDER}|to\s|at\s|by\s|from\s|about\s|around\s|nearly\s|almost\s|some\s|up\s)*\Z"
)
OBJECT = re.compile(rf"\s+(?:{PLACEHOLDER}|(?:an?|the|its|their)\s)")
# "Ljubljana Airport in Slovenia".
PROPER = re.compile(r"[A-Z][\w'’.&-]*(?:\s(?:(?:of|and|the|in|de|for)\s)?[A-Z][\w'’.&-]*)+")
HELD = re.compile(
    r"(?:.*\b(?:an?|the|its|their)\s|\A)(?P<words>[^.;:()‖]{1,120})\sof\s*\Z", re.DOTALL
)
# "London had the highest share of users (90%)".
HAD = re.compile(
    r"\s(?:an?|the)\s(?:(?:highest|lowest|largest|smallest|greatest|best|worst)\s)?"
    r"(?P<words>[^.,;:()‖]{3,80})[,\s]+(?:\(|at\s)\s*\Z"
)
OF_WHAT = re.compile(r"\s*(?:(?:worth\s)?of|in(?!\s(?:the|an?)\s))\s(?P<words>[^.,;:()A-Z‖]{3,})")
# "33% of men and 29% of women smoked", "38 pedestrians and 9 cyclists died": the first figure
# has the same predicate.
_WHO = r"(?:[a-z-]+\s)?[a-z]+(?:s|en)"
OF_BOTH = re.compile(
    rf"(?P<own>\s(?P<of>of\s)?{_WHO})\sand\s+{PLACEHOLDER}\s+(?(of)of\s){_WHO}"
    r"(?P<predicate>\s(?!and\b)(?(of)|(?=(?:were|was|lost|died|[a-z]+ed)\b))[^.,;:()‖]+)"
)
COUNTED_BEFORE = re.compile(rf"{PLACEHOLDER}\s+{_WHO}\sand\s*\Z")
# "Men (33%) were more likely than women (29%) to be obese".
LIKELY = re.compile(
    r"\blikely\b(?:(?!\b(?:and|but|while)\b)[^.;]){0,80}?\bto\s(?:(?P<be>be\s))?"
    r"(?P<what>(?:(?!\sthan\b)[^.,;()‖]){2,80})"
)
IS_DONE = re.compile(
    rf"(?:is|are|was|were)\s(?:[a-z]+ed|{'|'.join(sentences.IRREGULAR.values())})\b"
)
MADE_UP = re.compile(rf"\s(?:{'|'.join(sentences.MAKING_UP)})\b")
# Where a clause with its own verb may begin.
CLAUSE = re.compile(
    r"[;:]\s|\s[–—-]\s|,\s(?=(?:the|its|their)\s[^,;]*\s(?:was|were|is|are|rose|fell|stood)\b)"
    # "But not for price changes, were" is not a clause with a verb.
    r"|,\s(?=(?!\w+(?:ed|ing)\s|(?:which|who|whose|that|also|then)\s)"
    rf"(?!(?:{'|'.join(sentences.PREPOSITIONS)})\s)(?:[a-z]+\s){{1,7}}(?:{'|'.join(sentences.CHANGING)})\b)"
    rf"|[,(]?\s?\b(?:{CONTRASTS}|when|where)\s(?!(?:not\s)?[a-z]+ing\b|(?:not|for|in)\s[^,]*,\s(?:was|were|is|are)\b)|,\s(?:and|with|from|among\swhom)\s"
    rf"|(?P<gap>{PLACEHOLDER}\s+(?:and|or)\s)|(?P<comma>{PLACEHOLDER}\s*,\s(?:with\s)?)"
    rf"|\b(?:{sentences.REPORTING}|{sentences.TELLING_THAT}|expects?)"
    r"(?:\s(?:today|also))?\sthat(?:,\s[^,]{1,60},)?\s(?:a\srecord\s*\Z)?"
    r"|(?<!\bin\s)(?<!\bof\s)(?<!\bthe\s)(?<!\bfor\s)(?<!\ball\s)"  # "in reported accidents"
    rf"\b(?:{sentences.REPORTING})\s(?!(?:to|by|in|on|at|for|from|during|as|of|with|an?)\s)"
    r"(?=(?:[\w'’-]+,?\s+){0,9}(?:\w+(?:ed|ell|ose)|is|are|was|were|has|have|now)\s)"
    rf"|{sentences.EXPECTING}\s(?:that\s)?"
    r"|(?<!than\s)(?<!was\s)(?<!were\s)(?<!is\s)(?<!are\s)(?<!been\s)(?<!as\s)(?<!had\s)\b"
    r"expected\s(?!to\s)|,\sfollowed\sby\s"
)
# Here the figure begins its clause: "while 40% of men".
CLAUSE_BEGINS = re.compile(rf"(?:{CLAUSE.pattern})\Z")
# "Of whom 2,450 were women", "and 4 were killed": the words after the figure name it.
OF_WHOM = re.compile(
    r"(?:\b(?:of|among)\s(?:whom|which|them|these|those)|[,;]|\band)\s*\Z", re.IGNORECASE
)
PREDICATE = re.compile(
    r"\s*(?:were|was|are|is|have been|had been|has been)\s(?P<words>[^.,;:()‖]+)"
)
PREDICATE_END = re.compile(r"\s(?:and|or|but|while)\s|\s[–—-]\s")
PAST = re.compile("[a-z]+ed")
# ", an increase of 12.5%", ", falling by 9", ", a 5% rise": this changes what was named before.
APPOSED = re.compile(
    r"(?:,\s|\(|(?<=[a-z]s)\s(?=an\s(?:in|de)crease)|\b(?P<joined>and)\s)(?:(?:or\s|corresponding\sto\s|representing\s)?an?\s(?:\w+\s)?(?P<change>[a-z]+)\sof"
    r"|(?P<changing>[a-z]+ing)(?:\sby)?|(?P<own>(?:or\s)?an?))\s*\Z"
)
WHAT = re.compile(rf"\s+(?:of|in)\s(?!the\s[a-z]+\s(?:of|in|from)\b){_WHAT}")
# "This population" is the one that was named before.
REFERRING = re.compile(r"\A(this|these) [a-z]+\Z")
# "Increased to 5 (2%": a change ended at the figure before.
ENDED = re.compile(
    rf"\b(?P<verb>{'|'.join(DIRECTIONS)})(?:\s\w+)?\sto\s+{PLACEHOLDER}[^.;{PLACEHOLDER}]*\(\s*\Z"
)
GOES_ON = re.compile(r"(?:,|\band)\s*\Z")
HAS_VERB = re.compile(
    rf"s\s(?:[a-z]+ed|sank|rose|fell|{'|'.join(sentences.IRREGULAR)})\Z|\bpeople\s[a-z]+ed\Z"
)
IS_SUBJECT = re.compile(r"\s*(?:was|were|has|have|had)\s[a-z]")
# The title of a metric that is a change, which a fall in its text makes negative.
NAME_OF_CHANGE = re.compile(r"(?:\w+ ){0,2}(?:change|growth|increase|rise)\b", re.IGNORECASE)
# Before a figure, the end of a change: "rose to".
BEFORE_LEVEL = words_of("to at from")
# A title leaves out one of these at its beginning, as it does "number of".
STATUSES = words_of("estimated provisional")
# Endings of the first word before a comma that belongs to no name: "Founded in 1920, the plant".
OPENING_ENDINGS = ("ed", "ing", "ly")
# Plurals that say nothing of what is counted: "passenger numbers".
UNCOUNTED = words_of("numbers figures totals levels estimates")
NUMBER_OF = "number of"
OF_AGE = re.compile(r"\s(?:and|or)\s(?:over|under|above|below)\Z")  # "aged 16 and over"
# These end the noun of a title.
NOUN_ENDS = sentences.PREPOSITIONS | sentences.RELATIVE | words_of("aged")
# "Among the fires there were 5 big ones": what follows is the subject.
THERE = re.compile(r"\bthere (?:is|are|was|were|have been|had been)\s[^.;:!?]*\Z", re.IGNORECASE)
_OF_THE = re.compile(r"\bthe ([a-z]+)\Z")


def with_owner(title: str, main: str) -> str:
    """A title with the name that the main title has: "sales for Chicken segment" for "the"."""
    anaphor = _OF_THE.search(title)
    owner = re.search(rf"[A-Z][\w-]+ {anaphor[1]}\b", main) if anaphor else None
    return f"{title[: anaphor.start()]}{owner[0]}" if anaphor and owner else title
