"""What somebody should look at whose mail did not come (ACC-14). Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kontor.contexts.accounts import policy
from kontor.contexts.accounts.rules.mail_providers import PROVIDERS

# Beside those of the table: mailboxes of weight that one must not take for a slip of the pen.
_OTHERS = frozenset({
    "aol.com", "mail.com", "email.com", "gmx.com", "web.de", "t-online.de", "freenet.de", "orange.fr", "free.fr",
    "laposte.net", "sfr.fr", "libero.it", "virgilio.it", "uol.com.br", "bol.com.br", "terra.com.br", "terra.es",
    "qq.com", "163.com", "126.com", "sina.com", "sohu.com", "foxmail.com", "aliyun.com", "naver.com", "daum.net",
    "yahoo.co.jp", "yahoo.de", "yahoo.it", "yahoo.com.br", "hotmail.fr", "hotmail.es", "hotmail.co.uk", "outlook.fr",
    "outlook.es", "outlook.de", "mail.bg", "seznam.cz", "wp.pl", "o2.pl", "onet.pl", "ukr.net", "comcast.net",
})  # fmt: skip
KNOWN = frozenset(PROVIDERS) | _OTHERS
_SHORTEST = 7  # characters of a domain that can be told from another by one letter
_LONG = 10  # characters from which two slips are still one


@dataclass(frozen=True, slots=True)
class DomainFigures:
    """What became of the mails to one domain, of all who joined with it lately.

    Attributes:
        asked: registrations whose link went out.
        proven: of these, by how many it was used.
        refused: of these, how many the domain's own server did not take.
    """

    domain: str
    asked: int
    proven: int
    refused: int

    @property
    def lost_percent(self) -> int:
        """Registrations that were not confirmed, in whole per cent."""
        return round(100 * (self.asked - self.proven) / self.asked) if self.asked else 0

    @property
    def fails(self) -> bool:
        """Whether another provider is the better advice, by what was measured here."""
        enough = self.asked >= policy.DOMAIN_HINT_FROM.int()
        return enough and self.lost_percent >= policy.DOMAIN_HINT_SHARE.int()


def respelt(domain: str, sound: Collection[str] = ()) -> str:
    """The well-known domain that `domain` was probably meant to be; "" when it is one itself or like none.

    Args:
        sound: domains where links were used: whatever they look like, they are right.
    """
    domain = domain.lower()
    if domain in KNOWN or domain in sound:
        return ""
    slips = {name: _slips(domain, name) for name in KNOWN if len(name) >= _SHORTEST and name[0] == domain[:1]}
    near = [(many, name) for name, many in slips.items() if many <= (2 if len(name) >= _LONG else 1)]
    near += [
        (1, name) for name in KNOWN if len(name) >= _SHORTEST and name[0] != domain[:1] and _slips(domain, name) == 1
    ]
    return min(near, key=lambda pair: (pair[0], pair[1] not in PROVIDERS, pair[1]))[1] if near else ""


def _slips(one: str, other: str) -> int:
    """Letters left out, put in, changed or swapped with their neighbour (Damerau and Levenshtein's distance)."""
    if abs(len(one) - len(other)) > 2:  # noqa: PLR2004  (more than anybody asks)
        return 3
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if before and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, last = last, row
    return last[-1]
