"""How well an audit does on drafts: run as a script, it prints the four rates of each set.

Usage: python tests/audit/rates.py [-v] [DRAFT.md]...
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from drafts import DEVELOPMENT, HELD_OUT, SUBTLE, Page, falsified, page

import factreport
from factreport import texts
from factreport.auditing import Auditor, Finding

WRONG = ("contradicts", "unknown")
AGREES = ("matches", "rounded")


class Share(NamedTuple):
    """So many of so many, and a line for each of those that ought to be otherwise."""

    count: int = 0
    of: int = 0
    lines: tuple[str, ...] = ()

    def __add__(self, other: Share) -> Share:  # type: ignore[override]
        return Share(self.count + other.count, self.of + other.of, self.lines + other.lines)

    def __str__(self) -> str:
        return f"{100 * self.count / max(self.of, 1):5.1f}% ({self.count} of {self.of})"


class Rates(NamedTuple):
    """The four rates; falsifications that are plain and subtle, and the two of derived figures."""

    false_alarms: Share = Share()
    caught: Share = Share()
    caught_subtle: Share = Share()
    derived: Share = Share()
    falsely_confirmed: Share = Share()
    by_chance: Share = Share()

    def __add__(self, other: Rates) -> Rates:  # type: ignore[override]
        return Rates(*(one + two for one, two in zip(self, other, strict=True)))


def measured(paths: Sequence[Path], others: Sequence[Path]) -> Rates:
    """The rates on some drafts; by chance: of each draft against the stores of the others."""
    auditors = {path: _auditor(path) for path in {*paths, *others}}
    rates = Rates()
    for path in paths:
        rates += _of_draft(path, auditors[path])
        for other in others:
            if other.stem != path.stem:
                rates += Rates(by_chance=_by_chance(path, other, auditors[other]))
    return rates


def _auditor(path: Path) -> Auditor:
    return Auditor(factreport.open_store(str(path.with_suffix(".toml"))))


def _found(auditor: Auditor, one: Page) -> list[tuple[int, Finding]]:
    text = texts.parse("draft.md", one.text.encode())
    starts = [0]
    for line in one.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return [
        (starts[(found.place.line or 1) - 1] + (found.place.column or 1) - 1, found)
        for found in auditor.audit(text)
    ]


def _of_draft(path: Path, auditor: Auditor) -> Rates:
    draft = path.read_text(encoding="utf-8")
    right = page(draft)
    found = _found(auditor, right)
    rates = Rates()
    for place, finding in found:
        line = _line(path, finding)
        if _is_among(place, finding, right.derived):
            is_seen = finding.result in ("derived", *AGREES)
            rates += Rates(derived=Share(is_seen, 1, () if is_seen else (line,)))
        elif finding.result != "skipped" and not _is_among(place, finding, right.absent):
            is_wrong = finding.result in WRONG
            rates += Rates(false_alarms=Share(is_wrong, 1, (line,) if is_wrong else ()))
    for place in right.derived:
        if not any(
            place[0] <= at < place[1] or at <= place[0] < at + len(one.figure.text)
            for at, one in found
        ):
            line = f"{path.stem}: not read: {right.text[slice(*place)]}"
            rates += Rates(derived=Share(0, 1, (line,)))
    usual = _wrong(found)
    for copy in falsified(draft):
        rates += _of_copy(path, copy, _found(auditor, copy), usual)
    return rates


def _of_copy(path: Path, copy: Page, found: list[tuple[int, Finding]], usual: list[str]) -> Rates:
    now = _wrong(found)
    is_caught = len(now) > len(usual) or any(now.count(one) > usual.count(one) for one in now)
    assert copy.changed is not None
    start, end = copy.changed
    around = (
        copy.text[max(0, start - 60) : start]
        + "[["
        + copy.text[start:end]
        + "]]"
        + copy.text[end : end + 40]
    )
    line = f"{path.stem}: {copy.kind}: {' '.join(around.split())}"
    caught = Share(is_caught, 1, () if is_caught else (line,))
    rates = Rates(caught_subtle=caught) if copy.kind in SUBTLE else Rates(caught=caught)
    if copy.kind == "derived":
        confirmed = [
            f"{one.figure.text}: {one.message}"
            for place, one in found
            if one.result in ("derived", *AGREES)
            and start - 20 <= place < end
            and place + len(one.figure.text) > start
        ]
        rates += Rates(
            falsely_confirmed=Share(
                bool(confirmed), 1, tuple(f"{line}: {one}" for one in confirmed)
            )
        )
    return rates


def _wrong(found: list[tuple[int, Finding]]) -> list[str]:
    return [f"{one.figure.text}" for _, one in found if one.result in WRONG]


def _by_chance(path: Path, other: Path, auditor: Auditor) -> Share:
    found = _found(auditor, page(path.read_text(encoding="utf-8")))
    share = Share()
    for _, finding in found:
        if finding.result != "skipped":
            is_match = finding.result in ("derived", *AGREES)
            line = f"{path.stem} in {other.stem}: {_line(path, finding)}"
            share += Share(is_match, 1, (line,) if is_match else ())
    return share


def _is_among(place: int, finding: Finding, places: list[tuple[int, int]]) -> bool:
    return any(a < place + len(finding.figure.text) and place < b for a, b in places)


def _line(path: Path, finding: Finding) -> str:
    fact = (
        f" [{finding.fact.id} {finding.fact.period} {finding.fact.value}]" if finding.fact else ""
    )
    place = f"{path.stem}:{finding.place.line}"
    return f"{place}: {finding.figure.text!r} {finding.result}: {finding.message}{fact}"


def _report(name: str, rates: Rates, *, is_verbose: bool) -> Iterator[str]:
    yield name
    for label, share in zip(Rates._fields, rates, strict=True):
        yield f"  {label.replace('_', ' '):<18} {share}"
        if is_verbose:
            yield from (f"      {line}" for line in share.lines)


def main(arguments: Sequence[str]) -> None:
    """Print the rates of the sets, or of the drafts that are named."""
    named = [Path(one) for one in arguments if not one.startswith("-")]
    sets = {"named": named} if named else {"development": DEVELOPMENT, "held out": HELD_OUT}
    for name, paths in sets.items():
        is_verbose = "-v" in arguments and (name != "held out")
        others = [*DEVELOPMENT] if named else paths
        lines = _report(name, measured(paths, others), is_verbose=is_verbose)
        sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main(sys.argv[1:])
