"""Kitchen and household: mug, pan, teapot, lamp, bed linen, cushion."""

# ruff: noqa: E501 - path data is not broken over lines

from __future__ import annotations

from kontor.demo.content.model import Look

from .paint import Canvas, contrast, darker, lighter, pick, span

_DRINKS = ("#5b3a26", "#b9762c", "#efe3cd", "#2f2019")
WOOD = "#b98554"


def mug(c: Canvas, look: Look, tint: str) -> None:
    a, b, bend, corner, grip, _ = look.shape
    wide, tall = span(a, 116, 156), span(b, 230, 340)
    inset, r = span(bend, -14, 34), span(corner, 22, 84)
    top, low, x = 640 - tall, 640, 372
    edge = x + wide
    angular = (
        f"M{edge - 8} {top + 42}H{edge + 62}Q{edge + 92} {top + 42} {edge + 88} {top + 78}"
        f"L{edge + 62} {low - 110}Q{edge + 52} {low - 76} {edge - inset - 4} {low - 80}"
    )
    handle = (
        f"M{edge - 8} {top + 50}C{edge + 120} {top + 20} {edge + 120} {low - 60} {edge - inset - 8} {low - 74}",
        angular,
        f"M{edge - 8} {top + 70}a{tall // 4} {tall // 4} 0 1 1 {-inset // 2} {tall // 2}",
        f"M{edge - 6} {top + 40}C{edge + 130} {top + 40} {edge + 60} {low - 100} {edge - inset} {low - 50}",
    )[pick(grip, 4)]
    c.shadow(x + 30, low, wide + 60, 30)
    c.tube(handle, tint, span(grip * 7 % 1, 24, 36))
    body = (
        f"M{x - wide} {top}L{x - wide + inset} {low - r}Q{x - wide + inset} {low} {x - wide + inset + r} {low + 4}"
        f"Q{x} {low + 14} {x + wide - inset - r} {low + 4}Q{x + wide - inset} {low} {x + wide - inset} {low - r}"
        f"L{x + wide} {top}Z"
    )
    c.solid(body, tint, "round", look)
    rim = round(wide * 0.19)
    c.oval(x, top, wide, rim, lighter(tint, 0.35))
    c.oval(x, top + 3, wide - 9, rim - 5, darker(tint, 0.42))
    drink = _DRINKS[pick(grip * 3 % 1, 4)]
    c.oval(x, top + 13, wide - 24, rim - 11, drink)
    c.line(
        f"M{x - wide + 50} {top + 14}Q{x - 20} {top - 2 + rim // 4} {x + 30} {top + 6}",
        lighter(drink, 0.45),
        4,
        'opacity=".6"',
    )


def pan(c: Canvas, look: Look, tint: str) -> None:
    a, b, _, depth, grip, _ = look.shape
    rx, ry = span(a, 210, 255), span(b, 108, 146)
    deep = span(depth, 46, 96)
    x, y = 340, 520
    c.shadow(x + 20, y + deep + 40, rx + 20, ry - 30)
    end = span(grip, 700, 750)
    handle = WOOD if grip > 0.55 else "#2c2d30"
    c.path(
        f"M{x + rx - 60} {y - 62}L{end} {y - 252}q26-8 28 14q0 12-14 22L{x + rx - 10} {y - 22}Z", darker(handle, 0.35)
    )
    c.solid(f"M{x + rx - 62} {y - 72}L{end} {y - 262}q26-8 28 14q0 12-14 22L{x + rx - 16} {y - 34}Z", handle, "flat")
    c.oval(end + 4, y - 246, 8, 7, "#efe6d8")
    c.solid(
        f"M{x - rx} {y}C{x - rx + 8} {y + deep + 36} {x - rx + 70} {y + ry + deep - 34} {x} {y + ry + deep - 34}"
        f"S{x + rx - 8} {y + deep + 36} {x + rx} {y}Z",
        tint,
    )
    c.oval(x, y, rx, ry, c.linear(((0, lighter(tint, 0.6), 1), (1, darker(tint, 0.2), 1))))
    inner = c.radial(((0, "#55575a", 1), (0.7, "#3a3b3e", 1), (1, "#242528", 1)), 'cx=".4" cy=".6" r=".7"')
    c.oval(x, y + 3, rx - 10, ry - 8, inner)
    c.oval(x, y + 16, rx - 50, ry - 34, "none", 'stroke="#6a6c70" stroke-width="3" opacity=".6"')
    if look.shape[2] > 0.5:
        c.oval(x - 30, y + 18, 84, 46, "#fbf7ee")
        c.oval(x - 22, y + 12, 32, 20, c.radial(((0, "#ffd268", 1), (1, "#e89a2c", 1)), 'cx=".4" cy=".35"'))
    c.line(f"M{x - rx + 34} {y + 28}Q{x - rx + 60} {y - ry + 42} {x - 40} {y - ry + 22}", "#fff", 5, 'opacity=".28"')
    for at in (0, 1):
        c.oval(x + rx - 62 + at * 34, y - 44 - at * 14, 8, 7, "#c9cbce")


