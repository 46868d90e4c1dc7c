"""`python -m console`: the same as the command `warmline`."""

import sys

from console.cli import main

sys.exit(main())
