"""Laws of reading: no digit is passed over, and nothing around a figure changes it."""

from __future__ import annotations

from decimal import Decimal, localcontext

from hypothesis import assume, given
from hypothesis import strategies as st

from factreport.figure_text import write_number
from factreport.figures.figure import Reading
from factreport.figures.reading import read, read_figure
from factreport.figures.tables import read_block
from factreport.model import QUALIFIERS, Qualifier
from factreport.texts import parse

PIECES = st.sampled_from(
    [
        *("5", "52", "1,000", "2020", "93.8", "0", "007", "%", " ", " ", " ", "\n", "-", "–", "."),
        *(",", "+", "million", "m", "k", "more than", "about", "up to", "or more", "one", "six"),
        *(
            "hundred",
            "a ",
            "and",
            "to",
            "between",
            "from",
            "January",
            "Section",
            "$",
            "€",
            "(",
            ")",
        ),
        *(
            "[",
            "]",
            "half",
            "quarter of",
            "minus ",
            "per cent",
            "万",
            "½",
            "²",
            "é",
            "İ",
            "٣",
            "\uff15",
        ),
        *(
            "`",
            "/",
            ":",
            "x",
            "th",
            "s",
            "@",
            "B",
            "e5",
            "×",
            "10^6",
            "kg",
            " per ",
            "two",
            "third",
        ),
        *(
            "'",
            "aged ",
            "±",
            "°C",
            "10⁶",
            " in ",
            " out of ",
            "point",
            "(95% CI ",
            "\n\n",
            "#",
            ">",
        ),
        *(
            "^105",
            "e53",
            "W",
            "K",
            "3Q25",
            "^",
            "m",
            "s",
            "£(",
            " Street",
            " code",
            " times",
            "CLP$",
            "cm⁻¹",
            "°",
        ),
        *("not exceed ", "thousands", "of ", "feet", " inches", "year-olds", "https://a", "Q1 "),
    ]
)
TEXTS = st.text(max_size=80) | st.lists(PIECES, max_size=16).map("".join)
AMOUNTS = st.sampled_from(
    [
        *("more than 2.7 million people", "15,270,000", "93.8%", "$3.1bn", "about 440,000"),
        *("between 5 and 7 per cent", "7.2 ± 0.4 Mt", "two and a half million", "A$40m", "-5 °C"),
        *("320 cases per 100,000 people", "10 or more", "two-thirds of voters", "1850 voters"),
        *("nearly half of households", "did not exceed 4 per cent", "640bhp", "€1–2 billion"),
    ]
)


@given(TEXTS)
def test_every_digit_is_in_one_figure_or_one_skipped_thing(text: str) -> None:
    """No text is too odd: all that was read stands in order, apart, and holds every digit."""
    reading = read(text)
    spans = sorted([(one.start, one.end) for one in (*reading.figures, *reading.skipped)])
    covered: set[int] = set()
    end = 0
    for start, stop in spans:
        assert end <= start < stop <= len(text)
        covered.update(range(start, stop))
        end = stop
    assert all(at in covered for at, char in enumerate(text) if char.isdecimal())


@given(TEXTS)
def test_a_figure_says_what_it_is(text: str) -> None:
    """Each has its text, a value or two ends in order, and a step."""
    for figure in read(text).figures:
        assert figure.text == text[figure.start : figure.end]
        assert figure.start <= figure.number[0] < figure.number[1] <= figure.end
        assert figure.step > 0
        if figure.value is None or figure.low is not None:
            assert figure.low is not None
            assert figure.high is not None
            assert figure.low <= figure.high


# What reads Markdown is loaded when it is first needed, which no deadline has to count.
parse("a.md", b"_")


def _meant(reading: Reading) -> list[tuple[object, ...]]:
    return [
        (one.value, one.low, one.high, one.qualifier, one.unit, one.step, one.direction)
        for one in reading.figures
    ]


def _in(name: str, text: str) -> list[tuple[object, ...]]:
    blocks = parse(name, text.encode()).blocks
    return [meant for block in blocks for meant in _meant(read_block(block))]


