"""Values of a file one by one: each comes back sound, or a fault with its line is noted. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from re import Pattern
from typing import Any

from kontor.contexts.catalogue.errors import CategoryFileWrong
from kontor.contexts.catalogue.tree_file.placed import Placed


class Checks:
    """Takes values out of objects; `wrong` holds the faults in the order in which they were met."""

    def __init__(self, languages: Collection[str]) -> None:
        self._languages = languages
        self.wrong: list[CategoryFileWrong] = []

    def say(self, entry: Placed, place: str, why: str) -> None:
        """Note a fault of `entry`; `why` is a sentence in English."""
        self.wrong.append(CategoryFileWrong(line=entry.line, place=place, why=why))

    def fields(self, entry: Placed, known: Collection[str]) -> None:
        """No field but the known ones."""
        for name in entry:
            if name not in known:
                self.say(entry, name, f"there is no such field here, only {', '.join(known)}.")

    def mapping(self, entry: Placed, name: str) -> Mapping[str, Any]:
        """An object, {} when it is left out."""
        value = entry.get(name, {})
        if isinstance(value, dict):
            return value
        self.say(entry, name, "this must be an object: {…}.")
        return {}

    def sequence(self, entry: Placed, name: str) -> list[Any]:
        """A list, [] when it is left out; of objects, except for options."""
        value = entry.get(name, [])
        if not isinstance(value, list):
            self.say(entry, name, "this must be a list: […].")
            return []
        if name != "options" and not all(isinstance(one, Placed) for one in value):
            self.say(entry, name, "all of this list must be objects: {…}.")
        return value

    def words(self, entry: Placed, name: str, value: object) -> dict[str, str]:
        """Texts by language with English among them; a single text is the same in every language."""
        if isinstance(value, str) and value.strip():
            return {"en": value.strip()}
        if not isinstance(value, dict) or not value:
            self.say(entry, name, 'this must have a text for each language, such as {"en": "Lamps", "es": "Lámparas"}.')
            return {}
        for language, text in value.items():
            if language not in self._languages:
                self.say(entry, name, f"“{language}” is no language of this market ({', '.join(self._languages)}).")
            if not isinstance(text, str) or not text.strip():
                self.say(entry, name, f"the text in “{language}” is empty.")
        if "en" not in value:
            self.say(entry, name, "English (en) is missing: it is shown where a language has no text of its own.")
        return {language: str(text).strip() for language, text in value.items()}

    def code(self, entry: Placed, form: Pattern[str], what: str) -> str:
        """The code of a thing; it must be there."""
        value = entry.get("code")
        if isinstance(value, str) and form.fullmatch(value):
            return value
        self.say(entry, "code", f"this must be {what}.")
        return str(value or "")

    def text(self, entry: Placed, name: str, form: Pattern[str], what: str) -> str:
        """A text of a form, "" when it is left out."""
        value = entry.get(name, "")
        if value == "" or (isinstance(value, str) and form.fullmatch(value)):
            return str(value)
        self.say(entry, name, f"this must be {what}.")
        return ""

    def short(self, entry: Placed, name: str, most: int) -> str:
        """A text of at most `most` characters, "" when it is left out."""
        value = entry.get(name, "")
        if isinstance(value, str) and len(value) <= most:
            return value
        self.say(entry, name, f"this must be a text of at most {most} characters.")
        return ""

    def one_of(self, entry: Placed, name: str, known: Collection[str]) -> str:
        """One of `known`, "" when it is left out."""
        value = entry.get(name, "")
        if value == "" or value in known:
            return str(value)
        self.say(entry, name, f"this must be one of {', '.join(known)}.")
        return ""

    def whole(self, entry: Placed, name: str, usual: int, most: int) -> int:
        """A whole number from 0 to `most`, `usual` when it is left out."""
        value = entry.get(name, usual)
        if type(value) is int and 0 <= value <= most:
            return value
        self.say(entry, name, f"this must be a whole number from 0 to {most}.")
        return usual

    def yes(self, entry: Placed, name: str, *, otherwise: bool = False) -> bool:
        """true or false; `otherwise` when it is left out."""
        value = entry.get(name, otherwise)
        if isinstance(value, bool):
            return value
        self.say(entry, name, "this must be true or false.")
        return otherwise
