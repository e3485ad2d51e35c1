"""Answering reviews is a right of its own: owners and managers get it, as their templates have it."""

from django.db import migrations

NEW = "messages.reviews"


def forwards(apps, schema_editor):
    seats = apps.get_model("sellers", "Seat")
    for seat in seats.objects.filter(role__in=["owner", "manager"]).iterator():
        seats.objects.filter(pk=seat.pk).update(rights=sorted({*seat.rights, NEW}))


def backwards(apps, schema_editor):
    seats = apps.get_model("sellers", "Seat")
    for seat in seats.objects.filter(rights__contains=[NEW]).iterator():
        seats.objects.filter(pk=seat.pk).update(rights=sorted(set(seat.rights) - {NEW}))


class Migration(migrations.Migration):
    dependencies = [("sellers", "0010_aftersales")]
    operations = [migrations.RunPython(forwards, backwards)]
