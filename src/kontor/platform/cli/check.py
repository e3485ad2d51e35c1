"""`kontor check`: is this deployment fit for real trade?"""

from __future__ import annotations

import importlib
import re
import shutil
import ssl
from collections.abc import Iterator
from dataclasses import dataclass

import typer

from kontor.config.env import Env, env
from kontor.platform.cli import boot
from kontor.platform.cli.boot import console
from kontor.platform.cli.transport import reachable, speaks

SHORTEST_SECRET = 32  # characters
OLDEST_SERVER = 180000  # as server_version_num says it
LEAST_DISK = 2_000_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that is not fit for production: a sentence, and what to set."""

    sentence: str
    remedy: str


def check() -> None:
    """Say in sentences what is not fit for production. Exit code 1 if anything is."""
    doubts = [*of_settings(env()), *of_transport(env())]
    with boot.market(migrated=False):
        doubts += list(_of_database())
    for doubt in doubts:
        console.print(f"[red]✗[/red] {doubt.sentence}\n    {doubt.remedy}")
    if doubts:
        raise typer.Exit(1)
    console.print("[green]✓[/green] Nothing found that speaks against real trade.")


def of_settings(facts: Env) -> Iterator[Doubt]:
    """What the deployment's own settings say."""
    if not facts.production:
        yield Doubt("This is not marked as a real market: mailbox page and sandbox are open.", "KONTOR_PRODUCTION=1")
    if facts.debug:
        yield Doubt("Debug mode shows the inside of the program to everybody.", "Unset KONTOR_DEBUG.")
    if len(facts.secret) < SHORTEST_SECRET:
        yield Doubt(
            "The signing secret is not set or short; each machine needs the same one.",
            "KONTOR_SECRET=<at least 32 random characters>",
        )
    if not facts.secure:
        yield Doubt("People would reach the market without encryption.", "KONTOR_PUBLIC_URL=https://…, behind a proxy.")
    elif not facts.trusted_proxies:
        yield Doubt(
            "No proxy is trusted: all visitors would seem to come from its address.",
            "KONTOR_TRUSTED_PROXIES=<network of the proxy>",
        )
    if facts.allowed_hosts == "*":
        yield Doubt("Any Host header is accepted.", "KONTOR_ALLOWED_HOSTS=<your names>")
    if not facts.database_url:
        yield Doubt("The embedded PostgreSQL serves one machine and has no replica.", "DATABASE_URL=postgresql://…")
    yield from _of_visitors(facts)
    yield from _of_world(facts)


def of_transport(facts: Env) -> Iterator[Doubt]:
    """What the market's own address speaks: TLS 1.3 and nothing older (SEL-12)."""
    if not facts.secure:
        return  # said already
    if not reachable(facts.web_url):
        yield Doubt(f"Nobody answers at {facts.web_url}: what it speaks could not be seen.", "Start the proxy.")
        return
    if why := speaks(facts.web_url, ssl.TLSVersion.TLSv1_3):
        yield Doubt(f"{facts.web_url} does not speak TLS 1.3 ({why}).", "Let the proxy offer TLS 1.3.")
    if not speaks(facts.web_url, ssl.TLSVersion.TLSv1_2):
        yield Doubt(f"{facts.web_url} still speaks TLS 1.2.", "Let the proxy refuse whatever is older than TLS 1.3.")


def _of_visitors(facts: Env) -> Iterator[Doubt]:
    """Where visitors come from (ACC-34)."""
    if facts.client_header not in {"x-forwarded-for", "forwarded"}:
        yield Doubt("KONTOR_CLIENT_HEADER names a header that no proxy writes.", "KONTOR_CLIENT_HEADER=x-forwarded-for")
    if not facts.countries.exists():
        yield Doubt(
            "Nobody knows which country a visitor comes from: goods under export control are shown to all.",
            "KONTOR_COUNTRY_DB=<a country database in MaxMind's format, such as GeoLite2-Country.mmdb>",
        )
    elif facts.country_db is None:
        yield Doubt("The countries of addresses are the demo's invention.", "KONTOR_COUNTRY_DB=<a real database>")


def _of_world(facts: Env) -> Iterator[Doubt]:
    if not facts.smtp_url:
        yield Doubt("No mail would leave this machine.", "KONTOR_SMTP_URL=smtp://user:password@host:587?tls=1")
    if facts.mail_from.endswith("kontor.example>"):
        yield Doubt("Mail would come from an address that does not exist.", "KONTOR_MAIL_FROM='Name <address>'")
    yield from _of_texts(facts)
    if not facts.alipay_gateway or facts.alipay_merchant_key is None or facts.alipay_gateway_key is None:
        yield Doubt(
            "Alipay is played by the sandbox: nobody would pay.",
            "KONTOR_ALIPAY_GATEWAY, …_APP_ID, …_MERCHANT_KEY, …_GATEWAY_KEY",
        )
    if not facts.stripe_api or "sandbox" in facts.stripe_secret_key + facts.stripe_webhook_secret:
        yield Doubt(
            "Cards are played by the sandbox: nobody would pay.",
            "KONTOR_STRIPE_API, KONTOR_STRIPE_SECRET_KEY, KONTOR_STRIPE_WEBHOOK_SECRET",
        )
    if facts.instant_payments:
        yield Doubt("The instant provider calls every order paid.", "Unset KONTOR_INSTANT_PAYMENTS.")
    if not facts.carriers_api or "sandbox" in facts.carriers_secret:
        yield Doubt(
            "Carriers are played by the sandbox: no parcel would move.", "KONTOR_CARRIERS_API, KONTOR_CARRIERS_SECRET"
        )
    if not facts.bank_api or "sandbox" in facts.bank_secret:
        yield Doubt(
            "The bank is played by the sandbox: no store would be paid out.", "KONTOR_BANK_API, KONTOR_BANK_SECRET"
        )
    yield from _of_social(facts)


