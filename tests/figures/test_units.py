"""Units: read in a text and in a store, and converted into each other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factreport.english.unit_table import SPELLINGS
from factreport.figures.units import (
    convert,
    magnitude_of,
    rate_after,
    unit_after,
    unit_before,
    unit_of,
)

# What follows "5", the dimension and the name that are read, and what is left.
AFTER = """
bhp                        | power | hp |
°C                         | temperature | °C |
 °C                        | temperature | °C |
ºF and                     | temperature | °F | and
C                          | temperature | °C |
 degrees Celsius           | temperature | °C |
 degrees                   | angle | degrees |
mph                        | speed | mph |
 miles an hour             | speed | mph |
 km/h.                     | speed | km/h | .
 kilometres per hour       | speed | km/h |
 km/s                      | length | km | /s
mg                         | mass | mg |
 g/km                      | mass | g | /km
p                          | money:GBP | pence |
 pence                     | money:GBP | pence |
c                          | money:cents | cents |
 cents                     | money:cents | cents |
 US cents                  | money:USD | US cents |
pc                         | percent | % |
%                          | percent | % |
 %                         | percent | % |
 per cent                  | percent | % |
-per-cent                  | percent | % |
 percent of it             | percent | % | of it
 Per Cent                  | percent | % |
‰                          | percent | ‰ |
 per mille                 | percent | ‰ |
 percentage points         | points | percentage points |
-percentage-point rise     | points | percentage points | rise
 % points                  | points | percentage points |
 percent higher            | percent | % | higher
pp                         | points | percentage points |
 points                    | points | points |
 basis points              | points | basis points |
bps                        | points | basis points |
-day                       | time | days |
 days' leave               | time | days | ' leave
-week                      | time | weeks |
 years                     | months | years |
 kt                        | mass | kt |
 Gt                        | mass | Gt |
Mt                         | mass | Mt |
 MtCO2e                    | mass | Mt |
 tCO₂                      | mass | t |
 t                         | mass | t |
 gCO2/kWh                  | mass | g | /kWh
 MMT                       | mass | Mt |
 tons                      | mass | tons |
 metric tons               | mass | t |
 tonnes of oil equivalent  | energy | toe |
 tonnes of oil             | mass | t | of oil
 Mtoe                      | energy | Mtoe |
 barrels                   | volume | barrels |
 mb/d                      | volume | mb/d |
 bcm                       | volume | bcm |
 m                         | length | m |
 m2                        | area | m² |
 m²                        | area | m² |
 sq km                     | area | km² |
 sq. km                    | area | km² |
 square kilometres         | area | km² |
 square centimetre         | area | cm² |
 hectares                  | area | ha |
-acre                      | area | acres |
 m³                        | volume | m³ |
 cubic metres of           | volume | m³ | of
 litres                    | volume | l |
ml                         | volume | ml |
 MW                        | power | MW |
 mW                        | power | mW |
 mw                        | power | MW |
 GWp                       | power | GW |
 MWh                       | energy | MWh |
 kilowatt-hours            | energy | kWh |
 kWh/m2                    | energy | kWh | /m2
 GB                        | data | GB |
 TB of data                | data | TB | of data
 won a month               | money:KRW | KRW | a month
 hPa                       | pressure | hPa |
 GHz                       | frequency | GHz |
 US dollars                | money:USD | USD |
 U.S. dollars              | money:USD | USD |
 dollars                   | money:USD | USD |
 Australian dollars        | money:AUD | AUD |
 Hong Kong dollars         | money:HKD | HKD |
 New Zealand dollars       | money:NZD | NZD |
 pounds sterling           | money:GBP | GBP |
 pounds                    | money:GBP | pounds |
 pounds of rice            | mass | lb | of rice
 pounds of public money    | money:GBP | pounds | of public money
 lbs                       | mass | lb |
 euros                     | money:EUR | EUR |
€                          | money:EUR | EUR |
 €                         | money:EUR | EUR |
 USD                       | money:USD | USD |
EUR                        | money:EUR | EUR |
 US$                       | money:USD | USD |
 yuan                      | money:CNY | CNY |
 Swiss francs              | money:CHF | CHF |
 kronor                    | money:kr | kr |
 zł                        | money:PLN | PLN |
"""
NO_UNIT = """
 people
people
 in 2020
 $6
 p
 c
 Mediterranean
 US
 try
 all
-p
-to-one
 TB cases
 won medals
 t-shirts
-t
 B-52
th
x

.
 mean
 dayside
