"""English: words that say which or when, not how many: labels, names, ages, years, shares."""

from __future__ import annotations

import re

from factreport.english.shapes import DASH, LIST_JOIN
from factreport.english.vocabulary import GAP, NO_NOUN, SCALES, words_of

# Labels

LABELS = words_of(
    "section sections sec chapter chapters ch article articles art paragraph paragraphs para paras "
    "page pages p pp pg table tables figure figures fig figs exhibit exhibits no nos number "
    "numbers № item items annex appendix schedule volume volumes vol issue bulletin version "
    "versions release line lines step steps part parts clause clauses rule rules regulation note "
    "notes nn footnote footnotes fn equation equations eq eqs question questions phase stage level "
    "grade tier type room route area channel building act resolution goal sdg iso iec rfc isbn "
    "issn doi arxiv covid python java windows android ios ubuntu formula boeing airbus apollo "
    "phone tel telephone fax mobile form box slide slides panel theorem lemma definition "
    "proposition corollary headline algorithm listing chart charts graph map maps plate case bill "
    "order decree directive convention protocol sheet column row series serial model mark mk "
    "episode season lecture usb bluetooth wifi gen port iphone ipad galaxy playstation xbox pixel "
    "module unit lesson exercise example flight train platform gate lane highway interstate "
    "motorway bus briefing memo circular coded track docket wlr uksc ewhc csih csoh civ gauge "
    "berth gallery fret bwv passcode "
    "quintile quartile decile matchweek matchday gameweek "
    "element runway op opus ngc squawk code codes nuts ref refs tls ssl http https fi debian macos "
    "openssl php gpt tram ferry exit ward block plot lot suite apartment apt flat floor size day "
    "week point pillar scenario scope pmid pmc jstor oclc bibcode lccn s2cid ieee hdmi milepost "
    "image soc pr sizes latitude longitude lat lon lng signature apache gpl attribution sharealike "
    "ifrs ias asc sfas gaap basel psalm recital recitals subsection schedules annexes appendices "
    "lots columns rows exhibits condition minute clade cohort round seeded cm cmnd hd top ni § ¶ "
    "abn acn s ss pep jep isni viaf gnd bnf hds nkc ndl selibr"
)
# Labels that are ordinary words unless a full stop follows: "No. 5", but "no 5".
POINTED_LABELS = words_of("no nos sec p fig figs art ch pg mk cm cmnd s ss")
SMALL_LABELS = words_of("s ss")  # of laws, "s. 34"; but "the U.S. 34 ships"
# Labels that may be shortened: a full stop after any other ends the sentence, "War. 20 boats".
SHORTENED = POINTED_LABELS | words_of(
    "vol vols para paras eq eqs pp nn fn ex ref refs tel app ext pt pts chap cap par op cl subsec"
)
# "No.1387", "approx.5"
SHORT_WORD = re.compile(rf"\b(?:{'|'.join(sorted(SHORTENED))}|approx|max|min)\.\Z")
# Labels if they are capitalised, as in a name: "World War 2", but "after the war 52 towns".
CAPITAL_LABELS = words_of(
    "war group class category division league district zone gate terminal pier area train room "
    "point unit floor case order act bill day week mark flat map lot plot row track block bus pr "
    "soc apache image radio port gen model lane item column sheet form question headline exit web "
    "tram ferry game bar title verse condition minute clade cohort factor option method problem "
    "task sample strategy objective trimester precinct ligue serie "
    "wave pad studio hwy quiz hall book license licence "
    "fm sa nd hk hkg hkex sehk tyo tse krx szse sse twse bse klse"  # "HK:386"
)
PLURAL_LABELS = frozenset(word for word in LABELS if word.endswith("s")) | {"pp", "nn", "§"}
PHONES = words_of("phone tel telephone fax mobile")
# Before these a number is a label even if a unit follows: "Table 3 Percent of households".
CAPTIONS = words_of("figure table chart exhibit map box")
# Labels that may be what is counted: "Items: 24", "a sample size of 120".
COUNTED_LABELS = words_of(
    "number numbers size sizes volume items pages questions level steps sections lines parts notes "
    "rules tables charts articles chapters volumes clauses"
)
# Labels if several numbers follow: "ports 80 and 443", "at months 1, 3 and 6".
LISTED_LABELS = words_of("junctions counts scope junction years months stops") | {
    label for word in LABELS | CAPITAL_LABELS if (label := f"{word}s") not in COUNTED_LABELS
}
HAVING_SIZES = words_of(
    "sample class household family group population crowd batch team fleet market average mean "
    "median lot farm portfolio total deal order plot step effect pool cluster litter"
)
BEFORE_COUNT = words_of("total number sample")  # "a total of 2016 homes"
INDEXES = words_of(
    "ftse s&p nasdaq nikkei cac dax dow stoxx russell fortune asx tsx topix csi kospi sensex nifty "
    "ibex mib smi aex omx hsi msci forbes jones ftse-mib bovespa micex hdax mdax sdax tecdax"
)
# After a number that names them, at least this great, or a decimal one: "the 99 freeway", "a 911
# call", "the 2.8 release"; "five highways" are counted.
NUMBERED: dict[str, int | None] = {
    **dict.fromkeys(words_of("freeway highway interstate motorway expressway turnpike bypass"), 2),
    **dict.fromkeys(
        words_of(
            "plane jet jetliner airliner handset phone chip processor engine program programme "
            "call model bus locomotive"
        ),
        100,
    ),
    **dict.fromkeys(words_of("release version series branch kernel update"), None),
}
# Programs, whose versions may have a bound: "Python >= 3.10".
VERSIONED = words_of(
    "python java windows android ios ubuntu debian macos openssl php node ruby rust linux kernel "
    "postgresql mysql sqlite gcc clang cmake numpy pandas django firefox chrome safari kubernetes "
    "docker nginx redis kotlin typescript react angular bootstrap jquery flask laravel tensorflow "
    "pytorch keras scipy jupyter fedora centos suse mongodb mariadb elasticsearch terraform tomcat "
    "wordpress drupal blender explorer html css"
)
ALL_LABELS = LABELS | INDEXES | VERSIONED | CAPITAL_LABELS | COUNTED_LABELS | LISTED_LABELS

