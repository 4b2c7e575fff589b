"""Run the command with ``python -m twinsite``."""

from twinsite.cli import main

if __name__ == "__main__":
    main()
