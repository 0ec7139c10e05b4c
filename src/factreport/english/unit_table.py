"""The table of units: every unit and currency with its spellings and its size in base units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product

from factreport.unit import Unit

_PREFIXES = {"": ("", 0)} | {
    prefix: (name, int(exponent))
    for prefix, name, exponent in map(
        str.split,
        (
            *("n nano -9", "µ micro -6", "μ micro -6", "m milli -3", "c centi -2", "d deci -1"),
            *("h hecto 2", "k kilo 3", "M mega 6", "G giga 9", "T tera 12", "P peta 15"),
            "E exa 18",
        ),
    )
}

# dimension, symbol, names, size of the unit without a prefix, the prefixes in use.  The base
# units are kg, m, m², m³, W, J, Hz, Pa, V, A, bytes and seconds.
_METRIC = (
    ("mass", "g", "gram|grams|gramme|grammes", "0.001", "n µ μ m c k"),
    ("mass", "t", "tonne|tonnes", "1000", "k M G"),
    ("length", "m", "metre|metres|meter|meters", "1", "n µ μ m c d k"),
    ("volume", "l", "litre|litres|liter|liters", "0.001", "m c d h M G"),
    ("volume", "L", "", "0.001", "m M G"),
    ("power", "W", "watt|watts", "1", "m k M G T"),
    ("energy", "Wh", "watthour|watthours|watt hour|watt hours", "3600", "k M G T P"),
    ("energy", "J", "joule|joules", "1", "k M G T P E"),
    ("energy", "eV", "electronvolt|electronvolts", "1.602176634e-19", "k M G T"),
    ("frequency", "Hz", "hertz", "1", "k M G T"),
    ("pressure", "Pa", "pascal|pascals", "1", "m h k M G"),
    ("voltage", "V", "volt|volts", "1", "m k M"),
    ("current", "A", "amp|amps|ampere|amperes", "1", "m k"),
    ("charge", "Ah", "", "1", "m k"),
    ("amount", "mol", "mole|moles", "1", "n µ μ m k"),
    ("data", "B", "byte|bytes", "1", "k M G T P E"),
    ("data rate", "bit/s", "bit per second|bits per second", "1", "k M G T"),
    ("time", "s", "second|seconds", "1", "n µ μ m"),
)

# dimension, name, size in base units, further spellings.
_SINGLE = (
    ("mass", "lb", "0.45359237", "lbs"),
    ("mass", "stone", "6.35029318", "st"),
    ("mass", "oz", "0.028349523125", "ounce|ounces"),
    ("mass", "troy oz", "0.0311034768", "troy ounce|troy ounces"),
    ("mass", "tons", "1000", "ton"),
    ("mass", "t", "1000", "metric ton|metric tons|metric tonne|metric tonnes"),
    ("mass", "mt", "1000", "MT"),
    ("mass", "Mt", "1000000000", "MMT|MMt"),
    ("mass", "short tons", "907.18474", "short ton"),
    ("mass", "long tons", "1016.0469088", "long ton"),
    ("mass", "kg", "1", "kilo|kilos|kgs"),
    ("mass", "quintals", "100", "quintal"),
    ("mass", "carats", "0.0002", "carat"),
    ("length", "miles", "1609.344", "mile|mi"),
    ("length", "km", "1000", "kms"),
    ("volume", "ml", "0.000001", "mls"),
    ("length", "nautical miles", "1852", "nautical mile|nmi"),
    ("length", "light-years", "9460730472580800", "light-year|light year|light years"),
    ("length", "ft", "0.3048", "foot|feet"),
    ("length", "inches", "0.0254", "inch|in|ins"),
    ("length", "yards", "0.9144", "yard|yd|yds"),
    ("length", "Å", "0.0000000001", "\u212b|angstrom|angstroms"),
    ("area", "ha", "10000", "hectare|hectares"),
    ("area", "acres", "4046.8564224", "acre"),
    ("area", "m²", "1", "sqm|sqm."),
    ("area", "km²", "1000000", "sqkm"),
    ("area", "sq ft", "0.09290304", "sqft|ft2|ft²|square foot|square feet"),
    ("area", "sq miles", "2589988.110336", "sq mi|mi²|square mile|square miles"),
    ("area", "sq yards", "0.83612736", "square yard|square yards"),
    ("volume", "cm³", "0.000001", "cc"),
    ("volume", "cu ft", "0.028316846592", "ft3|ft³|cubic foot|cubic feet"),
    ("volume", "bcm", "1000000000", ""),
    ("volume", "mcf", "28.316846592", ""),
    ("volume", "MMcf", "28316.846592", ""),
    ("volume", "bcf", "28316846.592", ""),
    ("volume", "tcf", "28316846592", ""),
    ("volume", "barrels", "0.158987294928", "barrel|bbl|bbls"),
    ("volume", "gallons", "0.003785411784", "gallon|gal"),
    ("volume", "US gallons", "0.003785411784", "us gallon|us gal"),
    ("volume", "imperial gallons", "0.00454609", "imperial gallon"),
    ("volume", "pints", "0.00056826125", "pint"),
    ("volume", "quarts", "0.000946352946", "quart|qt|qts"),
    ("volume", "fl oz", "0.0000295735295625", "fl. oz.|fluid oz|fluid ounce|fluid ounces"),
    ("volume", "cups", "0.0002365882365", "cup"),
    ("volume", "tablespoons", "0.00001478676478125", "tablespoon|tbsp|tbsps"),
    ("volume", "teaspoons", "0.00000492892159375", "teaspoon|tsp|tsps"),
    ("volume", "bushels", "0.03523907016688", "bushel|bu"),
    ("volume", "acre-feet", "1233.48183754752", "acre foot|acre feet"),
    ("speed", "km/h", "1", "kmh|kph|km/hr|kmph"),
    ("speed", "mph", "1.609344", ""),
    ("speed", "m/s", "3.6", "metres per second|meters per second|metres a second"),
    ("speed", "knots", "1.852", "knot"),
    ("power", "hp", "745.69987158227022", "bhp|horsepower|brake horsepower|shp"),
    ("energy", "toe", "41868000000", "tonne of oil equivalent|tonnes of oil equivalent"),
    ("energy", "ktoe", "41868000000000", ""),
    ("energy", "Mtoe", "41868000000000000", ""),
    ("energy", "tce", "29307600000", "tonnes of coal equivalent|tons of standard coal"),
    ("energy", "boe", "6117863200", "barrel of oil equivalent|barrels of oil equivalent"),
    ("energy", "BTU", "1055.05585262", "btu|btus"),
    ("energy", "MMBtu", "1055055852.62", "mmbtu"),
    ("energy", "cal", "4.184", "calorie|calories"),
    ("energy", "kcal", "4184", "kilocalorie|kilocalories"),
    ("frequency", "rpm", "1", "revolutions per minute"),
    ("pressure", "bar", "100000", ""),
    ("pressure", "mbar", "100", "millibar|millibars"),
    ("pressure", "psi", "6894.757293168", ""),
    ("pressure", "atm", "101325", "atmospheres"),
    ("pressure", "mmHg", "133.322387415", "mm hg"),
    ("data", "KB", "1000", "Kb"),
    ("data", "KiB", "1024", ""),
    ("data", "MiB", "1048576", ""),
    ("data", "GiB", "1073741824", ""),
    ("data", "TiB", "1099511627776", ""),
    ("data rate", "kbit/s", "1000", "kbps"),
    ("data rate", "Mbit/s", "1000000", "Mbps"),
    ("data rate", "Gbit/s", "1000000000", "Gbps"),
    ("force", "newtons", "1", "newton"),
    ("force", "kN", "1000", "kilonewton|kilonewtons"),
    ("torque", "N·m", "1", "Nm|newton metre|newton metres"),
    ("torque", "lbf·ft", "1.3558179483314004", "lb-ft|ft-lb|lb·ft|ft·lb"),
    ("sound", "dB", "1", "decibel|decibels"),
    ("time", "minutes", "60", "minute|min|mins"),
    ("time", "hours", "3600", "hour|h|hr|hrs"),
    ("time", "days", "86400", "day"),
    ("time", "weeks", "604800", "week|wk|wks"),
    ("time", "fortnights", "1209600", "fortnight"),
    ("time", "seconds", "1", "second|sec|secs"),
    # The number of days in a month varies.
    ("months", "months", "1", "month"),
    ("months", "years", "12", "year|yr|yrs|y"),
    ("months", "decades", "120", "decade"),
    ("months", "centuries", "1200", "century"),
    # In degrees Fahrenheit, the only scale that the others convert into exactly.
    ("temperature", "°C", "1.8", "C|℃|ºC|° C|°c|degree celsius|degrees celsius|degree c|degrees c"),
    ("temperature", "°C", "1.8", "degrees centigrade|deg c|celsius|oC"),
    ("temperature", "°F", "1", "F|℉|ºF|° F|°f|degree fahrenheit|degrees fahrenheit"),
    ("temperature", "°F", "1", "degrees f|deg f|fahrenheit|oF"),
    ("temperature", "K", "1.8", "kelvin|kelvins"),
    ("angle", "degrees", "1", "degree|°|º|deg"),
    ("percent", "%", "1", "pc|pct|percent|per cent|\uff05|percents"),
    ("percent", "‰", "0.1", "per mille|per mil|permille"),
    ("resolution", "megapixels", "1", "megapixel|MP"),
    ("parts", "ppm", "1", "parts per million"),
    ("parts", "ppb", "0.001", "parts per billion"),
    ("points", "percentage points", "1", "percentage point|% points|% point|percent points"),
    ("points", "percentage points", "1", "percent point|per cent points|pp|ppt|ppts|pps|%pts|p.p."),
    # Points of an index, points of a game, or percentage points: the context decides.
    ("points", "points", "1", "point|pts|pt"),
    ("points", "basis points", "0.01", "basis point|bp|bps|bpts"),
)

# What may follow a symbol, as in "Mt CO2e": emissions are given as the weight of a gas.
_GASES = ("CO2", "CO₂", "CO2e", "CO₂e", "CO2eq", "CO2-eq", "CO2 equivalent")
# Volumes a day, in barrels.
_FLOWS = dict.fromkeys(("b/d", "bpd", "bbl/d"), 1) | {"kb/d": 10**3}
_FLOWS |= dict.fromkeys(("mb/d", "mbd", "mmb/d"), 10**6)

# code, signs, countries, nouns.
_CURRENCIES = (
    ("USD", "US$ $US US\xa0$ U.S.\xa0$ U.S.$", "us u.s. american", "dollar dollars"),
    ("AUD", "A$ AU$ AUS$ $A AUD$", "australian", "dollar dollars"),
    ("CAD", "C$ CA$ $C CAD$ Cdn$", "canadian", "dollar dollars"),
    ("HKD", "HK$ $HK", "hong\xa0kong HK", "dollar dollars"),
    ("NZD", "NZ$ $NZ", "new\xa0zealand NZ", "dollar dollars"),
    ("SGD", "S$ SG$", "singapore singaporean", "dollar dollars"),
    ("TWD", "NT$ NTD", "taiwan taiwanese new\xa0taiwan NT", "dollar dollars"),
    ("BRL", "R$", "brazilian", "reais"),
    ("EUR", "€", "", "euro euros"),
    ("GBP", "£ ₤ UK£", "british", "pound pounds quid"),
    ("JPY", "JP¥", "japanese", "yen"),
    ("CNY", "RMB CN¥", "chinese", "yuan renminbi"),
    ("INR", "₹", "indian", "rupee rupees"),
    ("PKR", "", "pakistani pakistan", "rupee rupees"),
    ("LKR", "", "sri\xa0lankan", "rupee rupees"),
    ("NPR", "", "nepalese nepali", "rupee rupees"),
    ("CHF", "SFr", "swiss", "franc francs"),
    ("XOF", "", "cfa", "franc francs"),
    ("SEK", "", "swedish", "krona kronor crowns"),
    ("NOK", "", "norwegian", "krone kroner crowns"),
    ("DKK", "", "danish", "krone kroner crowns"),
    ("ISK", "", "icelandic", "krona kronur"),
    ("CZK", "Kč", "czech", "koruna korunas crowns"),
    ("PLN", "zł", "polish", "zloty zlotys"),
    ("RON", "", "romanian", "leu lei"),
    ("HUF", "", "hungarian", "forint forints"),
    ("RUB", "₽", "russian", "rouble roubles ruble rubles"),
    ("UAH", "₴", "ukrainian", "hryvnia hryvnias"),
    ("TRY", "₺", "turkish", "lira liras"),
    ("ILS", "₪ NIS", "israeli", "shekel shekels"),
    ("ZAR", "", "south\xa0african", "rand"),
    ("ZMW", "", "zambian", "kwacha"),
    ("NGN", "₦", "nigerian", "naira"),
    ("GHS", "GH₵ ₵", "ghanaian", "cedi cedis"),
    ("KES", "KSh KSh. Ksh", "kenyan", "shilling shillings"),
    ("UGX", "USh", "ugandan", "shilling shillings"),
    ("TZS", "TSh", "tanzanian", "shilling shillings"),
    ("KRW", "₩", "korean south\xa0korean", "won"),
    ("MYR", "RM", "malaysian", "ringgit"),
    ("THB", "฿", "thai", "baht"),
    ("IDR", "Rp Rp.", "indonesian", "rupiah"),
    ("VND", "₫", "vietnamese", "dong"),
    ("BDT", "Tk ৳", "bangladeshi", "taka"),
    ("PHP", "₱", "philippine", "peso pesos"),
    ("MXN", "MX$ Mex$", "mexican", "peso pesos"),
    ("ARS", "AR$", "argentine argentinian", "peso pesos"),
    ("CLP", "CL$", "chilean", "peso pesos"),
    ("COP", "COL$", "colombian", "peso pesos"),
    ("AED", "Dh Dhs", "uae emirati", "dirham dirhams"),
    ("MAD", "", "moroccan", "dirham dirhams"),
    ("SAR", "SR", "saudi", "riyal riyals"),
    ("QAR", "QR", "qatari", "riyal riyals"),
    ("IRR", "", "iranian", "rial rials"),
    ("KWD", "KD", "kuwaiti", "dinar dinars"),
    ("DZD", "", "algerian", "dinar dinars"),
    ("IQD", "", "iraqi", "dinar dinars"),
    ("JOD", "", "jordanian", "dinar dinars"),
    ("RSD", "", "serbian", "dinar dinars"),
    ("TND", "", "tunisian", "dinar dinars"),
    ("EGP", "E£ LE", "egyptian", "pound pounds"),
)
# name, signs, nouns and the currencies that they may denote.
_SHARED = (
    ("¥", "¥", "", "JPY CNY"),
    ("kr", "kr Kr kr.", "krona kronor krone kroner crowns", "SEK NOK DKK ISK"),
    ("rupees", "Rs Rs. Rupees", "rupee rupees", "INR PKR LKR NPR"),
    ("pesos", "", "peso pesos", "MXN PHP ARS CLP COP"),
    ("francs", "Fr Fr.", "franc francs", "CHF XOF"),
    ("shillings", "", "shilling shillings", "KES UGX TZS"),
    ("dirhams", "", "dirham dirhams", "AED MAD"),
    ("riyals", "", "riyal riyals", "SAR QAR"),
    ("dinars", "", "dinar dinars", "KWD DZD IQD JOD RSD TND"),
)
_SUBUNITS = (
    ("cents", "c ¢", "cent cents", "USD EUR AUD CAD HKD NZD SGD ZAR"),
    ("US cents", "US¢", "us\xa0cent us\xa0cents", "USD"),
    ("euro cents", "", "euro\xa0cent euro\xa0cents", "EUR"),
    ("pence", "p", "penny pence", "GBP"),
    ("paise", "", "paise", "INR"),
    ("sen", "", "sen", "MYR"),
)

# Letters that are money before a large amount: "R500m", "W1,862 trillion".
MONEY_LETTERS = {"R": "ZAR", "N": "NGN", "W": "KRW", "P": "PHP", "K": "ZMW"}
# Codes that usually mean something else, as in "COP 26".
_NOT_BEFORE = ("COP",)
# The spellings that can come before an amount.
MONEY_BEFORE: dict[str, Unit] = {}
# All spellings: symbols unchanged, words in lower case.
SPELLINGS: dict[str, Unit] = {}
# What else a name may mean, besides the unit that it is read as.
OTHERS: dict[str, tuple[Unit, ...]] = {}
# The zero of each temperature scale on the base scale.
ZEROS = {"°C": Decimal(32), "°F": Decimal(0), "K": Decimal("-459.67")}


def _metric() -> Iterator[tuple[str, Unit]]:
    """The spellings of units that take prefixes."""
    for dimension, symbol, names, size, prefixes in _METRIC:
        for prefix in ("", *prefixes.split()):
            prefix_name, exponent = _PREFIXES[prefix]
            unit = Unit(dimension, prefix + symbol, Decimal(size).scaleb(exponent))
            yield unit.name, unit
            yield from ((prefix_name + name, unit) for name in names.split("|") if name)


def _single() -> Iterator[tuple[str, Unit]]:
    """The spellings of all other units."""
    for dimension, name, size, spellings in _SINGLE:
        unit = Unit(dimension, name, Decimal(size))
        yield from ((spelling, unit) for spelling in (name, *spellings.split("|")) if spelling)
    powers = ((2, "²", "area", "square", "sq"), (3, "³", "volume", "cubic", "cu"))
    for prefix, (power, sign, dimension, word, short) in product(("", "k", "c"), powers):
        prefix_name, exponent = _PREFIXES[prefix]
        unit = Unit(dimension, f"{prefix}m{sign}", Decimal(f"1e{power * exponent}"))
        symbols = (unit.name, f"{prefix}m{power}", f"{short} {prefix}m", f"{word} {prefix}m")
        yield from ((symbol, unit) for symbol in symbols)
        metres = ("metre", "metres", "meter", "meters")
        yield from ((f"{word} {prefix_name}{metre}", unit) for metre in metres)
    for symbol, exponent in {"g": -3, "kg": 0, "t": 3, "kt": 6, "Mt": 9, "Gt": 12}.items():
        unit = Unit("mass", symbol, Decimal(f"1e{exponent}"))
        yield from ((symbol + gap + gas, unit) for gas in _GASES for gap in ("", " "))
    for name, barrels in _FLOWS.items():
        yield name, Unit("volume", name, barrels * Decimal("0.158987294928"), "day")
    for prefix in ("k", "M", "G"):
        for kind in ("p", "e"):
            exponent = _PREFIXES[prefix][1]
            yield f"{prefix}W{kind}", Unit("power", f"{prefix}W", Decimal(f"1e{exponent}"))
    for per in ("per", "an"):
        for names, unit_name in (("miles mile", "mph"), ("kilometres kilometers km", "km/h")):
            speed = Decimal("1.609344") if unit_name == "mph" else Decimal(1)
            for name in names.split():
                yield f"{name} {per} hour", Unit("speed", unit_name, speed)


def _phrases(text: str) -> list[str]:
    """The parts between spaces; a non-breaking space is part of a phrase."""
    return [phrase.replace("\xa0", " ") for phrase in text.split(" ") if phrase]


def _declare(unit: Unit, *, signs: Iterable[str], nouns: Iterable[str]) -> None:
    """Add the spellings of an amount of money."""
    SPELLINGS.update(dict.fromkeys([unit.name, *signs, *nouns], unit))
    if unit.factor == 1:
        before = [sign for sign in signs if sign not in _NOT_BEFORE]
        MONEY_BEFORE.update(dict.fromkeys(before, unit))


def _declare_money() -> None:
    """Add the spellings of all currencies; a bare noun means the first currency that has it."""
    taken: set[str] = set()
    for code, signs, countries, nouns in _CURRENCIES:
        unit = Unit(f"money:{code}", code)
        alone = [noun for noun in nouns.split() if noun not in taken]
        named = [f"{country} {noun}" for country in _phrases(countries) for noun in nouns.split()]
        taken.update(alone)
        _declare(unit, signs=[code, *_phrases(signs)], nouns=[*alone, *named])
    SPELLINGS.update(dict.fromkeys(("pounds sterling", "sterling"), SPELLINGS["GBP"]))
    for name, signs, nouns, codes in _SHARED:
        _declare(Unit(f"money:{name}", name), signs=signs.split(), nouns=nouns.split())
        OTHERS[name] = tuple(Unit(f"money:{code}", code) for code in codes.split())
    for name, signs, nouns, codes in _SUBUNITS:
        hundredths = [Unit(f"money:{code}", name, Decimal("0.01")) for code in codes.split()]
        is_one = len(hundredths) == 1
        unit = hundredths[0] if is_one else Unit("money:cents", name, Decimal("0.01"))
        _declare(unit, signs=signs.split(), nouns=_phrases(nouns))
        if not is_one:
            OTHERS[name] = tuple(hundredths)


def _declare_carelessly_written() -> None:
    """Add symbols in lower case, "kwh", if unambiguous; of two units the larger wins."""
    careless = {
        spelling.lower(): unit
        for spelling, unit in sorted(SPELLINGS.items(), key=lambda item: item[1].factor)
        if (len(spelling) > 2 and not unit.is_money)
        or spelling in ("Hz", "dB", "Gt", "kW", "MW", "GW", "TW", "KB", "MB", "GB", "TB", "USD")
        or spelling in ("EUR", "GBP", "RMB", "CNY", "JPY", "INR")
    }
    SPELLINGS.update({**careless, **SPELLINGS})


SPELLINGS.update(_metric())
SPELLINGS.update(_single())
_declare_money()
_declare_carelessly_written()
# A pound is money unless the words say what is weighed; a ton is a tonne in most of the world.
SPELLINGS.update(dict.fromkeys(("pound", "pounds"), Unit("money:GBP", "pounds")))
OTHERS["pounds"] = (SPELLINGS["lb"],)
# Dollars are American unless a store says of a fact that they are those of another country.
SPELLINGS.update(dict.fromkeys(("$", "dollar", "dollars"), SPELLINGS["USD"]._replace(is_bare=True)))
MONEY_BEFORE["$"] = SPELLINGS["$"]
DOLLARS = tuple(SPELLINGS[code] for code in ("AUD", "CAD", "HKD", "NZD", "SGD", "TWD"))
OTHERS["tons"] = (SPELLINGS["short tons"], SPELLINGS["long tons"])
OTHERS["mt"] = (SPELLINGS["Mt"],)
OTHERS["gallons"] = (SPELLINGS["imperial gallons"],)
OTHERS["degrees"] = (SPELLINGS["°C"], SPELLINGS["°F"])
# The size of each unit in base units, without the magnitude of a unit such as "million tonnes".
SIZES = {unit.name: unit.factor for unit in SPELLINGS.values()}
