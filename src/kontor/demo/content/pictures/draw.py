"""From a product to its picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kontor.demo.content.model import Look, ProductDraft
from kontor.demo.content.tables import colours

from . import carry, desk, footwear, gadgets, kitchen, outdoors, pets, studio, toys, wear, workshop
from .paint import Canvas

_TWICE = 1_400
VIEWS = ("front", "detail", "set", "scale")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A routine, whether its goods lie or hang, and where a close-up looks; `zoom` fills the frame with small goods."""

    draw: Callable[[Canvas, Look, str], None]
    lying: bool = False
    focus: tuple[int, int] = (400, 420)
    zoom: float = 1.0


DRAWINGS: Mapping[str, Drawing] = {
    "mug": Drawing(kitchen.mug, focus=(470, 400), zoom=1.25),
    "pan": Drawing(kitchen.pan, focus=(520, 440)),
    "teapot": Drawing(kitchen.teapot, focus=(380, 380)),
    "lamp": Drawing(kitchen.lamp, focus=(400, 300), zoom=1.06),
    "bedding": Drawing(kitchen.bedding, focus=(460, 480), zoom=1.1),
    "cushion": Drawing(kitchen.cushion, focus=(280, 320), zoom=1.1),
    "tshirt": Drawing(wear.tshirt, lying=True, focus=(400, 260), zoom=1.12),
    "jumper": Drawing(wear.jumper, lying=True, focus=(400, 280), zoom=1.12),
    "shirt": Drawing(wear.shirt, lying=True, focus=(400, 270), zoom=1.08),
    "jacket": Drawing(wear.jacket, lying=True, focus=(400, 260), zoom=1.06),
    "dress": Drawing(wear.dress, lying=True, focus=(400, 300), zoom=1.04),
    "skirt": Drawing(wear.skirt, lying=True, focus=(400, 300), zoom=1.15),
    "sneaker": Drawing(footwear.sneaker, focus=(330, 480)),
    "boot": Drawing(footwear.boot, focus=(380, 420)),
    "sandal": Drawing(footwear.sandal, lying=True, focus=(290, 300)),
    "backpack": Drawing(carry.backpack, focus=(400, 400), zoom=1.1),
    "handbag": Drawing(carry.handbag, focus=(400, 430), zoom=1.08),
    "suitcase": Drawing(carry.suitcase, focus=(430, 380), zoom=1.06),
    "watch": Drawing(carry.watch, lying=True, focus=(400, 400)),
    "necklace": Drawing(carry.necklace, lying=True, focus=(400, 480), zoom=1.08),
    "ring": Drawing(carry.ring, focus=(400, 300), zoom=1.15),
    "earphones": Drawing(gadgets.earphones, focus=(400, 440), zoom=1.22),
    "charger": Drawing(gadgets.charger, focus=(340, 470), zoom=1.15),
    "smartwatch": Drawing(gadgets.smartwatch, lying=True, focus=(400, 400)),
    "phonecase": Drawing(gadgets.phonecase, lying=True, focus=(350, 260)),
    "speaker": Drawing(gadgets.speaker, focus=(430, 460), zoom=1.15),
    "plantpot": Drawing(outdoors.plantpot, focus=(400, 440), zoom=1.05),
    "secateurs": Drawing(outdoors.secateurs, lying=True, focus=(400, 380)),
    "wateringcan": Drawing(outdoors.wateringcan, focus=(440, 460)),
    "yogamat": Drawing(outdoors.yogamat, focus=(540, 560)),
    "bottle": Drawing(outdoors.bottle, focus=(400, 330), zoom=1.1),
    "bikelight": Drawing(outdoors.bikelight, focus=(300, 470), zoom=1.15),
    "dumbbell": Drawing(outdoors.dumbbell, focus=(280, 520)),
    "blocks": Drawing(toys.blocks, focus=(400, 480)),
    "plush": Drawing(toys.plush, focus=(400, 350)),
    "puzzle": Drawing(toys.puzzle, lying=True, focus=(400, 420)),
    "lipstick": Drawing(desk.lipstick, focus=(330, 360), zoom=1.12),
    "serum": Drawing(desk.serum, focus=(380, 460), zoom=1.12),
    "brushes": Drawing(desk.brushes, focus=(400, 330), zoom=1.08),
    "notebook": Drawing(desk.notebook, lying=True, focus=(420, 330), zoom=1.1),
    "pen": Drawing(desk.pen, lying=True, focus=(300, 470)),
    "organiser": Drawing(desk.organiser, focus=(360, 480)),
    "drill": Drawing(workshop.drill, focus=(400, 330)),
    "screwdriver": Drawing(workshop.screwdriver, lying=True, focus=(360, 380)),
    "drone": Drawing(workshop.drone, focus=(400, 420)),
    "propeller": Drawing(workshop.propeller, lying=True, focus=(310, 310)),
    "laser": Drawing(workshop.laser, lying=True, focus=(330, 440)),
    "petbowl": Drawing(pets.petbowl, focus=(400, 520), zoom=1.12),
    "collar": Drawing(pets.collar, lying=True, focus=(400, 560), zoom=1.05),
    "petbed": Drawing(pets.petbed, focus=(400, 520), zoom=1.12),
}


def _object(c: Canvas, drawing: Drawing, look: Look, tint: str, transform: str) -> None:
    if transform:
        c.open(transform)
    drawing.draw(c, look, tint)
    if transform:
        c.close()


def _pair(c: Canvas, drawing: Drawing, look: Look, tint: str, others: list[str]) -> None:
    """Two of them, in two colours as long as the drawing is small enough to be written twice."""
    back, front = "translate(-74 88) scale(.74)", "translate(166 124) scale(.8)"
    start = c.mark()
    drawing.draw(c, look, tint)
    markup = c.take(start)
    if others and len(markup) <= _TWICE:
        _object(c, drawing, look, swatch(others[0]), back)
        c.add(f'<g transform="{front}">{markup}</g>')
        return
    name = c.define("pair", f'<g id="@">{markup}</g>')
    c.add(f'<use href="#{name}" transform="{back}"/><use href="#{name}" transform="{front}"/>')


def swatch(colour: str) -> str:
    """The hex colour of a colour option."""
    return colours()[colour].swatch


def picture(draft: ProductDraft, view: str = "front", colour: str = "") -> str:
    """An SVG of the product in one of `VIEWS` and one of its colours (the first when none is named)."""
    look = draft.look
    drawing = DRAWINGS[look.drawing]
    chosen = colour or look.colours[0]
    tint = swatch(chosen)
    c = Canvas()
    ground = studio.lying if drawing.lying else studio.standing
    ground(c, look.backdrop + VIEWS.index(view), tint)
    if view == "detail":
        x, y = drawing.focus
        _object(c, drawing, look, tint, f"translate({400 - x * 1.9:g} {400 - y * 1.9:g}) scale(1.9)")
    elif view == "set":
        _pair(c, drawing, look, tint, [code for code in look.colours if code != chosen])
    elif view == "scale":
        _object(c, drawing, look, tint, "translate(92 76) scale(.84)")
        studio.ruler(c)
    elif drawing.zoom != 1.0:
        base = 400 if drawing.lying else 640
        _object(
            c, drawing, look, tint,
            f"translate({400 * (1 - drawing.zoom):g} {base * (1 - drawing.zoom):g}) scale({drawing.zoom:g})",
        )  # fmt: skip
    else:
        _object(c, drawing, look, tint, "")
    return c.svg()