@given(
    AMOUNTS,
    st.sampled_from(
        [
            *("It was *{}*.", "It was **{}**.", "It was _{}_.", "It was ~~{}~~."),
            *("It was [{}](https://a.b/52).", "> It was {}.", "- It was {}.", "# It was {}."),
        ]
    ),
)
def test_markup_around_a_figure_changes_nothing(amount: str, markup: str) -> None:
    """A figure survives emphasis, a link and a quotation."""
    assert _in("a.md", markup.format(amount)) == _meant(read(f"It was {amount}."))


@given(AMOUNTS)
def test_a_figure_in_html_and_in_a_table_is_the_same(amount: str) -> None:
    """In a cell of a table, in Markdown and in HTML, stands what stands in a sentence."""
    alone = _meant(read(amount))
    rows = f"<tr><th>Which</th><th>Result</th></tr><tr><td>All</td><td><b>{amount}</b></td></tr>"
    assert _in("a.html", f"<table>{rows}</table>") == alone
    assert _in("a.md", f"| Which | Result |\n|---|---|\n| All | {amount} |\n") == alone


@given(AMOUNTS, st.data())
def test_a_figure_may_go_across_a_line_break(amount: str, data: st.DataObject) -> None:
    """A line may end between any two words of it."""
    blanks = [at for at, char in enumerate(amount) if char == " "]
    assume(blanks)
    at = data.draw(st.sampled_from(blanks))
    assert _meant(read(f"{amount[:at]}\n{amount[at + 1 :]}")) == _meant(read(amount))


@given(AMOUNTS)
def test_full_width_digits_are_digits(amount: str) -> None:
    """What is typed in full width reads as what it is."""
    wide = amount.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    assert _meant(read(wide)) == _meant(read(amount))


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_block_is_read_by_itself(before: str, amount: str, after: str) -> None:
    """The figures of a paragraph do not depend on what stands in another one."""
    whole = _in("a.txt", f"There {before}.\n\nThen {amount}.\n\nLast {after}.")
    assert whole == [
        *_meant(read(f"There {before}.")),
        *_meant(read(f"Then {amount}.")),
        *_meant(read(f"Last {after}.")),
    ]


VALUES = st.one_of(
    st.integers(-(2**63), 2**63),
    st.integers(-1400, 1400),
    st.decimals(-(10**9), 10**9, places=3, allow_nan=False, allow_infinity=False),
)


@given(VALUES, st.sampled_from([None, *QUALIFIERS]), st.sampled_from(["", "%", " kg", " million"]))
def test_write_then_read_is_the_identity(
    value: int | Decimal, qualifier: Qualifier | None, unit: str
) -> None:
    """A number that is written with a qualifier and a unit reads as what it was."""
    figure = read_figure(f"{qualifier or ''} {write_number(value)}{unit}".strip())
    assert figure is not None
    assert figure.value == Decimal(value) * (10**6 if unit == " million" else 1)
    assert figure.qualifier == qualifier


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES, TENS = _ONES.split(" "), _TENS.split(" ")


def _in_words(number: int) -> str:
    for scale in ("trillion", "billion", "million", "thousand"):
        size = 10 ** {"trillion": 12, "billion": 9, "million": 6, "thousand": 3}[scale]
        if number >= size:
            count, rest = divmod(number, size)
            behind = f" {'and ' if rest < 100 else ''}{_in_words(rest)}" if rest else ""
            return f"{_in_words(count)} {scale}{behind}"
    if number >= 100:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (f" and {_in_words(rest)}" if rest else "")
    if number < 20:
        return ONES[number]
    return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")


@given(st.integers(2, 10**15 - 1) | st.integers(2, 3000))
def test_every_number_in_words_is_read(number: int) -> None:
    """Whole numbers below a quadrillion can be written in words."""
    figure = read_figure(f"{_in_words(number)} kg")
    assert figure is not None
    assert figure.value == number


def test_reading_does_not_depend_on_the_decimal_context() -> None:
    """A figure of 40 digits is exact, whatever precision the caller works with."""
    digits = "1234567890" * 4
    with localcontext() as context:
        context.prec = 3
        figure = read_figure(f"{digits} trillion")
    assert figure is not None
    assert figure.value == Decimal(f"{digits}e12")
