"""``python -m newsfacts`` is the command line."""

import sys

from newsfacts.cli import main

sys.exit(main())