# Names and addresses

# "the Big Four", "the Group of Seven".
NAMED_BY_NUMBER = words_of("big of fab magnificent formula radio final gang bbc itv")
BEFORE_ZERO = "net"
PRONOUN_BEFORE = words_of(
    "no any every some each the this that which another big good only loved everyone someone anyone"
)
# Before "one", another number that it is listed with: "two silvers and one bronze".
LISTED_WITH = re.compile(
    r"(?:[0-9]|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)"
    r"[^.;:!?()]{1,80}?(?:,\s(?:(?:and|or)\s)?|\s(?:and|or|plus)\s)\Z"
)
NO_NOUN_AFTER_ONE = NO_NOUN - words_of("was is were has had")  # "two were sold, one was lost"
COUNTED_ONCE = words_of("count person death goal vote seat employee worker patient voter household")
NO_FIGURE_AFTER = dict.fromkeys(("half past", "quarter past"), "a time of day")
NO_FIGURE_AFTER |= dict.fromkeys(("year or", "day or"), "a vague number")  # "a year or two"
NO_COMPOUND = words_of(
    "to on by in and or off way figure sided stop size time something somethings all nil"
)
# After a name that ends in a number: "Halo 2 is out", "the Rover 25 to China".
VERBS_AFTER_NAME = words_of("is was has will would had can did")
AFTER_NAME = VERBS_AFTER_NAME | words_of(
    "to on in and for with as which that from at but while when held out"
)
BEFORE_SOME_DAY = words_of("will would can could may might shall should")
JOINS = words_of("and or")
BEFORE_PLACE = words_of("in of at from for to near across")
STREETS = words_of(
    "street st road rd avenue ave lane drive boulevard blvd square way place court terrace "
    "close crescent grove mews broadway parkway pkwy freeway dr plaza building hall quay circle "
    "trail wharf embankment esplanade"
)
# The short names of states before a postal code, by the number of its digits.
STATES = {
    5: words_of(
        "al ak az ar ca co ct de fl ga hi id il ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm "
        "ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc"
    ),
    4: words_of("nsw vic qld sa tas act nt"),
}
# "sub-5%", but "Covid-19".
PREFIXES = words_of("sub near")

# Ages

