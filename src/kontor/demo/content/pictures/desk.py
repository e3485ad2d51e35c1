"""Toys, beauty and stationery: blocks, plush, puzzle, lipstick, serum, brushes, notebook, pen, organiser."""

from __future__ import annotations

from ..model import Look
from .paint import Canvas, contrast, darker, lighter, pick, span

_PLAY = ("#d9694f", "#e0b04a", "#4d8f8a", "#7fa7cf", "#9fb197", "#e3cda6")
_WOOD = "#c99a66"


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


def lipstick(c: Canvas, look: Look, tint: str) -> None:
    a, b, case, cut, cap, _ = look.shape
    w, low = span(a, 50, 64), 646
    metal = ("#d2ab5a", "#26272a", "#c9cbce", "#b98468", "#efe6da")[pick(case, 5)]
    mid = span(b, 430, 470)
    x = 320
    c.shadow(400, low, 230, 22)
    tip = span(cut, 20, 90)
    c.solid(
        f"M{x - w + 14} {mid - 70}V{mid - 190 - 20}Q{x - w + 16} {mid - 220 - tip} {x + w - 26} {mid - 230 - tip}Q{x + w - 14} {mid - 222 - tip} {x + w - 14} {mid - 180}V{mid - 70}Z",
        tint,
        "round",
    )
    c.path(
        f"M{x - w + 16} {mid - 200}Q{x - w + 22} {mid - 216 - tip} {x + w - 28} {mid - 226 - tip}Q{x + 10} {mid - 150} {x - w + 16} {mid - 200}Z",
        lighter(tint, 0.35),
        'opacity=".75"',
    )
    c.solid(
        f"M{x - w + 6} {mid - 84}H{x + w - 6}V{mid + 8}H{x - w + 6}Z", "#d9c08a" if case > 0.2 else "#b98d3e", "metal"
    )
    c.solid(f"M{x - w - 6} {mid}H{x + w + 6}V{low - 10}q0 10-10 10H{x - w + 4}q-10 0-10-10Z", metal, "metal")
    c.line(f"M{x - w - 4} {mid + 40}H{x + w + 4}", contrast(metal, 0.5), 5, 'opacity=".6"')
    tall = span(cap, 190, 240)
    if cap > 0.45:
        c.solid(f"M470 {low - tall}q0-14 14-14h{2 * w - 16}q14 0 14 14V{low - 8}q0 8-8 8H478q-8 0-8-8Z", metal, "metal")
    else:
        c.solid(f"M452 {low - 2 * w - 6}H{452 + tall}q12 0 12 12V{low - 10}q0 10-12 10H452Z", metal, "flat")
        c.oval(454, low - w - 2, 20, w + 3, darker(metal, 0.5))


def serum(c: Canvas, look: Look, tint: str) -> None:
    a, b, shoulder, label, leaf, _ = look.shape
    w, top = span(a, 84, 116), span(b, 350, 420)
    low = 648
    glass = ("#8a4f22", lighter(tint, 0.3), "#3f5f56", "#d9c3a5")[pick(shoulder, 4)]
    x = 380
    c.shadow(400, low, w + 90, 24)
    for dx, dy, turn in ((150, 0, 20), (206, 10, 48), (120, 14, -8)):
        c.path(
            f"M{x + dx} {low + dy}q-30-90 20-150q50 70 0 150Z",
            ("#6f9468", "#557c58", "#8aab7c")[dx % 3],
            f'transform="rotate({turn} {x + dx} {low + dy})"',
        )
    bulb = ("#2a2a2c", "#f0ebe2", "#c9a45a")[pick(label, 3)]
    c.solid(f"M{x - 26} {top - 110}q-8-90 26-90t26 90Z", bulb, "round")
    c.solid(f"M{x - 44} {top - 116}h88v84h-88Z", "#d2ab5a" if leaf > 0.5 else "#e9e4da", "metal")
    c.line("".join(f"M{at} {top - 108}v68" for at in range(x - 36, x + 40, 12)), "#000", 2, 'opacity=".25"')
    c.solid(
        f"M{x - 36} {top - 34}h72v26Q{x + w} {top + 10} {x + w} {top + span(shoulder, 40, 90)}V{low - 26}q0 26-26 26H{x - w + 26}q-26 0-26-26V{top + span(shoulder, 40, 90)}Q{x - w} {top + 10} {x - 36} {top - 8}Z",
        glass,
        "round",
    )
    c.box(x - w + 4, top + 96, 2 * w - 8, 120, 4, "#f7f2e8", 'opacity=".95"')
    c.box(x - w + 4, top + 96, 2 * w - 8, 120, 4, c.shading("round"), 'opacity=".4"')
    c.path(f"M{x} {top + 112}q26 26 0 54q-26-28 0-54Z", tint)
    c.line(f"M{x - 44} {top + 184}h88M{x - 28} {top + 200}h56", "#6b5a48", 5, 'opacity=".6"')
    c.oval(560, low - 2, 20, 15, c.radial(((0, "#fff7df", 1), (1, lighter(glass, 0.3), 1)), 'cx=".35" cy=".3"'))


