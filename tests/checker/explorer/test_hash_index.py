"""Keys get numbers, whatever their values and however full the index is; numbers are sorted."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from twinsite.checker.explorer.hash_index import KeyIndex, Memo, order_of

LARGE = (1 << 63) - 1
KEYS = st.lists(st.one_of(st.integers(0, 9), st.integers(0, LARGE), st.just(LARGE)))


def packed(keys: list[int]) -> np.ndarray:
    return np.array(keys, dtype=np.int64)


@settings(deadline=None)
@given(st.lists(KEYS))
def test_each_key_keeps_its_number_and_the_new_ones_follow(batches: list[list[int]]) -> None:
    index, known = KeyIndex(bits=1), dict[int, int]()
    for batch in batches:
        assert index.find(packed(batch)).tolist() == [known.get(key, -1) for key in batch]
        for key in sorted(set(batch) - known.keys()):
            known[key] = len(known)
        assert index.number(packed(batch)).tolist() == [known[key] for key in batch]
        assert len(index) == len(known)
        assert index.keys.tolist() == list(known)


def test_an_index_that_grows_finds_what_it_had() -> None:
    index, keys = KeyIndex(bits=2), np.arange(5000, dtype=np.int64) << 40
    assert index.number(keys[:10]).tolist() == list(range(10))
    assert index.number(keys).tolist() == list(range(5000))
    assert index.find(keys + 1).tolist() == [-1] * 5000


@given(st.lists(st.integers(0, (1 << 31) - 1) | st.integers(0, 3 << 15)))
def test_the_order_of_numbers_is_the_stable_one(numbers: list[int]) -> None:
    ids = np.array(numbers, dtype=np.int32)
    assert order_of(ids).tolist() == sorted(range(len(numbers)), key=numbers.__getitem__)


@given(st.lists(st.lists(st.integers(0, 300))))
def test_a_memo_asks_once_for_each_number(batches: list[list[int]]) -> None:
    asked: list[int] = []

    def square(number: int) -> int:
        asked.append(number)
        return number * number

    memo = Memo(square)
    for batch in batches:
        assert memo(np.array(batch, dtype=np.int32)).tolist() == [n * n for n in batch]
    assert sorted(asked) == sorted({number for batch in batches for number in batch})
