"""A small canvas for SVG: colours, shading, patterns and soft shadows that all drawings share."""

# ruff: noqa: E501 - path data is not broken over lines

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kontor.demo.content.model import Look

Stop = tuple[float, str, float]

_SHADING: dict[str, tuple[str, tuple[Stop, ...]]] = {
    "round": (
        'x1="0" y1="0" x2="1" y2="0"',
        (
            (0, "#000", 0.34), (0.1, "#000", 0.1), (0.27, "#fff", 0.4), (0.44, "#fff", 0.04), (0.72, "#000", 0.12),
            (0.94, "#000", 0.36), (1, "#000", 0.24),
        ),
    ),
    "flat": ('x1="0" y1="0" x2="0" y2="1"', ((0, "#fff", 0.24), (0.45, "#fff", 0), (1, "#000", 0.2))),
    "soft": ('x1="0" y1="0" x2="1" y2="1"', ((0, "#fff", 0.26), (0.4, "#fff", 0.02), (1, "#000", 0.24))),
    "gloss": (
        'x1="0" y1="0" x2=".35" y2="1"',
        ((0, "#fff", 0.5), (0.36, "#fff", 0.1), (0.37, "#fff", 0), (1, "#000", 0.3)),
    ),
    "metal": (
        'x1="0" y1="0" x2="1" y2="0"',
        (
            (0, "#000", 0.38), (0.18, "#fff", 0.55), (0.3, "#fff", 0.1), (0.52, "#000", 0.22), (0.7, "#fff", 0.42),
            (1, "#000", 0.4),
        ),
    ),
}  # fmt: skip
_BALL: tuple[Stop, ...] = ((0, "#fff", 0.5), (0.42, "#fff", 0), (0.8, "#000", 0.2), (1, "#000", 0.38))


@cache
def mix(first: str, second: str, share: float) -> str:
    """The colour that lies `share` of the way from `first` to `second` (#rrggbb)."""
    pairs = zip(
        (int(first[at : at + 2], 16) for at in (1, 3, 5)),
        (int(second[at : at + 2], 16) for at in (1, 3, 5)),
        strict=True,
    )
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def lighter(colour: str, share: float) -> str:
    return mix(colour, "#ffffff", share)


def darker(colour: str, share: float) -> str:
    return mix(colour, "#14100c", share)


@cache
def brightness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return (0.3 * red + 0.59 * green + 0.11 * blue) / 255


def contrast(colour: str, share: float = 0.6) -> str:
    """A tone of the same family that stands out from `colour`."""
    return lighter(colour, share) if brightness(colour) < 0.55 else darker(colour, share * 0.75)


def span(share: float, low: float, high: float) -> int:
    """The whole number that lies `share` of the way from `low` to `high`."""
    return round(low + (high - low) * share)


def pick(share: float, count: int) -> int:
    """One of `count` variants."""
    return min(count - 1, int(share * count))


def _stops(stops: Sequence[Stop]) -> str:
    return "".join(
        f'<stop offset="{at:g}" stop-color="{colour}"' + (f' stop-opacity="{opacity:g}"/>' if opacity != 1 else "/>")
        for at, colour, opacity in stops
    )


