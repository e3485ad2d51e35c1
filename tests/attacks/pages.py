"""What a test reads from a page: fields with their values, ids, and what an error summary links to."""

from __future__ import annotations

from html.parser import HTMLParser


class Page(HTMLParser):
    """The parts of an HTML page that forms consist of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.ids: set[str] = set()
        self.twice: set[str] = set()
        self.sentences: list[str] = []
        self.stays = False  # a part of it is read again, or a link leads, to the page's own address
        self.values: dict[str, list[str]] = {}
        self.passwords: list[str] = []
        self.links: list[str] = []
        self.has_summary = False
        self._summary = 0
        self._select = ""
        self._said = False
        self._words: list[str] = []
        self._area = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        self.stays |= "data-live" in facts and "data-live-url" not in facts
        self.stays |= tag == "a" and facts.get("href", "").startswith("?")
        if "id" in facts:
            (self.twice if facts["id"] in self.ids else self.ids).add(facts["id"])
        if tag == "div" and self._summary:
            self._summary += 1
        if "k-summary" in facts.get("class", "").split():
            self.has_summary, self._summary = True, 1
        if tag == "a" and self._summary and facts.get("href", "").startswith("#"):
            self.links.append(facts["href"][1:])
            self.sentences.append("")
            self._said = True
        self._field(tag, facts)

    def _field(self, tag: str, facts: dict[str, str]) -> None:
        name = facts.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and "selected" in facts:
            self._keep(self._select, facts.get("value", ""))
        elif tag == "textarea":
            self._area = name
            self._keep(name, "")
        elif tag == "input" and facts.get("type") == "password":
            self.passwords.append(facts.get("value", ""))
        elif tag == "input" and (facts.get("type") not in {"radio", "checkbox"} or "checked" in facts):
            self._keep(name, facts.get("value", ""))

    def _keep(self, name: str, value: str) -> None:
        self.values.setdefault(name, []).append(value)

    @property
    def words(self) -> str:
        """Everything that is read on the page; a sentence of the summary stands there, and once more at its field."""
        return "".join(self._words)

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        if self._said:
            self.sentences[-1] += data
        if self._area:
            self.values[self._area][-1] += data.strip("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._summary:
            self._summary -= 1
        if tag == "a":
            self._said = False
        if tag == "textarea":
            self._area = ""
