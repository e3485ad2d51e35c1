"""Clothing on a hanger or laid flat, and shoes."""

# ruff: noqa: E501 - path data is not broken over lines

from __future__ import annotations

from kontor.demo.content.model import Look

from .paint import Canvas, contrast, darker, lighter, pick, span

_DENIM = "#3f5877"


def _hanger(c: Canvas, y: int) -> None:
    c.line(f"M400 {y - 34}q0-26 18-30t8-34q-16-14-30 4", "#8d7a62", 7)
    c.line(f"M262 {y + 40}L400 {y - 34}L538 {y + 40}", "#b98f5f", 12)


def _folds(c: Canvas, tint: str, d: str) -> None:
    c.line(d, darker(tint, 0.5), 6, 'opacity=".24"')


def tshirt(c: Canvas, look: Look, tint: str) -> None:
    a, b, sleeve, neck, pocket, _ = look.shape
    w, low = span(a, 136, 168), span(b, 600, 660)
    s = span(sleeve, 70, 120)
    dip = span(neck, 26, 62)
    d = (
        f"M335 190Q400 {190 + dip * 2} 465 190L{400 + w} 222L{400 + w + s} {330 + s // 3}L{400 + w + s - 66} {372 + s // 3}"
        f"L{400 + w - 4} 336L{400 + w + 4} {low}Q400 {low + 16} {400 - w - 4} {low}L{400 - w + 4} 336"
        f"L{400 - w - s + 66} {372 + s // 3}L{400 - w - s} {330 + s // 3}L{400 - w} 222Z"
    )
    c.cast(d)
    c.path(f"M335 190Q400 150 465 190Q400 {190 + dip} 335 190Z", darker(tint, 0.45))
    c.solid(d, tint, "soft", look)
    c.line(f"M335 190Q400 {190 + dip * 2} 465 190", contrast(tint, 0.3) if neck > 0.6 else darker(tint, 0.16), 15)
    if pocket > 0.5:
        c.path("M448 320h72v62l-36 18-36-18Z", contrast(tint, 0.35) if pocket > 0.8 else darker(tint, 0.1))
    _folds(c, tint, f"M{400 - w + 14} 350q44 60 20 150M{400 + w - 14} 350q-50 70-22 170M360 {low - 20}q26-80 4-130")
    c.line(f"M{400 - w} {low - 18}Q400 {low - 2} {400 + w} {low - 18}", darker(tint, 0.3), 2, 'opacity=".6"')


def _sleeves(w: int, out: int, low: int, cuff: int) -> str:
    right = f"L{400 + w} 226L{400 + w + out} {low - 20}L{400 + w + out - cuff} {low}L{400 + w - 8} 350"
    left = f"L{400 - w + 8} 350L{400 - w - out + cuff} {low}L{400 - w - out} {low - 20}L{400 - w} 226"
    return f"{right}|{left}"


def jumper(c: Canvas, look: Look, tint: str) -> None:
    a, b, neck, knit, hem, _ = look.shape
    w, low = span(a, 140, 166), span(b, 590, 640)
    right, left = _sleeves(w, 66, 586, 62).split("|")
    d = f"M336 190Q400 {230 + span(neck, 0, 30)} 464 190{right}L{400 + w} {low}Q400 {low + 12} {400 - w} {low}{left}Z"
    c.cast(d)
    c.path("M336 190Q400 150 464 190Q400 236 336 190Z", darker(tint, 0.5))
    c.solid(d, tint, "soft", look if look.pattern != "plain" else None)
    if knit > 0.35 and look.pattern in ("plain", "ribs", "dip", "leaves"):
        columns = "".join(
            f"M{x} 250q-14 20 0 40t0 40t0 40t0 40t0 40t0 40" for x in range(400 - w + 50, 400 + w - 20, 64)
        )
        c.line(columns, darker(tint, 0.35), 7, 'opacity=".34"')
        c.line(columns, lighter(tint, 0.4), 4, 'opacity=".4" transform="translate(18 0)"')
    rim = contrast(tint, 0.45) if hem > 0.6 else darker(tint, 0.12)
    c.path(f"M{400 - w} {low - 40}H{400 + w}V{low}Q400 {low + 14} {400 - w} {low}Z", rim, 'opacity=".75"')
    c.line(
        "".join(f"M{x} {low - 36}v38" for x in range(400 - w + 12, 400 + w, 14)), darker(tint, 0.4), 2.5, 'opacity=".5"'
    )
    if neck > 0.6:
        c.solid("M332 196Q334 130 350 124Q400 110 450 124Q466 130 468 196Q400 246 332 196Z", rim, "round")
    else:
        c.line(f"M336 190Q400 {230 + span(neck, 0, 30)} 464 190", rim, 20)
    _folds(c, tint, f"M{400 - w + 6} 352q10 90 6 180M{400 + w - 6} 352q-10 90-6 180")


