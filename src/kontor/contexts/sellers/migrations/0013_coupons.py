"""Issuing coupons is a right of its own: owners get it, because coupons cost the store money."""

from django.db import migrations

NEW = "marketing.coupons"


def forwards(apps, schema_editor):
    seats = apps.get_model("sellers", "Seat")
    for seat in seats.objects.filter(role="owner").iterator():
        seats.objects.filter(pk=seat.pk).update(rights=sorted({*seat.rights, NEW}))


def backwards(apps, schema_editor):
    seats = apps.get_model("sellers", "Seat")
    for seat in seats.objects.filter(rights__contains=[NEW]).iterator():
        seats.objects.filter(pk=seat.pk).update(rights=sorted(set(seat.rights) - {NEW}))


class Migration(migrations.Migration):
    dependencies = [("sellers", "0012_coins")]
    operations = [migrations.RunPython(forwards, backwards)]
