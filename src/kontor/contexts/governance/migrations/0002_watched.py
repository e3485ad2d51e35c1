"""The database writes down what becomes of violations (OPR-06)."""

from django.db import migrations

from kontor.platform.audit.triggers import watch


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_initial"), ("platform", "0009_audit")]
    operations = [
        watch("governance_violation", "governance.violation", store="store_id", keeps=["code", "points", "state"]),
        watch("governance_consequence", "governance.consequence", store="store_id", keeps=["kind", "until", "ended_at"]),
        watch("governance_appeal", "governance.appeal", person="account_id", keeps=["granted"]),
    ]
