"""Print a lineage: its versions as a tree, and for each copy what changed, factual changes first to be seen."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.model import Copy, Filed, Lineage
from dateline.stages.lineage import Passage, Segment, compare
from dateline.store import Record

# Below this width two columns would hold a few words each; versions are then printed one under the other.
_SIDE_BY_SIDE = 110

# A longer stretch that only one version has is shown by its beginning and end; `dateline show REPORT` has all of it.
_LONGEST = 300

_BEFORE = {"changed": "red", "removed": "red strike", "added": "", "same": "", "ignored": "dim"}
_AFTER = {"changed": "green", "added": "green", "removed": "", "same": "", "ignored": "dim"}
_FACT = {"before": "bold white on red", "after": "bold white on green"}


def show(record: Record, id: str, console: Console) -> bool:  # noqa: A002
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
        line.append(
            f"  {made.relation}: {made.contained:.0%} of it stands in the source, {told}", "red" if facts else ""
        )
    return line


def _differences(copy: Copy, reports: dict[str, Filed], console: Console) -> None:
    """Print the sentences of a copy that differ from its source."""
    source, here = reports[copy.of].report, reports[copy.report].report
    passages = [p for p in compare(source.text, here.text).passages if _differs(p)]
    console.print()
    names = (source.outlet or source.given_id, here.outlet or here.given_id)
    if names[0] == names[1]:
        names = (source.given_id, here.given_id)
    console.print(Text.assemble((names[0], "bold"), " → ", (names[1], "bold")))
    if not passages:
        console.print("  word for word the same", style="dim")
    elif console.width >= _SIDE_BY_SIDE:
        console.print(_columns(passages, names))
    else:
        for passage in passages:
            console.print(Text("  - ").append_text(_side(passage, "before")))
            console.print(Text("  + ").append_text(_side(passage, "after")))


def _columns(passages: list[Passage], names: tuple[str, str]) -> Table:
    table = Table(box=None, pad_edge=False, expand=True, padding=(0, 2, 1, 0), header_style="dim")
    for name in names:
        table.add_column(name, ratio=1)
    for passage in passages:
        table.add_row(_side(passage, "before"), _side(passage, "after"))
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
        line.append(" ".join(words.split()) + (" " if words[-1:].isspace() else ""), _style(segment, styles, side))
    return line


def _style(segment: Segment, styles: dict[str, str], side: str) -> str:
    return _FACT[side] if segment.change and segment.change.factual else styles[segment.kind]
