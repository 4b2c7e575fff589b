"""``python -m twinsite_desktop``."""

import sys

from twinsite_desktop.cli import main

sys.exit(main())
