"""What a store hangs over its door: a wide banner and a round logo."""

from __future__ import annotations

from math import cos, pi, sin
from random import Random

from kontor.demo.content.categories import leaves, leaves_of
from kontor.demo.content.model import Category, Look, StoreDraft

from .draw import DRAWINGS, swatch
from .paint import Canvas, brightness, darker, lighter, span

PALETTES = (
    ("#e8d7bd", "#c0613f", "#24344f"), ("#d5e0e4", "#2b7f86", "#d0a03a"), ("#ecdcd6", "#9c4a5a", "#2f5a48"),
    ("#dfe5d3", "#5f7d4f", "#b5794a"), ("#dcdde8", "#4a5a8c", "#e5765f"), ("#f0e4c4", "#b9842d", "#2f5a48"),
    ("#d9e4dc", "#2f5a48", "#dd8232"), ("#efd9cb", "#b9402a", "#24344f"), ("#e6dbe6", "#6c4470", "#d2ab5a"),
    ("#d8e3ee", "#24507a", "#e0b04a"), ("#e9e2d8", "#4a4038", "#b62f33"), ("#e0ebe6", "#3f8478", "#8a3f5c"),
)  # fmt: skip
_PLAIN = "plain"


def _goods(store: StoreDraft) -> list[Category]:
    own = [leaf for top in store.focus for leaf in leaves_of(top)] or list(leaves())
    standing = [leaf for leaf in own if not DRAWINGS[leaf.drawing].lying]
    chance = Random(f"banner:{store.slug}")
    chance.shuffle(standing)
    hung = [leaf for leaf in own if DRAWINGS[leaf.drawing].lying and leaf.parent == "clothing"]
    chance.shuffle(hung)
    return (hung[:2] + standing)[:4] or own[:3]


