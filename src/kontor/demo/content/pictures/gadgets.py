"""Electronics: earphones, charger, smart watch, phone case, speaker."""

# ruff: noqa: E501 - path data is not broken over lines

from __future__ import annotations

from kontor.demo.content.model import Look

from .paint import Canvas, brightness, contrast, darker, lighter, pick, span

_SCREENS = (("#1d3b5c", "#e08a5a"), ("#14342e", "#a9cf8f"), ("#3b1f47", "#e59ab0"), ("#12161c", "#d0a03a"))


def earphones(c: Canvas, look: Look, tint: str) -> None:
    a, b, stem, corner, open_, _ = look.shape
    w, tall, r = span(a, 150, 190), span(b, 120, 170), span(corner, 44, 84)
    low = 640
    top = low - tall
    c.shadow(400, low, w + 30, 26)
    lift = span(open_, 150, 200)
    c.solid(
        f"M{400 - w} {top + 6}V{top - lift + r}q0-{r} {r}-{r}H{400 + w - r}q{r} 0 {r} {r}V{top + 6}Z",
        darker(tint, 0.07),
        "soft",
    )
    c.path(
        f"M{400 - w + 18} {top}V{top - lift + r}q0-{r - 16} {r - 16}-{r - 16}H{400 + w - r}q{r - 18} 0 {r - 18} {r - 16}V{top}Z",
        darker(tint, 0.35),
    )
    long = span(stem, 40, 116)
    for side in (-1, 1):
        x = 400 + side * w // 2
        y = top - 62
        c.solid(f"M{x - 17} {y}h34v{long + 40}h-34Z", tint, "round")
        c.solid(f"M{x - 46} {y}a46 44 0 1 1 92 0q0 40-46 44t-46-44Z", tint, "ball")
        c.oval(
            x - side * 38,
            y + 12,
            19,
            25,
            "#4a4d52" if brightness(tint) > 0.4 else "#8d9095",
            f'transform="rotate({side * 24} {x} {y})"',
        )
        c.oval(x + side * 8, y - 12, 15, 6, darker(tint, 0.6), 'opacity=".7"')
    c.solid(f"M{400 - w} {top}H{400 + w}V{low - r}q0 {r}-{r} {r}H{400 - w + r}q-{r} 0-{r}-{r}Z", tint, "round")
    c.line(f"M{400 - w} {top + 2}H{400 + w}", lighter(tint, 0.6), 4, 'opacity=".7"')
    c.oval(400, top + 40, 6, 6, "#74d69a")


def charger(c: Canvas, look: Look, tint: str) -> None:
    a, b, ports, corner, wire, _ = look.shape
    w, tall, r = span(a, 92, 128), span(b, 210, 290), span(corner, 20, 56)
    low = 640
    top = low - tall
    x = 340
    c.shadow(x + 70, low, w + 120, 24)
    for side in (-1, 1):
        c.solid(f"M{x + side * 38 - 10} {top + 4}v-76q0-12 10-12t10 12v76Z", "#d0d3d6", "metal")
    c.solid(f"M{x + w - r} {top}h46q{r} 0 {r} {r}V{low - r}q0 {r}-{r} {r}h-46Z", darker(tint, 0.26), "flat")
    c.solid(
        f"M{x - w} {top + r}q0-{r} {r}-{r}H{x + w - r}q{r} 0 {r} {r}V{low - r}q0 {r}-{r} {r}H{x - w + r}q-{r} 0-{r}-{r}Z",
        tint,
        "soft",
    )
    count = 1 + pick(ports, 3)
    for at in range(count):
        y = top + 60 + at * (tall - 90) // 3
        c.box(x - 36, y, 72, 26, 13, darker(tint, 0.72))
        c.box(x - 26, y + 10, 52, 6, 3, "#a9acb0")
    cable = contrast(tint, 0.2) if wire > 0.5 else lighter(tint, 0.2)
    y = top + 60 + (count - 1) * (tall - 90) // 3 + 13
    c.tube(
        f"M{x + 30} {y}C{x + 220} {y} {x + 130} {low + 50} {x + 270} {low + 30}S{x + 390} {low - 120} {x + 300} {low - 130}S{x + 190} {low} {x + 330} {low + 20}",
        cable,
        13,
    )
    c.box(x - 30, y - 15, 84, 30, 10, lighter(cable, 0.12), f'stroke="{darker(cable, 0.35)}" stroke-width="2"')