def brushes(c: Canvas, look: Look, tint: str) -> None:
    a, b, cup, hair, metal, _ = look.shape
    low = 648
    ring = ("#d2ab5a", "#c9cbce", "#bd7650")[pick(metal, 3)]
    bristle = ("#3a2c26", "#d9b89a", "#efe3d3", "#8a5a4a")[pick(hair, 4)]
    c.shadow(400, low, 190, 26)
    count = 5 + pick(a, 3)
    for at in range(count):
        t = (at - (count - 1) / 2) / (count / 2)
        wide = (30, 18, 38, 22, 26, 14, 32)[(at + pick(b, 7)) % 7]
        long = (330, 372, 300, 390, 344, 366, 316)[(at * 2 + pick(a, 7)) % 7]
        c.open(f"translate({400 + t * 84:.0f} {low - 120}) rotate({t * 15:.0f})")
        c.solid(f"M-10 0L-13 {-long + 150}H13L10 0Z", tint, "round")
        c.solid(f"M-13 {-long + 152}L{-wide // 2 - 3} {-long + 84}H{wide // 2 + 3}L13 {-long + 152}Z", ring, "metal")
        c.solid(
            f"M{-wide // 2 - 3} {-long + 86}Q{-wide - 8} {-long + 10} 0 {-long - 10}Q{wide + 8} {-long + 10} {wide // 2 + 3} {-long + 86}Z",
            bristle,
            "round",
        )
        c.close()
    holder = contrast(tint, 0.3) if cup > 0.5 else ("#efe6da", "#b98554")[cup > 0.25]
    w = span(cup * 3 % 1, 104, 128)
    c.solid(
        f"M{400 - w} {low - 190}H{400 + w}L{400 + w - 14} {low - 10}Q400 {low + 12} {400 - w + 14} {low - 10}Z",
        holder,
        "round",
        look,
    )
    c.oval(400, low - 190, w, 15, "none", f'stroke="{lighter(holder, 0.4)}" stroke-width="5"')


def notebook(c: Canvas, look: Look, tint: str) -> None:
    a, b, band, label, turn, _ = look.shape
    w, tall = span(a, 176, 208), span(b, 244, 276)
    c.open(f"rotate({span(turn, -14, 14)} 400 400)")
    d = f"M{400 - w} {400 - tall}H{400 + w - 22}q22 0 22 22V{378 + tall}q0 22-22 22H{400 - w}Z"
    c.cast(d, 20, 26)
    c.box(404 - w, 408 - tall, 2 * w + 4, 2 * tall, 18, "#efe8da", 'stroke="#b9ab94" stroke-width="2"')
    c.line(f"M{400 + w + 5} {420 - tall}V{390 + tall}", "#cfc4b0", 2)
    c.solid(d, tint, "soft", look)
    c.path(f"M{400 - w} {400 - tall}h44v{2 * tall}h-44Z", darker(tint, 0.28), 'opacity=".75"')
    c.line(f"M{444 - w} {400 - tall}v{2 * tall}", lighter(tint, 0.4), 3, 'opacity=".5"')
    if label > 0.6:
        c.box(360, 400 - tall + 90, 150, 84, 5, "#f5efe2")
        c.line(f"M384 {400 - tall + 122}h102M384 {400 - tall + 146}h70", "#8a7a66", 4)
    elif label > 0.3:
        c.oval(434, 400, 62, 62, "none", f'stroke="{contrast(tint, 0.5)}" stroke-width="6"')
        c.path("M434 352q44 48 0 96q-44-48 0-96Z", contrast(tint, 0.5))
    if band > 0.4:
        c.box(400 + w - 62, 398 - tall, 16, 2 * tall + 4, 3, contrast(tint, 0.55))
    c.path(f"M{400 + 40} {400 + tall}v64l13-14 13 14v-64Z", ("#b9402a", "#d2ab5a", "#2b7f86")[pick(band, 3)])
    c.close()


