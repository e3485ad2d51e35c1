"""Shoes: sneaker, boot, sandals."""

# ruff: noqa: E501 - path data is not broken over lines

from __future__ import annotations

from kontor.demo.content.model import Look

from .paint import Canvas, contrast, darker, lighter, pick, span


def sneaker(c: Canvas, look: Look, tint: str) -> None:
    a, b, sole, stripe, heel, _ = look.shape
    top = span(b, 330, 392)
    thick = span(sole, 40, 74)
    low = 640
    ground = low - thick
    white = "#f3efe6" if heel > 0.3 else contrast(tint, 0.7)
    toe = span(a, 668, 700)
    c.shadow(400, low, 310, 24)
    c.solid(
        f"M116 {ground - 12}Q100 {low - 20} 128 {low - 2}H{toe - 30}Q{toe + 30} {low - 6} {toe + 16} {ground - 20}Q400 {ground + 14} 116 {ground - 12}Z",
        white,
        "flat",
    )
    c.line(f"M132 {low - 14}H{toe - 10}", darker(tint, 0.2), 7, 'stroke-dasharray="16 9" opacity=".7"')
    upper = (
        f"M120 {ground}C112 {top + 120} 124 {top + 40} 150 {top}Q214 {top + 46} 300 {top - 6}C336 {top + 40} 380 {top + 78} 452 {top + 116}"
        f"C540 {top + 140} {toe - 30} {top + 140} {toe} {ground - 14}Q400 {ground + 22} 120 {ground}Z"
    )
    c.solid(upper, tint, "soft", look)
    c.path(
        f"M{toe - 128} {ground + 2}C{toe - 140} {ground - 60} {toe - 110} {ground - 96} {toe - 70} {ground - 92}Q{toe - 10} {ground - 70} {toe} {ground - 14}Z",
        contrast(tint, 0.3),
        'opacity=".75"',
    )
    c.path(
        f"M120 {ground}C112 {top + 120} 124 {top + 40} 150 {top}q34 20 46 24Q176 {ground - 60} 206 {ground + 4}Z",
        contrast(tint, 0.45),
        'opacity=".85"',
    )
    marks = (
        f"M250 {ground - 6}Q300 {top + 120} 396 {top + 104}Q340 {ground - 40} 330 {ground + 2}Z",
        f"M246 {ground - 6}l44-120h22l-40 124ZM306 {ground - 2}l34-100h22l-30 104Z",
        f"M216 {ground - 46}C300 {ground - 6} 400 {ground - 50} 470 {ground - 86}C400 {ground - 20} 300 {ground + 26} 216 {ground - 46}Z",
    )[pick(stripe, 3)]
    c.path(marks, white)
    c.path(
        f"M296 {top - 4}C262 {top - 40} 300 {top - 46} 326 {top - 20}L460 {top + 112}Q420 {top + 108} 380 {top + 80}Z",
        darker(tint, 0.22),
    )
    for at in range(5):
        x, y = 318 + at * 29, top + 18 + at * 21
        c.line(f"M{x - 16} {y + 16}L{x + 20} {y - 10}", white, 9)
    c.path(f"M150 {top}Q214 {top + 46} 300 {top - 6}Q220 {top + 14} 150 {top}Z", darker(tint, 0.55))


