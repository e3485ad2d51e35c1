"""What each stage asks, by country and type of business: a table (SEL-01); the operator adds rows of its form. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kontor.contexts.sellers.lifecycle import Stage
from kontor.contexts.sellers.rules.forms import FORM_NAMES, Form
from kontor.kernel.text import mark as _

_IBAN = (
    "AD AE AL AT AZ BA BE BG BH BR BY CH CR CY CZ DE DK DO EE EG ES FI FO FR GB GE GI GL GR GT HR HU IE IL IQ IS IT JO"
    " KW KZ LB LC LI LT LU LV MC MD ME MK MT MU NL NO PK PL PS PT QA RO RS SA SC SE SI SK SM SV TL TN TR UA VA VG XK"
)
IBAN_COUNTRIES = frozenset(_IBAN.split())
"""Where accounts have an IBAN."""


class Kind(StrEnum):
    """How a requirement is met."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    COUNTRY = "country"
    DOCUMENT = "document"  # a picture of a paper
    SIDE = "side"  # a picture of one side of an identity document: its pixels are judged at once
    PROOF = "proof"  # a fact about the owner's account


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row.

    Attributes:
        code: permanent, unique.
        label: English, marked; of the operator's rows, `labels` by language go before it.
        check: of `rules.numbers.CHECKS`; "" for none.
        countries, forms: whom it concerns; none: everybody.
        besides: countries that it does not concern.
        when: (code, value) of another one of the stage on which it depends.
        secret: shown with its last signs only, once it is stored.
        choices: value → label, marked.
    """

    code: str
    stage: Stage
    kind: Kind
    label: str
    hint: str = ""
    required: bool = True
    check: str = ""
    countries: frozenset[str] = frozenset()
    besides: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    when: tuple[str, str] = ("", "")
    secret: bool = False
    longest: int = 120
    autocomplete: str = "off"
    choices: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def concerns(self, *, country: str, form: str) -> bool:
        """Whether a business of this country and type is asked."""
        return (
            (not self.countries or country in self.countries)
            and country not in self.besides
            and (not self.forms or form in self.forms)
        )

    def applies(self, values: Mapping[str, str]) -> bool:
        """Whether what else was said in its stage makes it apply."""
        name, value = self.when
        return not name or values.get(name) == value

    @property
    def paper(self) -> bool:
        return self.kind in {Kind.DOCUMENT, Kind.SIDE}


_CHINA = frozenset({"CN"})
_ENTERPRISE, _SOLE = frozenset({Form.ENTERPRISE.value}), frozenset({Form.SOLE_TRADER.value})
_BANK, _ALIPAY = ("payout_way", "bank"), ("payout_way", "alipay")
_OWN, _GRANTED = ("brand_basis", "own"), ("brand_basis", "granted")
_REGISTERED = ("tax_status", "registered")

TABLE: tuple[Requirement, ...] = (
    Requirement(
        "form", Stage.TYPE, Kind.CHOICE, _("Type of business"), choices=FORM_NAMES,
        hint=_("As your licence says. What you may do here depends on it: stores, members, brands, programs."),
    ),
    Requirement("country", Stage.TYPE, Kind.COUNTRY, _("Country in which it is registered"), autocomplete="country"),
    Requirement(
        "legal_name", Stage.TYPE, Kind.TEXT, _("Name of the business, as registered"), longest=200,
        autocomplete="organization",
    ),
    Requirement(
        "licence_number", Stage.LICENCE, Kind.NUMBER, _("Unified social credit code"), check="register",
        countries=_CHINA, hint=_("18 signs, on the business licence."),
    ),
    Requirement(
        "registration_number", Stage.LICENCE, Kind.NUMBER, _("Number in the register of companies"), check="register",
        besides=_CHINA, forms=_ENTERPRISE,
    ),
    Requirement(
        "trade_number", Stage.LICENCE, Kind.NUMBER, _("Number of your trade registration"), check="register",
        besides=_CHINA, forms=_SOLE, required=False, hint=_("Where your country gives one."),
    ),
    Requirement(
        "licence_picture", Stage.LICENCE, Kind.DOCUMENT, _("Picture of the business licence or register extract"),
        hint=_("The whole page, all four edges."),
    ),
    Requirement(
        "person_name", Stage.PERSON, Kind.TEXT, _("Name of the legal representative"), forms=_ENTERPRISE,
        hint=_("As in the identity document."),
    ),
    Requirement(
        "operator_name", Stage.PERSON, Kind.TEXT, _("Your name"), forms=_SOLE, hint=_("As in the identity document."),
        autocomplete="name",
    ),
    Requirement(
        "person_number", Stage.PERSON, Kind.NUMBER, _("Number of the identity document"), check="person", secret=True
    ),
    Requirement("person_front", Stage.PERSON, Kind.SIDE, _("Identity document, front")),
    Requirement("person_back", Stage.PERSON, Kind.SIDE, _("Identity document, back")),
    Requirement(
        "payout_way", Stage.PAYOUT, Kind.CHOICE, _("Where we pay you"), countries=_CHINA,
        choices={"bank": _("Bank account"), "alipay": _("Alipay account")},
    ),
    Requirement(
        "account_holder", Stage.PAYOUT, Kind.TEXT, _("Holder of the account"),
        hint=_("An enterprise's account carries the enterprise's name; a sole trader's, the trader's."),
    ),
    Requirement(
        "iban", Stage.PAYOUT, Kind.NUMBER, _("IBAN"), check="iban", countries=IBAN_COUNTRIES, secret=True,
    ),
    Requirement(
        "bank_name", Stage.PAYOUT, Kind.TEXT, _("Bank and branch"), countries=_CHINA, when=_BANK,
    ),
    Requirement(
        "account_number", Stage.PAYOUT, Kind.NUMBER, _("Account number"), check="account", countries=_CHINA,
        secret=True, when=_BANK,
    ),
    Requirement(
        "alipay_account", Stage.PAYOUT, Kind.NUMBER, _("Alipay account"), check="alipay", countries=_CHINA, secret=True,
        when=_ALIPAY, hint=_("The e-mail address or phone number of the account."),
    ),
    Requirement(
        "account_number_abroad", Stage.PAYOUT, Kind.NUMBER, _("Account number"), check="account",
        besides=_CHINA | IBAN_COUNTRIES, secret=True,
    ),
    Requirement(
        "bic", Stage.PAYOUT, Kind.NUMBER, _("BIC (SWIFT code) of the bank"), check="bic",
        besides=_CHINA | IBAN_COUNTRIES, hint=_("8 or 11 signs."),
    ),
    Requirement("mail_proven", Stage.CONTACTS, Kind.PROOF, _("E-mail address, confirmed")),
    Requirement("phone_bound", Stage.CONTACTS, Kind.PROOF, _("Mobile number, bound by a code")),
    Requirement(
        "real_name", Stage.CONTACTS, Kind.TEXT, _("Real name of whoever the number belongs to"),
        hint=_("As in an identity document, in its own script."), autocomplete="name",
    ),
    Requirement(
        "tax_status", Stage.TAX, Kind.CHOICE, _("Tax registration at home"),
        choices={"registered": _("Registered for taxes on sales"), "exempt": _("Not registered: below the threshold")},
    ),
    Requirement(
        "tax_number", Stage.TAX, Kind.NUMBER, _("Tax number at home"), check="tax", when=_REGISTERED,
        hint=_("VAT, GST, INN, CNPJ or EIN; in China the unified social credit code."),
    ),
    Requirement(
        "tax_paper", Stage.TAX, Kind.DOCUMENT, _("Picture of the certificate of registration"), required=False,
        when=_REGISTERED,
    ),
    Requirement(
        "brand_name", Stage.BRAND, Kind.TEXT, _("Brand"), hint=_("As it stands on the goods."),
    ),
    Requirement(
        "brand_basis", Stage.BRAND, Kind.CHOICE, _("Why you may sell it"),
        choices={"own": _("It is our own trade mark"), "granted": _("Its owner has authorised us")},
    ),
    Requirement(
        "mark_number", Stage.BRAND, Kind.NUMBER, _("Number of the trade mark"), check="mark", when=_OWN,
    ),
    Requirement(
        "mark_paper", Stage.BRAND, Kind.DOCUMENT, _("Picture of the trade mark certificate"), when=_OWN,
    ),
    Requirement(
        "grant_paper", Stage.BRAND, Kind.DOCUMENT, _("Picture of the authorisation"), when=_GRANTED,
        hint=_("With the owner's signature or seal, and until when it holds."),
    ),
)  # fmt: skip


def asked(stage: Stage, *, country: str, form: str, more: Iterable[Requirement] = ()) -> tuple[Requirement, ...]:
    """What a business of this country and type is asked in `stage`: declared rows, then the operator's."""
    rows = (*TABLE, *more)
    return tuple(one for one in rows if one.stage is stage and one.concerns(country=country, form=form))


def missing(
    rows: Iterable[Requirement], *, values: Mapping[str, str], papers: Iterable[str], proofs: Iterable[str]
) -> tuple[Requirement, ...]:
    """The required rows that nothing meets yet, in their order."""
    there = {code for code, value in values.items() if value} | set(papers) | set(proofs)
    return tuple(one for one in rows if one.required and one.applies(values) and one.code not in there)
