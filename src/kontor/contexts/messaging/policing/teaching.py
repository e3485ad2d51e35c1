"""How the small networks learn, the same each time (used by `train` alone)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from kontor.contexts.messaging.policing.network import LAYERS, MEAN_OVER, read_of, shares_of
from kontor.contexts.messaging.policing.tokens import ROWS, Token

_BATCH = 128
_RATE, _LEAST_RATE, _WARMING = 2e-3, 0.03, 200
_DECAY = 0.02  # of weights towards nothing, times the rate
_KEPT, _KEPT_SQUARES, _KEPT_ROW_SQUARES = 0.9, 0.99, 0.999  # Adam
_SMOOTH = 0.03  # no label is wholly believed
_KIND = 0.3  # how much the kind of a message counts beside its label
_DROPPED = 0.5  # the share of what is seen that is left out while it learns
_DEEP = 64  # of the layer that decides
_FIRST = 0.1  # how far from nothing weights begin


class Lesson(NamedTuple):
    """Messages to learn.

    Attributes:
        tokens: of each message. wrong: whether each breaks a rule. kind: the number of its kind.
        heed: how much each counts. kinds_heed: how much its kind counts beside whether it breaks a rule.
    """

    tokens: Sequence[Sequence[Token]]
    wrong: Any
    kind: Any
    heed: Any
    kinds_heed: float = _KIND


class Shape(NamedTuple):
    """How large a network is (rows and width of its table, its layers), whether it reads words or only what they mean,
    and what it leaves out while it learns: the words of tokens that mean something, rows, whole tokens (shares)."""

    rows: int = ROWS
    width: int = 48
    wide: int = 96
    words: bool = True
    words_dropped: float = 0.3
    rows_dropped: float = 0.3
    tokens_dropped: float = 0.15


class Book:
    """Tokens of many messages, each different one once.

    Attributes:
        spare: for each row whether the token means something without it: of its word and letters.
    """

    def __init__(self, messages: Sequence[Sequence[Token]], shape: Shape) -> None:
        index: dict[Token, int] = {}
        self.messages = [
            np.array([index.setdefault(read_of(token, words=shape.words), len(index)) for token in one], np.int32)
            for one in messages
        ]
        self.starts = np.concatenate([[0], np.cumsum([sum(map(len, token)) for token in index])])
        self.rows = np.fromiter((row for token in index for part in token for row in part), np.int32) & (shape.rows - 1)
        self.shares = np.array([share for token in index for share in shares_of(token)], np.float32)
        spare = (len(token.meanings) > 0 for token in index for row in (*token.meanings, *token.word, *token.letters))
        mine = (part > 0 for token in index for part in (0, 1, 2) for _ in token[part])
        self.spare = np.fromiter((a and b for a, b in zip(spare, mine, strict=True)), bool)

    def of(self, tokens: Any) -> tuple[Any, Any, Any, Any, Any]:
        """Rows and shares of some tokens, which rows can be spared, where each token's begin and how many it has."""
        lengths = self.starts[tokens + 1] - self.starts[tokens]
        begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        taken = np.repeat(self.starts[tokens] - begins, lengths) + np.arange(lengths.sum())
        return self.rows[taken], self.shares[taken], self.spare[taken], begins, lengths


