"""Toys, beauty and stationery: blocks, plush, puzzle, lipstick, serum, brushes, notebook, pen, organiser."""

# ruff: noqa: E501 - path data is not broken over lines

from __future__ import annotations

from kontor.demo.content.model import Look

from .paint import Canvas, contrast, darker, lighter, pick, span

_WOOD = "#c99a66"


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
