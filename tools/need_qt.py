"""Says in one sentence which system packages Qt still needs here; exits with 1 if any."""

import sys

from desktop.display import PACKAGES, missing_library

if library := missing_library():
    print(f"{library} is missing. Install Qt's system libraries: sudo apt-get install {PACKAGES}")
    sys.exit(1)