class Pupil:
    """A network that learns."""

    def __init__(self, seed: int, kinds: int, shape: Shape) -> None:
        self.random = np.random.default_rng(seed)
        self.shape = shape
        self.width, self.wide = width, wide = shape.width, shape.wide
        seen, pooled, said = 3 * width, 3 * wide, 1 + kinds
        sizes = {
            "E": ((shape.rows, width), _FIRST), "W1": ((seen, wide), seen**-0.5), "b1": ((wide,), 0.0),
            "W2": ((pooled, wide), pooled**-0.5), "b2": ((wide,), 0.0), "W3": ((pooled, _DEEP), pooled**-0.5),
            "b3": ((_DEEP,), 0.0), "W4": ((_DEEP, said), _FIRST), "b4": ((said,), 0.0),
        }  # fmt: skip
        self.weights = {
            name: (self.random.standard_normal(size) * scale).astype(np.float32)
            for name, (size, scale) in sizes.items()
        }
        self.moved = {name: np.zeros_like(weight) for name, weight in self.weights.items()}
        self.squares = {name: np.zeros_like(weight) for name, weight in self.weights.items()}
        self.steps = 0

    def read(self, book: Book, chosen: Any, *, learning: bool = False) -> dict[str, Any]:
        """What the network says of some messages (`said`), with all that `learn` needs."""
        weights, random = self.weights, self.random
        messages = [book.messages[number] for number in chosen]
        lengths = np.array([len(one) for one in messages])
        unique, inverse = np.unique(np.concatenate(messages), return_inverse=True)
        rows, shares, spare, starts, sizes = book.of(unique)
        if learning:
            shares = shares * _some(random, shares.shape, self.shape.rows_dropped)
            silent = np.repeat(random.random(len(unique)) < self.shape.words_dropped, sizes)
            left = np.flatnonzero((shares > 0) & ~(spare & silent))  # what is left out costs no time
            rows, shares = rows[left], shares[left]
            sizes = np.bincount(np.repeat(np.arange(len(unique)), sizes)[left], minlength=len(unique))
            starts = np.cumsum(sizes) - sizes
        vectors = np.zeros((len(unique), self.width), np.float32)
        heeded = np.flatnonzero(sizes)
        vectors[heeded] = np.add.reduceat(weights["E"][rows] * shares[:, None], starts[heeded], axis=0)
        before = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        begins = before + np.arange(len(lengths)) + 1  # a gap before each message and one at the end
        places = np.repeat(begins - before, lengths) + np.arange(lengths.sum())
        heard = np.ones((len(places), 1), np.float32)
        if learning:
            heard = (random.random((len(places), 1)) > self.shape.tokens_dropped).astype(np.float32)
        tokens = np.zeros((int(lengths.sum()) + len(lengths) + 1, self.width), np.float32)
        tokens[places] = vectors[inverse] * heard
        inside = np.zeros((len(tokens), 1), np.float32)
        inside[places] = 1
        around = _around(tokens)
        first = np.maximum(around @ weights["W1"] + weights["b1"], 0) * inside
        further = _around(first)
        second = np.maximum(further @ weights["W2"] + weights["b2"], 0) * inside
        edges = np.stack([begins, begins + lengths], axis=1).ravel()
        strongest = [np.maximum.reduceat(layer, edges, axis=0)[0::2] for layer in (second, first)]
        quiet = ((lengths + MEAN_OVER) ** -0.5).astype(np.float32)[:, None]
        pooled = np.concatenate([*strongest, np.add.reduceat(second, edges, axis=0)[0::2] * quiet], axis=1)
        kept = np.ones_like(pooled)
        if learning:
            kept = _some(random, pooled.shape, _DROPPED)
        pooled = pooled * kept
        decided = np.maximum(pooled @ weights["W3"] + weights["b3"], 0)
        return {
            "said": decided @ weights["W4"] + weights["b4"], "inverse": inverse, "unique": unique, "rows": rows,
            "shares": shares, "sizes": sizes, "places": places, "heard": heard, "around": around, "first": first,
            "further": further, "second": second, "lengths": lengths, "pooled": pooled, "kept": kept, "quiet": quiet,
            "decided": decided, "strongest": strongest,
        }  # fmt: skip

    def learn(self, seen: dict[str, Any], error: Any, rate: float) -> None:
        """One step downhill (Adam; rows of the table that were not read stay as they are)."""
        weights, wide = self.weights, self.wide
        slopes = {"W4": seen["decided"].T @ error, "b4": error.sum(0)}
        deep = (error @ weights["W4"].T) * (seen["decided"] > 0)
        slopes |= {"W3": seen["pooled"].T @ deep, "b3": deep.sum(0)}
        pooled = (deep @ weights["W3"].T) * seen["kept"]
        owner = np.repeat(np.arange(len(seen["lengths"])), seen["lengths"])
        places = seen["places"]
        second, first = np.zeros_like(seen["second"]), np.zeros_like(seen["first"])
        second[places] = (seen["second"][places] == seen["strongest"][0][owner]) * pooled[owner, :wide]
        second[places] += (pooled[:, 2 * wide :] * seen["quiet"])[owner]
        first[places] = (seen["first"][places] == seen["strongest"][1][owner]) * pooled[owner, wide : 2 * wide]
        second *= seen["second"] > 0
        slopes |= {"W2": seen["further"].T @ second, "b2": second.sum(0)}
        first = (first + _gathered(second @ weights["W2"].T, wide)) * (seen["first"] > 0)
        slopes |= {"W1": seen["around"].T @ first, "b1": first.sum(0)}
        tokens = _gathered(first @ weights["W1"].T, self.width)[places] * seen["heard"]
        self.steps += 1
        for name, slope in slopes.items():
            self._step(name, slope, rate)
        vectors = _summed(tokens, seen["inverse"])[1]
        self._step_rows(
            *_summed(np.repeat(vectors, seen["sizes"], axis=0) * seen["shares"][:, None], seen["rows"])[:2], rate
        )

    def _step(self, name: str, slope: Any, rate: float) -> None:
        self.moved[name] = _KEPT * self.moved[name] + (1 - _KEPT) * slope
        self.squares[name] = _KEPT_SQUARES * self.squares[name] + (1 - _KEPT_SQUARES) * slope**2
        sure = np.sqrt(1 - _KEPT_SQUARES**self.steps) / (1 - _KEPT**self.steps)
        self.weights[name] -= (
            np.float32(rate * sure) * self.moved[name] / (np.sqrt(self.squares[name]) + np.float32(1e-8))
        )
        if name.startswith("W"):
            self.weights[name] *= np.float32(1 - rate * _DECAY)

    def _step_rows(self, rows: Any, slope: Any, rate: float) -> None:
        moved = self.moved["E"][rows] * np.float32(_KEPT) + np.float32(1 - _KEPT) * slope
        squares = self.squares["E"][rows] * np.float32(_KEPT_ROW_SQUARES) + np.float32(1 - _KEPT_ROW_SQUARES) * slope**2
        self.moved["E"][rows], self.squares["E"][rows] = moved, squares
        sure = np.float32(1 - _KEPT_ROW_SQUARES ** min(self.steps, 5000))
        step = np.float32(rate) * moved / (np.sqrt(squares / sure) + np.float32(1e-7))
        self.weights["E"][rows] = self.weights["E"][rows] * np.float32(1 - rate * _DECAY) - step