def smartwatch(c: Canvas, look: Look, tint: str) -> None:
    a, b, screen, strap, crown, _ = look.shape
    w, tall = span(a, 126, 146), span(b, 138, 168)
    is_round = look.shape[5] > 0.6
    r = w if is_round else span(crown, 40, 70)
    tall = w if is_round else tall
    band = span(strap, 84, 104)
    d = f"M{400 - band} {400 - tall + 30}L{400 - band + 26} 40Q400 20 {400 + band - 26} 40L{400 + band} {400 - tall + 30}ZM{400 - band} {370 + tall}L{400 - band + 26} 766Q400 786 {400 + band - 26} 766L{400 + band} {370 + tall}Z"
    c.cast(d)
    c.solid(d, tint, "round", look if look.pattern in ("ribs", "stripes", "dots") else None)
    for y in (640, 680, 720):
        c.oval(400, y, 15, 8, darker(tint, 0.55))
    case = "#3a3c40" if crown > 0.5 else "#cfd1d4"
    c.box(400 - w - 2, 402 - tall, 2 * w + 22, 2 * tall, r, "#2a1f14", 'opacity=".25"')
    c.box(396 + w, 360, 20, 54, 9, darker(case, 0.2))
    c.box(
        400 - w,
        400 - tall,
        2 * w,
        2 * tall,
        r,
        c.linear(((0, lighter(case, 0.5), 1), (1, darker(case, 0.4), 1)), 'x1="0" y1="0" x2="1" y2="1"'),
    )
    dark, glow = _SCREENS[pick(screen, 4)]
    c.box(
        414 - w,
        414 - tall,
        2 * w - 28,
        2 * tall - 28,
        max(24, r - 14),
        c.linear(((0, darker(dark, 0.5), 1), (1, dark, 1))),
    )
    for at, share in enumerate((0.8, 0.62, 0.46)):
        ring = 84 - at * 22
        c.oval(
            400,
            420,
            ring,
            ring,
            "none",
            f'stroke="{(glow, lighter(glow, 0.45), "#7fc4d8")[at]}" stroke-width="13" stroke-dasharray="{6.28 * ring * share:.0f} 999" transform="rotate(-90 400 420)"',
        )
    c.line(f"M366 {326 - (tall - 138)}h68", "#fff", 11, 'opacity=".85"')
    c.path(
        f"M{414 - w} {414 - tall + 50}Q{400} {400 - tall + 30} {430} {414 - tall}H{440 - w}q-26 0-26 26Z",
        "#fff",
        'opacity=".1"',
    )


def phonecase(c: Canvas, look: Look, tint: str) -> None:
    a, b, lens, mark, turn, _ = look.shape
    w, tall, r = span(a, 142, 158), span(b, 286, 310), span(lens, 34, 58)
    c.open(f"rotate({span(turn, -14, 14)} 400 400)")
    d = f"M{400 - w} {400 - tall + r}q0-{r} {r}-{r}H{400 + w - r}q{r} 0 {r} {r}V{400 + tall - r}q0 {r}-{r} {r}H{400 - w + r}q-{r} 0-{r}-{r}Z"
    c.cast(d, 18, 24)
    c.path(d, darker(tint, 0.4), 'transform="translate(5 7)"')
    c.solid(d, tint, "soft", look)
    c.line(d, lighter(tint, 0.4), 4, 'opacity=".6"')
    x, y = 400 - w + 26, 400 - tall + 26
    kind = pick(lens, 3)
    spots = (((44, 44), (44, 128), (118, 86)), ((44, 44), (44, 124)), ((48, 48), (134, 48), (220, 48)))[kind]
    wide, high = ((162, 172), (92, 172), (270, 96))[kind]
    wide = min(wide, 2 * w - 52)
    c.box(x, y, wide, high, 40, darker(tint, 0.55))
    c.box(x + 5, y + 5, wide - 10, high - 10, 36, "#1d1f23")
    glass = c.radial(((0, "#5b6f8c", 1), (0.4, "#141820", 1), (1, "#000", 1)), 'cx=".38" cy=".34"')
    for dx, dy in spots:
        c.oval(x + min(dx, wide - 44), y + dy, 32, 32, "#34373d")
        c.oval(x + min(dx, wide - 44), y + dy, 24, 24, glass)
    if mark > 0.55:
        c.oval(400, 450, 82, 82, "none", f'stroke="{contrast(tint, 0.4)}" stroke-width="9" opacity=".7"')
    elif mark > 0.25:
        c.box(352, 620 - (310 - tall), 96, 8, 4, contrast(tint, 0.4), 'opacity=".7"')
    c.box(400 + w - 3, 300, 9, 74, 4, darker(tint, 0.3))
    c.close()


