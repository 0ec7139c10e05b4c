"""English: the words that call for arithmetic: ratios, shares, sums and differences."""

from __future__ import annotations

import re

from factreport.english.clauses import CONTRASTS

SUM = re.compile(
    r"\b(?:total(?:l?ed|l?ing|s)?|together|altogether|combined|in\sall|sum|overall|both|jointly|"
    r"between\s(?:the\s(?:two|pair)\sof\s)?them|all\stold|adds?\sup|in\s(?:the\s)?(?:two|three|four|six|twelve|\d+)\s(?:months|quarters|years))\b",
    re.IGNORECASE,
)
_PERCENT = r"\s?(?:percent|per\scent|%)?"  # after the number
_AS_MUCH = r"as\s(?:many|much|large|high|big)"
# After a figure that says how many times as much something is, not how often.
TIMES_AS = re.compile(
    r"\s?(?:times|-?fold)\s(?:as|more|less|the|what|that|those|its|their|our|higher|larger|greater|"
    r"bigger|lower|longer|faster|over)\b"
)
# "A third of what it is elsewhere", "half as many": a ratio of two levels, no share of a whole.
OF_OTHER = re.compile(rf"{_PERCENT}\s(?:of\swhat|{_AS_MUCH})\b")
AGAIN = re.compile(r"\s?as\s(?:much|many|high|large|big|long)\s(?:again|more)\b")
# After a share, before another share of the same, "narrowed to 6% of revenue from 8%", and before
# a share.
SHARE_AFTER = re.compile(
    rf"{_PERCENT}\s?of\b|.{{0,40}}\b(?:share|part|proportion)\sof\b", re.IGNORECASE
)
SHARES = re.compile(
    r"%\sof\b|\bper\s?cent\sof\b|\b(?:share|proportion|portion)\sof\b|\baccount(?:s|ed|ing)?\sfor\b",
    re.IGNORECASE,
)
SHARE_BEFORE = re.compile(
    r"\b(?:account(?:s|ed|ing)?\sfor|ma[dk]e(?:s|up)?(?:\sup)?|represent(?:s|ed|ing)?|(?:share|margin|yield|payout|ratio)\sof|(?:equal|equivalent)\sto|"
    r"(?:that|this|which)\sis(?:,?\sfor)?|or)\s(?:about\s|some\s|just\s)*$",
    re.IGNORECASE,
)
# "Half of what it was in 2021", "a third of the loss in 2022"
OF_EARLIER = re.compile(
    rf"{_PERCENT}\s?of\s(?:what|its|their|the\s(?:\w+\s){{1,2}}(?:in|of)\s[^a-z])"
)
# "Less than half that of", "half as many".
PART_OF_OTHER = re.compile(rf"\s(?:that|those|{_AS_MUCH})\b")
# Between a part and its whole, "a quarter of Corvane's 902,000 pupils", and before a whole that
# opens its sentence: "Of its revenue of €1,932 million, …".
OF_WHOLE = re.compile(
    r"(?:[^,;:()\d]*\s)?(?P<of>of|among)\s"
    r"(?:(?:the|its|their|a|all|some|about|more\sthan|total|\w+['’]s?)\s){0,3}[$€£¥]?"
)
WHOLE_FIRST = re.compile(r"\s*(?:In\s[^,]*,\s)?(?:Out\s)?(?P<of>[Oo]f)\s[^,;:()]*")
DIFFERENCE = re.compile(
    r"\b(?:difference|gap|margin|outnumber\w*|exceed\w*|by(?=\s(?:\w+\s){0,2}\Z)|change|surplus|deficit|lead|ahead|"
    r"add(?:s|ed)|lack\w*|short|balance|leav(?:es?|ing)|net)\b",
    re.IGNORECASE,
)
AMOUNTS = re.compile(r"\b(?:(?:amount|come)(?:s|ed)?\sto|works?\sout\sat)\s[^,;.]*\Z")
# In the header of a cell.
CHANGE_NOUN = re.compile(r"\b(?:change|growth|increase|decrease|difference|±|\+/-)", re.IGNORECASE)
# Before the parts of a figure: "2,397 burglaries in the first half of 2024: 1,128 in …".
PARTS_FOLLOW = re.compile(r"[^.,;:()]*:\s[^.;]*\d.*", re.DOTALL)

# Between two figures that belong to different statements.
TURN = re.compile(rf";|,\sand\b|\b(?:{CONTRASTS})\b")
DECADE = re.compile(r"\b(?:over|in|during)\s(?:the|a|this)\s(?:\w+\s)?decade\b")
# Before the ends of a span, and between the size of a change and the time of its result.
ENDS = re.compile(r"\b(?:between|from)\s", re.IGNORECASE)
IN = re.compile(r"\s(?:in|during)\s(?:the\s)?")