AGES = words_of("aged ages age")
AGED = words_of(
    "aged children people adults those women men persons boys girls workers employees anyone "
    "everyone all kids patients residents americans britons infants babies"
)
OF_AGES = words_of("under over below above")
BEFORE_AGES = OF_AGES | words_of("mid early late low high pre post u")
# "In their 30s", "the 20s"; any other "30s" is seconds.
BEFORE_DECADE = words_of(
    "teens the their his her its my our your mid early late low high upper lower"
)
# "He turned 40", "she was just 16".
IS_OF_AGE = re.compile(
    r"\b(?:turn(?:s|ed|ing)?|(?:i|you|she|he)['’](?:m|re|s)"
    r"|(?:i|he|she|who|you) (?:am|is|was|are))\Z"
)
WITHIN_NAME = words_of(", . de du da di del der den dos la le van von bin al")

# Years and times of day

BEFORE_ANY_YEAR = words_of("year ad")
OF_TIME = words_of("season week day")
# How a change in percent ends.
CLOSING_PERCENTAGES = ("% ", "per cent ", "percent ", "points ", "pc ")
# "Last year 64 people died" is not about a year 64.
BEFORE_YEAR_WORD = words_of(
    "last this next that each every previous same following a one per first"
)
# Before these a number is their height: "above the 2000 mark".
MARKS = words_of("mark threshold limit ceiling barrier cap")
CIRCA = frozenset(("circa", "c .", "c", "ca .", "ca"))
BEFORE_EARLY_YEAR = words_of("since in")
BEFORE_BOUND_OF_TIME = words_of("until till since through before")  # "until at least 2030"
# "in 2010 dollars", "at constant 2015 prices".
PRICES_OF = words_of("in constant real at (")

# Shares

AFTER_HALF = words_of("of a an the its their his her our all that those as")
# "the other half", "in half".
BEFORE_OTHER_HALF = words_of("other latter in better two both back front top bottom")
# "An hour and a half", "between a third and a half".
BEFORE_A_HALF = words_of("and between")
# "Half an hour" and "half-hour" are shares, "half-year" and "half point" are not.
HALVED = words_of("hour percent percentage")
ALSO_NO_UNIT = words_of("pound point in")
OF_VOTES = words_of("against abstained abstaining opposed disagreed undecided agreed")

# Patterns

