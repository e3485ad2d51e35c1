"""Texts to fit the model on (seeded).

`fitting/<language>.jsonl`: lines with alternatives and slots, filled in many ways. `fitting/written/<language>.jsonl`:
whole messages, each written for itself, taken as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from kontor.contexts.messaging.policing.plain import DATA, data

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([a-zA-Z])\}")
_LOOKS = {
    "a": "аα@4",
    "e": "еε3",
    "o": "оο0",
    "i": "іι1!",
    "c": "с",
    "p": "рρ",
    "t": "т7",
    "s": "ѕ$5",
    "x": "х",
    "h": "һ",
    "k": "κк",
}
OWN = "market.example"  # stands for the market's own host
_APART = (" ", ".", "_", "-", " . ", "*", "/", "\u200b", "  ")


class Line(NamedTuple):
    """A line of the fitting texts: what becomes of it, its kind and its text with slots; whole messages say whose hand."""

    language: str
    block: bool
    kind: str
    text: str
    number: int
    written: bool = False
    hand: str = ""


def lines() -> list[Line]:
    """All lines of all languages."""
    found: list[Line] = []
    for path in [*sorted((DATA / "fitting").glob("*.jsonl")), *sorted((DATA / "fitting" / "written").glob("*.jsonl"))]:
        for raw in path.read_text().splitlines():
            row = json.loads(raw)
            written = path.parent.name == "written"
            found.append(
                Line(
                    path.stem,
                    row["label"] == "block",
                    row["kind"],
                    row["text"],
                    len(found),
                    written,
                    row.get("hand", ""),
                )
            )
    return found


def filled(line: Line, random: Random, times: int) -> Iterator[str]:
    """So many readings of a line, none twice."""
    seen: set[str] = set()
    slots = data("fitting/slots.json")[line.language]
    if line.written:
        yield line.text
        seen.add(line.text)
    for _ in range(times * 2):
        text = line.text
        while not line.written and (found := _CHOICE.search(text)):
            text = text[: found.start()] + random.choice(found.group(1).split("|")) + text[found.end() :]
        if not line.written:
            text = _SLOT.sub(lambda slot: _value(slot.group(1), slots, random), text)
        text = _worn(" ".join(text.split()), random)
        if text not in seen and len(seen) < times:
            seen.add(text)
            yield text


def _worn(text: str, random: Random) -> str:
    """As people type: without capitals, marks or the last stop; with signs of feeling."""
    dice = random.random()
    if dice < 0.2:
        text = text.lower()
    elif dice < 0.25:
        text = text.upper()
    if random.random() < 0.2:
        text = text.rstrip("?!.？。")
    if random.random() < 0.1:
        text = text.replace(",", "")
    if random.random() < 0.12:
        text += random.choice([" 😊", "!!", " 👍", "...", "!", " 🙏", "."])
    return text


def _value(slot: str, slots: dict[str, list[str]], random: Random) -> str:
    """What stands in a slot."""
    if slot in "mti":
        return random.choice(slots[slot])
    if slot == "M":
        return hidden(random.choice(slots["m"]), random)
    made = {"p": phone, "h": _handle, "e": _mail, "l": _link, "k": _tracking, "q": _price}
    if slot in made:
        return made[slot](random)
    ranges = {"n": (2, 60), "o": (10**15, 10**16 - 1), "z": (10000, 99999)}
    if slot in ranges:
        return str(random.randint(*ranges[slot]))
    fixed = {"d": ["12.11.2026", "2026-11-03", "11/5", "5.11", "03/11/2026"], "c": ["529.982.247-25", "52998224725"]}
    return random.choice(fixed.get(slot, [f"https://{OWN}/p/4711", f"{OWN}/help", f"https://{OWN}/orders/12"]))


def _tracking(random: Random) -> str:
    prefix = random.choice(["LP", "RB", "UA", "ZX", "AB-", "XK"])
    return f"{prefix}{random.randint(10**8, 10**9 - 1)}{random.choice(['CN', '', 'A'])}"


def _price(random: Random) -> str:
    shape = random.choice(["${}", "{} €", "{} USD", "R$ {}", "{} ₽", "{}元", "{} лв"])
    return shape.format(random.choice(["25", "12.50", "199", "34.99", "7,90"]))


def hidden(name: str, random: Random) -> str:
    """A name as people write it to get it past."""
    way = random.randint(0, 4)
    if way == 0 or not name.isascii():
        return random.choice(_APART).join(name)
    if way == 1:
        return "".join(
            random.choice(_LOOKS[sign]) if sign in _LOOKS and random.random() < 0.5 else sign for sign in name.lower()
        )
    if way == 2:
        return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in name)
    if way == 3:
        return "".join(chr(0x24D0 + ord(sign) - 97) if "a" <= sign <= "z" else sign for sign in name.lower())
    place = random.randint(1, len(name) - 1)
    return name[:place] + random.choice(_APART) + name[place:]


def phone(random: Random) -> str:
    """A telephone number of one of the countries."""
    shape = random.choice([
        "+86 13# #### ####", "15# #### ####", "13#########", "+34 6## ### ###", "6########", "+33 6 ## ## ## ##", "06 ## ## ## ##", "+7 9## ###-##-##", "8 (9##) ### ## ##",
        "89#########", "+55 11 9####-####", "(11) 9####-####", "+359 88 ### ####", "088#######", "+1 555-###-####", "(555) ###-####", "+44 7### ######", "0044 7#########",
    ])  # fmt: skip
    return "".join(str(random.randint(0, 9)) if sign == "#" else sign for sign in shape)


def _handle(random: Random) -> str:
    stem = random.choice(
        ["anna", "shop", "li", "wang", "kontakt", "best_deal", "marco", "sveta", "store", "factory", "joao", "mei"]
    )
    return random.choice(["", "@"]) + stem + random.choice(["_", "", ".", "-"]) + str(random.randint(1, 9999))


def _mail(random: Random) -> str:
    name = random.choice(["anna", "sales", "wang.li", "marco88", "info", "petrov_i", "maria.s"])
    host = random.choice(
        ["gmail.com", "mail.ru", "qq.com", "163.com", "hotmail.com", "abv.bg", "yahoo.fr", "uol.com.br"]
    )
    shape = random.choice(["{}@{}"] * 4 + ["{} @ {}", "{}(at){}", "{} at {}", "{} arroba {}", "{} собака {}"])
    return shape.format(name, host)


def _link(random: Random) -> str:
    return random.choice([
        "https://best-shop.com/p/12", "www.factory-direct.net", "bestdeal.ru", "t.me/shop88", "wa.me/8613800138000", "myshop dot com", "http://bit.ly/3xYz", "shop.example-store.com",
        "tienda-directa.com", "loja.com.br", "vk.com/shop", "deal24.shop/a",
    ])  # fmt: skip
