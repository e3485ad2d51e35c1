"""How to reach the embedded server: its socket, its password, its URL."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from urllib.parse import quote

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST = 107  # bytes of a socket's path that the kernel takes
NAME = "kontor"  # of the role and of the database


def password(data: Path) -> str:
    """The database password of this data folder, or "" when there is none yet."""
    try:
        return (data / "postgres.password").read_text().strip()
    except FileNotFoundError:
        return ""


def make_password(data: Path) -> str:
    """The password, made (readable by us alone) when there is none."""
    if found := password(data):
        return found
    path = data / "postgres.password"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(32))
    return password(data)


def socket_folder(data: Path) -> Path:
    """The folder that clients name as host.

    Usually the one in which the server opens its socket; for a path too long for the kernel, a short
    link to it in a folder of ours under /tmp (made by `make_socket_folder`).
    """
    direct = data.resolve() / "postgres" / "run"
    if len(os.fsencode(direct / SOCKET_NAME)) <= LONGEST:
        return direct
    key = hashlib.sha256(os.fsencode(direct)).hexdigest()[:12]
    return Path("/tmp") / f"kontor-{os.geteuid()}-{key}" / "run"  # noqa: S108  (a 0700 folder, owner checked)


def make_socket_folder(data: Path) -> None:
    """Create the short link where one is needed.

    Raises:
        PermissionError: when somebody else made that folder first.
    """
    folder, direct = socket_folder(data), data.resolve() / "postgres" / "run"
    if folder == direct:
        return
    folder.parent.mkdir(mode=0o700, exist_ok=True)
    if folder.parent.lstat().st_uid != os.geteuid() or folder.parent.is_symlink():
        raise PermissionError(f"{folder.parent} belongs to somebody else: remove it or choose a shorter KONTOR_DATA")
    folder.unlink(missing_ok=True)
    folder.symlink_to(direct)


def url(data: Path, database: str = NAME) -> str:
    """A `postgresql://` URL of the embedded server of this data folder."""
    return f"postgresql://{NAME}:{quote(password(data))}@/{quote(database)}?host={quote(str(socket_folder(data)))}"
