"""`python -m leeward_cli` is `protocol`."""

import sys

from leeward_cli import main

sys.exit(main())
