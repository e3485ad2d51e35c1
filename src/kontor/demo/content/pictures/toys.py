"""Toys: building blocks, plush animals, puzzle."""

# ruff: noqa: E501 - path data is not broken over lines

from __future__ import annotations

from kontor.demo.content.model import Look

from .paint import Canvas, darker, lighter, pick, span

_PLAY = ("#d9694f", "#e0b04a", "#4d8f8a", "#7fa7cf", "#9fb197", "#e3cda6")


def _cube(c: Canvas, x: int, y: int, size: int, tint: str, mark: int) -> None:
    deep = size // 4
    c.path(f"M{x} {y - size}l{deep} {-deep}h{size}l{-deep} {deep}Z", lighter(tint, 0.35))
    c.path(f"M{x + size} {y - size}l{deep} {-deep}v{size}l{-deep} {deep}Z", darker(tint, 0.28))
    c.box(x, y - size, size, size, 7, tint)
    c.box(x, y - size, size, size, 7, c.shading("soft"))
    ink = lighter(tint, 0.62)
    middle = x + size // 2
    if mark == 0:
        c.oval(middle, y - size // 2, size // 4, size // 4, ink)
    elif mark == 1:
        c.path(f"M{middle} {y - size * 3 // 4}L{x + size * 3 // 4} {y - size // 4}H{x + size // 4}Z", ink)
    elif mark == 2:
        c.path(
            f"M{middle} {y - size // 4}q{-size // 2}-{size // 3} {-size // 6}-{size // 2}q{size // 8} 0 {size // 6} {size // 8}q{size // 24}-{size // 8} {size // 6}-{size // 8}q{size // 3} {size // 6} {-size // 6} {size // 2}Z",
            ink,
        )


def blocks(c: Canvas, look: Look, tint: str) -> None:
    a, b, order, roof, arch, _ = look.shape
    size = span(a, 110, 132)
    shift = pick(order, 6)
    tones = [tint, *(_PLAY[(shift + at) % 6] for at in range(6))]
    low = 646
    c.shadow(410, low, 290, 26)
    x = 400 - size * 3 // 2
    for at in range(3):
        if at == 1 and arch > 0.4:
            tone = tones[3]
            c.solid(
                f"M{x + size} {low}v{-size}h{size}v{size}h{-size // 4}a{size // 4} {size // 3} 0 0 0 {-size // 2} 0Z",
                tone,
                "flat",
            )
            continue
        _cube(c, x + at * size, low, size, tones[at], (at + shift) % 4)
    for at in range(2):
        _cube(c, x + size // 2 + at * size + span(b, -10, 10), low - size, size, tones[at + 3], (at + shift + 1) % 4)
    top = low - 2 * size
    if roof > 0.5:
        c.solid(f"M{x + size - 10} {top}L400 {top - size}L{x + 2 * size + 10} {top}Z", tones[5], "soft")
    else:
        _cube(c, x + size + span(b, -24, 12), top, size, tones[5], shift % 3)
    c.solid(f"M{x - 116} {low}v-58q0-30 32-30t32 30v58Z", tones[6], "round")
    c.solid(f"M{x + 3 * size + 52} {low + 12}a44 44 0 1 1 88 0a44 44 0 1 1-88 0Z", tones[2], "ball")


def plush(c: Canvas, look: Look, tint: str) -> None:
    a, b, kind, scarf, belly, _ = look.shape
    low = 648
    head = span(a, 112, 134)
    body = span(b, 112, 144)
    pale = lighter(tint, 0.55)
    c.shadow(400, low, 210, 26)
    y = low - 96
    hy = y - 96 - head
    animal = pick(kind, 3)
    if animal == 1:
        for side in (-1, 1):
            c.open(f"rotate({side * 14} {400 + side * 46} {hy - head + 40})")
            c.solid(f"M{400 + side * 46 - 30} {hy - head + 50}q-12-190 30-190t30 190Z", tint, "ball")
            c.path(f"M{400 + side * 46 - 14} {hy - head + 40}q-6-140 14-140t14 140Z", "#e3a7a2", 'opacity=".75"')
            c.close()
    for side in (-1, 1):
        if animal == 0:
            c.oval(400 + side * head * 0.74, hy - head * 0.68, 44, 44, darker(tint, 0.12))
            c.oval(400 + side * head * 0.74, hy - head * 0.66, 25, 25, pale)
        elif animal == 2:
            c.solid(
                f"M{400 + side * 30} {hy - head + 22}L{400 + side * (head + 4)} {hy - head - 44}L{400 + side * (head - 2)} {hy - 20}Z",
                tint,
                "flat",
            )
        c.solid(
            f"M{400 + side * (body - 20)} {y - 70}q{side * 96} 20 {side * 74} 116q{side * -30} 26 {side * -64}-8Z",
            darker(tint, 0.06),
            "soft",
        )
    c.solid(
        f"M{400 - body} {y}C{400 - body} {y - 150} {400 + body} {y - 150} {400 + body} {y}S{400 + body - 40} {low} 400 {low}S{400 - body} {y + 60} {400 - body} {y}Z",
        tint,
        "ball",
        look if belly > 0.7 else None,
    )
    c.oval(400, y + 6, body * 0.6, 72, pale, 'opacity=".8"')
    for side in (-1, 1):
        c.oval(
            400 + side * (body - 12),
            low - 34,
            62,
            44,
            c.radial(((0, lighter(tint, 0.25), 1), (1, darker(tint, 0.2), 1)), 'cx=".4" cy=".3"'),
        )
        c.oval(400 + side * (body - 6), low - 32, 30, 25, pale)
    c.solid(
        f"M{400 - head} {hy}a{head} {head * 0.9:.0f} 0 1 1 {2 * head} 0a{head} {head * 0.9:.0f} 0 1 1 {-2 * head} 0Z",
        tint,
        "ball",
    )
    c.oval(400, hy + 34, 54, 42, pale)
    c.line(f"M400 {hy + 36}v18q-18 16-32 2M400 {hy + 54}q18 16 32 2", "#4a3226", 5)
    c.path(f"M382 {hy + 16}h36q0 22-18 24t-18-24Z", "#4a3226")
    for side in (-1, 1):
        c.oval(400 + side * 50, hy - 12, 11, 13, "#2b211c")
        c.oval(396 + side * 50, hy - 17, 4, 4, "#fff")
        c.oval(400 + side * 74, hy + 30, 20, 13, "#e39a8f", 'opacity=".45"')
    if scarf > 0.45:
        tone = _PLAY[pick(scarf * 9 % 1, 6)]
        c.solid(
            f"M{400 - 92} {hy + head - 26}Q400 {hy + head + 20} {400 + 92} {hy + head - 26}V{hy + head + 8}Q400 {hy + head + 56} {400 - 92} {hy + head + 8}Z",
            tone,
            "round",
        )
        c.solid(f"M430 {hy + head + 6}h44l10 92h-46Z", darker(tone, 0.12), "flat")


def puzzle(c: Canvas, look: Look, tint: str) -> None:
    a, b, hour, hills, _, _ = look.shape
    sky = (("#f3d9b8", "#e8967a"), ("#cfe3ee", "#8fb6d3"), ("#e9d5e4", "#8a6f9f"), ("#f5ecd2", "#e0b04a"))[
        pick(hour, 4)
    ]
    frame = "M150 190H650V610H150Z"
    c.cast(frame, 14, 18)
    c.box(150, 190, 500, 420, 6, c.linear(((0, sky[1], 1), (1, sky[0], 1))))
    c.oval(span(a, 240, 560), span(b, 260, 340), 46, 46, "#fff6dd")
    for at in range(3):
        y = 400 + at * 62
        k = span((hills * (at + 3)) % 1, -60, 60)
        c.path(
            f"M150 {y}Q{260 + k} {y - 110 + at * 20} 380 {y - 20}T650 {y - 40 + k // 2}V610H150Z",
            (lighter(tint, 0.45), tint, darker(tint, 0.35))[at],
        )
    lines = "".join(
        f"M{x} 190v40q26 4 22 30t-22 24v56q-26 2-22 28t22 26v60q26 4 22 28t-22 24v104" for x in (250, 350, 450, 550)
    )
    lines += "".join(
        f"M150 {y}h34q6-24 30-20t24 20h62q4 24 28 22t24-22h60q6-24 30-20t24 20h60q4 24 28 22t24-22h72"
        for y in (274, 358, 442, 526)
    )
    c.line(lines, "#3a2f28", 2.5, 'opacity=".4"')
    c.line(lines, "#fff", 1.5, 'opacity=".5" transform="translate(1.5 1.5)"')
    piece = "M0 0h34q-8-26 14-28t18 28h34v34q28-8 30 14t-30 20v32H66q8-24-16-24t-16 24H0V66q-26 8-28-14t28-18Z"
    for x, y, turn, tone in ((96, 640, 18, tint), (640, 96, -24, sky[1]), (610, 660, 40, lighter(tint, 0.4))):
        c.open(f"translate({x} {y}) rotate({turn})")
        c.cast(piece, 6, 9)
        c.solid(piece, tone, "soft")
        c.close()
