"""The database writes down what becomes of these tables (OPR-06)."""

from django.db import migrations

from kontor.platform.audit.triggers import watch


class Migration(migrations.Migration):
    dependencies = [("sellers", "0006_businesses"), ("platform", "0009_audit")]
    operations = [
        watch("sellers_seat", "sellers.seat", person="account_id", store="store_id", keeps=["role", "rights"]),
        watch("sellers_store", "sellers.store", store="id", keeps=["state", "name"]),
        watch("sellers_storehiding", "sellers.hiding", store="store_id", keeps=["until", "ended_at"]),
        watch("sellers_business", "sellers.business", person="owner_id", keeps=["state", "legal_name", "form", "country"]),
        watch("sellers_businessstage", "sellers.stage", store="store_id", keeps=["stage", "state"], marks=["sealed", "held"]),
    ]
