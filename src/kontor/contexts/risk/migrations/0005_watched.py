"""The database writes down what becomes of these tables (OPR-06)."""

from django.db import migrations

from kontor.platform.audit.triggers import watch


class Migration(migrations.Migration):
    dependencies = [("risk", "0004_store_members"), ("platform", "0009_audit")]
    operations = [
        watch("risk_ban", "risk.ban", person="account_id", keeps=["lifted_at", "lifted_because"]),
    ]
