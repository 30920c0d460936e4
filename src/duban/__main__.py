"""`python -m duban`: the command `duban` where the package is not on the search path."""

import sys

from duban.cli import main

sys.exit(main())
