"""After-sales is an area of its own: owners and managers get its rights, as their templates have them."""

from django.db import migrations

NEW = ["aftersales.answer", "aftersales.view"]


def forwards(apps, schema_editor):
    seats = apps.get_model("sellers", "Seat")
    for seat in seats.objects.filter(role__in=["owner", "manager"]).iterator():
        seats.objects.filter(pk=seat.pk).update(rights=sorted({*seat.rights, *NEW}))


def backwards(apps, schema_editor):
    seats = apps.get_model("sellers", "Seat")
    for seat in seats.objects.filter(rights__overlap=NEW).iterator():
        seats.objects.filter(pk=seat.pk).update(rights=sorted(set(seat.rights) - set(NEW)))


class Migration(migrations.Migration):
    dependencies = [("sellers", "0009_hiding_by_rule")]
    operations = [migrations.RunPython(forwards, backwards)]
