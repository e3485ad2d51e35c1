"""The figures of privacy (ACC-40 … ACC-42)."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

ANSWER_GDPR = Policy(
    name="privacy.answer_gdpr", default=30, unit=Unit.DAYS, low=1, high=30,
    sentence=_("A request about one's own data is answered within this time (GDPR, article 12: one month)."),
    rule="ACC-42", article="000",
)  # fmt: skip
ANSWER_PIPL = Policy(
    name="privacy.answer_pipl", default=15, unit=Unit.DAYS, low=1, high=15,
    sentence=_("The same for people in mainland China (PIPL: fifteen days)."), rule="ACC-42", article="000",
)  # fmt: skip
ARCHIVE_KEPT = Policy(
    name="privacy.archive_kept", default=7, unit=Unit.DAYS, low=1, high=30,
    sentence=_("An archive of one's own data can be downloaded for this time and is then deleted."), rule="ACC-42",
)  # fmt: skip
ARCHIVES_PER_DAY = Policy(
    name="privacy.archives_per_day", default=3, unit=Unit.COUNT, low=1, high=50,
    sentence=_("One person can ask for this many archives within a day."), rule="ACC-42",
)  # fmt: skip
COOLING_OFF = Policy(
    name="privacy.cooling_off", default=14, unit=Unit.DAYS, low=0, high=30,
    sentence=_(
        "A deletion of an account waits for this time; signing in calls it off. Never longer than the law's deadline."
    ),
    rule="ACC-42",
)  # fmt: skip
PASSWORD_TRIES = Policy(
    name="privacy.password_tries", default=10, unit=Unit.COUNT, low=3, high=100,
    sentence=_("Wrong passwords for a deletion within an hour before it has to wait."), rule="ACC-42",
)  # fmt: skip
READS_OF_A_SEAT = Policy(
    name="privacy.reads_of_a_seat", default=300, unit=Unit.COUNT, low=10, high=100_000,
    sentence=_("One person of a store opens this many pages with buyers' orders within an hour; more are refused."),
    rule="ACC-41", article="000",
)  # fmt: skip
READS_OF_A_STORE = Policy(
    name="privacy.reads_of_a_store", default=2000, unit=Unit.COUNT, low=10, high=1_000_000,
    sentence=_("All people of a store together open this many pages with buyers' orders within an hour."),
    rule="ACC-41", article="000",
)  # fmt: skip
READS_KEPT = Policy(
    name="privacy.reads_kept", default=365, unit=Unit.DAYS, low=30, high=3650,
    sentence=_("The list of who has read which recipient is kept for this time."), rule="ACC-40",
)  # fmt: skip
