"""Bags and jewellery: backpack, handbag, suitcase, watch, necklace, ring."""

# ruff: noqa: E501 - path data is not broken over lines

from __future__ import annotations

from math import cos, pi, sin

from kontor.demo.content.model import Look

from .paint import Canvas, contrast, darker, lighter, pick, span

_GEMS = ("#f4f1f6", "#f3e6dc", "#b9d3e6", "#8e1f35", "#2f7d64")


def backpack(c: Canvas, look: Look, tint: str) -> None:
    a, b, top, pocket, trim, _ = look.shape
    w, high = span(a, 140, 172), span(b, 180, 226)
    low = 652
    roof = span(top, 60, 130)
    leather = ("#8a5a36", darker(tint, 0.3), "#d8c6a4")[pick(trim, 3)]
    c.shadow(400, low, w + 40, 26)
    c.tube(
        f"M{400 - w + 22} 360Q{400 - w - 66} 500 {400 - w + 20} 630M{400 + w - 22} 360Q{400 + w + 66} 500 {400 + w - 20} 630",
        darker(tint, 0.35),
        26,
    )
    c.tube(f"M352 {high + 6}q0-66 48-66t48 66", leather, 18)
    d = f"M{400 - w} {high + roof}Q{400 - w} {high} 400 {high}T{400 + w} {high + roof}L{400 + w + 6} {low - 60}Q{400 + w + 4} {low} {400 + w - 40} {low}H{400 - w + 40}Q{400 - w - 4} {low} {400 - w - 6} {low - 60}Z"
    c.solid(d, tint, "round", look)
    if pick(trim, 2):
        c.solid(
            f"M{400 - w} {high + roof}Q{400 - w} {high} 400 {high}T{400 + w} {high + roof}V{high + 140}Q400 {high + 190} {400 - w} {high + 140}Z",
            darker(tint, 0.12),
            "soft",
        )
        for side in (-1, 1):
            c.box(400 + side * 66 - 11, high + 120, 22, 130, 5, leather)
            c.box(400 + side * 66 - 15, high + 172, 30, 26, 5, "none", 'stroke="#d2ab5a" stroke-width="6"')
    else:
        c.line(f"M{400 - w + 14} {high + 150}Q400 {high + 30} {400 + w - 14} {high + 150}", darker(tint, 0.6), 6)
        c.box(400 + w // 2, high + 92, 10, 40, 4, leather)
    p = span(pocket, 130, 190)
    c.solid(
        f"M{400 - w + 34} {low - p}Q400 {low - p - 26} {400 + w - 34} {low - p}V{low - 44}q0 22-22 22H{400 - w + 56}q-22 0-22-22Z",
        lighter(tint, 0.08),
        "soft",
    )
    c.line(f"M{400 - w + 50} {low - p + 24}Q400 {low - p} {400 + w - 50} {low - p + 24}", darker(tint, 0.55), 5)
    c.box(400 - 26, low - p + 54, 52, 34, 5, leather)


def handbag(c: Canvas, look: Look, tint: str) -> None:
    a, b, shape, metal, grip, _ = look.shape
    w, high = span(a, 180, 232), span(b, 330, 420)
    low = 648
    gold = ("#d2ab5a", "#c9cbce")[pick(metal, 2)]
    kind = pick(shape, 3)
    c.shadow(400, low, w + 30, 26)
    rise = span(grip, 130, 230)
    c.tube(
        f"M{400 - w // 2} {high + 40}C{400 - w // 2} {high - rise} {400 + w // 2} {high - rise} {400 + w // 2} {high + 40}",
        darker(tint, 0.12),
        22,
    )
    if kind == 0:
        d = f"M{400 - w + 44} {high}H{400 + w - 44}L{400 + w} {low - 26}Q{400 + w} {low} {400 + w - 26} {low}H{400 - w + 26}Q{400 - w} {low} {400 - w} {low - 26}Z"
    elif kind == 1:
        d = f"M{400 - w} {high + 20}q0-20 20-20H{400 + w - 20}q20 0 20 20V{low - 30}q0 30-30 30H{400 - w + 30}q-30 0-30-30Z"
    else:
        d = f"M{400 - w + 60} {high}Q400 {high + 30} {400 + w - 60} {high}C{400 + w + 60} {high + 120} {400 + w + 10} {low} {400 + w - 60} {low}H{400 - w + 60}C{400 - w - 10} {low} {400 - w - 60} {high + 120} {400 - w + 60} {high}Z"
    c.solid(d, tint, "soft", look)
    c.path(d, c.shading("round"), 'opacity=".5"')
    if kind == 1:
        c.solid(
            f"M{400 - w} {high + 20}q0-20 20-20H{400 + w - 20}q20 0 20 20V{high + 90}Q{400 + w // 2} {high + 160} 400 {high + 168}T{400 - w} {high + 90}Z",
            darker(tint, 0.1),
            "flat",
        )
        c.box(372, high + 140, 56, 44, 9, gold, f'stroke="{darker(gold, 0.4)}" stroke-width="3"')
    else:
        c.line(f"M{400 - w + 40} {high + 26}H{400 + w - 40}", darker(tint, 0.45), 4, 'stroke-dasharray="10 7"')
        c.oval(400, high + 50, 13, 13, gold, f'stroke="{darker(gold, 0.4)}" stroke-width="3"')
    for side in (-1, 1):
        c.oval(400 + side * (w // 2), high + 46, 19, 19, "none", f'stroke="{gold}" stroke-width="8"')
    if metal > 0.6:
        c.line(f"M{400 + w // 2} {high + 66}v60", gold, 4)
        c.solid(f"M{400 + w // 2 - 16} {high + 120}h32v70l-16 16-16-16Z", contrast(tint, 0.4), "flat")


def suitcase(c: Canvas, look: Look, tint: str) -> None:
    a, b, corner, groove, trim, _ = look.shape
    w, high, r = span(a, 140, 176), span(b, 210, 290), span(corner, 22, 64)
    low = 630
    c.shadow(400, 652, w + 40, 24)
    c.line(f"M350 {high}V{high - 120}M450 {high}V{high - 120}", "#9a9da1", 12)
    c.box(334, high - 142, 132, 30, 14, "#34363a")
    for x in (400 - w + 34, 400 + w - 34):
        c.box(x - 16, low - 8, 32, 24, 6, "#4a4d52")
        c.oval(x, low + 18, 15, 15, "#222326")
        c.oval(x, low + 18, 6, 6, "#8d9095")
    d = f"M{400 - w} {high + r}q0-{r} {r}-{r}H{400 + w - r}q{r} 0 {r} {r}V{low - r}q0 {r}-{r} {r}H{400 - w + r}q-{r} 0-{r}-{r}Z"
    c.solid(d, tint, "round", look if look.pattern in ("dip", "band") else None)
    ridges = range(400 - w + 36, 400 + w - 20, span(groove, 26, 62)) if groove < 0.75 else ()
    for x in ridges:
        c.line(f"M{x} {high + 26}V{low - 26}", darker(tint, 0.5), 7, 'opacity=".35"')
        c.line(f"M{x + 7} {high + 26}V{low - 26}", lighter(tint, 0.6), 4, 'opacity=".45"')
    if groove >= 0.75:
        c.line(f"M{400 - w + 10} {high + 110}H{400 + w - 10}M{400 - w + 10} {low - 110}H{400 + w - 10}", "#7a5030", 22)
    c.line(f"M{400 - w + 4} {(high + low) // 2}H{400 + w - 4}", darker(tint, 0.6), 6)
    c.box(400 + w - 62, (high + low) // 2 - 26, 42, 52, 8, "#d7d8da" if trim > 0.5 else "#3a3c40")
    c.tube(f"M356 {high - 4}q0-20 20-20h48q20 0 20 20", "#34363a", 14)


def watch(c: Canvas, look: Look, tint: str) -> None:
    a, b, dial, marks, hands, _ = look.shape
    r = span(a, 132, 164)
    metal = ("#d9dbde", "#d2ab5a", "#b98468", "#3a3c40")[pick(b, 4)]
    face = ("#f5f1e8", "#1f2a3c", "#24403a", "#2a2b2e", "#e7dccb", darker(tint, 0.3))[pick(dial, 6)]
    ink = "#f2ede2" if dial > 0.16 and dial < 0.66 else "#2b2724"
    w = span(hands, 66, 86)
    strap = f"M{400 - w} 300L{400 - w + 16} 60Q400 40 {400 + w - 16} 60L{400 + w} 300ZM{400 - w} 500L{400 - w + 18} 770Q400 790 {400 + w - 18} 770L{400 + w} 500Z"
    c.cast(strap)
    c.cast(f"M{400 - r} 400a{r} {r} 0 1 1 {2 * r} 0a{r} {r} 0 1 1 {-2 * r} 0Z", 16, 24)
    if look.shape[5] > 0.6:
        c.solid(strap, metal, "metal")
        c.line(
            "".join(f"M{400 - w + 8} {y}H{400 + w - 8}" for y in (90, 130, 170, 210, 590, 630, 670, 710)),
            darker(metal, 0.5),
            5,
            'opacity=".6"',
        )
    else:
        c.solid(strap, tint, "round")
        c.line(
            f"M{400 - w + 20} 290L{400 - w + 32} 70M{400 + w - 20} 290L{400 + w - 32} 70M{400 - w + 20} 510L{400 - w + 32} 760M{400 + w - 20} 510L{400 + w - 32} 760",
            contrast(tint, 0.5),
            3,
            'stroke-dasharray="10 8"',
        )
    c.box(400 + r - 4, 384, 30, 32, 8, darker(metal, 0.2))
    c.oval(
        400,
        400,
        r,
        r,
        c.linear(
            ((0, lighter(metal, 0.7), 1), (0.5, metal, 1), (1, darker(metal, 0.5), 1)), 'x1="0" y1="0" x2="1" y2="1"'
        ),
    )
    c.oval(
        400,
        400,
        r - 17,
        r - 17,
        c.radial(((0, lighter(face, 0.16), 1), (1, darker(face, 0.14), 1)), 'cx=".4" cy=".35"'),
        f'stroke="{darker(metal, 0.5)}" stroke-width="4"',
    )
    ring = r - 36
    step = 1 if marks > 0.3 else 3
    ticks = "".join(
        f"M{400 + ring * sin(t * pi / 6):.0f} {400 - ring * cos(t * pi / 6):.0f}L{400 + (ring - 20) * sin(t * pi / 6):.0f} {400 - (ring - 20) * cos(t * pi / 6):.0f}"
        for t in range(0, 12, step)
    )
    c.line(ticks, metal if marks > 0.7 else ink, 8 if marks > 0.55 else 4)
    if marks > 0.66:
        c.oval(400, 400 + ring // 2, 30, 30, "none", f'stroke="{ink}" stroke-width="2" opacity=".7"')
    c.line(f"M400 400L{400 - ring * 0.5:.0f} {400 - ring * 0.3:.0f}", ink, 9)
    c.line(f"M400 400L{400 + ring * 0.56:.0f} {400 - ring * 0.6:.0f}", ink, 6)
    c.line(f"M{400 - 18} 430L{400 + 30} {400 - 70}", "#c0472f", 2.5)
    c.oval(400, 400, 8, 8, metal)
    c.path(
        f"M{400 - r + 24} 380A{r - 22} {r - 22} 0 0 1 {400 + 20} {400 - r + 24}L{400 - 60} 440Z",
        "#fff",
        'opacity=".12"',
    )


def _gem(c: Canvas, x: int, y: int, r: int, kind: int, gem: str) -> None:
    light = c.radial(
        ((0, "#ffffff", 1), (0.35, lighter(gem, 0.3), 1), (1, darker(gem, 0.35), 1)), 'cx=".35" cy=".3" r=".8"'
    )
    if kind == 0:
        c.oval(x, y, r, r, light)
    elif kind == 1:
        c.path(f"M{x} {y - r}Q{x + r} {y + r // 4} {x} {y + r}Q{x - r} {y + r // 4} {x} {y - r}Z", light)
    else:
        c.path(f"M{x - r} {y - r // 3}L{x - r // 2} {y - r}H{x + r // 2}L{x + r} {y - r // 3}L{x} {y + r}Z", light)
        c.line(
            f"M{x - r} {y - r // 3}H{x + r}M{x - r // 3} {y - r // 3}L{x} {y + r}L{x + r // 3} {y - r // 3}L{x} {y - r}Z",
            "#fff",
            2,
            'opacity=".7"',
        )


def necklace(c: Canvas, look: Look, tint: str) -> None:
    a, b, gem, size, chain, _ = look.shape
    drop = span(a, 380, 520)
    d = f"M210 70C230 {drop - 120} 330 {drop} 400 {drop}S570 {drop - 120} 590 70"
    bead = ("1 13", "9 11", "1 7")[pick(chain, 3)]
    c.line(d, "#2a1f14", 12, 'opacity=".14" transform="translate(14 20)"')
    c.line(d, darker(tint, 0.35), 11 if chain < 0.66 else 7, f'stroke-dasharray="{bead}"')
    c.line(d, lighter(tint, 0.4), 6 if chain < 0.66 else 4, f'stroke-dasharray="{bead}" transform="translate(-1 -1)"')
    r = span(size, 34, 72)
    stone = _GEMS[pick(gem, 5)]
    y = drop + r + 24
    c.oval(412, y + 20, r + 10, r + 10, "#2a1f14", 'opacity=".16"')
    c.oval(400, drop + 10, 10, 14, "none", f'stroke="{darker(tint, 0.15)}" stroke-width="6"')
    kind = pick(b, 4)
    gold = c.linear(
        ((0, lighter(tint, 0.7), 1), (0.5, tint, 1), (1, darker(tint, 0.5), 1)), 'x1="0" y1="0" x2="1" y2="1"'
    )
    if kind == 3:
        c.path(
            f"M{400 - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0ZM{400 - r + 26} {y - 8}a{r - 18} {r - 18} 0 1 1 {2 * r - 36} 0a{r - 18} {r - 18} 0 1 1 {36 - 2 * r} 0Z",
            gold,
            'fill-rule="evenodd"',
        )
        _gem(c, 400, y + r - 12, 12, 0, stone)
        return
    c.oval(400, y, r + 8, r + 8 if kind != 1 else r + 12, gold)
    _gem(c, 400, y, r - 2, kind, stone)
    for side in (-1, 1):
        if size > 0.55:
            _gem(c, 400 + side * (r + 40), y - r - 16, 15, 0, stone)


def ring(c: Canvas, look: Look, tint: str) -> None:
    a, b, gem, size, width, _ = look.shape
    rx, ry = span(a, 148, 172), span(a, 164, 184)
    w = span(width, 20, 54)
    y = 440
    c.shadow(400, 640, 170, 22, 0.5)
    metal = c.linear(
        (
            (0, lighter(tint, 0.75), 1),
            (0.28, tint, 1),
            (0.5, darker(tint, 0.45), 1),
            (0.72, lighter(tint, 0.35), 1),
            (1, darker(tint, 0.5), 1),
        ),
        'x1="0" y1="0" x2="1" y2="1"',
    )
    c.oval(400, y, rx, ry, "none", f'stroke="{darker(tint, 0.55)}" stroke-width="{w}" transform="translate(12 0)"')
    c.oval(400, y, rx, ry, "none", f'stroke="{metal}" stroke-width="{w}"')
    c.oval(
        400,
        y,
        rx + w * 0.3,
        ry + w * 0.3,
        "none",
        'stroke="#fff" stroke-width="4" opacity=".55" stroke-dasharray="180 900" stroke-dashoffset="-560"',
    )
    if width > 0.6:
        c.oval(
            400,
            y,
            rx,
            ry,
            "none",
            f'stroke="{darker(tint, 0.6)}" stroke-width="3" stroke-dasharray="3 15" opacity=".6"',
        )
    kind = pick(b, 5)
    top = y - ry
    stone = _GEMS[pick(gem, 5)]
    r = span(size, 34, 64)
    if kind == 4:
        c.solid(
            f"M{400 - r - 16} {top - 10}Q400 {top - 44} {400 + r + 16} {top - 10}L{400 + r - 6} {top + 30}H{400 - r + 6}Z",
            tint,
            "metal",
        )
        c.oval(400, top - 10, r, 17, darker(tint, 0.1), f'stroke="{lighter(tint, 0.6)}" stroke-width="4"')
    elif kind == 3:
        for at in range(-3, 4):
            _gem(c, 400 + at * 34, top - 4 + at * at * 4, 15, 0, stone)
    else:
        c.line(
            f"M{400 - r + 4} {top - r}L{400 - 16} {top + 12}M{400 + r - 4} {top - r}L{400 + 16} {top + 12}",
            darker(tint, 0.15),
            10,
        )
        _gem(c, 400, top - r // 2, r, (0, 2, 2)[kind], stone)
