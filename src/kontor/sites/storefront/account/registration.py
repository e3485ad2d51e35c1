"""What the pages of both doors do with a registration: read it, show it again, and go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.middleware.csrf import get_token
from django.utils.translation import gettext

from kontor.contexts.accounts import new_passwords
from kontor.contexts.accounts.errors import NameNotLatin
from kontor.contexts.accounts.policy import CAPTCHA_ALWAYS
from kontor.contexts.accounts.rules import addresses, names, passwords
from kontor.contexts.risk.errors import RegistrationRefused
from kontor.contexts.risk.judging import Judged
from kontor.contexts.risk.rules.decision import Decision
from kontor.contexts.risk.services.keep_judgement import Keeping, keep_judgement
from kontor.kernel.errors import Refusal
from kontor.platform import captcha, limits, sms
from kontor.platform.database.rows import Write
from kontor.platform.http.place import COOKIE as PLACE_COOKIE
from kontor.platform.http.refusals import parts_of
from kontor.platform.http.request import Request
from kontor.sites.security import seen
from kontor.sites.storefront.account import kept_password, places, social_words, waiting, way_on
from kontor.sites.storefront.account.answers import form_page
from kontor.sites.storefront.account.doors import SELL, Door
from kontor.sites.storefront.account.first_party import form_opened_at, give_ticket
from kontor.sites.storefront.account.forms import JoinForm, TypedForm
from kontor.ui import ready

_CAPTCHA = (captcha.CaptchaMissing, captcha.CaptchaWrong, captcha.CaptchaOver)


def with_accepted_name(request: Request) -> QueryDict:
    """What was sent; the offered transliteration stands in the name's place once it is accepted (ACC-02)."""
    if "accept_name" not in request.POST:
        return request.POST
    data = request.POST.copy()
    data["name_as_typed"] = f"{data.get('given_name', '')} {data.get('family_name', '')}".strip()
    data["given_name"], data["family_name"] = data.get("offer_given", ""), data.get("offer_family", "")
    return data


def wanted(request: Request, door: Door, form: JoinForm) -> dict[str, Any]:
    """The arguments of the service that makes the account."""
    typed = form.typed()
    kept = None if typed["password"] else kept_password.get(request, door.audience)
    return {
        "address": typed["address"],
        "password": kept or typed["password"],
        "password_again": typed["password_again"],
        "given_name": typed["given_name"],
        "family_name": typed["family_name"],
        "name_as_typed": typed["name_as_typed"],
        "country": typed["country"],
        "language": chosen_language(request),
        "form_opened_at": form_opened_at(request),
    }


def check_person(request: Request, door: Door) -> list[limits.Attempt]:
    """The captcha that stands on the form (ACC-07), or that was asked for when it was sent before.

    Returns:
        Its answer where it is right, for `judged` to count; nothing where the form has no captcha.

    Raises:
        CaptchaMissing, CaptchaWrong, CaptchaOver: at the field `captcha`.
    """
    return [captcha.answer(request.POST, purpose=door.name)] if _guarded(request) else []


def check_texts(request: Request, address: str, country: str) -> None:
    """Count a code by text message for the internet address that asks, where `address` is a phone number (ACC-10).

    Raises:
        TooMany: with the wait.
    """
    try:
        by_phone = isinstance(addresses.parse(address, country), addresses.PhoneNumber)
    except Refusal:
        return  # what is wrong with it is told by whoever needs it
    if by_phone:
        sms.spend_at_place(request.client_ip)


def judged(request: Request, door: Door, form: TypedForm, solved: Sequence[limits.Attempt] = ()) -> Judged:
    """What the three mechanisms say of this registration (ACC-30); two statements, before the account is made.

    Args:
        solved: what `check_person` found. Should the form come back for another reason, it carries a pass and is
            not asked again.

    Raises:
        TooMany: too many registrations were sent from here.
        CaptchaOver: the answer has served before.
        CaptchaMissing: a challenge has to be solved first, unless the form carried one that was.
        RegistrationRefused: there will be no account; the judgement is kept.
    """
    for over in seen.count(request, solved):
        captcha.spend(over)
        request.captcha_solved = door.name
    typed = form.typed()
    found = seen.registration(
        request, address=typed["address"], country=typed["country"], opened_at=form_opened_at(request)
    )
    if found.verdict.decision is Decision.REFUSE:
        keep_judgement(judged=found, account_id=None)
        raise RegistrationRefused
    if found.verdict.decision is Decision.CHALLENGE and request.captcha_solved != door.name:
        captcha.require(request, door.name)
    return found


class Kept:
    """What was judged of an account that is being made: written by the statement that makes it, then carried out."""

    def __init__(self, found: Judged) -> None:
        self._found = found
        self._keeping: Keeping | None = None

    def __call__(self, account: Any) -> Write:
        self._keeping = Keeping(self._found, account.pk, account.phone or "")
        return self._keeping.write

    def carry_out(self) -> None:
        """Hold the account, or link it, where that was judged."""
        if self._keeping is not None:
            self._keeping.carry_out()


def keep(found: Judged, account: Any) -> bool:
    """Keep what was judged of the account that has just been made; one statement.

    Returns:
        Whether a person has to look at it first.
    """
    decision = keep_judgement(judged=found, account_id=account.pk, phone=account.phone or "")
    return decision is Decision.HOLD


