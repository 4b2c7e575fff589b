"""A reader of the tables, written from spec/TABLES.md alone."""

from collections.abc import Iterator
from typing import Any

State = dict[str, int]


class Reader:
    """One profile of a file."""

    def __init__(self, tables: Any, name: str) -> None:
        """Resolve the names of a profile."""
        self.tables = tables
        self.profile = next(each for each in tables["profiles"] if each["name"] == name)
        self.composition = tables["compositions"][self.profile["composition"]]
        machines = {each.get("id", each["name"]): each for each in tables["machines"]}
        charts = {each["name"]: each for each in tables["charts"]}
        self.machines = {name: machines[name] for name in self.composition["machines"]}
        self.charts = {name: charts[each["chart"]] for name, each in self.machines.items()}
        self.initial = {
            name: self.charts[name]["states"].index(state)
            for name, state in zip(self.machines, self.composition["initial"], strict=True)
        }

    def decide(self, tree: Any, state: State) -> Any:
        """Return the answer of a tree in a state."""
        while type(tree) is int:
            node = self.tables["nodes"][tree]
            machine = self.tables["machines"][node["machine"]]
            tree = node["follows"][state[machine.get("id", machine["name"])]]
        return tree

    def holds(self, guard: Any, parameter: str, state: State) -> bool:
        """Return whether a guard holds for the machines with a parameter."""
        match guard:
            case None:
                return True
            case str():
                view = self.tables["views"][self.profile["views"][parameter]]
                place = sorted(self.tables["predicates"]).index(guard)
                return bool(self.decide(view[place], state))
            case {"not": inner}:
                return not self.holds(inner, parameter, state)
            case {"all": parts}:
                return all(self.holds(part, parameter, state) for part in parts)
            case {"any": parts}:
                return any(self.holds(part, parameter, state) for part in parts)
        raise AssertionError(guard)

    def choose(self, machine: str, event: str, state: State) -> Any:
        """Return the transition that a machine takes, or None."""
        chart, parameter = self.charts[machine], self.machines[machine].get("parameter", "")
        here = chart["states"][state[machine]]
        for each in chart["transitions"]:
            if (each["event"], each["source"]) == (event, here):  # noqa: SIM102  # as it is told
                if self.holds(each.get("guard"), parameter, state):
                    return each
        return None

    def step(self, state: State, machine: str, event: str) -> State | None:
        """Return the state after a step, or None if it is refused."""
        now, queue, listeners = dict(state), [], self.composition["listeners"]
        offered = [(machine, self.choose(machine, event, now))]
        if offered[0][1] is None:
            return None
        while True:
            for name, choice in offered:
                if choice is not None:
                    now[name] = self.charts[name]["states"].index(choice["target"])
                    queue += [e for e in choice.get("effects", ()) if e in listeners]
            if not queue:
                return now
            signal = queue.pop(0)
            offered = [(name, self.choose(name, signal, now)) for name in listeners[signal]]

    def steps(self, state: State) -> Iterator[tuple[str, State]]:
        """Yield every step that is possible."""
        for machine, chart in self.charts.items():
            for event in chart["events"]:
                if event["kind"] != "signal":
                    after = self.step(state, machine, event["id"])
                    if after is not None:
                        yield f"{machine}.{event['id']}", after