def shirt(c: Canvas, look: Look, tint: str) -> None:
    a, b, collar, pocket, tail, _ = look.shape
    w, low = span(a, 134, 160), span(b, 610, 664)
    right, left = _sleeves(w, 56, 570, 58).split("|")
    curve = span(tail, 10, 54)
    d = f"M344 176L400 226L456 176{right}L{400 + w} {low - curve}Q{400 + w // 2} {low} 400 {low}T{400 - w} {low - curve}{left}Z"
    _hanger(c, 190)
    c.cast(d)
    c.solid(d, tint, "soft", look)
    c.box(386, 226, 28, low - 232, 2, lighter(tint, 0.18), f'stroke="{darker(tint, 0.25)}" stroke-width="1.5"')
    for y in range(270, low - 30, 66):
        c.oval(400, y, 7, 7, contrast(tint, 0.5), f'stroke="{darker(tint, 0.5)}" stroke-width="1.5"')
    drop = span(collar, 60, 92)
    for side in (-1, 1):
        c.solid(
            f"M{400 + side * 58} 172L400 226L{400 + side * 34} {200 + drop}L{400 + side * 92} 218Z",
            lighter(tint, 0.14),
            "flat",
        )
        c.line(f"M{400 + side * (w + 46)} 540l{side * -56} 16", darker(tint, 0.4), 3, 'opacity=".6"')
    if pocket > 0.35:
        c.line("M446 318h80v70l-40 18-40-18Z", darker(tint, 0.35), 3, 'opacity=".7"')
    _folds(c, tint, f"M{400 - w + 20} 370q30 80 8 190M{400 + w - 24} 400q-24 80-4 160")


def jacket(c: Canvas, look: Look, tint: str) -> None:
    a, b, hood, pocket, zip_, _ = look.shape
    w, low = span(a, 148, 176), span(b, 600, 650)
    right, left = _sleeves(w, 64, 590, 74).split("|")
    d = f"M330 196Q400 236 470 196{right}L{400 + w} {low}Q400 {low + 14} {400 - w} {low}{left}Z"
    c.cast(d)
    if hood > 0.4:
        c.solid("M312 214C290 90 350 66 400 66S510 90 488 214Q400 262 312 214Z", darker(tint, 0.08), "ball")
        c.path("M346 214C336 132 366 112 400 112S464 132 454 214Q400 246 346 214Z", darker(tint, 0.6))
    else:
        c.solid("M326 206Q328 140 346 134Q400 120 454 134Q472 140 474 206Q400 250 326 206Z", darker(tint, 0.1), "round")
    c.solid(d, tint, "soft", look)
    accent = ("#e9e2d4", "#d0a03a", "#2b2c2f", "#b9402a")[pick(zip_, 4)]
    c.line(f"M400 226V{low + 4}", darker(tint, 0.5), 12)
    c.line(f"M400 226V{low}", accent, 5, 'stroke-dasharray="5 6"')
    c.box(394, 250, 12, 34, 4, accent)
    yoke = span(zip_, 290, 350)
    c.line(f"M{400 - w} {yoke}L400 {yoke + 34}L{400 + w} {yoke}", darker(tint, 0.4), 4, 'opacity=".6"')
    for side in (-1, 1):
        x = 400 + side * (w - 58)
        if pocket > 0.5:
            c.box(x - 42, low - 150, 84, 96, 8, darker(tint, 0.1), f'stroke="{darker(tint, 0.4)}" stroke-width="3"')
            c.path(f"M{x - 46} {low - 152}h92v22l-46 18-46-18Z", darker(tint, 0.2))
        else:
            c.line(f"M{x + side * 20} {low - 180}l{side * -36} 104", darker(tint, 0.55), 7)
    c.line(f"M{400 - w} {low - 24}Q400 {low - 8} {400 + w} {low - 24}", darker(tint, 0.4), 3, 'opacity=".6"')
    _folds(c, tint, f"M{400 - w + 10} 354q16 90 2 170M{400 + w - 10} 354q-16 90-2 170")


