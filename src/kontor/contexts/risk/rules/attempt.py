"""What is seen of one registration or sign-in: the input of every judgement, and of every proof of how well they judge.

A generator of crowds and farms builds these and nothing else. Everything here is something that a real
installation sees: what the server measures is marked (server), what the page's script reports is marked
(browser) and may be missing or forged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kontor.contexts.risk.rules.kinds import TraceKind


class Occasion(StrEnum):
    """What somebody tries."""

    REGISTRATION = "registration"
    SIGN_IN = "sign_in"


class Mode(StrEnum):
    """How a field got its text."""

    TYPED = "typed"  # key by key
    PASTED = "pasted"  # from the clipboard, or dropped
    FILLED = "filled"  # by the browser or a password manager: it changed without a key or a paste
    CHOSEN = "chosen"  # from a list, such as the country
    UNTOUCHED = "untouched"  # entered and left as it was


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form as it was filled in (browser). Never what was typed.

    Attributes:
        name: of the form's field: `address`, `given_name`, `family_name`, `country`, `password`, `password_again`.
        mode: how it got its text; where several ways were used, the one that brought the most.
        seconds: time with the cursor in it, all visits together; 0 for one that was filled without a visit.
        keys: key presses that changed it, at most 200 are counted; 0 unless typed. Phones report one per character.
        fixes: those of them that deleted.
        gap: mean time between two key presses in milliseconds, pauses above 2,000 ms left out; 0 under 3 keys.
        spread: standard deviation of the same times divided by `gap`; 0 under 3 keys. People have 0.3 … 1.2.
    """

    name: str
    mode: Mode
    seconds: float
    keys: int = 0
    fixes: int = 0
    gap: float = 0.0
    spread: float = 0.0


@dataclass(frozen=True, slots=True)
class Behaviour:
    """Order and rhythm of the form's events (browser).

    Attributes:
        fields: in the order in which they were first touched.
        seconds: from the page being shown until it was sent.
        moves: movements of pointer or finger, counted at most four a second, at most 2,000.
        leaves: how often the page was put into the background (another tab or window).
        pages: pages of this site that this tab showed before the form.
        scripted: events that no person made were among them (`isTrusted` false), or the browser says that a
            program drives it (`navigator.webdriver`).
    """

    fields: tuple[Field, ...]
    seconds: float
    moves: int = 0
    leaves: int = 0
    pages: int = 0
    scripted: bool = False


@dataclass(frozen=True, slots=True)
class Device:
    """What is known of the machine. All texts are opaque; equal means equal, nothing else is to be read from them.

    Attributes:
        cookie: random id in our signed cookie (server); "" when the browser sent none with the form.
        cookie_hours: age of that cookie; 0 when this page set it (server).
        headers: digest of the request's stable headers: browser, languages, encodings (server).
        fingerprint: digest of everything that the browser's script can tell, about browser and machine (browser);
            "" without script. Two phones of one model with one version of the system have the same.
        hardware: digest of the parts that all browsers of one machine have in common: screen, processors, graphics,
            time zone, platform (browser); "" without script.
    """

    cookie: str
    cookie_hours: float
    headers: str
    fingerprint: str = ""
    hardware: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """The address with which somebody comes, as far as it tells something (server).

    Attributes:
        by_phone: a mobile number; else an e-mail address.
        domain: of the e-mail address, in lower case; "" for a phone.
        block: of a phone: country code and number without its last three digits, such as `+3598812345`; "" for mail.
        virtual: the number is of a virtual, VoIP or SMS-activation service (ACC-32).
        template: how the e-mail address before the @ is built: runs of letters, figures and signs, never the text;
            "" for a phone.
    """

    by_phone: bool
    domain: str = ""
    block: str = ""
    virtual: bool = False
    template: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One registration or sign-in.

    Attributes:
        at: when it was sent, UTC, aware.
        address: internet address of the client as the trusted proxies name it, IPv4 or IPv6, in full (server).
        country: ISO 3166 code that was chosen in the form.
        page_seconds: from our answer with the form until the form came back (server); 0 when unknown.
        behaviour: None without script, or when what came could not be read.
        unreadable: something came in the script's place that no script of ours sends (server).
        copied: digest of the behaviour exactly as it came, to the millisecond; "" without script (server).
    """

    at: datetime
    address: str
    country: str
    device: Device
    contact: Contact
    behaviour: Behaviour | None = None
    page_seconds: float = 0.0
    unreadable: bool = False
    copied: str = ""
    occasion: Occasion = Occasion.REGISTRATION


@dataclass(frozen=True, slots=True)
class Deed:
    """What an account does between its registration and its first order, as far as others may do the same.

    Attributes:
        after: hours since the registration.
        kind: `DOOR`, `COURIER`, `STORE` or `PAYMENT`.
        told: opaque; equal means equal.
    """

    after: float
    kind: TraceKind
    told: str


@dataclass(frozen=True, slots=True)
class Known:
    """An attempt whose truth is known: what generators hand to `kontor.contexts.risk.rules.evaluation.evaluate`.

    Attributes:
        attempt: what was seen.
        owner: the person or the operation behind it; accounts of one owner belong together, all others do not. A
            family is several owners.
        honest: no farm.
        scene: where it comes from, for the table: `family`, `dormitory`, `proxies` …
        deeds: what it does until then.
        order_after: hours until the account would place its first order; None when it never does.
    """

    attempt: Attempt
    owner: str
    honest: bool
    scene: str = field(default="")
    order_after: float | None = None
    deeds: tuple[Deed, ...] = ()
