"""What can be wrong with a picture of a document, and what the person can do about it (ACC-33)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kontor.kernel.text import mark as _


class Fault(StrEnum):
    """One thing that is wrong. The order is the order in which people are told."""

    NOT_DOCUMENT = "not_document"
    SCREENSHOT = "screenshot"
    SCREEN = "screen"
    TOO_DARK = "too_dark"
    CROPPED = "cropped"
    TOO_SMALL = "too_small"
    BLURRED = "blurred"
    GLARE = "glare"
    COVERED = "covered"
    EXPIRED = "expired"
    SAME_SIDE = "same_side"


@dataclass(frozen=True, slots=True)
class Words:
    """A fault in a few words, and what to do."""

    title: str
    advice: str


WORDS: dict[str, Words] = {
    Fault.NOT_DOCUMENT: Words(
        _("No document found"),
        _("Lay the document flat on a plain table that has another colour, so that its four edges can be seen."),
    ),
    Fault.SCREENSHOT: Words(
        _("A screenshot"), _("Take the picture with a camera, of the document itself. Screenshots are not accepted.")
    ),
    Fault.SCREEN: Words(
        _("A photo of a screen"),
        _("Take the picture of the document itself, not of a screen or a print that shows it."),
    ),
    Fault.TOO_DARK: Words(_("Too dark"), _("Go to a window or switch on a light, and take the picture again.")),
    Fault.CROPPED: Words(
        _("An edge is missing"), _("Move back a little, so that all four corners are inside the picture.")
    ),
    Fault.TOO_SMALL: Words(
        _("Too small"), _("Move closer, until the document nearly fills the picture, and send it in full size.")
    ),
    Fault.BLURRED: Words(
        _("Blurred"),
        _("Wipe the lens, hold the phone still with both hands, and touch the document on the screen to focus."),
    ),
    Fault.GLARE: Words(
        _("Light is reflected"), _("Move away from the lamp and switch off the flash, until no white spot is left.")
    ),
    Fault.COVERED: Words(
        _("Something covers the document"), _("Lay the document on a table and take your fingers off it.")
    ),
    Fault.EXPIRED: Words(_("The document has expired"), _("Use a document that is still valid.")),
    Fault.SAME_SIDE: Words(
        _("Twice the same side"), _("This looks like the picture of the other side. Turn the document over.")
    ),
}
