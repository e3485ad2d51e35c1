"""The category tree of the market, from a file (TRD-02)."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from kontor.contexts.catalogue import tree_file
from kontor.contexts.catalogue.events import CategoryChanged
from kontor.contexts.catalogue.tree_lock import hold_tree
from kontor.contexts.catalogue.tree_saving import Kept, Saving
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import System
from kontor.platform import reference
from kontor.platform.audit.noting import note
from kontor.platform.events import record


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, by code; `kept` is what it left although the file does not name it, with the reason."""

    created: tuple[str, ...]
    updated: tuple[str, ...]
    same: int
    removed: tuple[str, ...]
    kept: tuple[Kept, ...]


def import_categories(*, by: System, text: str, prune: bool = False, dry_run: bool = False) -> Imported:
    """Make the tree what the file says: categories are known by their code, created or changed. All or nothing.

    Categories that the file does not name stay. With `prune` they go, unless products stand in them; nor do
    attributes and options go that products have. A second import of a file changes nothing.

    Args:
        text: the file (`tree_file`).
        dry_run: do all of it, then take it back.

    Raises:
        CategoryFileWrong: no JSON, or (in `Refusals`) all that is wrong, each with its line.
    """
    drafts = tree_file.read(text, languages=[code for code, _ in settings.LANGUAGES])
    with transaction.atomic():
        hold_tree(alone=True)
        saving = Saving(drafts)
        saving.check()
        saving.save()
        saving.leave(prune=prune)
        done = Imported(
            tuple(saving.created), tuple(saving.updated), saving.same, tuple(saving.removed), tuple(saving.kept)
        )
        if dry_run:
            transaction.set_rollback(True)
            return done
        for category_id in saving.shown_otherwise():
            record(CategoryChanged(key=new_id(), category_id=category_id))
        if done.created or done.updated or done.removed:
            counts = {"created": len(done.created), "updated": len(done.updated), "removed": len(done.removed)}
            note(kind="catalogue.categories", after=counts, reason=by.name)
        transaction.on_commit(reference.forget_all)
    return done