def pen(c: Canvas, look: Look, tint: str) -> None:
    a, b, clip, metal, turn, _ = look.shape
    r = span(a, 26, 37)
    gold = ("#d2ab5a", "#c9cbce", "#bd7650")[pick(metal, 3)]
    c.box(120, 150, 560, 500, 10, "#fbf7ee", 'transform="rotate(-6 400 400)"')
    c.line("".join(f"M170 {y}H630" for y in range(220, 620, 48)), "#b9cbd6", 2, 'transform="rotate(-6 400 400)"')
    c.line("M190 258q30-40 44 0t50-6t50 0t60-8q20 16 50-4", "#24344f", 5, 'opacity=".8"')
    c.open(f"rotate({span(turn, -52, -24)} 400 430)")
    d = f"M190 {430 - r}H620q40 0 44 {r}q-4 {r}-44 {r}H190Z"
    c.cast(d, 10, 26)
    c.solid(f"M196 {430 - r + 9}L128 430L196 {430 + r - 9}Z", gold, "flat")
    c.line("M134 430H178", "#3a2f22", 3)
    c.oval(180, 430, 4, 4, "#3a2f22")
    c.solid(f"M186 {430 - r + 6}h64v{2 * r - 12}h-64Z", "#232427", "flat")
    c.solid(
        f"M250 {430 - r}H620q{span(b, 20, 44)} 2 44 {r}q-6 {r - 2}-44 {r}H250Z",
        tint,
        "flat",
        look if look.pattern in ("band", "waves", "specks", "dip") else None,
    )
    c.line(f"M262 {430 - r * 0.45:.0f}H630", "#fff", 6, 'opacity=".45"')
    for x in (250, 452):
        c.box(x, 429 - r, 13, 2 * r + 2, 3, gold, f'stroke="{darker(gold, 0.4)}" stroke-width="1.5"')
    if clip > 0.2:
        c.box(466, 430 - r - 7, 150, 13, 6, gold, f'stroke="{darker(gold, 0.4)}" stroke-width="1.5"')
    c.close()


def organiser(c: Canvas, look: Look, tint: str) -> None:
    a, b, parts, tall, extra, _ = look.shape
    low, x0, x1 = 646, span(a, 150, 180), span(b, 610, 650)
    body = _WOOD if look.material in ("wood", "bamboo") else tint
    c.shadow(400, low, 300, 26)
    high = span(tall, 190, 250)
    for at, (x, up) in enumerate(((0.12, 90), (0.17, 130), (0.22, 70), (0.27, 112))):
        px = round(x0 + (x1 - x0) * x)
        tone = ("#d0a03a", tint, "#2b7f86", "#b9402a")[at]
        c.solid(f"M{px} {low - high + 40}V{low - high - up}l9-26 9 26V{low - high + 40}Z", tone, "round")
    c.solid(f"M{x0 + 190} {low - 100}L{x0 + 236} {low - high - 84}h150L{x0 + 350} {low - 100}Z", "#f7f1e6", "soft")
    if extra > 0.4:
        c.solid(f"M{x1 - 110} {low - 120}V{low - 330}q0-16 14-16h70q14 0 14 16V{low - 120}Z", "#2c2e33", "gloss")
    c.path(f"M{x0} {low - high}H{x0 + 150}V{low - 150}H{x1 - 130}V{low - 110}H{x1}V{low - 20}H{x0}Z", darker(body, 0.5))
    c.solid(
        f"M{x0} {low - high + 20}H{x0 + 150}V{low - 130}H{x1 - 130}V{low - 96}H{x1}V{low - 12}q0 12-12 12H{x0 + 12}q-12 0-12-12Z",
        body,
        "soft",
    )
    c.line(f"M{x0 + 150} {low - 126}V{low - 8}M{x1 - 130} {low - 92}V{low - 8}", darker(body, 0.4), 4, 'opacity=".6"')
    count = 1 + pick(parts, 3)
    step = (x1 - x0 - 300) // count
    for at in range(count):
        x = x0 + 160 + at * step
        c.box(x, low - 86, step - 10, 66, 6, lighter(body, 0.12), f'stroke="{darker(body, 0.4)}" stroke-width="2.5"')
        c.oval(x + step // 2 - 5, low - 53, 9, 9, "#d2ab5a")
