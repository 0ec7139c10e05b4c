"""English: words that statistics use for the same thing, and words for its opposite."""

from __future__ import annotations

# A group of words for one thing in each line. Words that some statistics tell apart, such as
# "pupils" and "students" or "killed" and "fatal", are in no group together.
SYNONYMS = tuple(
    tuple(group.split())
    for group in (
        # work
        "unemployed unemployment jobless joblessness workless worklessness",
        "wage salary salaries",
        "employees staff headcount workforce personnel",
        "recruit recruitment hire hiring",
        "teacher educator schoolteacher",
        "strike walkout stoppage",
        "layoff redundancy redundancies",
        # companies and money
        "company firm business businesses enterprise corporation corporate",
        "revenue turnover",
        "customer client",
        "shop store outlet",
        "spending expenditure outlay",
        "deficit shortfall",
        "loan lending lent lend",
        "buy bought purchase",
        "buyback repurchase",
        "price cost",
        "consumption consume",
        "production produce output",
        # people
        "man male",
        "woman female",
        "resident inhabitant",
        "tourist holidaymaker",
        "foreign overseas abroad",
        "marriage wedding",
        "death killed kill",
        "injured hurt wounded",
        "doctor physician",
        "child kid youngster",
        "voter elector electorate",
        "donor giver",
        "donation gift",
        "vaccination vaccine immunisation inoculation jab",
        # homes and building
        "home house dwelling",
        "flat apartment",
        "tenant renter",
        "build construct construction",
        "complete finish",
        "start commence",
        # transport
        "car automobile",
        "lorry lorries truck hgv",
        "bicycle bike",
        "rail railway railroad",
        "aircraft aeroplane airplane plane",
        "vessel ship boat",
        "passenger traveller flyer",
        "underground subway metro tube",
        "motorcycle motorbike",
        "crash collision accident",
        "cargo freight",
        "journey trip",
        # crime
        "homicide murder",
        "offence crime",
        "theft stealing stolen",
        "robbery mugging",
        "prison jail prisoner inmate",
        # energy, land and weather
        "electricity power",
        "solar photovoltaic",
        "petrol gasoline",
        "rain rainfall precipitation",
        "harvest crop",
        "pig swine hog",
        "maize corn",
        "forest woodland",
        "fire blaze wildfire bushfire",
        "timber wood",
        "waste rubbish garbage",
        # the rest
        "film movie",
        "phone telephone",
    )
)
# Words of which a text says one and a fact the other if they are about different things.
OPPOSITES = (
    ("mean average", "median"),
    ("gross", "net"),
    ("interim", "final"),
    ("debt", "cash"),
    ("men male", "women female"),
    ("boys", "girls"),
    ("imports imported", "exports exported"),
    ("urban", "rural"),
    ("owners owned", "renters rented tenants"),
    ("births born", "deaths died"),
    ("employed employment", "unemployed unemployment jobless"),
    ("arrivals arrived", "departures departed"),
    ("public", "private"),
    ("minimum lowest", "maximum highest"),
    ("immigration immigrants", "emigration emigrants"),
    ("inbound", "outbound"),
    ("home", "away"),
)
