"""English: the words beside figures that are not worth keeping: ages, durations, suppositions."""

from __future__ import annotations

import re

# What did not happen: "without the strike it would have handled 4,900 tonnes".
SUPPOSED = re.compile(r"\b(?:would|could|might|should)\shave\b[^.;]*\Z", re.IGNORECASE)
# With a footnote mark, "2008.18", or in a reference, "2014b".
YEAR = re.compile(r"(?:19|20)\d\d(?:\.\d\d?|[a-f]\b)?")
# "the first 10 years", "over the past two decades".
STRETCH = re.compile(
    r"\b(?:first|last|past|next|previous|preceding|following|coming|every)\s(?:\w+\s)?\Z"
    r"|\b(?:over|for|during|within|throughout)\s(?:the\s)?\Z",
    re.IGNORECASE,
)
CONFIDENCE = re.compile(r"\s(?:confidence|margin of error)\b")
KIND = re.compile(r"[\s-](?:year|month|week|day|hour)\s[a-z]")  # "the 11 year period"
EXACT = re.compile(r"\s\([^()\d]{0,20}[\d.]+(?:%|\sper\s?cent)\)")  # "almost half (48%)"

# Ages.

# "Aged under 16", "64% were under 11", "those aged either 25 to 29".
AGED = re.compile(
    r"\b(aged?|ages|those|people|persons|children|adults|men|women|were|are)(?:\seither)?\s"
    r"(?:(?:under|over|below|above|beyond)\s)?\Z",
    re.IGNORECASE,
)
LIMIT = re.compile(r"(?:under|over|below|above|beyond)\s(?!.*%)", re.IGNORECASE)
OR_OLDER = re.compile(r"\byears?\s(?:of\sage\s)?(?:and|or)\s(?:older|over|above|under|younger)\b")
OF_AGE = re.compile(r"[^.;()]{0,25}\bage\s(?:groups?|bands?)\b|(?:\syears?)?\s(?:old|of\sage)\b")
