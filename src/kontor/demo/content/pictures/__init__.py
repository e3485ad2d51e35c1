"""Pictures of goods and signs of stores, drawn as SVG from their parameters."""

from .draw import VIEWS, picture
from .signs import banner, logo

__all__ = ["VIEWS", "banner", "logo", "picture"]
