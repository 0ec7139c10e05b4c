"""Small stores and texts that would take long or much."""

from __future__ import annotations

from pathlib import Path

import process
import pytest
from faults.samples import HEAD, in_process, took, write
from growth import grows_in_proportion
from process import linux

pytestmark = pytest.mark.slow
CLAIM = '[claim.c]\ntitle = "C"\ntopics = ["t"]\nsource = "s"\n'


@linux
@pytest.mark.parametrize(
    ("key", "longest"),
    [
        *(("title", 1_000), ("by", 500), ("area", 200), ("group", 200), ("summary", 5_000)),
        *(("note", 20_000), ("written", 1_000), ("unit", 200), ("url", 4_000)),
    ],
)
def test_each_text_has_a_longest_length(key: str, longest: int) -> None:
    """It is told with its length, and what is as long as it may be is read."""
    homes = {"unit": ("metric.m", METRIC), "url": ("source.s", HEAD)}
    name, whole = homes.get(key, ("claim.c", CLAIM))
    rest = "" if whole is HEAD else HEAD
    lines = [line for line in whole.splitlines() if not line.startswith(f"{key} = ")]

    def store(length: int) -> str:
        own = [*lines[:1], f'{key} = "{"x " * (length // 2 - 1)}yy"', *lines[1:]]
        return write("\n".join([*own, rest]))

    assert took(["metric", "--facts", store(longest)], 10).code == 0
    line = took(["metric", "--facts", store(longest + 2)], 10).line()
    assert line.endswith(f"{name}: {key} has {longest + 2:,} characters; write at most {longest:,}")


METRIC = '[metric.m]\nunit = "u"\ntitle = "M"\ntopics = ["t"]\nobservations = [{ value = 1 }]\n'


@linux
@pytest.mark.parametrize("words", [65, 1_000, 50_000])
def test_a_phrase_of_many_words_is_refused(words: int) -> None:
    """Each of its words would take memory at every place where it occurs."""
    write(f'{HEAD}{CLAIM}note = "{"a " * 9_000}"\n')
    asked = ["find", "a " * words, "--facts", "store.toml"]
    line = took(asked, 10).line()
    assert line.endswith("more than 64 words side by side; ask for fewer")
    asked = ["find", "a " * 64, "--facts", "store.toml", "-f", "value", "--fields", "id"]
    assert took(asked, 10).out == "c\n"


@linux
def test_a_long_title_is_kept_once() -> None:
    """Of a source that many places are in, and of a topic that many facts are filed under."""
    long = "x " * 499
    head = f'[source.s]\ntitle = "{long}"\n[topic.t]\ntitle = "{long}"\n'
    rows = "".join(f"    {{ value = 1, paragraph = {one} }},\n" for one in range(1, 2_000))
    claims = "".join(f'[claim.c{one}]\ntitle = "C"\ntopics = ["t"]\n' for one in range(6_000))
    metric = 'title = "M"\ntopics = ["t"]\nunit = "u"\nsource = "s"\n'
    write(f"{head}[metric.m]\n{metric}observations = [\n{rows}]\n{claims}")
    done = took(["metric", "-f", "value", "--facts", "store.toml"], 20)
    assert done.out == "1\n" * 1_999


@linux
@pytest.mark.parametrize(
    "text",
    ["5% 2020 " * 4_000, "5% in 2020 " * 4_000, "100 people. " * 2_000, "1 in 2020, 7% | " * 2_000],
    ids=lambda text: text[:16],
)
def test_a_draft_is_audited_in_the_measure_of_its_length(text: str) -> None:
    """A line of a table is one sentence, and many facts may have one value."""
    store = process.table([f"{{ year = {1000 + one}, value = 100 }}" for one in range(3_000)])
    Path("draft.md").write_text(text, encoding="utf-8")
    done = took(["audit", "draft.md", "-f", "jsonl", "--facts", write(store)], 40)
    assert done.code in (0, 1)
    assert done.out.count("\n") >= 2_000