"""


def rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip("\n").splitlines()]


@pytest.mark.parametrize(("after", "dimension", "name", "left"), rows(AFTER))
def test_a_unit_is_read_after_a_number(after: str, dimension: str, name: str, left: str) -> None:
    """Glued, or after a blank or hyphen, the longest unit that begins there."""
    after, dimension, name, left = after.rstrip(), *map(str.strip, (dimension, name, left))
    found = unit_after(f"5{after}", 1)
    assert found is not None
    unit, end = found
    assert (unit.dimension, unit.name) == (dimension, name)
    assert f"5{after}"[end:].strip() == left


@pytest.mark.parametrize("after", NO_UNIT.strip("\n").split("\n"))
def test_what_is_no_unit_is_read_as_none(after: str) -> None:
    """A noun that is counted is not a unit, nor is something that only begins like one."""
    assert unit_after(f"5{after}", 1) is None


# What stands before "5": the dimension, and what stands before the unit.
BEFORE = """
$               | money:USD |
US$             | money:USD |
$US             | money:USD |
the US $        | money:USD | the
U.S. $          | money:USD |
A$              | money:AUD |
$A              | money:AUD |
AU$             | money:AUD |
HK$             | money:HKD |
NT$             | money:TWD |
R$              | money:BRL |
C$              | money:CAD |
costs £         | money:GBP | costs
(€              | money:EUR | (
€_              | money:EUR |
RM              | money:MYR |
CHF             | money:CHF |
CHF_            | money:CHF |
of USD_         | money:USD | of
Rs._            | money:rupees |
Rs              | money:rupees |
kr_             | money:kr |
¥               | money:¥ |
RMB_            | money:CNY |
"""
NOT_BEFORE = """
x
the_
PROGRAM
farm
_
US_
years_

(
farmRM
COP_
"""


@pytest.mark.parametrize(("before", "dimension", "left"), rows(BEFORE))
def test_money_is_read_before_a_number(before: str, dimension: str, left: str) -> None:
    """A sign or a code, with its country, right before the number or a blank."""
    before = before.strip().replace("_", " ")
    found = unit_before(f"{before}5", len(before))
    assert found is not None
    unit, start = found
    assert unit.dimension == dimension.strip()
    assert before[:start].strip() == left.strip()


@pytest.mark.parametrize("before", NOT_BEFORE.strip("\n").split("\n"))
def test_what_is_no_money_is_read_as_none(before: str) -> None:
    """A word that ends like a code is none."""
    before = before.replace("_", " ")
    assert unit_before(f"{before}5", len(before)) is None


OF = """
people                           | count | people | 1 |
million people                   | count | people | 1000000 |
thousand                         | | | 1000 |
dozen eggs                       | count | eggs | 12 |
mil euros                        | money:EUR | EUR | 1000000 |
provinces and cities             | count | provinces and cities | 1 |
foot soldiers                    | count | foot soldiers | 1 |
passenger-kilometres             | count | passenger-kilometres | 1 |
goals                            | count | goals | 1 |
Thousand persons                 | count | persons | 1000 |
million $                        | money:USD | USD | 1000000 |
$m                               | money:USD | USD | 1000000 |
US$bn                            | money:USD | USD | 1000000000 |
$                                | money:USD | USD | 1 |
US dollars                       | money:USD | USD | 1 |
A$ million                       | money:AUD | AUD | 1000000 |
million Australian dollars       | money:AUD | AUD | 1000000 |
bn USD                           | money:USD | USD | 1000000000 |
millions of euros                | money:EUR | EUR | 1000000 |
constant 2015 US$                | money:USD | USD | 1 |
pounds sterling                  | money:GBP | GBP | 1 |
cents                            | money:cents | cents | 1 |
percent                          | percent | % | 1 |
per cent                         | percent | % | 1 |
% of GDP                         | percent | % | 1 |
annual % change                  | percent | % | 1 |
percentage of households         | percent | % | 1 |
index points                     | points | points | 1 |
basis points                     | points | basis points | 1 |
TWh                              | energy | TWh | 1 |
million tonnes                   | mass | t | 1000000 |
million tonnes CO2               | mass | t | 1000000 |
'000 tonnes                      | mass | t | 1000 |
1,000 tonnes                     | mass | t | 1000 |
000 tonnes                       | mass | t | 1000 |
100 million yuan                 | money:CNY | CNY | 100000000 |
2010 dollars                     | money:USD | USD | 1 |
mm of rain                       | length | mm | 1 |
tonnes of oil equivalent         | energy | toe | 1 |
thousand barrels per day         | volume | barrels | 1000 | day
$ per tonne                      | money:USD | USD | 1 | tonne
cases per 100,000 people         | count | cases | 1 | 100,000 people
tonnes/km                        | mass | t | 1 | km
deaths per million people        | count | deaths | 1 | million people
km/h                             | speed | km/h | 1 |
working days                     | time | days | 1 |
years of schooling               | months | years | 1 |
°C                               | temperature | °C | 1 |
sq km                            | area | km² | 1 |
m                                | length | m | 1 |
thousand million                 | | | 1000000000 |
crore rupees                     | money:rupees | rupees | 10000000 |
births per woman                 | count | births | 1 | woman
charging points                  | count | charging points | 1 |
$ per year                       | money:USD | USD | 1 | year
Numbers in thousands             | | | 1000 |
in million US dollars            | money:USD | USD | 1000000 |
in                               | length | inches | 1 |
                                 | | | 1 |
"""


@pytest.mark.parametrize("row", rows(OF))
def test_a_unit_is_read_as_a_store_writes_it(row: list[str]) -> None:
    """Its magnitude, its measure and what it is per."""
    words, dimension, name, magnitude, per = map(str.strip, row)
    unit = unit_of(words)
    assert (unit.dimension, unit.name, unit.per) == (dimension, name, per)
    assert magnitude_of(unit) == Decimal(magnitude)


CONVERTED = """
7300 GW          | 7.3 TW
62 cents         | 0.62 $
62 cents         | 0.62 euros
37.4 Gt          | 37400 million tonnes
1 miles          | 1.609344 km
100 km/h         | 27.77777777777777777777777778 m/s
25 basis points  | 0.25 percentage points
5 ‰              | 0.5 percent
20 °C            | 68 °F
0 °C             | 273.15 K
5 years          | 60 months
3 weeks          | 21 days
1 ha             | 10000 m²
1 Mtoe           | 11.63 TWh
3 million people | 3000 thousand workers
1.5 million      | 1500 thousand people
5 cases per 1,000 people | 500 cases per 100,000 inhabitants
1.5 mb/d         | 1500 thousand barrels per day
300 pounds       | 136.0777110 kg
"""


@pytest.mark.parametrize(("one", "other"), rows(CONVERTED))
def test_units_of_one_dimension_convert(one: str, other: str) -> None:
    """Exactly, whatever their magnitudes, prefixes and rates."""
    (value, unit), (into, other_unit) = (text.strip().split(" ", 1) for text in (one, other))
    found = convert(Decimal(value), unit_of(unit), unit_of(other_unit))
    assert found is not None
    assert round(found, 20) == round(Decimal(into), 20)


APART = """
percent | percentage points
percent | people
$ | people
$ | A$
HK$ | US$
$ | euros
cents | pounds sterling
days | people
days | months
MW | MWh
MW | million $
kg | km
cases per 100,000 people | cases per day
°C | percent
¥ | $
"""


@pytest.mark.parametrize(("one", "other"), rows(APART))
def test_what_is_of_two_dimensions_does_not_convert(one: str, other: str) -> None:
    """Not one currency into another, points into percent, or what is measured into a count."""
    assert convert(Decimal(1), unit_of(one), unit_of(other)) is None
    assert convert(Decimal(1), unit_of(other), unit_of(one)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("¥", "yen"), ("¥", "yuan"), ("tons", "tonnes"), ("kr", "SEK"), ("Rs", "Indian rupees")],
)
def test_an_unclear_unit_is_any_that_it_may_be(one: str, other: str) -> None:
    """A sign or word that several countries share agrees with each of theirs."""
    assert convert(Decimal(7), unit_of(one), unit_of(other)) == 7
    assert convert(Decimal(7), unit_of(other), unit_of(one)) == 7


RATES = """
 per 100,000 people in | 100,000 people | in
 per capita            | capita |
/day                   | day |
 a day                 | day |
 an hour,              | hour | ,
 per annum             | year |
 p.a.                  | year |
 per 1,000 live births | 1,000 live births |
 per million           | million |
 per square metre in   | square metre | in
 per m² in             | m² | in
 per 100 km.           | 100 km | .
 per cubic metre of    | cubic metre | of
 per person per day    | person per day |
 per 1,000.            | 1,000 | .
"""


@pytest.mark.parametrize(("text", "per", "left"), rows(RATES))
def test_a_rate_is_read_after_a_unit(text: str, per: str, left: str) -> None:
    """What it is per, and where that ends."""
    text = text.rstrip()
    found = rate_after(text, 0)
    assert found is not None
    assert (found[0], text[found[1] :].strip()) == (per.strip(), left.strip())


@pytest.mark.parametrize("text", [" a rise", " and", "", ".", " per", " people a day"])
def test_what_is_no_rate_is_read_as_none(text: str) -> None:
    """An article is not yet a rate."""
    assert rate_after(text, 0) is None


units = st.sampled_from(sorted(SPELLINGS)).map(lambda name: SPELLINGS[name]._replace(is_bare=False))
numbers = st.decimals(-(10**9), 10**9, places=3)


@given(numbers, units, units)
def test_a_value_converts_there_and_back(value: Decimal, unit: object, other: object) -> None:
    """What converts comes back as it was, and what doesn't convert doesn't in either direction."""
    there = convert(value, unit, other)  # type: ignore[arg-type]
    if there is None:
        assert convert(value, other, unit) is None  # type: ignore[arg-type]
    else:
        back = convert(there, other, unit)  # type: ignore[arg-type]
        assert back is not None
        assert abs(back - value) < Decimal("1e-30")


@given(units)
def test_the_name_of_a_unit_is_read_as_that_unit(unit: object) -> None:
    """What is printed of a unit can be given as the unit of a fact."""
    assert unit_of(unit.name) == unit  # type: ignore[attr-defined]


@given(st.text(max_size=40), st.integers(0, 40))
def test_units_are_read_in_any_text(text: str, position: int) -> None:
    """No text is a mistake, and what is found lies in it."""
    position = min(position, len(text))
    if after := unit_after(text, position):
        assert position < after[1] <= len(text)
    if before := unit_before(text, position):
        assert 0 <= before[1] < position
    unit_of(text)
