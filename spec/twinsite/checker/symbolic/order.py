"""In which order the machines get their bits: neighbours are machines that concern each other.

The size of a decision diagram is decided by the order of its variables; what depends on each other
should stand close together.  A machine concerns another one if the other reads it in a guard, or
hears its signals.  The order begins with the machine that is concerned with others most often, and
goes on with the one that has, of all that it is concerned with, the largest share in the order
already.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import combinations


def order_of(machines: Iterable[str], groups: Iterable[Collection[str]]) -> list[str]:
    """Return machines in an order that keeps sets of them small.

    Args:
        machines: The machines.
        groups: Machines that concern each other: those that one guard reads, those of one signal.
    """
    weight: dict[str, dict[str, float]] = {machine: defaultdict(float) for machine in machines}
    for group in groups:
        for one, other in combinations(sorted(group), 2):
            weight[one][other] += 1 / (len(group) - 1)
            weight[other][one] += 1 / (len(group) - 1)

    def share(machine: str) -> tuple[float, float, str]:
        placed = sum(weight[machine][other] for other in order if other in weight[machine])
        return placed / (sum(weight[machine].values()) or 1), placed, machine

    order = [max(weight, key=lambda machine: (sum(weight[machine].values()), machine))]
    while len(order) < len(weight):
        order.append(max(weight.keys() - order, key=share))
    return order