def speaker(c: Canvas, look: Look, tint: str) -> None:
    a, b, kind, trim, strap, _ = look.shape
    low = 640
    variant = pick(kind, 3)
    accent = ("#b98554", "#2f3033", "#d2ab5a")[pick(trim, 3)]
    mesh = c.define(
        ("mesh", tint),
        f'<pattern id="@" width="13" height="13" patternUnits="userSpaceOnUse"><circle cx="4" cy="4" r="3" fill="{darker(tint, 0.5)}"/><circle cx="10.5" cy="10.5" r="3" fill="{darker(tint, 0.5)}"/></pattern>',
    )
    if variant == 0:
        w, top = span(a, 118, 150), span(b, 250, 340)
        c.shadow(400, low, w + 40, 26)
        d = f"M{400 - w} {top}V{low - 26}Q400 {low + 30} {400 + w} {low - 26}V{top}Z"
        c.path(d, tint)
        c.path(d, f"url(#{mesh})", 'opacity=".75"')
        c.path(d, c.shading("round"))
        c.oval(400, top, w, 30, accent)
        c.oval(400, top, w - 22, 20, darker(accent, 0.3))
        c.line(f"M384 {top}h32M400 {top - 9}v18", "#fff", 5, 'opacity=".8"')
        if strap > 0.4:
            c.tube(f"M{400 + w - 6} {top + 26}q74 40 16 150", "#8a5a36", 15)
        return
    w, top = span(a, 210, 260), span(b, 370, 440)
    r = 100 if variant == 1 else 30
    r = min(r, (low - top) // 2)
    c.shadow(400, low, w + 30, 26)
    if strap > 0.5:
        c.tube(f"M{400 - w + 70} {top + 6}q10-84 90-84h{2 * w - 320}q80 0 90 84", accent, 18)
    c.box(400 - w, top, 2 * w, low - top, r, accent if variant == 2 else darker(tint, 0.25))
    c.box(400 - w, top, 2 * w, low - top, r, c.shading("flat"))
    c.box(400 - w + 18, top + 18, 2 * w - 36, low - top - 36, max(12, r - 18), tint)
    c.box(400 - w + 18, top + 18, 2 * w - 36, low - top - 36, max(12, r - 18), f"url(#{mesh})", 'opacity=".7"')
    cone = c.radial(((0, "#1d1e21", 1), (0.35, "#3d3f44", 1), (0.75, "#222327", 1), (1, "#0f1012", 1)))
    y = (top + low) // 2
    size = min((low - top) // 2 - 34, (w - 58) // 2)
    for side in (-1, 1):
        c.oval(400 + side * (w - size - 50), y, size, size, cone, f'opacity="{0.9 if variant == 2 else 0.35}"')
    c.box(400 - w + 18, top + 18, 2 * w - 36, low - top - 36, max(12, r - 18), c.shading("soft"))
    if variant == 2:
        for at in (-1, 0, 1):
            c.oval(400 + at * 34, top + 2, 12, 7, "#e6e2d8")
