"""Garden and sports: plant pot, secateurs, watering can, yoga mat, bottle, bike light, dumbbell."""

# ruff: noqa: E501 - path data is not broken over lines

from __future__ import annotations

from math import cos, pi, sin

from kontor.demo.content.model import Look

from .paint import Canvas, contrast, darker, lighter, pick, span

_GREENS = ("#5d8a58", "#3f6f4a", "#7c9a5a", "#4d7f74")


def _plant(c: Canvas, kind: int, spread: float, green: str, y: int) -> None:
    if kind == 0:
        for at in range(9):
            t = (at - 4) / 4.4
            x, top = 400 + 210 * t, y - 230 + 130 * t * t - span(spread, 0, 60)
            d = f"M{400 + 30 * t:.0f} {y}Q{400 + 70 * t:.0f} {top - 30:.0f} {x:.0f} {top + 60:.0f}Q{400 + 100 * t:.0f} {top + 70:.0f} {400 + 44 * t:.0f} {y}Z"
            c.path(d, (green, lighter(green, 0.2), darker(green, 0.22))[at % 3])
    elif kind == 1:
        high = span(spread, 170, 250)
        c.solid(f"M348 {y}V{y - high}q0-56 52-56t52 56V{y}Z", green, "round")
        c.solid(f"M452 {y - 70}h22q24 0 24-26v-50q0-22 20-22t20 22v70q0 52-52 52h-34Z", green, "round")
        c.line(
            "".join(f"M{x} {y - high}V{y - 10}" for x in (372, 400, 428)),
            lighter(green, 0.5),
            4,
            'stroke-dasharray="2 18"',
        )
        c.oval(400, y - high - 52, 22, 16, "#d9627a")
    elif kind == 2:
        for at in range(7):
            angle = pi * (0.12 + 0.127 * at)
            x, top = 400 - 190 * cos(angle), y - (150 + 90 * spread) * sin(angle) - 60
            c.line(f"M400 {y}Q400 {top + 60:.0f} {x:.0f} {top:.0f}", darker(green, 0.2), 6)
            c.oval(
                x,
                top,
                54,
                36,
                (green, lighter(green, 0.22))[at % 2],
                f'transform="rotate({at * 24 - 72} {x:.0f} {top:.0f})"',
            )
    else:
        c.line(f"M400 {y}V{y - 120}", "#7a5a3c", 14)
        ball = c.radial(((0, lighter(green, 0.4), 1), (1, darker(green, 0.25), 1)), 'cx=".35" cy=".3" r=".8"')
        for dx, dy, r in ((0, 190, 104), (-74, 130, 70), (76, 136, 74)):
            c.oval(400 + dx, y - dy, r, r * 0.92, ball)
        for dx, dy in ((-50, 210), (40, 160), (70, 220), (-80, 120), (6, 250)):
            c.oval(400 + dx, y - dy, 15, 15, ("#f0c24b", "#fbf3ee")[spread > 0.5])


def plantpot(c: Canvas, look: Look, tint: str) -> None:
    a, b, bend, rim, green, _ = look.shape
    w, tall = span(a, 120, 156), span(b, 180, 240)
    low = 646
    top = low - tall
    foot = span(bend, w - 58, w - 8)
    c.shadow(400, low, w + 40, 26)
    _plant(c, pick(rim, 4), a, _GREENS[pick(green, 4)], top + 10)
    c.solid(
        f"M{400 - foot - 16} {low - 14}H{400 + foot + 16}l-8 18Q400 {low + 16} {400 - foot - 8} {low + 4}Z",
        darker(tint, 0.12),
        "round",
    )
    curve = 40 if bend > 0.6 else 0
    c.solid(
        f"M{400 - w} {top}Q{400 - w - curve} {low - 60} {400 - foot} {low - 10}Q400 {low + 4} {400 + foot} {low - 10}Q{400 + w + curve} {low - 60} {400 + w} {top}Z",
        tint,
        "round",
        look,
    )
    if rim > 0.4:
        c.solid(
            f"M{400 - w - 14} {top - 14}H{400 + w + 14}V{top + 30}Q400 {top + 44} {400 - w - 14} {top + 30}Z",
            lighter(tint, 0.06),
            "round",
        )


def secateurs(c: Canvas, look: Look, tint: str) -> None:
    a, _, blade, spring, turn, _ = look.shape
    open_ = span(a, 16, 30)
    c.open(f"rotate({span(turn, -44, -16)} 400 400)")
    steel = "#c3c7cb"
    edge = span(blade, 34, 62)
    hand = f"M392 404Q{330} 470 {330 - open_} 740q-4 26 16 28t26-20Q{386} 560 436 430Z"
    other = f"M408 404Q{470} 470 {470 + open_} 740q4 26-16 28t-26-20Q{414} 560 364 430Z"
    top = f"M374 420Q{330 - edge // 2} 250 {400 - open_ * 2} 70Q{452 + edge // 3} 230 436 400Z"
    hook = f"M426 420Q480 330 {452 + open_} 150Q{506 + open_} 250 470 360Q460 410 430 440Z"
    for d in (hand, other, top, hook):
        c.cast(d, 14, 20)
    c.solid(hook, darker(steel, 0.25), "metal")
    c.solid(hand, tint, "round")
    c.solid(other, darker(tint, 0.12), "round")
    c.solid(top, steel, "gloss")
    if spring > 0.3:
        c.line("".join(f"M{372 + at % 2 * 2} {476 + at * 14}h54" for at in range(5)), "#8d9298", 7)
    c.oval(404, 416, 30, 30, "#6d7277")
    c.oval(402, 413, 18, 18, c.shading("ball"), 'style="fill-opacity:.9"')
    c.line(f"M{346 - open_} 700Q350 600 378 520", contrast(tint, 0.4), 9, 'opacity=".6"')
    c.close()


