"""Every figure of the accounts context (ACC)."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

PASSWORD_MIN = Policy(
    name="accounts.password_min", default=8, unit=Unit.CHARACTERS, low=8, high=20,
    sentence=_("A password has at least this many characters."), rule="ACC-03", article="000",
)  # fmt: skip
PASSWORD_MAX = Policy(
    name="accounts.password_max", default=20, unit=Unit.CHARACTERS, low=20, high=128,
    sentence=_("A password has at most this many characters."), rule="ACC-03", article="000",
)  # fmt: skip
PASSWORD_REFUSE_COMMON = Policy(
    name="accounts.password_refuse_common", default=True, unit=Unit.SWITCH,
    sentence=_("Passwords from the list of breached and common ones are refused."), rule="ACC-03",
)  # fmt: skip
NAME_MAX = Policy(
    name="accounts.name_max", default=60, unit=Unit.CHARACTERS, low=20, high=60,
    sentence=_("A given name or a family name has at most this many characters."), rule="ACC-02",
)  # fmt: skip
JOIN_TICKET = Policy(
    name="accounts.join_ticket", default=120, unit=Unit.MINUTES, low=5, high=1440,
    sentence=_("An opened registration page can be sent within this time."), rule="ACC-01", article="000",
)  # fmt: skip
CAPTCHA_ALWAYS = Policy(
    name="accounts.captcha_always", default=True, unit=Unit.SWITCH,
    sentence=_("A captcha stands on every registration form. Off: only where a registration looks suspicious."),
    rule="ACC-07", article="004",
)  # fmt: skip
LINK_VALID = Policy(
    name="accounts.link_valid", default=24, unit=Unit.HOURS, low=1, high=168,
    sentence=_("The link of a verification mail is valid for this time."), rule="ACC-10", article="000",
)  # fmt: skip
CODE_VALID = Policy(
    name="accounts.code_valid", default=30, unit=Unit.MINUTES, low=2, high=1440,
    sentence=_("The six-digit code of a verification SMS is valid for this time."), rule="ACC-10",
)  # fmt: skip
PENDING_KEPT = Policy(
    name="accounts.pending_kept", default=7, unit=Unit.DAYS, low=1, high=60,
    sentence=_("A registration whose address is never verified is erased after this time."), rule="ACC-10",
)  # fmt: skip
RESEND_AFTER = Policy(
    name="accounts.resend_after", default=120, unit=Unit.SECONDS, low=120, high=3600,
    sentence=_("A verification can be sent again once this time has passed since the last one."),
    rule="ACC-11", article="000",
)  # fmt: skip
FAILURES_TO_LOCK = Policy(
    name="accounts.failures_to_lock", default=3, unit=Unit.COUNT, low=1, high=10,
    sentence=_("This many failed verifications in a row lock the address or phone number."),
    rule="ACC-12", article="000",
)  # fmt: skip
LOCKED_FOR = Policy(
    name="accounts.locked_for", default=60, unit=Unit.MINUTES, low=1, high=1440,
    sentence=_("A locked address or phone number can be verified again after this time."),
    rule="ACC-12", article="000",
)  # fmt: skip
SIGN_INS_PER_ADDRESS = Policy(
    name="accounts.sign_ins_per_address", default=10, unit=Unit.COUNT, low=3, high=1000,
    sentence=_("Tries to sign in to one address or phone number within the window before it has to wait."),
    rule="ACC-20",
)  # fmt: skip
SIGN_INS_PER_PLACE = Policy(
    name="accounts.sign_ins_per_place", default=120, unit=Unit.COUNT, low=5, high=1_000_000,
    sentence=_("Tries to sign in from one internet address within the window before it has to wait."), rule="ACC-20",
)  # fmt: skip
SIGN_IN_WINDOW = Policy(
    name="accounts.sign_in_window", default=15, unit=Unit.MINUTES, low=1, high=1440,
    sentence=_("The window in which tries to sign in are counted."), rule="ACC-20",
)  # fmt: skip
RESET_VALID = Policy(
    name="accounts.reset_valid", default=60, unit=Unit.MINUTES, low=5, high=1440,
    sentence=_("The link for a new password is valid for this time."), rule="ACC-20",
)  # fmt: skip
RESETS_PER_ADDRESS = Policy(
    name="accounts.resets_per_address", default=5, unit=Unit.COUNT, low=1, high=100,
    sentence=_("Links for a new password for one address or phone number within the window before it has to wait."),
    rule="ACC-20",
)  # fmt: skip
SOCIAL_VISIT = Policy(
    name="accounts.social_visit", default=10, unit=Unit.MINUTES, low=2, high=60,
    sentence=_("Whoever leaves for Google, Facebook or VK to sign in has to be back within this time."), rule="ACC-08",
)  # fmt: skip
SOCIAL_JOIN = Policy(
    name="accounts.social_join", default=60, unit=Unit.MINUTES, low=10, high=1440,
    sentence=_("Whoever came back from Google, Facebook or VK can finish joining or connecting within this time."),
    rule="ACC-08",
)  # fmt: skip
SOCIAL_PATIENCE = Policy(
    name="accounts.social_patience", default=8, unit=Unit.SECONDS, low=1, high=60,
    sentence=_("Google, Facebook or VK has to answer us within this time."), rule="ACC-08",
)  # fmt: skip
SOCIAL_SKEW = Policy(
    name="accounts.social_skew", default=60, unit=Unit.SECONDS, low=0, high=600,
    sentence=_("The clock of Google may differ from ours by this much."), rule="ACC-08",
)  # fmt: skip
SOCIAL_STARTS_PER_PLACE = Policy(
    name="accounts.social_starts_per_place", default=60, unit=Unit.COUNT, low=5, high=1_000_000,
    sentence=_("Departures to Google, Facebook or VK from one internet address within the sign-in window."),
    rule="ACC-08",
)  # fmt: skip
SIGN_INS_PER_DEVICE = Policy(
    name="accounts.sign_ins_per_device", default=30, unit=Unit.COUNT, low=3, high=1000,
    sentence=_("Tries to sign in from one browser, to whatever accounts, within the window before it has to wait."),
    rule="ACC-20",
)  # fmt: skip
SECOND_STEP_FOR_SELLERS = Policy(
    name="accounts.second_step_for_sellers", default=True, unit=Unit.SWITCH,
    sentence=_("Sellers need two-step verification: without it they are led to set it up when they sign in."),
    rule="SEL-06", article="001",
)  # fmt: skip
SECOND_STEP_FOR_OPERATORS = Policy(
    name="accounts.second_step_for_operators", default=False, unit=Unit.SWITCH,
    sentence=_("The operator's people need two-step verification, as sellers do."), rule="ACC-21",
)  # fmt: skip
SECOND_STEP_TRIES = Policy(
    name="accounts.second_step_tries", default=5, unit=Unit.COUNT, low=1, high=20,
    sentence=_("Wrong codes at the second step of one account within the window before it has to wait."),
    rule="ACC-21",
)  # fmt: skip
SECOND_STEP_TRIES_A_DAY = Policy(
    name="accounts.second_step_tries_a_day", default=30, unit=Unit.COUNT, low=5, high=200,
    sentence=_("Wrong codes at the second step of one account within a day before it has to wait."), rule="ACC-21",
)  # fmt: skip
SECOND_STEPS_PER_PLACE = Policy(
    name="accounts.second_steps_per_place", default=60, unit=Unit.COUNT, low=5, high=1_000_000,
    sentence=_("Codes for the second step from one internet address within the window before it has to wait."),
    rule="ACC-21",
)  # fmt: skip
SECOND_STEP_WAIT = Policy(
    name="accounts.second_step_wait", default=15, unit=Unit.MINUTES, low=2, high=60,
    sentence=_("After the right password the second step can be passed within this time."), rule="ACC-21",
)  # fmt: skip
SECOND_STEP_CODE_VALID = Policy(
    name="accounts.second_step_code_valid", default=10, unit=Unit.MINUTES, low=2, high=30,
    sentence=_("The six-digit code that is sent for the second step or to a new address is valid for this time."),
    rule="ACC-21",
)  # fmt: skip
CODES_SENT_A_DAY = Policy(
    name="accounts.codes_sent_a_day", default=20, unit=Unit.COUNT, low=3, high=200,
    sentence=_("Codes that are sent to the phone or the new address of one account within a day."), rule="ACC-21",
)  # fmt: skip
TRUST_BROWSER_FOR = Policy(
    name="accounts.trust_browser_for", default=30, unit=Unit.DAYS, low=0, high=180,
    sentence=_("A trusted browser is not asked for the second step for this time; 0: every time."), rule="ACC-21",
)  # fmt: skip
CONFIRMATION_FRESH = Policy(
    name="accounts.confirmation_fresh", default=15, unit=Unit.MINUTES, low=1, high=240,
    sentence=_("Changes to the safety of an account are asked for a new proof of who one is after this time."),
    rule="ACC-21",
)  # fmt: skip
RECOVERY_CODES = Policy(
    name="accounts.recovery_codes", default=10, unit=Unit.COUNT, low=5, high=20,
    sentence=_("This many recovery codes are made at once."), rule="ACC-21",
)  # fmt: skip
RECOVERY_CODES_FEW = Policy(
    name="accounts.recovery_codes_few", default=3, unit=Unit.COUNT, low=0, high=10,
    sentence=_("With this many recovery codes left, or fewer, the owner is reminded to make new ones."), rule="ACC-21",
)  # fmt: skip
PASSKEYS_MOST = Policy(
    name="accounts.passkeys_most", default=10, unit=Unit.COUNT, low=1, high=50,
    sentence=_("One account has at most this many passkeys."), rule="ACC-21",
)  # fmt: skip
DOMAIN_NAMED_FROM = Policy(
    name="accounts.domain_named_from", default=5, unit=Unit.COUNT, low=2, high=1000,
    sentence=_("Figures name a mail domain from so many registrations on; rarer ones could be one person's own."),
    rule="ACC-50",
)  # fmt: skip
RARE_DOMAIN_KEPT = Policy(
    name="accounts.rare_domain_kept", default=30, unit=Unit.DAYS, low=1, high=366,
    sentence=_("After this time the mail domain of a lost registration is forgotten where only few share it."),
    rule="ACC-50",
)  # fmt: skip
DOMAIN_WINDOW = Policy(
    name="accounts.domain_window", default=30, unit=Unit.DAYS, low=2, high=366,
    sentence=_("What became of mails to a domain is counted over so many days."), rule="ACC-14", article="000",
)  # fmt: skip
DOMAIN_HINT_FROM = Policy(
    name="accounts.domain_hint_from", default=20, unit=Unit.COUNT, low=5, high=100_000,
    sentence=_("From so many registrations with one mail domain on, its figures are worth a hint."), rule="ACC-14",
)  # fmt: skip
DOMAIN_HINT_SHARE = Policy(
    name="accounts.domain_hint_share", default=40, unit=Unit.PERCENT, low=5, high=100,
    sentence=_("Where so many of the registrations with a mail domain are not confirmed, another one is advised."),
    rule="ACC-14",
)  # fmt: skip
DEVICES_KEPT = Policy(
    name="accounts.devices_kept", default=400, unit=Unit.DAYS, low=30, high=730,
    sentence=_("A browser in which nobody has signed in for this time is not known any more."), rule="ACC-20",
)  # fmt: skip
DEVICE_LIST_FOR_SELLERS = Policy(
    name="accounts.device_list_for_sellers", default=True, unit=Unit.SWITCH,
    sentence=_("A seller's sign-in from a device that is not on the list of trusted devices has to be confirmed."),
    rule="SEL-05", article="001",
)  # fmt: skip
TRUSTED_DEVICES = Policy(
    name="accounts.trusted_devices", default=2, unit=Unit.COUNT, low=1, high=10,
    sentence=_("With fewer trusted devices a seller's sign-in from another place waits for a person to look at it."),
    rule="SEL-05", article="001",
)  # fmt: skip
SIGN_IN_LOOKED_AT_WITHIN = Policy(
    name="accounts.sign_in_looked_at_within", default=4, unit=Unit.HOURS, low=1, high=168,
    sentence=_("A sign-in that waits for a person should be decided within this time."), rule="SEL-05",
)  # fmt: skip
SIGN_IN_ANSWER_HOLDS = Policy(
    name="accounts.sign_in_answer_holds", default=72, unit=Unit.HOURS, low=1, high=720,
    sentence=_("What was decided about a sign-in from a new device or place holds for this time."), rule="SEL-05",
)  # fmt: skip