@linux
@pytest.mark.parametrize("name", ["json", "github"])
def test_a_store_is_verified_in_the_measure_of_its_length(name: str) -> None:
    """As many observations as the text has figures."""

    def verify(size: int) -> None:
        numbers = range(10_000, 10_000 + size)
        rows = [f'{{ value = {one}, paragraph = 1, source = "s" }}' for one in numbers]
        write(f'[source.s]\ntitle = "S"\n{process.table(rows)}')
        asked = ["verify", "s", "text.txt", "--facts", "store.toml", "-f", name]
        Path("text.txt").write_text(", ".join(map(str, numbers)), encoding="utf-8")
        assert in_process(asked).code in (0, 1)
        Path("text.txt").write_text("Nothing of it.", encoding="utf-8")
        done = in_process(asked)
        assert (done.code, done.out.count("not in paragraph 1")) == (1, size)

    assert grows_in_proportion(verify, 100)


@linux
@pytest.mark.parametrize(
    ("line", "value"),
    [("there were 52 people and cats\n", "52"), ("there were really many people\n", "{}")],
    ids=["one value at many places", "wordings that are nowhere"],
)
def test_what_many_observations_have_in_common_is_looked_for_once(line: str, value: str) -> None:
    """In a text of a stranger's, at the same places."""

    def verify(size: int) -> None:
        values = [value.format(one) for one in range(3_000, 3_000 + size)]
        rows = [
            f'{{ value = {one}, written = "{one}", paragraph = 1, source = "s" }}' for one in values
        ]
        write(f'[source.s]\ntitle = "S"\n{process.table(rows)}')
        Path("text.txt").write_text(line * (5 * size), encoding="utf-8")
        done = in_process(["verify", "s", "text.txt", "--facts", "store.toml", "-f", "jsonl"])
        assert done.out.count("\n") == size

    assert grows_in_proportion(verify, 25)


@linux
@pytest.mark.parametrize("asked", [["trend", "m"], ["metric", "--sort", "year"], ["show", "m"]])
def test_a_long_text_that_many_facts_share_is_held_once(asked: list[str]) -> None:
    """A megabyte or two, not a hundred."""
    long = "x " * 499
    rows = "".join(
        f'    {{ year = {year}, value = 1, note = "{"n " * 9_000}" }},\n' * (year == 1_000)
        + f"    {{ year = {year}, value = 2, paragraph = {year} }},\n"
        for year in range(1_000, 9_000)
    )
    head = f'[source.s]\ntitle = "{long}"\nnote = "{"y " * 9_000}"\n[topic.t]\ntitle = "T"\n'
    keys = f'title = "{long}"\nnote = "{"z " * 9_000}"\n'
    keys += f'summary = "{"v " * 2_400}"\ntopics = ["t"]\nunit = "u"\nsource = "s"\n'
    write(f"{head}[metric.m]\n{keys}observations = [\n{rows}]\n")
    limit = process.limited("AS", 400_000_000)
    fields = [] if asked[0] == "show" else ["-f", "value"]
    done = process.run(*asked, *fields, "--fields", "id", "--facts", "store.toml", preexec=limit)
    assert (done.code, done.err) == (0, "")


@linux
def test_many_topics_of_many_entries_are_indexed_in_the_measure_of_both() -> None:
    """Their titles are not searched with every entry in full."""
    titles = (" ".join(f"w{one * 1_000 + word:x}" for word in range(140)) for one in range(800))
    topics = "".join(f'[topic.t{one}]\ntitle = "{title}"\n' for one, title in enumerate(titles))
    named = ", ".join(f'"t{one}"' for one in range(100))
    policies = "".join(f'[policy.p{one}]\ntitle = "P"\ntopics = [{named}]\n' for one in range(600))
    asked = ["policy", "-n", "1", "-f", "value", "--fields", "id"]
    assert took([*asked, "--facts", write(topics + policies)], 20).out == "p0\n"


@linux
def test_many_mistakes_are_told_soon() -> None:
    """The first thousand and the count; a guess at each would take longer than the store."""
    topics = "".join(f'[topic.topic-{one}]\ntitle = "T"\n' for one in range(3_000))
    claims = "".join(
        f'[claim.c{one}]\ntitle = "C"\ntopics = ["topik-{one}"]\n' for one in range(3_000)
    )
    done = took(["check", write(topics + claims)], 30)
    assert (done.code, done.out.count("is not defined")) == (1, 1_000)
    assert "3,000 errors" in done.err


