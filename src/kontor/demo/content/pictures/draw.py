"""From a product to its picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..model import Look, ProductDraft
from ..tables import colours
from . import carry, desk, gadgets, kitchen, outdoors, studio, wear, workshop
from .paint import Canvas

VIEWS = ("front", "detail", "set", "scale")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A routine, whether its goods lie or hang, and where a close-up looks."""

    draw: Callable[[Canvas, Look, str], None]
    lying: bool = False
    focus: tuple[int, int] = (400, 420)


DRAWINGS: Mapping[str, Drawing] = {
    "mug": Drawing(kitchen.mug, focus=(470, 400)),
    "pan": Drawing(kitchen.pan, focus=(520, 440)),
    "teapot": Drawing(kitchen.teapot, focus=(380, 380)),
    "lamp": Drawing(kitchen.lamp, focus=(400, 300)),
    "bedding": Drawing(kitchen.bedding, focus=(460, 480)),
    "cushion": Drawing(kitchen.cushion, focus=(280, 320)),
    "tshirt": Drawing(wear.tshirt, lying=True, focus=(400, 260)),
    "jumper": Drawing(wear.jumper, lying=True, focus=(400, 280)),
    "shirt": Drawing(wear.shirt, lying=True, focus=(400, 270)),
    "jacket": Drawing(wear.jacket, lying=True, focus=(400, 260)),
    "dress": Drawing(wear.dress, lying=True, focus=(400, 300)),
    "skirt": Drawing(wear.skirt, lying=True, focus=(400, 300)),
    "sneaker": Drawing(wear.sneaker, focus=(330, 480)),
    "boot": Drawing(wear.boot, focus=(380, 420)),
    "sandal": Drawing(wear.sandal, lying=True, focus=(290, 300)),
    "backpack": Drawing(carry.backpack, focus=(400, 400)),
    "handbag": Drawing(carry.handbag, focus=(400, 430)),
    "suitcase": Drawing(carry.suitcase, focus=(430, 380)),
    "watch": Drawing(carry.watch, lying=True, focus=(400, 400)),
    "necklace": Drawing(carry.necklace, lying=True, focus=(400, 480)),
    "ring": Drawing(carry.ring, focus=(400, 300)),
    "earphones": Drawing(gadgets.earphones, focus=(400, 440)),
    "charger": Drawing(gadgets.charger, focus=(340, 470)),
    "smartwatch": Drawing(gadgets.smartwatch, lying=True, focus=(400, 400)),
    "phonecase": Drawing(gadgets.phonecase, lying=True, focus=(350, 260)),
    "speaker": Drawing(gadgets.speaker, focus=(430, 460)),
    "plantpot": Drawing(outdoors.plantpot, focus=(400, 440)),
    "secateurs": Drawing(outdoors.secateurs, lying=True, focus=(400, 380)),
    "wateringcan": Drawing(outdoors.wateringcan, focus=(440, 460)),
    "yogamat": Drawing(outdoors.yogamat, focus=(540, 560)),
    "bottle": Drawing(outdoors.bottle, focus=(400, 330)),
    "bikelight": Drawing(outdoors.bikelight, focus=(300, 470)),
    "dumbbell": Drawing(outdoors.dumbbell, focus=(280, 520)),
    "blocks": Drawing(desk.blocks, focus=(400, 480)),
    "plush": Drawing(desk.plush, focus=(400, 350)),
    "puzzle": Drawing(desk.puzzle, lying=True, focus=(400, 420)),
    "lipstick": Drawing(desk.lipstick, focus=(330, 360)),
    "serum": Drawing(desk.serum, focus=(380, 460)),
    "brushes": Drawing(desk.brushes, focus=(400, 330)),
    "notebook": Drawing(desk.notebook, lying=True, focus=(420, 330)),
    "pen": Drawing(desk.pen, lying=True, focus=(300, 470)),
    "organiser": Drawing(desk.organiser, focus=(360, 480)),
    "drill": Drawing(workshop.drill, focus=(400, 330)),
    "screwdriver": Drawing(workshop.screwdriver, lying=True, focus=(360, 380)),
    "drone": Drawing(workshop.drone, focus=(400, 420)),
    "propeller": Drawing(workshop.propeller, lying=True, focus=(310, 310)),
    "laser": Drawing(workshop.laser, lying=True, focus=(330, 440)),
    "petbowl": Drawing(workshop.petbowl, focus=(400, 520)),
    "collar": Drawing(workshop.collar, lying=True, focus=(400, 560)),
    "petbed": Drawing(workshop.petbed, focus=(400, 520)),
}


def _object(c: Canvas, drawing: Drawing, look: Look, tint: str, transform: str) -> None:
    if transform:
        c.open(transform)
    drawing.draw(c, look, tint)
    if transform:
        c.close()


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
        others = [code for code in look.colours if code != chosen] or [chosen]
        _object(c, drawing, look, swatch(others[0]), "translate(-40 130) scale(.68)")
        _object(c, drawing, look, tint, "translate(240 186) scale(.72)")
    elif view == "scale":
        _object(c, drawing, look, tint, "translate(92 76) scale(.84)")
        studio.ruler(c)
    else:
        _object(c, drawing, look, tint, "")
    return c.svg()