def dress(c: Canvas, look: Look, tint: str) -> None:
    a, b, top, waist, flare, _ = look.shape
    hem = span(flare, 170, 240)
    low = span(b, 620, 700)
    mid = span(waist, 330, 384)
    narrow = span(a, 68, 84)
    style = pick(top, 3)
    shoulders = (
        f"M338 172L352 172Q400 {250 + style * 10} 448 172L462 172Q454 230 {400 + narrow + 22} 262",
        f"M322 176L350 168Q400 226 450 168L478 176L548 262L492 300L{400 + narrow + 18} 262",
        f"M326 176L352 168L400 290L448 168L474 176L{400 + narrow + 110} 470L{400 + narrow + 56} 484L{400 + narrow + 14} 290",
    )[style]
    mirrored = (
        f"L{400 - narrow - 22} 262Q346 230 338 172Z",
        f"L{400 - narrow - 18} 262L308 300L252 262L322 176Z",
        f"L{400 - narrow - 14} 290L{400 - narrow - 56} 484L{400 - narrow - 110} 470L326 176Z",
    )[style]
    d = (
        f"{shoulders}L{400 + narrow} {mid}C{400 + narrow + 30} {mid + 90} {400 + hem - 20} {low - 120} {400 + hem} {low}"
        f"Q{400 + hem // 2} {low + 30} 400 {low + 8}T{400 - hem} {low}C{400 - hem + 20} {low - 120} {400 - narrow - 30} {mid + 90} {400 - narrow} {mid}{mirrored}"
    )
    _hanger(c, 186)
    c.cast(d)
    c.solid(d, tint, "soft", look)
    folds = "".join(
        f"M{400 + x // 3} {mid + 14}Q{400 + x * 2 // 3} {low - 130} {400 + x} {low - 8}"
        for x in range(-hem + 40, hem, 62)
    )
    _folds(c, tint, folds)
    c.line(folds, lighter(tint, 0.5), 4, 'opacity=".2" transform="translate(14 0)"')
    c.path(f"M{400 - narrow} {mid - 10}Q400 {mid + 6} {400 + narrow} {mid - 10}V{mid + 12}Q400 {mid + 28} {400 - narrow} {mid + 12}Z",
           contrast(tint, 0.4) if waist > 0.5 else darker(tint, 0.25))  # fmt: skip
    if waist > 0.75:
        c.line(
            f"M{400 + narrow - 20} {mid + 8}q40 40 20 110M{400 + narrow - 20} {mid + 8}q6 60-16 96",
            contrast(tint, 0.4),
            9,
        )


def skirt(c: Canvas, look: Look, tint: str) -> None:
    a, b, band, flare, kind, _ = look.shape
    waist, hem = span(a, 104, 126), span(flare, 190, 260)
    low = span(b, 540, 670)
    d = f"M{400 - waist} 220L{400 - hem} {low}Q{400 - hem // 2} {low + 34} 400 {low + 22}T{400 + hem} {low}L{400 + waist} 220Z"
    c.cast(d)
    c.solid(d, tint, "soft", look)
    step = 3 if kind > 0.4 else 6
    for at in range(-9, 10, step):
        x = at / 10
        c.path(
            f"M{400 + waist * x:.0f} 236L{400 + hem * x:.0f} {low + 18}L{400 + hem * (x + 0.11):.0f} {low + 14}Z",
            "#000",
            'opacity=".15"',
        )
        c.line(f"M{400 + waist * x:.0f} 240L{400 + hem * x:.0f} {low + 16}", lighter(tint, 0.5), 3, 'opacity=".35"')
    c.solid(
        f"M{400 - waist - 3} {196 - span(band, 0, 20)}H{400 + waist + 3}V240Q400 256 {400 - waist - 3} 240Z",
        darker(tint, 0.16),
        "round",
    )
    if band > 0.5:
        for y in range(290, low - 60, 70):
            c.oval(400, y, 11, 11, contrast(tint, 0.6))