def renewed(request: Request) -> bool:
    """Whether “Refresh the code” sent the form: without a script it is a button like any other."""
    return captcha.REFRESH in request.POST


def open_again(request: Request, door: Door, form: JoinForm) -> HttpResponse:
    """The form as it was, with another picture."""
    _keep_password(request, door, form.typed())
    return page(request, door, form)


def done(request: Request, door: Door, account: Any) -> HttpResponse:
    """On to the page that says where the message went."""
    kept_password.forget(request, door.audience)
    response = HttpResponseRedirect(door.check_mail)
    text, key = (account.email, account.email_key) if account.email_key else (account.phone, account.phone)
    waiting.give(response, waiting.Waiting(text, key, door.audience))
    return response


def again(request: Request, door: Door, form: JoinForm, refusal: Refusal) -> HttpResponse:
    """The form with what is wrong; where only the name's script or the captcha is, no password is typed again."""
    typed, parts, offer = form.typed(), parts_of(refusal), None
    form.refuse(refusal)
    if any(isinstance(part, NameNotLatin) for part in parts):
        offer = names.offer(typed["given_name"], typed["family_name"], country=typed["country"])
    if all(isinstance(part, (NameNotLatin, *_CAPTCHA)) for part in parts):
        _keep_password(request, door, typed)
    return page(request, door, form, offer=offer, refusal=refusal)


def _keep_password(request: Request, door: Door, typed: Mapping[str, str]) -> None:
    """A password that keeps the rules is noted as a hash; no page ever carries one."""
    if typed["password"] and not new_passwords.problems(typed["password"], typed["password_again"]):
        kept_password.keep(request, door.audience, typed["password"])


def _guarded(request: Request) -> bool:
    """Whether this form carries a captcha: by policy all do, else those of whom it was asked."""
    return CAPTCHA_ALWAYS.on() or captcha.TOKEN in request.POST


def opened(request: Request, door: Door, form: type[JoinForm]) -> HttpResponse:
    """The page as it opens. It is the same for everybody of one place, so that it is drawn once for all of them."""
    if request.META.get("QUERY_STRING") or get_messages(request) or kept_password.get(request, door.audience):
        return page(request, door, _fresh(request, form))
    rules, socials = tuple(password_rules()), tuple(_socials(request, door))
    response = ready.page(
        request,
        _template(door),
        lambda: _context(request, door, _fresh(request, form)),
        key=(request.place, rules, socials),
        holes={"csrf_token": get_token(request), "captcha": _captcha(request, door)},
    )
    return _sent(request, door, response)


def page(
    request: Request,
    door: Door,
    form: JoinForm,
    *,
    offer: names.PersonName | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """The page with its form, and the ticket that lets it be sent."""
    context = _context(request, door, form) | {
        "offer": offer,
        "captcha": _captcha(request, door, form, asked=refusal),
    }
    return _sent(request, door, form_page(request, _template(door), context, refusal))


def _fresh(request: Request, form: type[JoinForm]) -> JoinForm:
    return form(initial={"country": request.place.country})


def _template(door: Door) -> str:
    return "storefront/account/sell.html" if door is SELL else "storefront/account/join.html"


def _context(request: Request, door: Door, form: JoinForm) -> dict[str, Any]:
    return {
        "door": door,
        "form": form,
        "countries": places.country_options(request.place.language, str(form["country"].value() or "")),
        "rules": password_rules(),
        "password_kept": kept_password.get(request, door.audience) is not None,
        "next": way_on.of(request),
        "socials": _socials(request, door),
    }


def _socials(request: Request, door: Door) -> list[social_words.Choice]:
    return social_words.choices(way_on.of(request)) if door is not SELL else []


def _sent(request: Request, door: Door, response: HttpResponse) -> HttpResponse:
    give_ticket(request, response, door)
    seen.mark_browser(request, response)
    response["Cache-Control"] = "no-store"
    return response


def _captcha(request: Request, door: Door, form: JoinForm | None = None, *, asked: Refusal | None = None) -> str:
    asks = asked is not None and any(isinstance(part, _CAPTCHA) for part in parts_of(asked))
    if not (asks or _guarded(request)):
        return ""
    wrong = form.errors.get("captcha", ()) if form is not None else ()
    return captcha.widget(request, door.name, error=str(next(iter(wrong), "")))


def password_rules() -> list[tuple[str, str]]:
    """The rules of a password, each by what the page judges it while one types, and in words (ACC-03)."""
    return [(_checked_by(rule), _words(rule)) for rule in passwords.judge("")]


def _words(rule: passwords.PasswordRule) -> str:
    return gettext(rule.sentence) % rule.params if rule.params else gettext(rule.sentence)


def _checked_by(rule: passwords.PasswordRule) -> str:
    return f"length:{rule.params['low']}-{rule.params['high']}" if rule.name == "length" else rule.name


def chosen_language(request: Request) -> str:
    """The language that was chosen, or that the browser asks for; "" leaves it to the country (ACC-04)."""
    chosen = PLACE_COOKIE in request.COOKIES or "HTTP_ACCEPT_LANGUAGE" in request.META
    return request.place.language if chosen else ""
