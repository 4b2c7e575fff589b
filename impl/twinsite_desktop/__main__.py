"""``python -m twinsite_desktop``."""

import sys

from twinsite_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
