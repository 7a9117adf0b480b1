"""Print a lineage: its versions as a tree; for each copy the facts that changed, then the sentences that differ."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.model import Change, Copy, Filed, Lineage
from dateline.stages.lineage import Passage, Segment, compare

if TYPE_CHECKING:
    from dateline.store.reader import Reader

# Below this width two columns would hold a few words each; versions are then printed one under the other.
_SIDE_BY_SIDE = 110

# A longer stretch that only one version has is shown by its beginning and end; `dateline show REPORT` has all of it.
_LONGEST = 300

_BEFORE = {"changed": "red", "removed": "red strike", "added": "", "same": "", "ignored": "dim"}
_AFTER = {"changed": "green", "added": "green", "removed": "", "same": "", "ignored": "dim"}
_MARKS = (("before", "−", "red"), ("after", "+", "green"))
_FACT = {"before": "bold white on red", "after": "bold white on green"}


def show(record: "Reader", id: str, console: Console) -> bool:  # noqa: A002
    """Print a lineage; tell whether it is there."""
    family = record.lineage(id)
    if family is None:
        return False
    reports = {f.report.id: f for f in record.reports(family.reports)}
    _tree(family, reports, console)
    for copy in sorted(family.copies, key=lambda c: (-sum(x.factual for x in c.changes), c.report)):
        _differences(copy, reports, console)
    return True


def _tree(family: Lineage, reports: dict[str, Filed], console: Console) -> None:
    """Print the versions, each under the one it was made from."""
    count = len(family.reports)
    console.print(Text.assemble((family.id, "bold"), f"  {count} version{'s' * (count > 1)} of one text"))
    below: dict[str, list[Copy]] = {}
    for copy in family.copies:
        below.setdefault(copy.of, []).append(copy)
    waiting: list[tuple[str, int, Copy | None]] = [(family.primary, 0, None)]
    seen: set[str] = set()
    while waiting:
        report, depth, made = waiting.pop()
        if report in seen:
            continue
        seen.add(report)
        console.print(_line(reports[report], depth, made))
        copies = sorted(below.get(report, []), key=lambda c: c.report, reverse=True)
        waiting.extend((copy.report, depth + 1, copy) for copy in copies)
    for other in family.also:
        console.print(f"  also carries a part of {other}", style="dim", markup=False)


def _line(filed: Filed, depth: int, made: Copy | None) -> Text:
    r = filed.report
    name = f"{r.outlet or 'unknown outlet'} · {r.given_id}"
    date = f"{r.published} ({r.published_basis})" if r.published else "no date"
    line = Text("  " * depth + ("└ " if depth else "● "))
    line.append(name, "bold")
    line.append(f"  {date} · {len(r.text):,} characters · {r.id}", "dim")
    if made:
        facts = sum(change.factual for change in made.changes)
        told = f"{facts} factual change{'s' * (facts != 1)}" if facts else "no factual change"
        line.append(f"  {made.relation}: {made.contained:.0%} of it stands in the source, ")
        line.append(told, "bold red" if facts else "dim")
    return line


def _differences(copy: Copy, reports: dict[str, Filed], console: Console) -> None:
    """Print what a copy changed: the facts, a count of the rest, and the sentences that differ from its source."""
    source, here = reports[copy.of].report, reports[copy.report].report
    found = compare(source.text, here.text)
    passages = [p for p in found.passages if _differs(p)]
    console.print()
    names = (source.outlet or source.given_id, here.outlet or here.given_id)
    if names[0] == names[1]:
        names = (source.given_id, here.given_id)
    console.print(Text.assemble((names[0], "bold"), " → ", (names[1], "bold")))
    if not passages:
        console.print("  word for word the same", style="dim")
        return
    _facts(found.changes, console)
    console.print(
        Padding(_columns(passages, names) if console.width >= _SIDE_BY_SIDE else _lines(passages), (1, 0, 0, 0))
    )


def _facts(changes: Sequence[Change], console: Console) -> None:
    """Print the facts that changed, one on a line, and how much else did."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    for _ in range(4):
        table.add_column()
    for change in changes:
        if change.factual:
            before, after = (" ".join(words.split()) or "nothing" for words in (change.before, change.after))
            table.add_row(
                Text(f"  {change.kind}", "dim"),
                *(Text.assemble(part) for part in ((before, _FACT["before"]), "→", (after, _FACT["after"]))),
            )
    if table.row_count:
        console.print(table)
    rest = Counter(change.kind for change in changes if not change.factual)
    if rest:
        told = ", ".join(f"{count} × {kind}" for kind, count in sorted(rest.items()))
        console.print(f"  no change of fact: {told}", style="dim", markup=False, highlight=False)


def _lines(passages: list[Passage]) -> Table:
    """Return the passages one under the other, the source's before the copy's."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=3, justify="right")
    table.add_column()
    for passage in passages:
        sides = {side: _side(passage, side) for side in ("before", "after")}
        told = [(mark, style, sides[side]) for side, mark, style in _MARKS if sides[side].plain.strip()]
        for k, (mark, style, line) in enumerate(told):
            table.add_row(Text(mark, style), Padding(line, (0, 0, 1 if k == len(told) - 1 else 0, 0)))
    return table


def _columns(passages: list[Passage], names: tuple[str, str]) -> Table:
    """Return the passages side by side, with a line between those of the two versions."""
    table = Table(box=None, pad_edge=False, expand=True, padding=(0, 2, 0, 0), header_style="dim")
    for name in names:
        table.add_column(name, ratio=1)
    for passage in passages:
        table.add_row(*(Padding(_side(passage, side), (1, 0, 0, 0)) for side in ("before", "after")))
    return table


def _differs(passage: Passage) -> bool:
    return any(segment.kind not in {"same", "ignored"} for segment in passage.segments)


def _side(passage: Passage, side: str) -> Text:
    """Return one side of a passage, what differs in colour, what differs in fact on a coloured ground."""
    styles = _BEFORE if side == "before" else _AFTER
    line = Text()
    alone = passage.before if side == "before" else passage.after
    if len(alone) > _LONGEST and not (passage.before and passage.after):
        half = _LONGEST // 2
        shown = " ".join(f"{alone[:half]} […] {alone[-half:]}".split())
        return Text.assemble(
            (shown, styles["changed"]), (f"  {len(alone):,} characters that only this version has", "dim")
        )
    for segment in passage.segments:
        words = segment.before if side == "before" else segment.after
        line.append(" ".join(words.split()), _style(segment, styles, side))
        line.append(" " if words[-1:].isspace() else "")
    line.rstrip()
    return line


def _style(segment: Segment, styles: dict[str, str], side: str) -> str:
    return _FACT[side] if segment.change and segment.change.factual else styles[segment.kind]
