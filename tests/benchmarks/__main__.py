"""How fast report is, beside its parts and beside other programs.

Run it from anywhere:

    python tests/benchmarks                   sizes up to 100,000 observations, some minutes
    python tests/benchmarks --quick           up to 10,000, a few runs
    python tests/benchmarks --sizes 50,10000,100000,1000000 --runs 15

It makes stores of these sizes, always the same ones, in a temporary folder, and the same facts
for jq, recsel, Miller, tomlq and the sqlite3 shell, where they are installed.  Each program is
asked for the same facts.  What is compared is run in turn (A B A B …); times are medians of
whole processes, and ratios are medians of the ratios of each turn.  No time is good or bad by
itself: only the ratios can be carried to another machine.  The tables are Markdown.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import stores
from timing import Command, Series, in_turn, output

_SIZES = [50, 10_000, 100_000]
_MOST_SECONDS = 60.0  # a program that would take longer at a size is left out there

_SCRIPT = Path(sys.executable).with_name("report")
_REPORT = [str(_SCRIPT)] if _SCRIPT.exists() else [sys.executable, "-m", "factreport"]
_IMPORTS = "import click, tomli, sqlite3"

_SERIES, _YEARS = f"series-{stores.word(0)}", f"{stores.FIRST_YEAR}-{stores.LAST_YEAR}"
_METRIC = f"workers-{stores.word(0)}"
_BY_TOPIC = ["metric", "--topic", _SERIES, "--year", _YEARS]
# An answer of twenty rows at most, so that it should cost what twenty rows cost.
_FEW = ["-n", "20"]
_QUESTIONS = {
    "topic and years": [*_BY_TOPIC, *_FEW],
    "a word and years": ["metric", stores.word(0), "--year", _YEARS, *_FEW],
    "the first 20": ["metric", *_FEW],
    "`--latest`": ["metric", "--latest", *_FEW],
    "a word, `--latest`": ["metric", "workers", "--latest", *_FEW],
    "`--sort -value`": ["metric", "--sort", "-value", *_FEW],
    "`--sort title`": ["metric", "--sort", "title", *_FEW],
    "one year": ["metric", "--year", str(stores.FIRST_YEAR), *_FEW],
    "an area": ["metric", "workers", "--sort", "area", *_FEW],
    "`find`, a rare word": ["find", stores.word(0), *_FEW],
    "`find`, a word that is everywhere": ["find", "workers", *_FEW],
    "`find`, a figure": ["find", "4,200 people", *_FEW],
    "`find`, no such words": ["find", "zyzzyva", "quux"],
    "no such year": ["metric", "--year", "1500"],
    "`year`": ["year"],
    "bare `report`": [],
    # These answer with everything, so they grow with their answers.
    "`show`, all of a metric": ["show", _METRIC, "--fields", "id,title"],
    "`topic`, all topics": ["topic", "--fields", "id,facts"],
}
_FROM_YEAR = f'select(.period >= "{stores.FIRST_YEAR}")'
_OF_SERIES = f'select(.topics | index("{_SERIES}"))'
_IN_YEARS = f".year >= {stores.FIRST_YEAR}"
_OTHERS = {
    "jq": (
        "json",
        ["jq", "-c", f'.[] | select(.topic == "{_SERIES}" and {_IN_YEARS})'],
    ),
    "recsel": ("rec", ["recsel", "-e", f"topic = '{_SERIES}' && year >= {stores.FIRST_YEAR}"]),
    "mlr": (
        "csv",
        ["mlr", "--icsv", "--ojson", "filter", f'$topic == "{_SERIES}" && ${_IN_YEARS[1:]}'],
    ),
    "tomlq": (
        "toml",
        ["tomlq", "-c", f".metric[] | {_OF_SERIES} | .observations[] | {_FROM_YEAR}"],
    ),
    "sqlite3": ("db", ["sqlite3", "-json"]),
}
_SQL = f"SELECT * FROM fact WHERE topic = '{_SERIES}' AND year >= {stores.FIRST_YEAR}"

Table = list[list[str]]


class Plan(NamedTuple):
    """What is to be measured: sizes in observations, runs of each, and where the stores are."""

    sizes: list[int]
    runs: int
    folder: Path
    text_bytes: int

    def store(self, size: int, kind: str = "toml") -> str:
        """The scattered store of this size in a format, written when it is first asked for."""
        path = self.folder / f"{size}.{kind}"
        if not path.exists():
            stores.WRITERS[kind](size, path)
        return str(path)

    def shaped(self, size: int, shape: str) -> str:
        """The store of this size and shape."""
        path = self.folder / f"{shape}-{size}.toml"
        if not path.exists():
            stores.write_toml(size, path, stores.SHAPES[shape])
        return str(path)


def main() -> None:
    """Measure, and print the tables as they are ready."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", metavar="N,N", help="how many observations the stores have")
    parser.add_argument("--runs", type=int, default=9, metavar="N", help="turns of each comparison")
    parser.add_argument("--text", type=int, default=1_000, metavar="KB", help="how long texts are")
    parser.add_argument("--quick", action="store_true", help="two small sizes and three runs")
    given = parser.parse_args()
    sizes = [50, 10_000] if given.quick else _SIZES
    if given.sizes:
        sizes = sorted(int(size) for size in given.sizes.split(","))
    with tempfile.TemporaryDirectory(prefix="factreport-benchmark-") as folder:
        os.environ["REPORT_CACHE"] = str(Path(folder, "cache"))
        plan = Plan(
            sizes,
            min(given.runs, 3) if given.quick else given.runs,
            Path(folder),
            given.text * 1_000,
        )
        _say(f"Python {platform.python_version()}, {_machine()}; medians of {plan.runs} runs.")
        for heading, table in _tables(plan):
            _say(f"{heading}\n\n{_markdown(table)}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n\n")
    sys.stdout.flush()


