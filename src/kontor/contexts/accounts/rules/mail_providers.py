"""How the big mailbox providers tell addresses apart (ACC-05): who ignores dots, who ignores a tag."""

from __future__ import annotations

from typing import NamedTuple


class Provider(NamedTuple):
    """`main` is the domain that the others are names for; `tag` starts the ignored part, "" for none."""

    main: str
    tag: str = "+"
    dots: bool = True  # whether a dot makes a difference


_GOOGLE = Provider("gmail.com", dots=False)
_YANDEX = Provider("yandex.ru")
_PROTON = Provider("proton.me", dots=False)
_APPLE = Provider("icloud.com")
_GMX = Provider("gmx.net", tag="")

PROVIDERS: dict[str, Provider] = {
    "gmail.com": _GOOGLE,
    "googlemail.com": _GOOGLE,
    **{name: Provider(name) for name in ("outlook.com", "hotmail.com", "live.com", "msn.com", "hey.com", "zoho.com")},
    **{name: Provider(name) for name in ("fastmail.com", "fastmail.fm", "mailbox.org", "posteo.de", "runbox.com")},
    **{name: Provider(name) for name in ("mail.ru", "inbox.ru", "list.ru", "bk.ru", "rambler.ru", "abv.bg")},
    **{name: Provider(name, tag="-") for name in ("yahoo.com", "yahoo.co.uk", "yahoo.fr", "yahoo.es", "ymail.com")},
    **dict.fromkeys(("yandex.ru", "yandex.com", "yandex.by", "yandex.kz", "yandex.ua", "ya.ru"), _YANDEX),
    **dict.fromkeys(("proton.me", "protonmail.com", "protonmail.ch", "pm.me"), _PROTON),
    **dict.fromkeys(("icloud.com", "me.com", "mac.com"), _APPLE),
    **dict.fromkeys(("gmx.net", "gmx.de", "gmx.at", "gmx.ch"), _GMX),
}


def canonical(local: str, domain: str) -> str:
    """The one spelling of `local@domain` by which it is compared; both are already case-folded.

    Domains that are not in the table keep their dots; a `+tag` is dropped everywhere, because no
    provider of weight gives `+` another meaning.
    """
    provider = PROVIDERS.get(domain, Provider(domain))
    for sign in {provider.tag, "+"} - {""}:
        head, _, _ = local.partition(sign)
        local = head or local
    if not provider.dots:
        local = local.replace(".", "")
    return f"{local}@{provider.main}"
