"""Whether an address can be printed on a label and delivered (BUY-11): pure decisions on a draft."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, fields, replace

from kontor.contexts.accounts.rules import addresses, latin
from kontor.contexts.buyers.errors import (
    PartHasStrangeCharacter,
    PartMissing,
    PartTooLong,
    PhoneInvalid,
    PostcodeInvalid,
    RegionUnknown,
)
from kontor.kernel.errors import Refusal

LONGEST = {
    "recipient": 100, "company": 100, "street": 300, "district": 100, "city": 100, "region": 100, "postcode": 20,
}  # fmt: skip
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Draft:
    """An address as typed; after `tidy`, as stored."""

    country: str
    recipient: str = ""
    company: str = ""
    street: str = ""
    district: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    phone: str = ""

    def part(self, name: str) -> str:
        """The value of the part called `name`."""
        return str(getattr(self, name))


def tidy(draft: Draft, parts: tuple[str, ...]) -> Draft:
    """Composed, without needless blanks; parts that the country does not use are empty, its postcode in capitals."""
    clean = {}
    for field in fields(draft):
        text = unicodedata.normalize("NFC", draft.part(field.name)).strip()
        kept = field.name in parts or field.name in {"country", "phone"}
        keep_lines = field.name == "street"
        text = re.sub(r"[^\S\n]+" if keep_lines else r"\s+", " ", text)
        clean[field.name] = re.sub(r"\s*\n\s*", "\n", text) if kept else ""
    clean["postcode"] = unicodedata.normalize("NFKC", clean["postcode"]).upper()
    return Draft(**clean)


def problems(
    draft: Draft,
    *,
    parts: tuple[str, ...],
    required: frozenset[str],
    region_known: bool,
    postcode_fits: Callable[[str], bool],
    example: str,
) -> list[Refusal]:
    """Everything wrong with a tidied draft, each at its field, in the order of the form."""
    found: list[Refusal] = []
    for name in parts:
        text = draft.part(name)
        strange = next((sign for sign in text if _is_strange(sign)), "")
        if not text:
            if name in required:
                found.append(PartMissing(field=name))
        elif len(text) > LONGEST[name]:
            found.append(PartTooLong(field=name, most=LONGEST[name]))
        elif strange:
            found.append(PartHasStrangeCharacter(field=name, character=f"U+{ord(strange):04X}"))
        elif name == "region" and not region_known:
            found.append(RegionUnknown(field=name))
        elif name == "postcode" and not postcode_fits(text):
            found.append(PostcodeInvalid(field=name, example=example))
    if e164(draft.phone, draft.country) is None:
        found.append(PhoneInvalid(field="phone"))
    return found


def e164(phone: str, country: str) -> str | None:
    """The courier's phone number in E.164, or None when it is none."""
    try:
        return addresses.phone(addresses.visible(phone), country).text
    except Refusal:
        return None


def in_latin(draft: Draft, *, region_latin: str) -> dict[str, str]:
    """The same parts in Latin letters, for couriers on the way (BUY-11)."""
    named = replace(draft, region=region_latin or draft.region)
    result = {name: latin.transliterate(named.part(name), draft.country) for name in LONGEST}
    for name in ("recipient", "company", "district", "city"):
        result[name] = latin.transliterate_name(named.part(name), draft.country)
    return {"country": draft.country, **result, "phone": draft.phone}


def _is_strange(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cn"} and sign not in _JOINERS and sign != "\n"