def _tables(plan: Plan) -> Iterator[tuple[str, Table]]:
    yield "**Start-up**: a look-up in the shipped store beside the bare imports", _start_up(plan)
    yield "**First look-up**: the store is read, checked and indexed", _first(plan)
    # With one size there is nothing to compare.
    for shape in [*stores.SHAPES][: None if len(plan.sizes) > 1 else 1]:
        yield f"**Look-ups after that**, in a {shape} store", _look_ups(plan, shape)
    yield f"**Beside others**: {stores.ANSWERS} facts by topic and years", _beside_others(plan)
    yield "**A long answer**: every fact of a store, shown and written", _long(plan)
    yield (
        f"**Texts**: {plan.text_bytes // 1000:,} kB of prose, and of nothing but figures",
        _texts(plan),
    )


def _start_up(plan: Plan) -> Table:
    shipped = [*_REPORT, "metric", "--year", "2020", "--format"]
    bare = [sys.executable, "-c"]
    series = in_turn(
        {
            "imports": Command([*bare, _IMPORTS]),
            "json": Command([*shipped, "json"]),
            "imports and rich": Command([*bare, f"{_IMPORTS}, rich.console, rich.table"]),
            "table": Command([*shipped, "table"]),
        },
        plan.runs,
    )
    return [
        ["", "time", "ratio"],
        [f"`{_IMPORTS}`", _time(series["imports"].seconds), ""],
        _beside("`report metric --year 2020`, JSON", series["json"], series["imports"]),
        ["the same and `rich`", _time(series["imports and rich"].seconds), ""],
        _beside("the same as a table", series["table"], series["imports and rich"]),
    ]


def _first(plan: Plan) -> Table:
    table = [["observations", "`tomli.loads`", "`report`", "ratio", "peak memory", "ratio"]]
    largest = plan.sizes[-1]
    shaped = [(size, "scattered") for size in plan.sizes]
    shaped += [(largest, shape) for shape in stores.SHAPES if shape != "scattered"]
    for size, shape in shaped:
        path = plan.shaped(size, shape)
        question = [*_REPORT, "metric", *_FEW, "--facts", path, "--json"]
        loads = f"import tomli; tomli.loads(open({path!r}, encoding='utf-8').read())"
        runs = plan.runs if size < 10**6 else min(plan.runs, 3)
        series = in_turn(
            {
                "tomli": Command([sys.executable, "-c", loads]),
                "report": Command(question, lambda: _forget(plan)),
            },
            runs,
        )
        ours, bare = series["report"], series["tomli"]
        peak = [f"{ours.mebibytes:.0f} MiB", _ratio(ours.mebibytes / (bare.mebibytes or 1))]
        table.append([*_beside(f"{size:,}, {shape}", ours, bare), *peak])
        table[-1].insert(1, _time(bare.seconds))
    return table


def _forget(plan: Plan) -> None:
    shutil.rmtree(plan.folder / "cache", ignore_errors=True)


def _look_ups(plan: Plan, shape: str) -> Table:
    smallest, largest = plan.sizes[0], plan.sizes[-1]
    headings = [f"{size:,}" for size in plan.sizes]
    table = [["", *headings, f"{largest:,} : {smallest:,}"]]
    for name, question in _QUESTIONS.items():
        commands = {
            str(size): Command([*_REPORT, "--facts", plan.shaped(size, shape), *question])
            for size in plan.sizes
        }
        series = in_turn(commands, plan.runs)
        times = [_time(series[str(size)].seconds) for size in plan.sizes]
        table.append([name, *times, _ratio(series[str(largest)].ratio(series[str(smallest)]))])
    return table


