"""Tools, drones, lasers and things for pets."""

# ruff: noqa: E501 - path data is not broken over lines

from __future__ import annotations

from kontor.demo.content.model import Look

from .paint import Canvas, darker, lighter, pick, span

_BLACK = "#2b2d31"


def drill(c: Canvas, look: Look, tint: str) -> None:
    a, b, grip, pack, chuck, _ = look.shape
    y = span(a, 300, 330)
    r = span(b, 62, 78)
    c.shadow(460, 652, 190, 24)
    lean = span(grip, 20, 60)
    c.solid(
        f"M{430} {y + r - 10}H{552}Q{560 + lean // 2} {y + 180} {560 + lean} 560H{452 + lean // 2}Q{440} {y + 180} 430 {y + r - 10}Z",
        _BLACK,
        "round",
    )
    c.path(f"M{548} {y + r}Q{556 + lean // 2} {y + 180} {560 + lean} 560H{530 + lean}Q530 {y + 180} 520 {y + r}Z", tint)
    w = span(pack, 96, 122)
    c.solid(
        f"M{500 + lean // 2 - w} 556H{500 + lean // 2 + w}q14 0 14 14v62q0 18-18 18H{500 + lean // 2 - w - 4}q-18 0-18-18v-56q0-20 8-20Z",
        darker(tint, 0.16),
        "soft",
    )
    c.box(500 + lean // 2 - w + 10, 566, 2 * w - 20, 22, 6, _BLACK)
    c.solid(f"M130 {y - 7}h90v14h-90l-22-7Z", "#b9bdc2", "flat")
    c.line(f"M136 {y + 5}q10-12 20-10t20 0 20 0 20 0", "#6d7176", 3)
    long = span(chuck, 76, 104)
    c.solid(f"M214 {y - 26}L{214 + long} {y - 46}V{y + 46}L214 {y + 26}Z", "#3a3d42", "flat")
    c.solid(f"M{214 + long} {y - r + 8}h52v{2 * r - 16}h-52Z", "#55585d", "flat")
    c.line("".join(f"M{x} {y - r + 16}v{2 * r - 32}" for x in range(224 + long, 262 + long, 10)), "#26282b", 3)
    c.solid(f"M{262 + long} {y - r}H620q52 6 52 {r}t-52 {r}H{262 + long}Z", tint, "flat")
    c.path(f"M610 {y - r}q60 4 62 {r}t-62 {r}q34-{r} 0-{2 * r}Z", _BLACK)
    c.line("".join(f"M{x} {y - 26}l14 52" for x in range(520, 590, 18)), darker(tint, 0.6), 6)
    c.box(306 + long, y - 18, 100, 36, 6, lighter(tint, 0.7), 'opacity=".85"')
    c.solid(f"M404 {y + r}h30q10 44-8 66h-26q-12-30 4-66Z", "#c0472f" if pack > 0.5 else "#55585d", "round")


def screwdriver(c: Canvas, look: Look, tint: str) -> None:
    a, b, handle, tip, tray, _ = look.shape
    count = 3 + pick(a, 3)
    if tray > 0.4:
        c.cast("M110 130H690V670H110Z")
        c.box(110, 130, 580, 540, 20, "#33363b")
        c.box(130, 150, 540, 500, 12, c.linear(((0, "#45494f", 1), (1, "#3a3d42", 1))))
    step = 480 // count
    for at in range(count):
        x = 160 + step // 2 + at * step
        top = 190 + (at % 2) * span(b, 0, 40)
        fat = span((handle + at * 0.17) % 1, 24, 34)
        c.cast(f"M{x - fat} 400h{2 * fat}v220h{-2 * fat}Z", 8, 12)
        c.solid(f"M{x - 8} {top + 20}h16V410h-16Z", "#c6cace", "metal")
        if (at + pick(tip, 2)) % 2:
            c.path(f"M{x - 14} {top + 2}h28l-6 30h-16Z", "#8d9197")
        else:
            c.path(f"M{x - 8} {top + 24}L{x} {top - 6}L{x + 8} {top + 24}Z", "#8d9197")
        c.solid(
            f"M{x - 14} 396h28q{fat - 10} 14 {fat - 12} 46l-4 34 4 110q0 34-{fat - 2} 34t-{fat - 2}-34l4-110-4-34q-2-32 {fat - 12}-46Z",
            tint if at % 2 == 0 or handle < 0.5 else darker(tint, 0.3),
            "round",
        )
        c.line(f"M{x - 10} 480v96M{x + 10} 480v96", "#000", 5, 'opacity=".25"')
        c.box(x - fat + 4, 590, 2 * fat - 8, 12, 4, _BLACK)


def _rotor(c: Canvas, x: int, y: int, wide: int) -> None:
    c.oval(x, y, wide, wide * 0.17, "#3a3d42", 'opacity=".16"')
    c.path(
        f"M{x} {y - 5}Q{x - wide * 0.6:.0f} {y - 18} {x - wide} {y - 3}Q{x - wide * 0.5:.0f} {y + 8} {x} {y + 5}Q{x + wide * 0.6:.0f} {y + 16} {x + wide} {y + 3}Q{x + wide * 0.5:.0f} {y - 9} {x} {y - 5}Z",
        "#3b3e43",
    )


def drone(c: Canvas, look: Look, tint: str) -> None:
    a, b, body, camera, lift, _ = look.shape
    y = span(lift, 350, 410)
    reach = span(a, 200, 236)
    wing = span(b, 104, 132)
    c.shadow(400, 660, 260, 30, 0.3)
    dark = darker(tint, 0.3)
    for side in (-1, 1):
        c.tube(f"M{400 + side * 60} {y - 24}L{400 + side * (reach - 30)} {y - 84}", dark, 17)
        c.box(400 + side * (reach - 30) - 14, y - 122, 28, 50, 8, _BLACK)
        _rotor(c, 400 + side * (reach - 30), y - 124, wing - 22)
    w = span(body, 92, 124)
    c.solid(
        f"M{400 - w} {y}Q{400 - w} {y - 62} 400 {y - 66}T{400 + w} {y}Q{400 + w - 10} {y + 52} 400 {y + 56}T{400 - w} {y}Z",
        tint,
        "ball",
    )
    c.path(
        f"M{400 - w + 26} {y - 22}Q400 {y - 66} {400 + w - 26} {y - 22}Q400 {y - 34} {400 - w + 26} {y - 22}Z",
        darker(tint, 0.5),
        'opacity=".7"',
    )
    for side in (-1, 1):
        c.tube(f"M{400 + side * 70} {y + 14}L{400 + side * reach} {y + 46}", tint, 22)
        c.solid(f"M{400 + side * reach - 20} {y + 6}h40v66h-40Z", _BLACK, "round")
        _rotor(c, 400 + side * reach, y + 4, wing)
        c.line(f"M{400 + side * reach} {y + 70}v44", dark, 12)
        c.oval(400 + side * (w - 20), y + 22, 7, 7, "#74d69a" if side > 0 else "#e0503f")
    c.box(364, y + 40, 72, 30, 10, darker(tint, 0.5))
    size = span(camera, 34, 46)
    c.oval(400, y + 78 + size // 3, size, size, c.radial(((0, "#6a6e75", 1), (1, "#1f2125", 1)), 'cx=".35" cy=".3"'))
    c.oval(
        400,
        y + 80 + size // 3,
        size - 13,
        size - 13,
        c.radial(((0, "#7f9fc4", 1), (0.45, "#1a2434", 1), (1, "#05070a", 1)), 'cx=".4" cy=".35"'),
    )
    c.oval(390, y + 68 + size // 3, 6, 6, "#fff", 'opacity=".8"')


def propeller(c: Canvas, look: Look, tint: str) -> None:
    a, b, blades, turn, hub, _ = look.shape
    count = 2 + pick(blades, 2)
    wide = span(a, 30, 50)
    for x, y, scale, angle in ((300, 300, 1.0, span(turn, 0, 90)), (520, 540, 0.92, span(turn, 60, 170))):
        c.open(f"translate({x} {y}) scale({scale})")
        blade = f"M-14 -16Q{-wide} -110 {-wide // 2} -232Q0 -262 {wide // 2 + 8} -226Q{wide - 16} -110 16 -14Z"
        for at in range(count):
            c.open(f"rotate({angle + at * 360 // count})")
            c.cast(blade, 10, 12)
            c.solid(blade, tint, "round")
            c.line(f"M4 -40Q{-wide // 4} -130 2 -226", lighter(tint, 0.6), 4, 'opacity=".5"')
            if b > 0.5:
                c.path(f"M{-wide // 2 - 3} -206L{-wide // 2} -232Q0 -262 {wide // 2 + 8} -226l-4 24Z", "#dd8232")
            c.close()
        c.oval(0, 0, 34, 34, darker(tint, 0.3))
        c.oval(-2, -3, 27, 27, c.radial(((0, "#e2e4e7", 1), (1, "#85898f", 1)), 'cx=".35" cy=".3"'))
        c.oval(0, 0, 9 if hub > 0.5 else 13, 9 if hub > 0.5 else 13, "#2b2d31")
        c.close()


def laser(c: Canvas, look: Look, tint: str) -> None:
    a, b, beam, rings, clip, _ = look.shape
    r = span(a, 27, 38)
    ray = ("#3fd36b", "#e5483c", "#5a7df0")[pick(beam, 3)]
    c.open(f"rotate({span(b, -34, -14)} 400 420)")
    d = f"M220 {420 - r}H690q16 0 16 16V{404 + r}q0 16-16 16H220Z"
    c.cast(d, 10, 28)
    c.line("M40 420H206", ray, 18, 'opacity=".18"')
    c.line("M-60 420H206", ray, 6)
    c.line("M-60 420H206", "#fff", 2)
    c.solid(d, tint, "flat")
    c.solid(f"M204 {420 - r + 6}h40v{2 * r - 12}h-40Z", "#d2ab5a" if rings > 0.5 else "#c9cbce", "flat")
    c.oval(205, 420, 8, r - 9, "#17191c")
    c.oval(205, 420, 5, 11, ray)
    c.line(
        "".join(f"M{x} {420 - r + 2}v{2 * r - 4}" for x in range(270, 270 + span(rings, 40, 110), 12)),
        darker(tint, 0.6),
        4,
        'opacity=".7"',
    )
    c.line(f"M250 {420 - r * 0.5:.0f}H690", "#fff", 6, 'opacity=".4"')
    c.box(430, 420 - r - 5, 62, 18, 8, "#303236")
    c.box(520, 404, 70, 34, 4, "#f2d34b")
    c.path("M534 432l10-20 10 20Z", "#26272a")
    c.line("M562 414h20M562 424h16", "#26272a", 3)
    if clip > 0.35:
        c.box(570, 420 - r - 9, 120, 12, 6, "#c9cbce")
    c.close()
