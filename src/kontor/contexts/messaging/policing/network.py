"""Small networks that read a message word by word; the second opinion beside the linear model (MSG-09).

Each is two layers that look at three tokens at a time, the strongest and the mean of what they see, and a layer that
decides. The tables stay in the file (`mmap`), so that all processes of a machine share them. This module loads numpy:
`judging` asks for it with the first message.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from math import inf
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from kontor.contexts.messaging.policing.plain import DATA
from kontor.contexts.messaging.policing.tokens import Token

FILE = DATA / "networks.bin"
LAYERS = ("W1", "b1", "W2", "b2", "W3", "b3", "W4", "b4")
MEAN_OVER = 4.0  # tokens added where the mean is taken, so that it is quieter in short messages
_WORK = 250_000  # multiplications that are done at once
_MOST, _STEP = 120, 90  # tokens that are read at once, and how far the next begin


class Network(NamedTuple):
    """Networks of one shape, side by side, so that a message is looked up once for all of them.

    Attributes:
        table: for each row what stands in it for one network after the other (signed bytes, times `scales`).
        words: they read words, not only meanings. layers: of each network, one behind the other.
    """

    table: Any
    scales: Any
    words: bool
    layers: dict[str, Any]


class Seen(NamedTuple):
    """Rows of all tokens one behind the other, how much each counts, and where each token begins."""

    rows: Any
    shares: Any
    starts: Any


@lru_cache(maxsize=4)
def networks(path: Path | None = None) -> tuple[Network, ...]:
    """The networks of a file, or of the policy, by their shape; opened once in a process that needs them."""
    path = path or FILE
    with path.open("rb") as file:
        head = json.loads(file.readline())
        at = file.tell()
    found = []
    for one in head:
        width = sum(one["widths"])
        table = np.memmap(path, np.int8, "r", at, (one["rows"], width))
        at += table.nbytes
        layers = {}
        for name, shape in one["layers"].items():
            raw = np.memmap(path, np.float16, "r", at, tuple(shape))
            at += raw.nbytes
            layers[name] = np.asarray(raw, np.float32)
        scales = np.repeat(np.array(one["scales"], np.float32), one["widths"])
        found.append(Network(np.asarray(table), scales, one["words"], layers))
    return tuple(found)


def read_of(token: Token, *, words: bool) -> Token:
    """What a network reads of a token; of one that says nothing to it the row 0."""
    if words:
        return token
    return Token(token.meanings or (0,))


def shares_of(token: Token) -> list[float]:
    """How much each row of a token counts."""
    whole = len(token.meanings) + len(token.word)
    letters = len(token.letters)
    return [1.0] * whole + [max(1, letters) ** -0.5] * letters


def seen(tokens: Sequence[Token], *, words: bool) -> Seen:
    """The rows of a message's tokens."""
    rows: list[int] = []
    shares: list[float] = []
    starts: list[int] = []
    for token in tokens:
        read = read_of(token, words=words)
        starts.append(len(rows))
        for part in read:
            rows += part
        shares += shares_of(read)
    return Seen(np.array(rows, np.int64), np.array(shares, np.float32), np.array(starts, np.int64))


def opinion(tokens: Sequence[Token], least: float = -inf, most: float = inf) -> float:
    """How much speaks for a violation, in log-odds: the mean of the networks; of a long message the worst stretch.

    Args:
        least, most: where the first networks, which cost little, say less or more, the others are not asked.
    """
    if not tokens:
        return 0.0
    stretches = [tokens[begin : begin + _MOST] for begin in range(0, max(1, len(tokens) - _MOST + _STEP), _STEP)]
    return max(_mean_opinion(stretch, least, most) for stretch in stretches)


def answers(tokens: Sequence[Token], path: Path) -> Any:
    """What each network of a file says of the kinds that it has learned, in log-odds: a row for each.

    Args:
        tokens: the first 120 are read.
    """
    few = tokens[:_MOST]
    return np.concatenate(
        [_answers(network, seen(few, words=network.words))[:, 1:] for network in networks(path)], axis=0
    )


def _mean_opinion(tokens: Sequence[Token], least: float, most: float) -> float:
    total, asked = 0.0, 0
    for network in networks():
        total += float(_answers(network, seen(tokens, words=network.words))[:, 0].sum())
        asked += len(network.layers["W1"])
        if not least <= total / asked <= most:
            break
    return total / asked


def _answers(network: Network, given: Seen) -> Any:
    """What networks of one shape say: a row for each, of an offence and then of each kind."""
    layers = network.layers
    rows = network.table[given.rows & (len(network.table) - 1)] * given.shares[:, None]
    tokens = np.add.reduceat(rows, given.starts, axis=0) * network.scales
    apart = tokens.reshape(len(tokens), len(layers["W1"]), -1).transpose(1, 0, 2)
    first = np.maximum(_times(_beside(apart), layers["W1"]) + layers["b1"][:, None], 0)
    second = np.maximum(_times(_beside(first), layers["W2"]) + layers["b2"][:, None], 0)
    mean = second.sum(axis=1) / np.float32((len(given.starts) + MEAN_OVER) ** 0.5)
    pooled = np.concatenate([second.max(axis=1), first.max(axis=1), mean], axis=1)
    decided = np.maximum((pooled[:, None] @ layers["W3"])[:, 0] + layers["b3"], 0)
    return (decided[:, None] @ layers["W4"])[:, 0] + layers["b4"]


def _times(tokens: Any, weights: Any) -> Any:
    """Their product, a few tokens at a time: more at once would wake threads, which cost more than they save."""
    few = max(1, _WORK // weights[0].size)
    if tokens.shape[1] <= few:
        return tokens @ weights
    pieces = range(0, tokens.shape[1], few)
    return np.concatenate([tokens[:, begin : begin + few] @ weights for begin in pieces], axis=1)


def _beside(tokens: Any) -> Any:
    """Each token between the one before and the one behind it; nothing at the ends."""
    count, length, width = tokens.shape
    beside = np.zeros((count, length, 3 * width), np.float32)
    beside[:, 1:, :width] = tokens[:, :-1]
    beside[:, :, width : 2 * width] = tokens
    beside[:, :-1, 2 * width :] = tokens[:, 1:]
    return beside
