"""The hash chain of a conversation (MSG-15).

`digest` = SHA-256 of salt and text; `hash` = SHA-256 of the previous hash and the message's fields with that digest, as
JSON with sorted keys. So the chain holds also after the words are gone, and nobody can guess them from it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

FIELDS = ("conversation", "position", "id", "author", "author_id", "program_id", "client_id", "at", "digest")
"""What of a message is in its hash."""


def digest(salt: str, text: str) -> str:
    """Of the words; `salt` is hexadecimal."""
    return hashlib.sha256(bytes.fromhex(salt) + text.encode()).hexdigest()


def fields(
    *, conversation_id: UUID, position: int, message_id: UUID, author: str, author_id: UUID | None,
    program_id: UUID | None, client_id: str, at: datetime, digest: str,
) -> dict[str, str | int | None]:  # fmt: skip
    """The fields of a message as they go into its hash."""
    return {
        "conversation": str(conversation_id), "position": position, "id": str(message_id), "author": author,
        "author_id": str(author_id) if author_id else None, "program_id": str(program_id) if program_id else None,
        "client_id": client_id, "at": moment(at), "digest": digest,
    }  # fmt: skip


def link(previous: str, told: Mapping[str, str | int | None]) -> str:
    """The hash of a message: `previous` is the hash of the one before, "" for the first."""
    plain = json.dumps(dict(told), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(previous.encode() + b"\n" + plain.encode()).hexdigest()


def moment(at: datetime) -> str:
    """A moment as it stands in the chain: UTC, with microseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