PIECES = (
    *("trillion ", "thousand", "per ", "1 ", "one ", "$", "% of ", "/", "-", "a", "(", "5万"),
    *("million of ", "1,", "1.", "e", "m²", "a hundred and ", "between 1 and ", "± ", " "),
)


@linux
@pytest.mark.parametrize("key", ["unit", "area", "group", "title", "written", "id", "period"])
@pytest.mark.parametrize("length", [195, 900, 180_000])
def test_a_text_repeated_in_a_key_takes_no_time(key: str, length: int) -> None:
    """As long as it may be, or longer: a line or an answer, and never a traceback."""
    entries = []
    for number, piece in enumerate(PIECES):
        text = (piece * length)[:length]
        given = {"unit": "u", "title": "M", "area": "A", "group": "G", "id": f"m{number}"}
        given |= {"written": "1", "period": "2020", key: text}
        entries.append(
            f'[metric."{given["id"]}"]\ntitle = "{given["title"]}"\nunit = "{given["unit"]}"\n'
            f'topics = ["t"]\narea = "{given["area"]}"\ngroup = "{given["group"]}"\n'
            f'observations = [{{ written = "{given["written"]}", period = "{given["period"]}" }}]\n'
        )
    store = write("\n".join([HEAD, *entries]))
    done = took(["check", store], 20)
    assert done.code in (0, 1)
    assert all(len(line) < 2_000 for line in done.out.splitlines())
    if length < 200:  # longer ones are refused, which `check` has shown
        looked_up = took(["find", "1 trillion", "--facts", store], 20)
        assert looked_up.code == (0 if done.code == 0 else 2), looked_up.err[:1_000]


UNCLOSED = (
    *('"' + "x" * 40, "'" + "x" * 40, '"""' + "x" * 40, "'''" + "x" * 40, '"' + r"\\x" * 100_000),
    *('"""' + '""x' * 100_000, "'''" + "''x" * 100_000, "#" * 200_000, "a " * 100_000, "a." * 40),
)


@linux
@pytest.mark.parametrize(
    "content",
    [
        "a = " + "{a=" * 330 + '"' + "x" * 40,
        "a = " + "{a=" * 330 + '"' + "x" * 100_000,
        "a = " + "[" * 399 + '"' + r"\\" * 50_000,
        "a = " + "{a=" * 330 + "'" + "x" * 100_000,
        "a = " + "[" * 399 + '"""' + '""x' * 50_000,
        "a = " + "[" * 399 + "'''" + "''x" * 50_000,
        'a = "' + r"\u0061" * 100_000,
        '[a."' + r"\"" * 100_000,
        "[" + '"a".' * 49 + '"' + "x" * 100_000,
        # What makes us look at the tokens ourselves, behind what they may stumble over.
        *(f"{text}\n{'1' * 1_500}" for text in UNCLOSED),
        *(f"a = {'{a=' * 330}{text}\n{'1' * 1_500}" for text in UNCLOSED),
        "a = [" + "1," * 200_000,
        "a = [" + "#\n" * 200_000,
        "a = 1" + "_1" * 200_000,
        "a = 2020-01-01T" + "0" * 200_000,
        "a = 1." + "0" * 200_000 + "e",
        "\n" * 200_000 + "]",
        "\r" * 200_000,
        "\ufeff" * 100_000,
        "=" * 200_000,
        "." * 200_000,
        '"' * 200_001,
        "'" * 200_001,
        "a" * 1_000_000,
        "é" * 500_000,
    ],
    ids=lambda text: f"{text[:8]!a}-{text[-4:]!a}-{len(text)}",
)
def test_a_small_store_is_read_or_refused_in_no_time(content: str) -> None:
    """Nested, unclosed, repeated: no pattern of ours has two ways to match one text."""
    done = took(["metric", "--facts", write(content)], 10)
    line = done.line(2)
    assert line.startswith("store.toml:")
    assert len(line) < 2_000