def boot(c: Canvas, look: Look, tint: str) -> None:
    a, b, sole, kind, toe_share, _ = look.shape
    top = span(b, 190, 300)
    toe = span(toe_share, 640, 672)
    thick = span(sole, 24, 46)
    ground = 640 - thick
    c.shadow(410, 640, 262, 22)
    edge = ("#2b241f", "#5b3d27", "#d8c6a4")[pick(a, 3)]
    c.solid(f"M186 {ground - 6}V640H300l14-{thick // 2}H430l10 {thick // 2}H{toe}q26-8 16-{thick + 10}Z", edge, "flat")
    upper = (
        f"M196 {ground}C176 {ground - 140} 206 {top + 120} 200 {top}Q290 {top + 26} 378 {top - 6}C376 {top + 130} 390 {ground - 150} 440 {ground - 120}"
        f"C540 {ground - 96} {toe + 10} {ground - 84} {toe + 14} {ground - 4}Q400 {ground + 14} 196 {ground}Z"
    )
    c.solid(upper, tint, "soft")
    c.path(f"M200 {top}Q290 {top + 26} 378 {top - 6}Q290 {top - 26} 200 {top}Z", darker(tint, 0.6))
    c.line(
        f"M196 {ground - 4}Q400 {ground + 10} {toe + 12} {ground - 8}", lighter(edge, 0.4), 4, 'stroke-dasharray="9 7"'
    )
    c.path(
        f"M{toe - 100} {ground + 4}C{toe - 120} {ground - 70} {toe - 60} {ground - 84} {toe - 36} {ground - 72}Q{toe + 10} {ground - 50} {toe + 14} {ground - 4}Z",
        "#000",
        'opacity=".12"',
    )
    if pick(kind, 3) == 0:
        c.path(
            f"M262 {top + 50}Q290 {ground - 60} 336 {top + 40}L330 {ground - 150}Q300 {ground - 110} 274 {ground - 150}Z",
            darker(tint, 0.5),
        )
        c.line(f"M190 {top + 4}q-14-50 12-52t14 54", tint, 10)
        return
    for at in range(6):
        y = top + 34 + at * max(24, (ground - top - 190) // 5)
        shift = max(0, at - 3) * 18
        c.line(f"M{318 + shift} {y}L{392 + shift} {y + 12}", "#2a221c" if kind > 0.6 else "#d9b36a", 8)
        c.oval(320 + shift, y, 7, 7, "#d9b36a")
    if kind > 0.8:
        c.tube(f"M196 {top + 150}Q300 {top + 186} 400 {top + 150}", darker(tint, 0.2), 22)
        c.box(296, top + 148, 44, 44, 6, "none", 'stroke="#d2ab5a" stroke-width="7"')


def sandal(c: Canvas, look: Look, tint: str) -> None:
    a, b, straps, _, buckle, _ = look.shape
    cork = ("#c9a070", "#e2cda8", "#6b4a33")[pick(b, 3)]
    for at, (x, turn) in enumerate(((278, -7), (522, 7))):
        c.open(f"rotate({turn} {x} 420)")
        w = span(a, 84, 98)
        side = 1 if at else -1
        d = (
            f"M{x - w + 8} 250C{x - w} 120 {x + w} 110 {x + w - 4} 260C{x + w - 8} 380 {x + w - 34} 420 {x + w - 36} 520"
            f"C{x + w - 20} 690 {x - w + 26} 690 {x - w + 34} 520C{x - w + 30} 420 {x - w + 14} 370 {x - w + 8} 250Z"
        )
        c.cast(d, 16, 20)
        c.path(d, darker(cork, 0.4), 'transform="translate(5 9)"')
        c.solid(d, cork, "soft")
        c.oval(x, 580, 46, 54, "#000", 'opacity=".08"')
        rows = ((236, 64), (356, 54)) if straps < 0.6 else ((216, 40), (290, 40), (372, 38))
        for y, high in rows:
            c.solid(
                f"M{x - w - 6} {y}Q{x} {y - 34} {x + w + 4} {y}V{y + high}Q{x} {y + high - 34} {x - w - 6} {y + high}Z",
                tint,
                "round",
            )
            if buckle > 0.3:
                c.box(x + side * 48 - 17, y - 4, 34, high - 4, 7, "none", 'stroke="#cfa552" stroke-width="7"')
        if straps > 0.3:
            c.tube(f"M{x - w + 30} 520Q{x} 458 {x + w - 34} 520", tint, 26)
        c.close()