def _of_social(facts: Env) -> Iterator[Doubt]:
    """Sign-in by social accounts: it may be off, but not half on (ACC-08)."""
    if facts.identity_url:
        yield Doubt(
            "Google, Facebook and VK are played by the sandbox: anybody could sign in as anybody.",
            "KONTOR_PRODUCTION=1, or KONTOR_SOCIAL_PLAYED=0, or the keys: KONTOR_SOCIAL_GOOGLE_ID, …_SECRET",
        )
    for name, identity, secret, needs_secret in (
        ("Google", facts.social_google_id, facts.social_google_secret, True),
        ("Facebook", facts.social_facebook_id, facts.social_facebook_secret, True),
        ("VK", facts.social_vk_id, facts.social_vk_secret, False),
    ):
        variable = f"KONTOR_SOCIAL_{name.upper()}"
        if secret and not identity:
            yield Doubt(f"{name} has a secret but no id: its button is not shown.", f"{variable}_ID")
        if identity and needs_secret and not secret:
            yield Doubt(f"{name} has an id but no secret: its button is not shown.", f"{variable}_SECRET")
        if identity and not facts.secure:
            yield Doubt(
                f"{name} sends people back to addresses with encryption only.",
                f"KONTOR_PUBLIC_URL=https://…, and enter {facts.web_url}/social/{name.lower()}/return/ at {name}.",
            )


def _of_texts(facts: Env) -> Iterator[Doubt]:
    """What text messages need (ACC-10)."""
    if not facts.sms_account:
        if not facts.sms_url:
            yield Doubt(
                "No text message would leave this machine.",
                "Twilio: KONTOR_SMS_ACCOUNT, KONTOR_SMS_TOKEN, KONTOR_SMS_FROM. Another service: KONTOR_SMS_URL=https://…",
            )
        return
    if not re.fullmatch(r"AC[0-9a-fA-F]{32}", facts.sms_account):
        yield Doubt("KONTOR_SMS_ACCOUNT is no account of Twilio.", "KONTOR_SMS_ACCOUNT=AC<32 hexadecimal digits>")
    if not facts.sms_token:
        yield Doubt("Twilio would refuse every text message, and its reports could be forged.", "KONTOR_SMS_TOKEN=…")
    if not re.fullmatch(r"\+[1-9]\d{6,14}|MG[0-9a-fA-F]{32}", facts.sms_from):
        yield Doubt(
            "Text messages would have no sender.", "KONTOR_SMS_FROM=<+ and the number, or MG… of a messaging service>"
        )
    if not facts.public_url:
        yield Doubt("Nobody could tell us that a text message did not arrive.", "KONTOR_PUBLIC_URL=https://…")
    if facts.sms_url:
        yield Doubt("Two services for text messages are set; Twilio wins.", "Unset KONTOR_SMS_URL.")


def of_market() -> Iterator[Doubt]:
    """What a market must have before anybody can trade (TRD-02)."""
    from django.apps import apps

    if not apps.get_model("catalogue", "Category")._default_manager.exists():
        yield Doubt(
            "There are no categories: no seller can offer anything.",
            "kontor categories import --starter, or a file of your own (docs/operate/products.md).",
        )


def _of_database() -> Iterator[Doubt]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from kontor.platform import policy

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        if int(cursor.fetchone()[0]) < OLDEST_SERVER:
            yield Doubt("The database is older than PostgreSQL 18.", "Use PostgreSQL 18 or newer.")
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')"
        )
        for name, setting in cursor.fetchall():
            if setting == "off":
                yield Doubt(f"The database runs with {name} off: a power cut loses orders.", f"{name} = on")
        cursor.execute("SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()")
        if cursor.fetchone()[0] != "UTF8":
            yield Doubt("The database does not keep texts as UTF-8.", "CREATE DATABASE … ENCODING 'UTF8'")
    executor = MigrationExecutor(connection)
    if missing := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Doubt(f"{len(missing)} migrations have not run.", "Start `kontor up` once, or run any `kontor` command.")
    else:
        policy.load()
        yield from of_market()
        yield from of_rates()
    if shutil.disk_usage(env().data).free < LEAST_DISK:
        yield Doubt("Less than 2 GB are free where the data are.", "Make room, or move KONTOR_DATA.")


def of_rates() -> Iterator[Doubt]:
    """Exchange rates: without them nobody sees a price in another currency (TRD-04). Needs the tables."""
    fitness = importlib.import_module("kontor.contexts.pricing.fitness")  # named, not imported: it lies above
    for sentence, remedy in fitness.doubts():
        yield Doubt(sentence, remedy)