# What follows the number of a product: "Boeing 737 MAX 8".
MODEL = re.compile(r"[ -](?:Max|MAX|Pro|Ultra|Mini|Plus|Dreamliner)\b(?:[ -][0-9]{1,2}\b)?")
BEFORE_MODEL = words_of("the a an its their new boeing")
MORE_VERSIONS = re.compile(
    rf"(?:{LIST_JOIN}[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{1,2}}"
    r"(?![0-9%]|\.[0-9]|[ ]?(?:per|[mb]illion|[kmgtl]|[mb]n|[kcm]m|kg)\b)){1,12}"
)
# "CO 2", "yr -1": what a page writes below or above the line.
FORMULA = re.compile(r"(?:(?<![A-Za-z])(?:NO|SO|CH|NH|PM)|CO) \Z")
POWERED = words_of("yr y m s kg ha mol d h km cm l min g year day person")
OR_LABEL = re.compile(
    rf"(?:{GAP}or{GAP}|/|[-–])[0-9]{{1,3}}(?![0-9a-z%]|[-.,/][0-9a-z])"
    rf"|{GAP}of{GAP}[0-9]{{1,3}}(?=[.,;:)\]](?![0-9])|\Z)"
)
LETTERED_HOUSE = re.compile(r"[0-9]{1,4}[A-F](?=[ ][A-Z])|[0-9]{1,5}(?=[ ][NSEW]\.?[ ][A-Z0-9])")
# A name of an acronym or of two words, with the number after it: "VRX 1080", "Norby Nomad 115".
NAMED = re.compile(
    r"(?<![\w&-])([A-Z]{2}[\w&]*|[A-Z][\w&-]+[ ][A-Z][\w&-]+)[ ]([1-9][0-9]{1,3})"
    r"(?![\w%°-]|[.,:/'’][0-9]|[ ](?:[$€£%°0-9]|(?!(?:is|was|has|as|this|its)\b)[A-Z]?[a-z]+s\b))"
    r"(?!,?[ ](?:and[ ])?[A-Z]\w+(?:[ ][A-Z]\w+)?[ ][0-9])"  # "Norby Town 45, Sund 20"
)
AFTER_CAPITAL = re.compile(r"(?<![\w&-])[A-Z][\w&-]*,?[ ]\Z")
# "Hafenstrasse 43, 10117 Norby", at the end of a phrase.
POSTAL_TOWN = re.compile(r"((?:[0-9]{1,4}[a-z]?,[ ])?[0-9]{5})[ ][A-Z][a-z]+(?=[,.;)\n]|\Z)")
COMPASS_POINT = re.compile(r"[ ][NSEW]\.?(?=[ ][A-Z])")
# "350 5th Avenue", "240 W. 24th St."
NUMBERED_STREET = re.compile(
    rf"[ ](?:[nsew]\.?[ ])?[0-9]{{1,3}}(?:st|nd|rd|th)[ ](?:{'|'.join(STREETS)})\b"
)
IN_NAME = re.compile(
    r"\.[a-z]|\([0-9a-z]{1,3}\)|@[a-z]|['’]s\b|_[0-9a-z]|/[a-z]+/|-to-(?![0-9]+-[a-z])|[a-z]+[0-9@_]|[0-9@_]"
)
# A title in quotes, before and after a number in it.
_TITLED = r"(?:(?!I\b)[A-Z][\w’'-]*|a|an|and|at|by|for|from|in|is|of|on|or|the|to|with|&)"
OPENS_TITLE = re.compile(rf"(?:\A|[ (])[\"“\u2018']({_TITLED}[ ])*\Z")
CLOSES_TITLE = re.compile(rf"((?:[ ](?:{_TITLED}|I)){{0,8}})[,.?!]?[\"”’'](?!\w)")
# "Told 7Eleven", "bus 100E", "a 4FRNT"; but "19Comments", "10X faster", "60FPS".
GLUED_NAME = re.compile(
    r"(?:(?<=[A-Za-z][ ][0-9])|(?<=[a-z][ ][0-9]{2})|(?<=[a-z][ ][0-9]{3}))[A-Z][a-z]{2,}\b"
    r"|(?<=[0-9]{3})(?:[A-LN-WYZ]|(?<=[0-9]{4})X)\b|(?<![0-9.][0-9])[A-Z]{3,}\b"
)
# "Aged between 16 and 24", "at the age of 65"; but "an average age of 54", "a mean age 47".
IS_AGED = re.compile(
    r"(?:\A|(?<!mean)(?<!median)(?<!average) )"
    r"((?<=the )age of|ages of|(?:aged|ages?)(?: between)?)\Z"
)
AGE_RANGE = re.compile(
    rf"(?:[ ]?{DASH}[ ]?|{GAP}(?:to|and|or){GAP})[0-9]{{1,3}}(?![0-9%]|[.,][0-9])|\+"
    rf"|{GAP}(?:and|or){GAP}(?:over|older|under|above|younger|below)\b"
)
AGE_GROUP = re.compile(
    rf"['’]?s(?![a-z])(?:(?:{DASH}|,?{GAP}(?:(?:and|or|to){GAP})?)[0-9]{{2}}s(?![a-z]))*"
    rf"|(?:-|{GAP})(?:and|or)(?:-|{GAP})(?:over|under)s\b"
)
ENDS_OF_AGED = words_of("age aged ages of between")
# What a sentence says of a person after the age; nothing else in commas is one.
AFTER_AGE = re.compile(
    r", (?:(?:of )?[A-Z][a-z]+(?: [A-Z][a-z]+)?, )?(?:and (?:his|her)\b"
    r"|(?!(?:and|or|in|at|to|for|with|against|up|down|by|while|which)\b)[a-z]{1,20}\b)"
)
CONTENTS_TITLE = re.compile(r"(?:table of )?contents:?(?:\s+|\Z)", re.IGNORECASE)
# How a line of a table of contents begins.
CONTENTS = re.compile(
    r"[0-9a-z]{1,2}[.][0-9]+[. ]|(?:chapter|appendix|annex|section|part|introduction|preface|"
    r"foreword|contents|index|glossary|references|bibliography|acknowledg[a-z]+|conclusions?|"
    r"summary|list of)\b"
)
# "The 2019 second quarter", "the June 2017 year".
OF_YEAR = re.compile(
    r"\s(?:second[ -](?:quarter|half)|year|half|quarter|month|week|day|per ?cent(?:age)? "
    r"(?:change|growth|increase|decrease|rise|fall|rate))\b(?![ -]old)"
    r"|\s?[$€£¥](?:m|bn|mn|k|million|billion|['’]?000)\b"  # "H1 2020 £m"
)
OF_A_SCALE = re.compile(rf"{GAP}of{GAP}an?{GAP}(?:{'|'.join(SCALES)})\b")