def wateringcan(c: Canvas, look: Look, tint: str) -> None:
    a, b, spout, grip, rose, _ = look.shape
    w, tall = span(a, 118, 150), span(b, 190, 270)
    low = 644
    top = low - tall
    x = 440
    inset = span(grip, -20, 34)
    c.shadow(x - 40, low, w + 90, 26)
    tip = top - span(spout, 30, 110)
    c.solid(
        f"M{x - w + 20} {low - 46}Q{x - w - 70} {low - 70} 176 {tip + 14}L200 {tip - 6}Q{x - w - 20} {low - 130} {x - w + 20} {low - 130}Z",
        tint,
        "flat",
    )
    if rose > 0.35:
        c.solid(f"M150 {tip - 34}l76 62-22 26-84-60Z", darker(tint, 0.15), "metal")
    c.tube(f"M{x + w - 20} {top + 40}C{x + w + 120} {top} {x + w + 110} {low - 60} {x + w - 12} {low - 60}", tint, 20)
    c.tube(
        f"M{x - w + 40} {top + 6}C{x - w + 40} {top - 120} {x + w - 30} {top - 120} {x + w - 20} {top + 20}",
        darker(tint, 0.1),
        18,
    )
    c.solid(
        f"M{x - w + inset} {top}Q{x - w - 16} {low - 60} {x - w} {low - 4}Q{x} {low + 16} {x + w} {low - 4}Q{x + w + 16} {low - 60} {x + w - inset} {top}Z",
        tint,
        "metal" if look.material in ("steel", "brass") else "round",
        look,
    )
    c.oval(x, top, w - inset, 24, darker(tint, 0.45))
    c.path(
        f"M{x - w + inset} {top}a{w - inset} 24 0 0 1 {w - inset} -24v48a{w - inset} 24 0 0 1 {inset - w} -24Z",
        lighter(tint, 0.15),
    )


def yogamat(c: Canvas, look: Look, tint: str) -> None:
    a, b, turns, strap, length, _ = look.shape
    r = span(a, 74, 100)
    left = span(length, 120, 170)
    y, right = 640 - r, 560
    under = contrast(tint, 0.35) if b > 0.5 else darker(tint, 0.2)
    c.shadow(400, 646, 300, 28)
    c.path(f"M{right - 30} {y + r - 10}L{right + 190} {y + r - 34}V{y + r - 18}L{right - 20} {y + r + 4}Z", under)
    c.solid(f"M{left} {y - r}H{right}V{y + r}H{left}A{r * 0.42:.0f} {r} 0 0 1 {left} {y - r}Z", tint, "flat", look)
    c.oval(right, y, r * 0.42, r, under)
    for at in range(2 + pick(turns, 3)):
        k = 1 - (at + 1) * 0.2
        c.oval(
            right,
            y + at * 2,
            r * 0.42 * k,
            r * k,
            "none",
            f'stroke="{lighter(tint, 0.3) if at % 2 else darker(tint, 0.3)}" stroke-width="9"',
        )
    band = "#8a6b4a" if strap > 0.5 else contrast(tint, 0.6)
    for x in (left + 90, right - 110):
        c.line(f"M{x} {y - r}A{r * 0.42:.0f} {r} 0 0 0 {x} {y + r}", band, 15)
    c.line(
        f"M{left + 70} {y - 20}C{left + 110} {y - r - 150} {right - 160} {y - r - 150} {right - 130} {y - 20}", band, 13
    )


