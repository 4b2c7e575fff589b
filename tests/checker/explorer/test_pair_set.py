"""A set of pairs tells the new from the known, whatever the values and however full it is."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from twinsite.checker.comparison.pair_set import PairSet

LARGE = (1 << 63) - 1
VALUES = st.one_of(st.integers(0, 3), st.integers(0, LARGE), st.just(LARGE))


def arrays(pairs: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    left, right = (np.array([pair[n] for pair in pairs], dtype=np.int64) for n in (0, 1))
    return left, right


@settings(deadline=None)
@given(st.lists(st.lists(st.tuples(VALUES, VALUES))))
def test_each_pair_is_new_exactly_once(batches: list[list[tuple[int, int]]]) -> None:
    pairs, known = PairSet(bits=1), set[tuple[int, int]]()
    for batch in batches:
        new = [batch[position] for position in pairs.add(*arrays(batch))]
        assert len(new) == len(set(new))
        assert set(new) == set(batch) - known
        known |= set(new)
        assert len(pairs) == len(known)


def test_the_positions_of_new_pairs_ascend() -> None:
    numbers = np.arange(5000, dtype=np.int64)[::-1].copy()
    pairs = PairSet(bits=2)
    assert pairs.add(numbers, numbers).tolist() == list(range(5000))
    assert pairs.add(numbers, numbers).size == 0
    assert pairs.add(numbers, numbers + 1).size == 5000
    assert len(pairs) == 10000