def _some(random: np.random.Generator, shape: tuple[int, ...], left_out: float) -> Any:
    """Nothing for the share that is left out, and for the rest as much more as that weighs."""
    return (random.random(shape) > left_out).astype(np.float32) / np.float32(1 - left_out)


def _around(tokens: Any) -> Any:
    """Each token between its neighbours."""
    nothing = np.zeros((1, tokens.shape[1]), np.float32)
    return np.concatenate([np.vstack([nothing, tokens[:-1]]), tokens, np.vstack([tokens[1:], nothing])], axis=1)


def _gathered(slopes: Any, width: int) -> Any:
    """The way back of `_around`."""
    whole = slopes[:, width : 2 * width].copy()
    whole[:-1] += slopes[1:, :width]
    whole[1:] += slopes[:-1, 2 * width :]
    return whole


def _summed(values: Any, keys: Any) -> tuple[Any, Any]:
    """The keys in order, and the sum of the values of each."""
    order = np.argsort(keys, kind="stable")
    unique, begins = np.unique(keys[order], return_index=True)
    return unique, np.add.reduceat(values[order], begins, axis=0)


def taught(pupil: Pupil, lesson: Lesson, rounds: int) -> None:
    """Let a network learn all messages so many times, in another order each time."""
    book = Book(lesson.tokens, pupil.shape)
    count = len(lesson.tokens)
    total = rounds * -(-count // _BATCH)
    step = 0
    for _ in range(rounds):
        order = pupil.random.permutation(count)
        for begin in range(0, count, _BATCH):
            chosen = order[begin : begin + _BATCH]
            seen = pupil.read(book, chosen, learning=True)
            said = seen["said"]
            wanted = lesson.wrong[chosen] * (1 - 2 * _SMOOTH) + _SMOOTH
            kinds = np.exp(said[:, 1:] - said[:, 1:].max(axis=1, keepdims=True))
            kinds /= kinds.sum(axis=1, keepdims=True)
            kinds[np.arange(len(chosen)), lesson.kind[chosen]] -= 1
            error = np.concatenate(
                [1 / (1 + np.exp(-said[:, :1])) - wanted[:, None], lesson.kinds_heed * kinds], axis=1
            )
            error *= lesson.heed[chosen][:, None] / _BATCH
            step += 1
            slowing = 0.5 * (1 + np.cos(np.pi * step / total)) * (1 - _LEAST_RATE) + _LEAST_RATE
            pupil.learn(seen, error.astype(np.float32), float(_RATE * min(1, step / _WARMING) * slowing))


def opinions(pupil: Pupil, messages: Sequence[Sequence[Token]]) -> Any:
    """What a network says of messages, in log-odds; 0 of an empty one."""
    return _told(pupil, messages)[:, 0]


def kinds_told(pupil: Pupil, messages: Sequence[Sequence[Token]]) -> Any:
    """What a network says of the kinds of messages: a row for each, in log-odds; 0 of an empty one."""
    return _told(pupil, messages)[:, 1:]


def _told(pupil: Pupil, messages: Sequence[Sequence[Token]]) -> Any:
    found = np.zeros((len(messages), len(pupil.weights["b4"])))
    full = [number for number, one in enumerate(messages) if one]
    book = Book([messages[number] for number in full], pupil.shape)
    for begin in range(0, len(full), 2 * _BATCH):
        chosen = range(begin, min(begin + 2 * _BATCH, len(full)))
        found[[full[number] for number in chosen]] = pupil.read(book, chosen)["said"]
    return found


def packed_networks(pupils: Sequence[Pupil]) -> bytes:
    """Networks, those of one shape together: a line of facts, tables of signed bytes, layers of two bytes a weight."""
    heads, bodies = [], []
    for shape in sorted({_outline(pupil) for pupil in pupils}):  # small ones first: often they are enough
        alike = [pupil for pupil in pupils if _outline(pupil) == shape]
        tables = [pupil.weights["E"] for pupil in alike]
        scales = [float(np.quantile(np.abs(table), 0.9999)) / 127 for table in tables]
        bytes_each = [
            np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
            for table, scale in zip(tables, scales, strict=True)
        ]
        bodies.append(np.concatenate(bytes_each, axis=1).tobytes())
        layers = {name: np.stack([pupil.weights[name] for pupil in alike]).astype(np.float16) for name in LAYERS}
        bodies += [layer.tobytes() for layer in layers.values()]
        heads.append({
            "rows": shape[0], "widths": [pupil.width for pupil in alike], "words": shape[3], "scales": scales,
            "layers": {name: list(one.shape) for name, one in layers.items()},
        })  # fmt: skip
    return json.dumps(heads).encode() + b"\n" + b"".join(bodies)


def _outline(pupil: Pupil) -> tuple[int, int, int, bool]:
    """What networks have in common that can be asked together."""
    return pupil.shape.rows, pupil.width, pupil.wide, pupil.shape.words
