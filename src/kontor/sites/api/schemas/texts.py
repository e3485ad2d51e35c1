"""Types of what comes in: no longer, no larger and no stranger than the database holds."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

WHOLE = 2_147_483_647  # the most that a whole number of the database holds


def _storable(text: str) -> str:
    """Without NUL; half a character, which no database stores, is refused."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("no valid Unicode") from error
    return text.replace("\0", "")


Text = Annotated[str, AfterValidator(_storable)]
Name = Annotated[Text, Field(max_length=60)]
Count = Annotated[int, Field(ge=0, le=WHOLE)]
Price = Annotated[
    str, Field(pattern=r"^[0-9]{1,12}(\.[0-9]{1,3})?$", description="in the store's currency", examples=["72.00"])
]
Code = Annotated[Text, Field(min_length=1, max_length=40, description="the SKU's code in the store")]
