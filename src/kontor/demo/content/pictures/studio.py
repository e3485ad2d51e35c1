"""The studio: calm backgrounds with a window's light, for goods that stand and goods that lie or hang."""

from __future__ import annotations

from .paint import Canvas, brightness, darker, lighter

WALLS = (
    "#efe6d8", "#e3e6dc", "#ecdcd3", "#dde5ea", "#f0ead9", "#e6dfe6",
    "#dfe6e3", "#efe2cf", "#e9e4df", "#d9e0e6", "#eadfd6", "#e4e8df",
)  # fmt: skip
HORIZON = 560


def _wall(backdrop: int, tint: str) -> str:
    wall = WALLS[backdrop % len(WALLS)]
    return darker(wall, 0.2) if brightness(tint) > 0.82 else wall


def standing(c: Canvas, backdrop: int, tint: str) -> None:
    """A wall and a floor; every third has an arch, every third a low plinth."""
    wall = _wall(backdrop, tint)
    glow = c.radial(((0, lighter(wall, 0.6), 1), (0.6, wall, 1), (1, darker(wall, 0.1), 1)), 'cx=".3" cy=".22" r=".95"')
    c.box(0, 0, 800, 800, 0, glow)
    kind = backdrop % 3
    if kind == 1:
        arch = c.linear(((0, darker(wall, 0.06), 1), (1, darker(wall, 0.16), 1)))
        c.path("M170 600V330a230 230 0 0 1 460 0V600Z", arch)
    floor = c.linear(((0, darker(wall, 0.1), 1), (0.12, darker(wall, 0.035), 1), (1, lighter(wall, 0.34), 1)))
    c.box(0, HORIZON, 800, 800 - HORIZON, 0, floor)
    if kind == 2:
        c.shadow(400, 735, 350, 36, 0.25)
        side = c.linear(
            ((0, darker(wall, 0.22), 1), (0.3, lighter(wall, 0.25), 1), (1, darker(wall, 0.26), 1)),
            'x1="0" y1="0" x2="1" y2="0"',
        )
        c.path("M70 655V710a330 62 0 0 0 660 0V655Z", side)
        c.oval(400, 655, 330, 62, lighter(wall, 0.42))
    c.path("M0 0H330L60 800H0Z", "#fff", 'opacity=".13"')


def lying(c: Canvas, backdrop: int, tint: str) -> None:
    """A surface seen from above, or a wall, with the bars of a window across it."""
    wall = _wall(backdrop + 5, tint)
    glow = c.radial(
        ((0, lighter(wall, 0.55), 1), (0.7, wall, 1), (1, darker(wall, 0.12), 1)), 'cx=".35" cy=".3" r=".9"'
    )
    c.box(0, 0, 800, 800, 0, glow)
    if backdrop % 2:
        c.path("M-40 520L360-60H470L-40 690ZM60 860L640-60H760L200 860Z", "#fff", 'opacity=".17"')
    else:
        c.path("M560 0H800V800H690Z", darker(wall, 0.3), 'opacity=".12"')


def ruler(c: Canvas) -> None:
    """Marks in centimetres along the left and the lower edge."""
    ticks = "".join(f"M{x} 752v{-22 if at % 5 == 0 else -12}" for at, x in enumerate(range(90, 731, 32)))
    ticks += "".join(f"M48 {y}h{22 if at % 5 == 0 else 12}" for at, y in enumerate(range(710, 69, -32)))
    c.line(f"M90 752H730M48 70V710{ticks}", "#4a4038", 3, 'opacity=".7"')
