"""The database writes down what becomes of these tables (OPR-06)."""

from django.db import migrations

from kontor.platform.audit.triggers import watch


class Migration(migrations.Migration):
    dependencies = [("integrations", "0003_webhooks_of_programs"), ("platform", "0009_audit")]
    operations = [
        watch("integrations_application", "integrations.program", store="store_id", keeps=["state", "certification", "scopes"]),
        watch("integrations_grant", "integrations.grant", person="account_id", store="store_id", keeps=["scopes", "ended_at"]),
    ]
