"""Rights are named by their area; seats keep what they could do, owners get what is new."""

from django.db import migrations

RENAMED = {
    "store.edit": ["settings.store", "logistics.freight", "marketing.news"],
    "stock.edit": ["products.stock"],
    "seats.manage": ["settings.members"],
}
FOR_OWNERS = ["settings.business", "settings.programs"]


def forwards(apps, schema_editor):
    seats = apps.get_model("sellers", "Seat")
    for seat in seats.objects.all().iterator():
        rights = {name for right in seat.rights for name in RENAMED.get(right, [right])}
        if seat.role == "owner":
            rights |= set(FOR_OWNERS)
        seats.objects.filter(pk=seat.pk).update(rights=sorted(rights))


def backwards(apps, schema_editor):
    seats = apps.get_model("sellers", "Seat")
    old = {new[0]: name for name, new in RENAMED.items()}
    gone = {name for new in RENAMED.values() for name in new[1:]} | set(FOR_OWNERS)
    for seat in seats.objects.all().iterator():
        rights = {old.get(right, right) for right in seat.rights if right not in gone}
        seats.objects.filter(pk=seat.pk).update(rights=sorted(rights))


class Migration(migrations.Migration):
    dependencies = [("sellers", "0003_news")]
    operations = [migrations.RunPython(forwards, backwards)]
