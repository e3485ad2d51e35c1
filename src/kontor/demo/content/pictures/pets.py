"""Things for pets: bowl, collar, bed."""

# ruff: noqa: E501 - path data is not broken over lines

from __future__ import annotations

from kontor.demo.content.model import Look

from .paint import Canvas, contrast, darker, lighter, pick, span


def petbowl(c: Canvas, look: Look, tint: str) -> None:
    a, b, food, paw, foot, _ = look.shape
    w, tall = span(a, 210, 250), span(b, 110, 170)
    low = 640
    top = low - tall
    out = span(foot, -34, 40)
    c.shadow(400, low, w + 50, 28)
    c.solid(
        f"M{400 - w} {top}L{400 - w - out} {low - 16}Q{400 - w - out} {low} {400 - w - out + 30} {low + 2}Q400 {low + 14} {400 + w + out - 30} {low + 2}Q{400 + w + out} {low} {400 + w + out} {low - 16}L{400 + w} {top}Z",
        tint,
        "round",
        look,
    )
    c.oval(400, top, w, 58, lighter(tint, 0.32))
    c.oval(400, top + 4, w - 18, 46, darker(tint, 0.4))
    if food > 0.35:
        tone = ("#8a5a34", "#a8713d")[pick(food, 2)]
        c.path(
            f"M{400 - w + 34} {top + 14}Q400 {top - 110} {400 + w - 34} {top + 14}Q400 {top + 66} {400 - w + 34} {top + 14}Z",
            darker(tone, 0.25),
        )
        for at in range(17):
            x = 400 - w + 70 + (at * 53) % (2 * w - 130)
            y = top + 12 - (at * 29) % 46 * (1 - abs(x - 400) / w)
            c.oval(x, y, 20, 14, (tone, lighter(tone, 0.22), darker(tone, 0.12))[at % 3])
    else:
        c.oval(400, top + 12, w - 34, 36, c.linear(((0, "#cfe6ee", 1), (1, "#8fc0d2", 1))))
        c.line(f"M{400 - 90} {top + 8}q60-14 120 0", "#fff", 4, 'opacity=".8"')
    ink = contrast(tint, 0.6)
    y = (top + low) // 2 + 26
    if paw > 0.4:
        c.oval(400, y + 8, 25, 20, ink)
        for dx, dy in ((-30, -14), (-11, -30), (11, -30), (30, -14)):
            c.oval(400 + dx, y + dy, 10, 13, ink)
    else:
        c.line(f"M350 {y}h100", ink, 22)
        for dx, dy in ((-54, -11), (-54, 11), (54, -11), (54, 11)):
            c.oval(400 + dx, y + dy, 15, 15, ink)


