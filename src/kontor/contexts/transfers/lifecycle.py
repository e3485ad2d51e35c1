"""The law of an import and of an export (SEL-32). Pure."""

from __future__ import annotations

from enum import StrEnum

from kontor.kernel.lifecycle import Actor, Lifecycle, move


class ImportState(StrEnum):
    """States of an import. Nothing outside of it is written before `applying`."""

    RECEIVED = "received"  # waits to be read
    CHECKING = "checking"  # the dry run
    CHECKED = "checked"  # waits for the person
    APPLYING = "applying"
    DONE = "done"
    CANCELLED = "cancelled"  # what had been written by then stays
    STOPPED = "stopped"  # by itself, with a reason: not readable, right taken away


class ExportState(StrEnum):
    """States of an export."""

    WAITING = "waiting"
    WRITING = "writing"
    READY = "ready"
    CANCELLED = "cancelled"
    STOPPED = "stopped"  # by itself, with a reason
    GONE = "gone"  # its file was deleted when its time was over


I, E = ImportState, ExportState  # noqa: E741  (read beside the table)

IMPORT = Lifecycle(
    states=ImportState,
    start=I.RECEIVED,
    final=(I.DONE, I.CANCELLED, I.STOPPED),
    moves=[
        move("read", [I.RECEIVED], I.CHECKING, Actor.SYSTEM, guard="rows are staged"),
        move("judge", [I.CHECKING], I.CHECKED, Actor.SYSTEM, guard="every row is judged"),
        move("apply", [I.CHECKED], I.APPLYING, Actor.SELLER, guard="a row is there to be saved"),
        move("finish", [I.APPLYING], I.DONE, Actor.SYSTEM, guard="every row is done"),
        move("cancel", [I.RECEIVED, I.CHECKING, I.CHECKED, I.APPLYING], I.CANCELLED, Actor.SELLER),
        move("stop", [I.RECEIVED, I.CHECKING, I.APPLYING], I.STOPPED, Actor.SYSTEM, guard="a reason"),
    ],
)
EXPORT = Lifecycle(
    states=ExportState,
    start=E.WAITING,
    final=(E.CANCELLED, E.STOPPED, E.GONE),
    moves=[
        move("begin", [E.WAITING, E.WRITING], E.WRITING, Actor.SYSTEM, guard="again after its worker died"),
        move("finish", [E.WRITING], E.READY, Actor.SYSTEM),
        move("cancel", [E.WAITING, E.WRITING], E.CANCELLED, Actor.SELLER),
        move("stop", [E.WAITING, E.WRITING], E.STOPPED, Actor.SYSTEM, guard="a reason"),
        move("expire", [E.READY], E.GONE, Actor.SYSTEM),
    ],
)
