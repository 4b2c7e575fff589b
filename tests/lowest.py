"""Print the lowest version of each dependency that is allowed, as constraints for pip.

Nothing is printed but for the oldest Python that is allowed: newer ones need newer versions.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
OLDEST = (3, 11)


def lowest() -> Iterator[str]:
    """Yield a constraint for each dependency that is no extra of the package itself."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    for written in (*project["dependencies"], *(each for extra in extras for each in extra)):
        required = Requirement(written)
        bounds = [bound.version for bound in required.specifier if bound.operator == ">="]
        if required.name != project["name"]:
            (version,) = bounds
            yield f"{required.name}=={version}"


if __name__ == "__main__" and sys.version_info[:2] == OLDEST:
    print(*lowest(), sep="\n")
