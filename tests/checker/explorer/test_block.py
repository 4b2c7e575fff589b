"""A word of a block stands for exactly the joint states that its bits say."""

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.toys import lamp, workers
from twinsite.checker.explorer import block as blocks
from twinsite.checker.explorer.block import Block, choose_block, moved, shifted
from twinsite.checker.explorer.block_tables import WordTable
from twinsite.checker.explorer.tables import Layout, Table
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile

SYSTEM = workers()
LAYOUT = Layout(SYSTEM)
MACHINES = range(len(SYSTEM.instances))
BLOCKS = [
    Block(LAYOUT, chosen)
    for size in range(len(MACHINES) + 1)
    for chosen in combinations(MACHINES, size)
    if sum(LAYOUT.widths[machine] for machine in chosen) <= blocks.WORD
]
EVERY = np.array(
    [
        sum(code << shift for code, shift in zip(codes, LAYOUT.shifts, strict=True))
        for codes in np.ndindex(*map(len, LAYOUT.states))
    ],
    dtype=np.int64,
)
"""Every packed joint state, reachable or not."""


def rows_of(block: Block, states: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of a set of joint states."""
    rows: dict[int, int] = {}
    for state, bit in zip(states, block.bits(states), strict=True):
        key = int(state) & ~block.mask
        rows[key] = rows.get(key, 0) | 1 << int(bit)
    return np.array(list(rows), dtype=np.int64), np.array(list(rows.values()), dtype=np.uint64)


@pytest.mark.parametrize("block", BLOCKS)
def test_rows_are_spread_into_the_states_that_they_were_made_of(block: Block) -> None:
    keys, words = rows_of(block, EVERY)
    assert set(words.tolist()) == {block.all}
    assert len(keys) * int(np.bitwise_count(words[0])) == len(EVERY)
    _, states = block.spread(keys, words)
    assert sorted(states) == sorted(EVERY)
    some = EVERY[::3]
    rows, states = block.spread(*rows_of(block, some))
    assert sorted(states) == sorted(some)
    assert rows.tolist() == sorted(rows)


@pytest.mark.parametrize("block", BLOCKS)
def test_the_word_of_a_state_has_the_bits_in_which_a_machine_is_in_it(block: Block) -> None:
    for machine in filter(block.__contains__, MACHINES):
        for code in range(len(LAYOUT.states[machine])):
            inside = EVERY[LAYOUT.codes(EVERY, machine) == code]
            _, words = rows_of(block, inside)
            assert set(words.tolist()) == {block.word(machine, code)}


@pytest.mark.parametrize("block", BLOCKS)
def test_a_word_moves_as_its_machines_do(block: Block) -> None:
    for machine in filter(block.__contains__, MACHINES):
        codes = range(len(LAYOUT.states[machine]))
        for before, after in ((one, other) for one in codes for other in codes):
            move = block.move(machine, after - before)
            start, end = block.word(machine, before), block.word(machine, after)
            assert shifted(start, move) == end
            assert moved(np.array([start], dtype=np.uint64), np.array([move])).tolist() == [end]


@given(st.lists(st.tuples(st.integers(0, (1 << 64) - 1), st.integers(-63, 63))))
def test_many_words_move_as_one_does(rows: list[tuple[int, int]]) -> None:
    words = np.array([word for word, _ in rows], dtype=np.uint64)
    moves = np.array([move for _, move in rows], dtype=np.int64)
    expected = [shifted(word, move) & ((1 << 64) - 1) for word, move in rows]
    assert moved(words, moves).tolist() == expected


def test_the_machines_that_move_alone_are_chosen() -> None:
    system = desktop(Profile())
    block = choose_block(system, Layout(system))
    chosen = {i.name for n, i in enumerate(system.instances) if n in block}
    assert chosen == {"servers_preferred", "servers_peer", "registration_preferred"}


def test_what_does_not_fit_into_a_word_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    system = lamp()
    layout = Layout(system)
    for bits in range(7):
        monkeypatch.setattr(blocks, "WORD", bits)
        block = choose_block(system, layout)
        assert sum(layout.widths[n] for n in range(len(layout.widths)) if n in block) <= bits
        assert bool(block) == (bits >= min(layout.widths))


# functions of whole words


def which(read: Callable[[str], str | None]) -> int:
    """Return a number that depends on one machine, and on another one in some of its states."""
    if read("ann") == "busy":
        return 5
    return 1 if read("bob") == "waiting" else 0


def moves_on(before: Callable[[str], str | None], after: Callable[[str], str | None]) -> int:
    """Return a number that depends on what a step changes."""
    return 2 * which(before) + (before("bob") != after("bob"))


@pytest.mark.parametrize("block", BLOCKS)
@given(st.lists(st.sampled_from(EVERY.tolist()), unique=True))
def test_a_table_of_rows_says_of_each_state_what_a_table_of_states_says(
    block: Block, chosen: list[int]
) -> None:
    states = np.array(chosen, dtype=np.int64)
    plain, table = Table(SYSTEM, LAYOUT, which), WordTable(SYSTEM, LAYOUT, which, block)
    for part in (states[: len(states) // 2], states):
        keys, words = rows_of(block, part)
        told: dict[int, int] = {}
        for rows, inside, values in table.answers(words, keys):
            every = np.arange(len(keys)) if rows is None else rows
            parts = words[every] if inside is None else inside
            at, found = block.spread(keys[every], parts)
            told |= dict(zip(found.tolist(), values[at].tolist(), strict=True))
        assert told == dict(zip(part.tolist(), plain(part).tolist(), strict=True))
        for value in (0, 1, 5, 7):
            rows, inside = table.where(value, words, keys)
            _, found = block.spread(keys[rows], inside)
            assert set(found.tolist()) == {state for state, n in told.items() if n == value}


@pytest.mark.parametrize("block", [block for block in BLOCKS if 1 in block])
def test_a_table_of_steps_knows_how_far_the_block_moves(block: Block) -> None:
    bob = SYSTEM.index["bob"]
    assert bob == 1
    move = block.move(bob, 1)
    before = EVERY[LAYOUT.codes(EVERY, bob) == 0]
    after = before + (1 << LAYOUT.shifts[bob])
    keys, words = rows_of(block, before)
    table = WordTable(SYSTEM, LAYOUT, moves_on, block, arity=2, move=move)
    told: dict[int, int] = {}
    for rows, inside, values in table.answers(words, keys, keys):
        assert rows is not None
        assert inside is not None
        at, found = block.spread(keys[rows], inside)
        told |= dict(zip(found.tolist(), values[at].tolist(), strict=True))
    plain = Table(SYSTEM, LAYOUT, moves_on, arity=2)
    assert told == dict(zip(before.tolist(), plain(before, after).tolist(), strict=True))