def bottle(c: Canvas, look: Look, tint: str) -> None:
    a, b, neck, cap, loop, _ = look.shape
    w, top = span(a, 74, 100), span(b, 230, 320)
    low = 650
    n = span(neck, w // 2, w - 8)
    shoulder = span(neck, 90, 40)
    c.shadow(400, low, w + 34, 22)
    lid = ("#2e3033", "#c9cbce", "#b98554", darker(tint, 0.25))[pick(cap, 4)]
    c.solid(
        f"M{400 - w} {top + shoulder}Q{400 - w} {top + 16} {400 - n} {top}H{400 + n}Q{400 + w} {top + 16} {400 + w} {top + shoulder}V{low - 24}Q{400 + w} {low} {400 + w - 24} {low}H{400 - w + 24}Q{400 - w} {low} {400 - w} {low - 24}Z",
        tint,
        "round",
        look,
    )
    c.box(400 - n, top - 6, 2 * n, 14, 4, "#d5d7da")
    high = span(cap, 60, 104)
    c.solid(
        f"M{400 - n - 4} {top - 8}V{top - high + 12}q0-12 14-12H{400 + n - 10}q14 0 14 12V{top - 8}Z",
        lid,
        "metal" if cap > 0.25 and cap < 0.5 else "round",
    )
    if loop > 0.5:
        c.tube(
            f"M{400 - n + 14} {top - high + 6}C{400 - n} {top - high - 80} {400 + n} {top - high - 80} {400 + n - 14} {top - high + 6}",
            darker(lid, 0.1),
            15,
        )
    elif loop > 0.25:
        c.line(
            "".join(f"M{x} {top - high + 14}V{top - 16}" for x in range(400 - n + 10, 400 + n, 16)),
            "#000",
            3,
            'opacity=".25"',
        )
    if loop < 0.7:
        c.path(f"M400 {top + 150}l26 44a30 30 0 1 1-52 0Z", contrast(tint, 0.65), 'opacity=".8"')
    c.line(f"M{400 - w} {low - 42}H{400 + w}", darker(tint, 0.5), 3, 'opacity=".4"')


def bikelight(c: Canvas, look: Look, tint: str) -> None:
    a, b, kind, mount, ribs, _ = look.shape
    low = 560
    length = span(a, 210, 270)
    r = span(b, 66, 88)
    y = low - r
    x = 250
    c.shadow(400, 650, 260, 24)
    c.oval(x - 40, y, 260, 230, c.radial(((0, "#fff6d8", 0.95), (0.4, "#fff0c0", 0.4), (1, "#fff0c0", 0))))
    c.solid(f"M{x + 80} {low - 8}h120v40q0 20 20 22h30v34h-190v-34q20-6 20-24Z", "#303236", "flat")
    if mount > 0.4:
        c.tube("M250 652H650", "#3a3d42", 44)
        c.solid("M344 618h120v66q-60 14-120 0Z", "#303236", "round")
    c.solid(
        f"M{x} {y - r}L{x + 60} {y - r + 8}H{x + length + 60}q{r - 20} 0 {r - 20} {r - 20}v{20}q0 {r - 20}-{r - 20} {r - 20}H{x + 60}L{x} {y + r}Z",
        tint,
        "flat",
    )
    fins = range(x + 110, x + length + 20, span(ribs, 24, 44))
    c.line("".join(f"M{at} {y - r + 12}V{y + r - 12}" for at in fins), darker(tint, 0.6), 8, 'opacity=".55"')
    c.line("".join(f"M{at + 7} {y - r + 14}V{y + r - 14}" for at in fins), lighter(tint, 0.6), 3, 'opacity=".5"')
    c.oval(x, y, r * 0.42, r, darker(tint, 0.35))
    c.oval(x - 2, y, r * 0.34, r - 12, c.radial(((0, "#fff", 1), (0.5, "#fff3c4", 1), (1, "#d7b65c", 1))))
    if kind > 0.5:
        c.line(f"M{x - 2} {y - r + 16}V{y + r - 16}", "#fff", 3)
    c.box(x + length - 40, y - r + 2, 64, 16, 8, "#c0472f" if kind > 0.6 else "#74d69a")


def dumbbell(c: Canvas, look: Look, tint: str) -> None:
    a, b, kind, grip, _, _ = look.shape
    r, thick = span(a, 100, 142), span(b, 96, 140)
    y = 640 - r
    chrome = "#c9ccd0" if grip > 0.4 else darker(tint, 0.3)
    c.shadow(400, 644, 310, 26)
    c.solid(f"M230 {y - 30}Q400 {y - 46} 570 {y - 30}V{y + 30}Q400 {y + 46} 230 {y + 30}Z", chrome, "flat")
    knurl = "".join(f"M{x} {y - 34}l22 68" for x in range(310, 480, 16))
    c.line(knurl, "#000", 2.5, 'opacity=".35"')
    for side in (-1, 1):
        x = 400 + side * 210
        if pick(kind, 3) == 2:
            for at, share in enumerate((1, 0.82, 0.62)):
                px = x + side * (at * 36 - 20)
                c.solid(
                    f"M{px - 18} {y - r * share:.0f}h36v{2 * r * share:.0f}h-36Z",
                    tint if at % 2 == 0 else darker(tint, 0.2),
                    "flat",
                )
            continue
        cut = r // 2 if kind < 0.4 else r // 4
        d = f"M{x - thick // 2} {y - r + cut}l{cut // 2} {-cut}h{thick - cut}l{cut // 2} {cut}V{y + r - cut}l{-cut // 2} {cut}h{cut - thick}l{-cut // 2} {-cut}Z"
        c.solid(d, tint, "flat", look if look.pattern in ("band", "dip") else None)
        c.line(
            f"M{x - thick // 2 + cut // 2} {y - r + 4}L{x - thick // 2 + cut // 2} {y + r - 4}M{x + thick // 2 - cut // 2} {y - r + 4}V{y + r - 4}",
            darker(tint, 0.5),
            3,
            'opacity=".5"',
        )
        c.oval(x, y, 26, 34, contrast(tint, 0.5), 'opacity=".75"')
