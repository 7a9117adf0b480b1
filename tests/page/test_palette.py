"""The colours of the groups are told apart by everybody: measured, in light and dark, for three kinds of colour blindness."""

import re
from itertools import combinations
from pathlib import Path

import pytest

STYLE = Path(__file__).parents[2] / "page" / "src" / "style.css"
GROUPS = "battles explosions civilians protests riots strategic political hazards crime".split()
# What the eye makes of linear RGB: Machado, Oliveira and Fernandes (2009), full severity.
SEEN = {
    "all colours": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
# CIE76: 2.3 is just noticeable; small dots need several times that.
APART = 15
# WCAG asks 3 to 1 of graphics that nothing else explains; every dot here stands beside words or in a ring.
CONTRAST = 2.5


def _linear(colour: str) -> list[float]:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _lab(colour: str, eye: str) -> tuple[float, float, float]:
    v = _linear(colour)
    r, g, b = (min(1.0, max(0.0, sum(a * c for a, c in zip(row, v, strict=True)))) for row in SEEN[eye])
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _light(colour: str) -> float:
    r, g, b = _linear(colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _palettes() -> list[dict[str, str]]:
    """Return the colours of each theme that the style sheet defines."""
    blocks = re.findall(r"\{([^{}]*--battles:[^{}]*)\}", STYLE.read_text(encoding="utf-8"))
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block)) for block in blocks]


def test_the_style_sheet_has_three_themes() -> None:
    """Light, dark by preference, and dark by choice, the last two alike."""
    light, *dark = _palettes()
    assert len(dark) == 2
    assert dark[0] == dark[1] != light


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("eye", list(SEEN))
def test_any_two_groups_are_told_apart(theme: int, eye: str) -> None:
    """No two colours of groups come close to each other for any eye."""
    colours = _palettes()[theme]
    for one, other in combinations(GROUPS, 2):
        pairs = zip(_lab(colours[one], eye), _lab(colours[other], eye), strict=True)
        assert sum((a - b) ** 2 for a, b in pairs) ** 0.5 >= APART, (one, other)


@pytest.mark.parametrize(("theme", "ground"), [(0, "#ffffff"), (1, "#16181b")], ids=["light", "dark"])
def test_every_group_stands_out_from_its_ground(theme: int, ground: str) -> None:
    """No dot vanishes on the page."""
    for group in GROUPS:
        low, high = sorted((_light(_palettes()[theme][group]), _light(ground)))
        assert (high + 0.05) / (low + 0.05) >= CONTRAST, group
