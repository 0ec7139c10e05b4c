"""Small stores and texts that would take long or much."""

from __future__ import annotations

from pathlib import Path

import process
import pytest
from faultlib import write
from process import linux, run


def _took(asked: list[str], seconds: float) -> process.Run:
    """The run, ended where it takes far too long: no store of a normal size may."""
    limits = process.limited("CPU", int(seconds))
    return run(*asked, preexec=limits, env={"REPORT_CACHE": "off"})


@linux
@pytest.mark.parametrize("words", [65, 1_000, 50_000])
def test_a_phrase_of_many_words_is_refused(words: int) -> None:
    """Each of its words would take memory at every place where it occurs."""
    write(f'[topic.t]\ntitle = "T"\n[claim.c]\ntitle = "{"a " * 50_000}"\ntopics = ["t"]\n')
    asked = ["find", "a " * words, "--facts", "store.toml"]
    line = _took(asked, 10).line()
    assert line.endswith("more than 64 words side by side; ask for fewer")
    asked = ["find", "a " * 64, "--facts", "store.toml", "-f", "value", "--fields", "id"]
    assert _took(asked, 10).out == "c\n"


@linux
def test_a_long_title_is_kept_once() -> None:
    """Of a source that many places are in, and of a topic that many facts are filed under."""
    long = "x " * 100_000
    head = f'[source.s]\ntitle = "{long}"\n[topic.t]\ntitle = "{long}"\n'
    rows = "".join(f"    {{ value = 1, paragraph = {one} }},\n" for one in range(1, 2_000))
    claims = "".join(f'[claim.c{one}]\ntitle = "C"\ntopics = ["t"]\n' for one in range(6_000))
    metric = 'title = "M"\ntopics = ["t"]\nunit = "u"\nsource = "s"\n'
    write(f"{head}[metric.m]\n{metric}observations = [\n{rows}]\n{claims}")
    done = _took(["metric", "-f", "value", "--facts", "store.toml"], 10)
    assert done.out == "1\n" * 1_999


@linux
@pytest.mark.parametrize(
    "text",
    ["5% 2020 " * 8_000, "5% in 2020 " * 8_000, "100 people. " * 3_000, "1 in 2020, 7% | " * 4_000],
    ids=lambda text: text[:16],
)
def test_a_draft_is_audited_in_the_measure_of_its_length(text: str) -> None:
    """A line of a table is one sentence, and many facts may have one value."""
    store = process.table([f"{{ year = {1000 + one}, value = 100 }}" for one in range(3_000)])
    Path("draft.md").write_text(text, encoding="utf-8")
    done = _took(["audit", "draft.md", "-f", "jsonl", "--facts", write(store)], 20)
    assert done.code in (0, 1)
    assert done.out.count("\n") >= 3_000


@linux
@pytest.mark.parametrize("name", ["json", "github"])
def test_a_store_is_verified_in_the_measure_of_its_length(name: str) -> None:
    """As many observations as the text has figures."""
    numbers = range(10_000, 13_000)
    rows = [f'{{ value = {one}, paragraph = 1, source = "s" }}' for one in numbers]
    write(f'[source.s]\ntitle = "S"\n{process.table(rows)}')
    Path("text.txt").write_text(", ".join(map(str, numbers)), encoding="utf-8")
    asked = ["verify", "s", "text.txt", "--facts", "store.toml", "-f", name]
    assert _took(asked, 15).code == 0
    Path("text.txt").write_text("Nothing of it.", encoding="utf-8")
    done = _took(asked, 15)
    assert (done.code, done.out.count("not in paragraph 1")) == (1, 3_000)


@linux
@pytest.mark.parametrize(
    ("line", "value"),
    [("there were 52 people and cats\n", "52"), ("there were really many people\n", "{}")],
    ids=["one value at many places", "wordings that are nowhere"],
)
def test_what_many_observations_have_in_common_is_looked_for_once(line: str, value: str) -> None:
    """In a text of a stranger's, at the same places."""
    values = [value.format(one) for one in range(3_000, 5_000)]
    rows = [
        f'{{ value = {one}, written = "{one}", paragraph = 1, source = "s" }}' for one in values
    ]
    write(f'[source.s]\ntitle = "S"\n{process.table(rows)}')
    Path("text.txt").write_text(line * 10_000, encoding="utf-8")
    done = _took(["verify", "s", "text.txt", "--facts", "store.toml", "-f", "jsonl"], 20)
    assert done.out.count("\n") == 2_000


@linux
@pytest.mark.parametrize("asked", [["trend", "m"], ["metric", "--sort", "year"], ["show", "m"]])
def test_a_long_text_that_many_facts_share_is_held_once(asked: list[str]) -> None:
    """Half a megabyte, not two gigabytes."""
    long = "x " * 100_000
    rows = "".join(
        f"    {{ year = {year}, value = 1, paragraph = {year} }},\n" for year in range(1_000, 6_000)
    )
    head = f'[source.s]\ntitle = "{long}"\n[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "{long}"\n'
    keys = 'topics = ["t"]\nunit = "u"\nsource = "s"\n'
    write(f"{head}{keys}observations = [\n{rows}]\n")
    limit = process.limited("AS", 700_000_000)
    fields = [] if asked[0] == "show" else ["-f", "value"]
    done = run(*asked, *fields, "--fields", "id", "--facts", "store.toml", preexec=limit)
    assert (done.code, done.err) == (0, "")


@linux
def test_many_topics_of_many_entries_are_indexed_in_the_measure_of_both() -> None:
    """Their titles are not searched with every entry in full."""
    titles = (" ".join(f"w{one * 1_000 + word:x}" for word in range(140)) for one in range(800))
    topics = "".join(f'[topic.t{one}]\ntitle = "{title}"\n' for one, title in enumerate(titles))
    named = ", ".join(f'"t{one}"' for one in range(800))
    policies = "".join(f'[policy.p{one}]\ntitle = "P"\ntopics = [{named}]\n' for one in range(300))
    asked = ["policy", "-n", "1", "-f", "value", "--fields", "id"]
    assert _took([*asked, "--facts", write(topics + policies)], 10).out == "p0\n"


@linux
def test_many_mistakes_are_told_soon() -> None:
    """A guess at each of them would take longer than the store."""
    topics = "".join(f'[topic.topic-{one}]\ntitle = "T"\n' for one in range(3_000))
    claims = "".join(
        f'[claim.c{one}]\ntitle = "C"\ntopics = ["topik-{one}"]\n' for one in range(3_000)
    )
    done = _took(["check", write(topics + claims)], 15)
    assert (done.code, done.out.count("is not defined")) == (1, 3_000)