def collar(c: Canvas, look: Look, tint: str) -> None:
    a, b, studs, tag, stitch, _ = look.shape
    w = span(a, 40, 60)
    rx, ry = span(b, 200, 232), 150
    y = 380
    metal = "#d2ab5a" if tag > 0.5 else "#c9cbce"
    c.oval(414, y + 26, rx, ry, "none", f'stroke="#2a1f14" stroke-width="{w}" opacity=".16"')
    c.oval(400, y - 14, rx - 8, ry, "none", f'stroke="{darker(tint, 0.45)}" stroke-width="{w - 6}"')
    c.oval(400, y, rx, ry, "none", f'stroke="{tint}" stroke-width="{w}"')
    overlay = c.pattern(look, tint)
    if overlay:
        c.oval(400, y, rx, ry, "none", f'stroke="{overlay}" stroke-width="{w - 8}"')
    c.oval(400, y - w * 0.26, rx + 3, ry + 2, "none", f'stroke="{lighter(tint, 0.5)}" stroke-width="5" opacity=".5"')
    if stitch > 0.4:
        for k in (-1, 1):
            c.oval(
                400,
                y,
                rx + k * (w / 2 - 7),
                ry + k * (w / 2 - 7),
                "none",
                f'stroke="{contrast(tint, 0.6)}" stroke-width="3" stroke-dasharray="11 8"',
            )
    if studs > 0.5:
        c.oval(
            400,
            y,
            rx,
            ry,
            "none",
            f'stroke="{metal}" stroke-width="17" stroke-dasharray="0.1 62"',
        )
    c.box(400 - rx - 34, y - 54, 74, 108, 12, "none", f'stroke="{metal}" stroke-width="13"')
    c.line(f"M{400 - rx - 30} {y}h66", darker(metal, 0.2), 10)
    c.oval(400, y + ry + w // 2 + 4, 26, 26, "none", f'stroke="{darker(metal, 0.1)}" stroke-width="10"')
    size = span(tag, 46, 60)
    ty = y + ry + w // 2 + 30 + size
    shine = c.linear(((0, lighter(metal, 0.6), 1), (1, darker(metal, 0.35), 1)), 'x1="0" y1="0" x2="1" y2="1"')
    c.oval(408, ty + 10, size, size, "#2a1f14", 'opacity=".18"')
    if tag > 0.35:
        c.oval(400, ty, size, size, shine)
    else:
        c.path(
            f"M{400 - 70} {ty - 20}a24 24 0 1 1 34-10h72a24 24 0 1 1 34 10a24 24 0 1 1-34 36h-72a24 24 0 1 1-34-36Z",
            shine,
        )
    c.oval(400, ty + 6, 15, 12, darker(metal, 0.5))
    for dx, dy in ((-18, -8), (-6, -18), (8, -18), (19, -8)):
        c.oval(400 + dx, ty + dy, 6, 8, darker(metal, 0.5))


def petbed(c: Canvas, look: Look, tint: str) -> None:
    a, b, edge, toy, kind, _ = look.shape
    w, high = span(a, 236, 270), span(edge, 120, 190)
    y = 540
    c.shadow(400, 646, w + 50, 30)
    pale = lighter(tint, 0.55) if b > 0.4 else "#efe6d8"
    back = f"M{400 - w} {y + 30}C{400 - w - 40} {y - high} {400 - w // 2} {y - high - 50} 400 {y - high - 44}S{400 + w + 40} {y - high} {400 + w} {y + 30}Z"
    c.solid(back, tint, "soft", look)
    c.line(
        f"M{400 - w + 30} {y - 40}C{400 - w + 30} {y - high + 10} {400 - w // 2} {y - high - 6} 400 {y - high}S{400 + w - 30} {y - high + 10} {400 + w - 30} {y - 40}",
        darker(tint, 0.3),
        4,
        'opacity=".35"',
    )
    c.oval(400, y - 10, w - 46, 76, darker(tint, 0.3))
    c.solid(
        f"M{400 - w + 52} {y + 10}C{400 - w + 60} {y - 96} {400 + w - 60} {y - 96} {400 + w - 52} {y + 10}Q400 {y + 110} {400 - w + 52} {y + 10}Z",
        pale,
        "ball",
    )
    if toy > 0.45:
        c.solid(
            f"M470 {y - 26}a34 34 0 1 1 68 0a34 34 0 1 1-68 0Z", ("#e0b04a", "#d9694f", "#4d8f8a")[pick(toy, 3)], "ball"
        )
        c.line(f"M476 {y - 38}q30 16 58 2", "#fff", 4, 'opacity=".7"')
    else:
        c.line(f"M300 {y - 24}l84-16M294 {y - 30}v2M298 {y - 16}v2M384 {y - 46}v2M390 {y - 34}v2", "#fbf6ea", 20)
    dip = span(kind, 30, 60)
    front = (
        f"M{400 - w} {y + 8}C{400 - w + 8} {y - 44} {400 - w + 70} {y - 30} {400 - w + 110} {y + 4}Q400 {y + dip} {400 + w - 110} {y + 4}"
        f"C{400 + w - 70} {y - 30} {400 + w - 8} {y - 44} {400 + w} {y + 8}C{400 + w + 20} {y + 130} {400 + w // 2} {y + 118} 400 {y + 120}"
        f"S{400 - w - 20} {y + 130} {400 - w} {y + 8}Z"
    )
    c.solid(front, tint, "ball", look)
    c.line(
        "".join(f"M{400 + k * w // 4} {y + dip}q{k * 8} 30 {k * 3} 66" for k in (-2, -1, 0, 1, 2)),
        darker(tint, 0.4),
        4,
        'opacity=".25"',
    )
    if kind > 0.5:
        c.box(360, y + 74, 80, 30, 5, "#f5efe2")