class Canvas:
    """Collects shapes and the gradients that they share."""

    __slots__ = ("_body", "_defs", "_known", "_next")

    def __init__(self) -> None:
        self._defs: list[str] = []
        self._body: list[str] = []
        self._known: dict[object, str] = {}
        self._next = 0

    def _name(self) -> str:
        self._next += 1
        return f"k{self._next}"

    def define(self, key: object, markup: str) -> str:
        """A definition with `@` for its id; the same key is defined once."""
        name = self._known.get(key)
        if name is None:
            name = self._known[key] = self._name()
            self._defs.append(markup.replace("@", name, 1))
        return name

    def linear(self, stops: Sequence[Stop], direction: str = 'x1="0" y1="0" x2="0" y2="1"') -> str:
        key = (tuple(stops), direction)
        name = self.define(key, f'<linearGradient id="@" {direction}>{_stops(stops)}</linearGradient>')
        return f"url(#{name})"

    def radial(self, stops: Sequence[Stop], place: str = "") -> str:
        key = (tuple(stops), place, "radial")
        name = self.define(key, f'<radialGradient id="@" {place}>{_stops(stops)}</radialGradient>')
        return f"url(#{name})"

    def shading(self, light: str) -> str:
        if light == "ball":
            return self.radial(_BALL, 'cx=".34" cy=".28" r=".8"')
        direction, stops = _SHADING[light]
        return self.linear(stops, direction)

    def add(self, markup: str) -> None:
        self._body.append(markup)

    def mark(self) -> int:
        return len(self._body)

    def take(self, start: int) -> str:
        """What was drawn since `mark` gave `start`, taken off the canvas."""
        markup = "".join(self._body[start:])
        del self._body[start:]
        return markup

    def open(self, transform: str) -> None:
        self._body.append(f'<g transform="{transform}">')

    def close(self) -> None:
        self._body.append("</g>")

    def path(self, d: str, fill: str, more: str = "") -> None:
        self._body.append(f'<path d="{d}" fill="{fill}"{" " + more if more else ""}/>')

    def line(self, d: str, colour: str, width: float, more: str = "") -> None:
        self._body.append(
            f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:g}"{" " + more if more else ""}/>'
        )

    def oval(self, x: float, y: float, rx: float, ry: float, fill: str, more: str = "") -> None:
        self._body.append(
            f'<ellipse cx="{x:g}" cy="{y:g}" rx="{rx:g}" ry="{ry:g}" fill="{fill}"{" " + more if more else ""}/>'
        )

    def box(self, x: float, y: float, width: float, height: float, radius: float, fill: str, more: str = "") -> None:
        self._body.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius:g}" fill="{fill}"'
            f"{' ' + more if more else ''}/>"
        )

    def solid(self, d: str, tint: str, light: str = "round", look: Look | None = None) -> None:
        """A shape of one material: its colour, its pattern and the light on it."""
        name = self.define(d, f'<path id="@" d="{d}"/>')
        fills = [tint]
        overlay = self.pattern(look, tint) if look is not None else ""
        fills += [overlay] if overlay else []
        fills.append(self.shading(light))
        self._body.extend(f'<use href="#{name}" fill="{fill}"/>' for fill in fills)

    def tube(self, d: str, tint: str, width: float) -> None:
        """A round bar along a line: handle, cable, arm."""
        self.line(d, darker(tint, 0.38), width)
        self.line(d, tint, width * 0.74, f'transform="translate({-width * 0.06:g} {-width * 0.06:g})"')
        self.line(
            d,
            lighter(tint, 0.5),
            width * 0.2,
            f'opacity=".8" transform="translate({-width * 0.17:g} {-width * 0.17:g})"',
        )

    def shadow(self, x: float, y: float, rx: float, ry: float, strength: float = 0.42) -> None:
        """A soft shadow on the ground, darker where the goods touch it."""
        fill = self.radial(((0, "#2a1f14", 1), (0.45, "#2a1f14", 0.55), (1, "#2a1f14", 0)))
        self.oval(x + rx * 0.08, y, rx * 1.25, ry * 1.3, fill, f'opacity="{strength:g}"')
        self.oval(x, y - 2, rx * 0.96, ry * 0.5, fill, f'opacity="{min(0.9, strength * 1.5):g}"')

    def cast(self, d: str, x: int = 12, y: int = 18) -> None:
        """The shadow of something flat that lies on, or hangs before, a surface."""
        self._body.append(
            f'<path d="{d}" fill="#2a1f14" fill-opacity=".17" stroke="#2a1f14" stroke-opacity=".07"'
            f' stroke-width="22" transform="translate({x} {y})"/>'
        )

    def pattern(self, look: Look, tint: str) -> str:
        """A fill that shows the pattern of the goods, or "" when they are plain."""
        ink = contrast(tint, 0.55)
        size = span(look.shape[5], 26, 60)
        half, third = size // 2, size // 3
        if look.pattern == "dip":
            edge = 0.45 + look.shape[5] * 0.3
            return self.linear(((edge, ink, 0), (edge, ink, 0.92)))
        if look.pattern == "band":
            low = 0.3 + look.shape[5] * 0.3
            return self.linear(
                ((low, ink, 0), (low, ink, 0.85), (low + 0.13, ink, 0.85), (low + 0.13, ink, 0)),
            )
        tile = {
            "stripes": f'<path d="M0 {half}H{size}" stroke="{ink}" stroke-width="{third}"/>',
            "ribs": f'<path d="M{half} 0V{size}" stroke="#000" stroke-opacity=".2" stroke-width="{third}"/>',
            "specks": f'<g fill="{ink}" opacity=".8"><circle cx="5" cy="7" r="3"/><circle cx="{half}" cy="{third}" r="1.6"/>'
            f'<circle cx="{third}" cy="{size - 6}" r="2.3"/><circle cx="{size - 5}" cy="{half + 4}" r="1.8"/></g>',
            "dots": f'<circle cx="{half}" cy="{half}" r="{size // 6}" fill="{ink}" opacity=".85"/>',
            "quilt": f'<path d="M0 0L{size} {size}M{size} 0L0 {size}" stroke="#000" stroke-opacity=".26" stroke-width="3"/>',
            "waves": f'<path d="M0 {half}Q{size // 4} {third - 6} {half} {half}T{size} {half}" fill="none" stroke="{ink}"'
            f' stroke-width="4"/>',
            "leaves": f'<path d="M{half} 4Q{size - 6} {third} {half} {size - 6}Q6 {third} {half} 4" fill="{ink}" opacity=".75"/>',
            "blocks": f'<path d="M0 0H{half}V{half}H0ZM{half} {half}H{size}V{size}H{half}Z" fill="{ink}" opacity=".6"/>',
        }.get(look.pattern)
        if tile is None:
            return ""
        turn = (
            f' patternTransform="rotate({span(look.shape[4], -3, 3) * 15})"'
            if look.pattern in ("dots", "leaves")
            else ""
        )
        name = self.define(
            (look.pattern, ink, size),
            f'<pattern id="@" width="{size}" height="{size}" patternUnits="userSpaceOnUse"{turn}>{tile}</pattern>',
        )
        return f"url(#{name})"

    def svg(self, width: int = 800, height: int = 800) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" stroke-linecap="round"'
            f' stroke-linejoin="round"><defs>{"".join(self._defs)}</defs>'
            f"{''.join(self._body)}</svg>"
        )