def _cup(c: Canvas, tint: str, x: int, y: int, wide: int) -> None:
    c.shadow(x, y + 4, wide + 8, 13, 0.34)
    c.solid(f"M{x - wide} {y - wide}Q{x - wide + 4} {y} {x - wide // 2} {y + 4}Q{x} {y + 8} {x + wide // 2} {y + 4}"
            f"Q{x + wide - 4} {y} {x + wide} {y - wide}Z", tint)  # fmt: skip
    c.oval(x, y - wide, wide, wide * 0.22, lighter(tint, 0.4))
    c.oval(x, y - wide + 3, wide - 7, wide * 0.16, "#b06f2a")


def teapot(c: Canvas, look: Look, tint: str) -> None:
    a, b, spout, lid, grip, _ = look.shape
    rx, tall = span(a, 150, 190), span(b, 190, 290)
    x, low = 380, 610
    top = low - tall
    c.shadow(x, low + 4, rx + 50, 28)
    c.solid(
        f"M{x - rx + 30} {low - tall // 3}C{x - rx - 60} {low - 60} {x - rx - 60} {top + span(spout, 10, 60)} {x - rx - 98} {top + span(spout, -10, 30)}"
        f"q30-18 52 2C{x - rx - 10} {top + 60} {x - rx + 10} {top + 80} {x - rx + 50} {top + 70}Z",
        tint,
    )
    loop = (
        f"M{x + rx - 34} {top + 46}C{x + rx + 120} {top - 20} {x + rx + 110} {low - 40} {x + rx - 30} {low - 62}",
        f"M{x - rx + 50} {top + 34}C{x - rx + 20} {top - 190} {x + rx - 20} {top - 190} {x + rx - 50} {top + 34}",
    )[pick(grip, 2)]
    c.tube(loop, WOOD if grip > 0.7 else tint, 24)
    c.solid(
        f"M{x - rx // 2} {top}C{x - rx - 40} {top + 30} {x - rx - 20} {low - 10} {x - rx // 2} {low}"
        f"Q{x} {low + 14} {x + rx // 2} {low}C{x + rx + 20} {low - 10} {x + rx + 40} {top + 30} {x + rx // 2} {top}Z",
        tint, "ball", look,
    )  # fmt: skip
    rise = span(lid, 26, 66)
    c.solid(f"M{x - rx // 2 - 6} {top + 6}Q{x - rx // 2 + 10} {top - rise} {x} {top - rise}T{x + rx // 2 + 6} {top + 6}"
            f"Q{x} {top + 24} {x - rx // 2 - 6} {top + 6}Z", tint, "soft")  # fmt: skip
    c.solid(
        f"M{x - 20} {top - rise - 14}a20 20 0 1 1 40 0q0 16-12 20h-16q-12-4-12-20Z", WOOD if lid > 0.5 else tint, "ball"
    )
    for at in range(2):
        _cup(c, tint, 520 + at * 122, 690 - at * 26, 52)


