"""Damaged copies of files, always the same for a seed: what a bad disk, network or hand does."""

import random
from collections.abc import Callable, Iterator

Damage = Callable[[bytearray, random.Random], bytearray]


def damaged(data: bytes, seed: int, count: int) -> Iterator[bytes]:
    """Copies of `data`, each with one to four kinds of damage."""
    rng = random.Random(seed)
    for _ in range(count):
        copy = bytearray(data)
        for damage in rng.choices(_KINDS, k=rng.randint(1, 4)):
            copy = damage(copy, rng)
        yield bytes(copy)


def _place(data: bytearray, rng: random.Random) -> int:
    return rng.randrange(len(data)) if data else 0


def _flip(data: bytearray, rng: random.Random) -> bytearray:
    for _ in range(rng.randint(1, 50)):
        if data:
            data[_place(data, rng)] = rng.randrange(256)
    return data


def _cut(data: bytearray, rng: random.Random) -> bytearray:
    return data[: _place(data, rng)]


def _drop(data: bytearray, rng: random.Random) -> bytearray:
    at = _place(data, rng)
    return data[:at] + data[at + rng.randint(1, 5000) :]


def _repeat(data: bytearray, rng: random.Random) -> bytearray:
    at = _place(data, rng)
    piece = data[at : at + rng.randint(1, 3000)]
    return data[:at] + piece * rng.randint(2, 20) + data[at:]


def _move(data: bytearray, rng: random.Random) -> bytearray:
    a, b = sorted((_place(data, rng), _place(data, rng)))
    return data[b:] + data[a:b] + data[:a]


def _pad(data: bytearray, rng: random.Random) -> bytearray:
    at = _place(data, rng)
    return data[:at] + bytes(rng.choices(range(256), k=rng.randint(1, 2000))) + data[at:]


_KINDS: tuple[Damage, ...] = (_flip, _flip, _cut, _drop, _repeat, _move, _pad)