def _scenery(c: Canvas, kind: int, ground: str, accent: str, second: str, chance: Random) -> None:
    if kind == 0:
        for at in range(4):
            x = 240 + at * 360 + chance.randint(-40, 40)
            high = chance.randint(160, 270)
            c.path(
                f"M{x - 110} 310V{310 - high + 110}a110 110 0 0 1 220 0V310Z",
                (accent, second)[at % 2],
                f'opacity="{0.16 + 0.05 * at:.2f}"',
            )
    elif kind == 1:
        c.oval(span(chance.random(), 200, 900), 130, 96, 96, lighter(second, 0.35))
        for at, share in enumerate((0.55, 0.35, 0.12)):
            y = 150 + at * 50
            lift = chance.randint(-50, 50)
            c.path(
                f"M0 {y + 40}C300 {y - 90 + lift} 500 {y + 90} 800 {y + 10}S1300 {y - 60 - lift} 1600 {y + 50}V320H0Z",
                lighter(accent, share),
                'opacity=".75"',
            )
    elif kind == 2:
        for at in range(9):
            x, r = chance.randint(0, 1600), chance.randint(40, 150)
            c.oval(x, chance.randint(20, 300), r, r, (accent, second, lighter(ground, 0.5))[at % 3], 'opacity=".15"')
    else:
        for at in range(0, 1600, 80):
            c.path(
                f"M{at} 0h40v{150 + (at * 7) % 110}a20 20 0 0 1-40 0Z", (accent, second)[at // 80 % 2], 'opacity=".16"'
            )


def banner(store: StoreDraft) -> str:
    """An SVG of 1600 × 400: the store's colours and some of its goods on a shelf."""
    chance = Random(f"banner:{store.slug}:scene")
    ground, accent, second = PALETTES[store.banner % len(PALETTES)]
    c = Canvas()
    c.box(0, 0, 1600, 400, 0, c.linear(((0, lighter(ground, 0.4), 1), (1, ground, 1)), 'x1="0" y1="0" x2="1" y2="1"'))
    _scenery(c, store.banner % 4, ground, accent, second, chance)
    c.box(
        0, 318, 1600, 82, 0, c.linear(((0, darker(accent, 0.12), 1), (0.14, accent, 1), (1, darker(accent, 0.35), 1)))
    )
    c.box(0, 314, 1600, 8, 0, lighter(accent, 0.3))
    goods = _goods(store)
    for at, leaf in enumerate(goods):
        options = leaf.attribute("colour").options
        tints = sorted((option.code for option in options), key=lambda code: abs(brightness(swatch(code)) - 0.55))
        tint = swatch(tints[chance.randrange(min(4, len(tints)))])
        shape = (chance.random(), chance.random(), chance.random(), chance.random(), chance.random(), chance.random())
        look = Look(leaf.drawing, shape, _PLAIN, "", (), 0)
        lying = DRAWINGS[leaf.drawing].lying
        scale = 0.4 if lying else 0.45
        x = 830 + at * 212 - 400 * scale + chance.randint(-8, 8)
        y = 16 - 40 * scale if lying else 336 - 640 * scale
        c.open(f"translate({x:g} {y:g}) scale({scale})")
        DRAWINGS[leaf.drawing].draw(c, look, tint)
        c.close()
    return c.svg(1600, 400)


def _petals(count: int, radius: int, wide: int, fill: str) -> str:
    return "".join(
        f'<path d="M200 200q{wide}-{radius // 2} 0-{radius}q-{wide} {radius // 2} 0 {radius}Z" fill="{fill}"'
        f' transform="rotate({at * 360 // count} 200 200)"/>'
        for at in range(count)
    )


def _emblem(c: Canvas, kind: int, ink: str, soft: str, chance: Random) -> None:
    if kind == 0:
        c.add(_petals(chance.choice((5, 6, 8)), 104, 44, ink))
        c.oval(200, 200, 22, 22, soft)
    elif kind == 1:
        for at in range(3):
            y = 160 + at * 44
            c.line(f"M104 {y}q24-34 48 0t48 0t48 0t48 0", ink if at % 2 == 0 else soft, 17)
    elif kind == 2:
        sides = chance.choice((5, 6, 8))
        corners = " ".join(
            f"{200 + 104 * sin(at * 2 * pi / sides):.0f},{200 - 104 * cos(at * 2 * pi / sides):.0f}"
            for at in range(sides)
        )
        c.add(f'<polygon points="{corners}" fill="none" stroke="{ink}" stroke-width="17" stroke-linejoin="round"/>')
        c.oval(200, 200, 42, 42, soft)
    elif kind == 3:
        c.path("M108 258a92 92 0 0 1 184 0Z", ink)
        c.line(
            "".join(
                f"M{200 + 112 * cos(t):.0f} {258 - 112 * sin(t):.0f}L{200 + 140 * cos(t):.0f} {258 - 140 * sin(t):.0f}"
                for t in (0.35, 0.93, 1.57, 2.21, 2.79)
            ),
            soft,
            14,
        )
        c.line("M96 282H304", ink, 14)
    elif kind == 4:
        c.path("M96 276L164 148L206 222L238 176L304 276Z", ink)
        c.oval(262, 136, 25, 25, soft)
    elif kind == 5:
        c.path("M200 92Q300 176 200 308Q100 176 200 92Z", ink)
        c.line("M200 140V330M200 220l38-34M200 258l-38-34", soft, 11)
    elif kind == 6:
        c.line("M122 284V176L200 108L278 176V284Z", ink, 19)
        c.path("M170 284v-62a30 30 0 0 1 60 0v62Z", soft)
    else:
        for at in range(3):
            c.oval(
                200 + 46 * sin(at * 2.094),
                204 - 46 * cos(at * 2.094),
                62,
                62,
                "none",
                f'stroke="{ink if at else soft}" stroke-width="16"',
            )


def logo(store: StoreDraft) -> str:
    """A round SVG of 400 × 400 with the store's emblem."""
    chance = Random(f"logo:{store.slug}")
    ground, accent, second = PALETTES[store.banner % len(PALETTES)]
    c = Canvas()
    c.oval(
        200,
        200,
        198,
        198,
        c.radial(((0, lighter(accent, 0.16), 1), (1, darker(accent, 0.18), 1)), 'cx=".35" cy=".3" r=".85"'),
    )
    c.oval(200, 200, 178, 178, "none", f'stroke="{ground}" stroke-width="4" opacity=".75"')
    _emblem(c, (store.banner * 3 + store.banner // 8) % 8, lighter(ground, 0.45), lighter(second, 0.25), chance)
    return c.svg(400, 400)
