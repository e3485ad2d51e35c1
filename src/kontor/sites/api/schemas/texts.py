"""Types of what comes in: no longer, no larger and no stranger than the database holds."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

WHOLE = 2_147_483_647  # the most that a whole number of the database holds


def _storable(text: str) -> str:
    """Without NUL; half a character, which no database stores, is refused."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("no valid Unicode") from error
    return text.replace("\0", "")


def _moment(said: Any) -> Any:
    if isinstance(said, str) and "T" not in said.upper():
        raise ValueError("2026-01-31T12:00:00Z")
    return said


def _zoned(moment: datetime) -> datetime:
    if moment.tzinfo is None or not EARLIEST < moment.year < LATEST:
        raise ValueError("2026-01-31T12:00:00Z")
    return moment


EARLIEST, LATEST = 1970, 9999  # years between which time-ordered ids lie
Moment = Annotated[datetime, BeforeValidator(_moment), AfterValidator(_zoned)]
Text = Annotated[str, AfterValidator(_storable)]
Name = Annotated[Text, Field(max_length=60)]
Whole = Annotated[int, Field(strict=True)]  # `false` is no number
Switch = Annotated[bool, Field(strict=True)]  # and 0 no answer
Count = Annotated[Whole, Field(ge=0, le=WHOLE)]
Price = Annotated[
    str, Field(pattern=r"^[0-9]{1,12}(\.[0-9]{1,3})?$", description="in the store's currency", examples=["72.00"])
]
Code = Annotated[Text, Field(min_length=1, max_length=40, description="the SKU's code in the store")]