def _texts(plan: Plan) -> Table:
    prose = plan.folder / "prose.txt"
    stores.write_prose(plan.text_bytes, prose)
    store = ["--facts", plan.store(min(10_000, plan.sizes[-1]))]
    commands = {
        "`report figures`": Command([*_REPORT, "figures", str(prose), "-f", "csv", *store]),
        "`report audit`": Command(
            [*_REPORT, "audit", str(prose), "-f", "csv", *store], codes=(0, 1)
        ),
    }
    if importlib.util.find_spec("quantulum3"):
        parse = f"from quantulum3 import parser; parser.parse(open({str(prose)!r}).read())"
        commands["quantulum3"] = Command([sys.executable, "-c", parse])
    for number, (form, ending) in enumerate(stores.WORST.items()):
        worst = plan.folder / f"worst-{number}.{ending}"
        stores.write_worst(plan.text_bytes, worst, form)
        shown = repr(form[:24]).replace("|", "¦")  # a bar would end the cell of the table
        commands[f"`report audit`, only {shown} in a .{ending}"] = Command(
            [*_REPORT, "audit", str(worst), "-f", "csv", *store], codes=(0, 1)
        )
    series = in_turn(commands, min(plan.runs, 3))
    return [["", "time", "peak memory"]] + [
        [name, _time(ran.seconds), f"{ran.mebibytes:.0f} MiB"] for name, ran in series.items()
    ]


def _beside_others(plan: Plan) -> Table:
    programs = [name for name in _OTHERS if shutil.which(name)]
    table = [["observations", "report", *programs]]
    took = dict.fromkeys(programs, 0.0)
    before = plan.sizes[0]
    for size in plan.sizes:
        commands = {"report": _asked_of_report(plan, size)}
        for name in programs:
            if took[name] * size / before <= _MOST_SECONDS:
                commands[name] = _asked_of(name, plan, size)
        _check_same_answer(commands)
        series = in_turn(commands, plan.runs if size < 10**6 else min(plan.runs, 3))
        took |= {name: series[name].seconds for name in series if name in took}
        before = size
        table.append([f"{size:,}", *_times(series, ["report", *programs])])
    return table


def _asked_of_report(plan: Plan, size: int) -> Command:
    question = _BY_TOPIC
    return Command([*_REPORT, *question, "--facts", plan.store(size), "--json"])


def _asked_of(name: str, plan: Plan, size: int) -> Command:
    kind, words = _OTHERS[name]
    last = [_SQL] if name == "sqlite3" else []
    return Command([*words, plan.store(size, kind), *last])


def _check_same_answer(commands: Mapping[str, Command]) -> None:
    for name, command in commands.items():
        found = output(command.words).count("District")
        if found != stores.ANSWERS:
            raise SystemExit(f"{name} found {found} facts, not {stores.ANSWERS}")


def _times(series: Mapping[str, Series], names: Sequence[str]) -> list[str]:
    return [
        _time(series[name].seconds) if name in series else f"over {_MOST_SECONDS:.0f} s"
        for name in names
    ]


def _long(plan: Plan) -> Table:
    size = min(10_000, plan.sizes[-1])
    question = [*_REPORT, "metric", "--facts", plan.store(size), "--format"]
    formats = ("table", "json", "csv")
    runs = min(plan.runs, 5)
    series = in_turn({name: Command([*question, name]) for name in formats}, runs)
    table = [[f"{size:,} rows", "first output", "all", "peak memory"]]
    for name in formats:
        one = series[name]
        times = [_time(one.first), _time(one.seconds)]
        table.append([f"`--format {name}`", *times, f"{one.mebibytes:.0f} MiB"])
    return table


def _beside(name: str, ours: Series, other: Series) -> list[str]:
    return [name, _time(ours.seconds), _ratio(ours.ratio(other))]


def _time(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms" if seconds < 10 else f"{seconds:.1f} s"


def _ratio(ratio: float) -> str:
    return f"{ratio:.2f}"


def _markdown(table: Table) -> str:
    heading, *rows = table
    rule = ["---", *["---:"] * (len(heading) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heading, rule, *rows))


def _machine() -> str:
    name = platform.processor() or platform.machine()
    if sys.platform == "linux":
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as stream:
            models = [line.partition(":")[2] for line in stream if line.startswith("model name")]
        name = models[0].strip() if models else name
    return f"{platform.system()} on {name}, {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
