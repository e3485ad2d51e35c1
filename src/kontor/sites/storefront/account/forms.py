"""The forms of this area: names, labels and what was typed. Whether it holds is the services' business."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import messages_of, parts_of


class TypedForm(forms.Form):
    """Keeps what was typed and shows refusals at their fields; it checks nothing itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes: list[str] = []
        for field in self.fields.values():
            field.required = False

    def typed(self) -> dict[str, str]:
        """What was typed, by field; passwords with their blanks."""
        self.full_clean()
        return {name: str(self.cleaned_data.get(name) or "") for name in self.fields}

    def refuse(self, refusal: Refusal) -> None:
        """Show `refusal`: each part at its field, the rest above the form."""
        self.full_clean()
        self.codes = [part.code for part in parts_of(refusal)]
        summary, fields = messages_of(refusal)
        for sentence in summary:
            self.add_error(None, sentence)
        for name, sentences in fields.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)


class JoinForm(TypedForm):
    """Everything that a registration asks (ACC-02)."""

    address = forms.CharField(label=_("E-mail or mobile number"))
    given_name = forms.CharField(label=_("Given name"))
    family_name = forms.CharField(label=_("Family name"))
    name_as_typed = forms.CharField()
    country = forms.CharField(label=_("Country or region"))
    password = forms.CharField(label=_("Password"), strip=False)
    password_again = forms.CharField(label=_("The same password again"), strip=False)
    captcha = forms.CharField()
    next = forms.CharField()


class SocialJoinForm(TypedForm):
    """What is asked of somebody who came back from a provider: all but a password (ACC-08)."""

    address = forms.CharField(label=_("E-mail or mobile number"))
    given_name = forms.CharField(label=_("Given name"))
    family_name = forms.CharField(label=_("Family name"))
    name_as_typed = forms.CharField()
    country = forms.CharField(label=_("Country or region"))


class SellForm(JoinForm):
    """The same for a seller, who comes by e-mail."""

    address = forms.CharField(label=_("E-mail"))


class AppealForm(TypedForm):
    """Why an account should be opened again (ACC-31)."""

    text = forms.CharField(label=_("What should we know?"))


class ContactPhoneForm(TypedForm):
    """A number for couriers (ACC-06)."""

    phone = forms.CharField(label=_("Mobile number"))


class SignInForm(TypedForm):
    """Address and password (ACC-20)."""

    address = forms.CharField(label=_("E-mail or mobile number"))
    password = forms.CharField(label=_("Password"), strip=False)
    captcha = forms.CharField(label=_("Characters in the picture"))
    next = forms.CharField()


class CodeForm(TypedForm):
    """The six digits of an SMS (ACC-10)."""

    code = forms.CharField(label=_("Six-digit code"))


class ResendForm(TypedForm):
    """Where to send the link or the code again (ACC-13)."""

    address = forms.CharField(label=_("The e-mail address or mobile number that you registered"))


class SellerResendForm(ResendForm):
    """The same for a seller, who came by e-mail."""

    address = forms.CharField(label=_("The e-mail address that you registered"))


class ResetForm(TypedForm):
    """Where to send the link for a new password."""

    address = forms.CharField(label=_("E-mail or mobile number"))


class NewPasswordForm(TypedForm):
    """A new password, typed twice (ACC-03)."""

    password = forms.CharField(label=_("New password"), strip=False)
    password_again = forms.CharField(label=_("The same password again"), strip=False)


class ProfileForm(TypedForm):
    """Name, country, language and currency (ACC-04)."""

    given_name = forms.CharField(label=_("Given name"))
    family_name = forms.CharField(label=_("Family name"))
    name_as_typed = forms.CharField()
    country = forms.CharField(label=_("Country or region"))
    language = forms.CharField(label=_("Language"))
    currency = forms.CharField(label=_("Currency"))


class DeletionForm(TypedForm):
    """The password, and whether to wait for what is open (ACC-42)."""

    password = forms.CharField(label=_("Your password"), strip=False)
    when_finished = forms.CharField()