def lamp(c: Canvas, look: Look, tint: str) -> None:
    a, b, top_share, foot, kind, _ = look.shape
    x, low = 400, 662
    brass = ("#c59a4c", "#3a3b3e", "#d9d3c8")[pick(foot, 3)]
    glow = c.radial(((0, "#ffe9b8", 0.85), (1, "#ffe9b8", 0)))
    wide, tall = span(a, 150, 205), span(b, 150, 215)
    y = 330
    c.oval(x, y + 40, 330, 300, glow)
    c.shadow(x, low, 130, 22)
    variant = pick(kind, 4)
    if variant == 0:
        c.solid(f"M{x - 26} {y}C{x - 20} {y + 60} {x - 120} {low - 150} {x - 96} {low - 30}Q{x - 88} {low} {x} {low + 4}"
                f"Q{x + 88} {low} {x + 96} {low - 30}C{x + 120} {low - 150} {x + 20} {y + 60} {x + 26} {y}Z", tint, "round", look)  # fmt: skip
    elif variant == 1:
        c.box(x - 9, y, 18, low - y - 12, 6, brass)
        c.solid(f"M{x - 110} {low - 16}q0-16 110-16t110 16v14q0 16-110 16t-110-16Z", brass, "metal")
    elif variant == 2:
        for at in (-1, 1):
            c.tube(f"M{x + at * 14} {y}L{x + at * 110} {low - 4}", WOOD, 20)
        c.tube(f"M{x} {y}V{low - 12}", WOOD, 20)
    else:
        c.tube(f"M{x - 90} {low - 20}L{x - 130} {y + 130}L{x - 10} {y - 20}", brass, 16)
        c.solid(f"M{x - 200} {low - 14}q0-14 110-14t110 14v12q0 14-110 14t-110-14Z", brass, "metal")
    if variant in (1, 3):
        c.solid(
            f"M{x - wide} {y + 50}C{x - wide} {y - tall + 30} {x + wide} {y - tall + 30} {x + wide} {y + 50}Z",
            tint,
            "soft",
            look,
        )
        c.oval(x, y + 50, wide, 26, "#fff3d0")
        c.oval(x, y + 52, wide - 60, 14, "#ffffff")
        return
    shade = lighter(tint, 0.72) if variant == 0 else tint
    narrow = span(top_share, wide // 2, wide - 14)
    d = f"M{x - narrow} {y - tall}Q{x} {y - tall - 24} {x + narrow} {y - tall}L{x + wide} {y + 34}Q{x} {y + 74} {x - wide} {y + 34}Z"
    c.solid(d, shade, "round", look if variant == 2 else None)
    c.path(d, c.radial(((0, "#ffe7ad", 0.8), (1, "#ffe7ad", 0)), 'cx=".5" cy=".7" r=".6"'))


def bedding(c: Canvas, look: Look, tint: str) -> None:
    a, b, _, _, knot, _ = look.shape
    count = 2 + pick(a, 3)
    wide = span(b, 240, 280)
    x, y = 400, 650
    c.shadow(x, y + 4, wide + 40, 30)
    tones = (tint, lighter(tint, 0.35), darker(tint, 0.16), lighter(tint, 0.6))
    for at in range(count):
        high = 66
        y -= high
        half = wide - at * 7
        c.solid(f"M{x - half + 30} {y}H{x + half - 14}q14 0 14 14v{high - 22}q0 12-12 12H{x - half + 30}a33 33 0 0 1 0-{high + 4}Z",
                tones[at % 4], "flat", look if at % 2 == 0 else None)  # fmt: skip
        c.line(
            f"M{x - half + 34} {y + 34}H{x + half - 8}M{x - half + 60} {y + 20}H{x + half}",
            darker(tint, 0.4),
            3,
            'opacity=".35"',
        )
    half = wide - 10
    c.solid(f"M{x - half} {y + 4}C{x - half - 26} {y - 60} {x - half + 10} {y - 128} {x - half + 60} {y - 110}Q{x} {y - 150} {x + half - 60} {y - 110}"
            f"C{x + half - 10} {y - 128} {x + half + 26} {y - 60} {x + half} {y + 4}Q{x} {y - 16} {x - half} {y + 4}Z", tint, "ball", look)  # fmt: skip
    if knot > 0.45:
        c.line(f"M{x + 60} {y}V640M{x + 60} {y + 30}q-50-40-44 4t44 0q50-40 44 4t-44 0", WOOD, 7)


def cushion(c: Canvas, look: Look, tint: str) -> None:
    a, b, pinch, edge, _, _ = look.shape
    r, tall = span(a, 200, 232), span(b, 178, 224)
    p = span(pinch, 18, 54)
    x, y = 400, 440
    c.shadow(x, y + tall + 8, r + 10, 28)
    d = (
        f"M{x - r} {y - tall}Q{x} {y - tall + p} {x + r} {y - tall}Q{x + r - p} {y} {x + r} {y + tall}"
        f"Q{x} {y + tall - p // 3} {x - r} {y + tall}Q{x - r + p} {y} {x - r} {y - tall}Z"
    )
    c.solid(d, tint, "ball", look)
    if edge > 0.5:
        c.line(d, contrast(tint, 0.5), 8)
    elif edge > 0.25:
        c.line(d, lighter(tint, 0.3), 16, 'stroke-dasharray="1 19"')
    c.line(f"M{x - r + 26} {y - tall + 30}q34 40 44 86M{x + r - 26} {y + tall - 30}q-40-30-52-84M{x + r - 30} {y - tall + 34}q-30 30-36 70",
           darker(tint, 0.4), 5, 'opacity=".3"')  # fmt: skip
