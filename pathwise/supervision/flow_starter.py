"""The program of the warm starter: `python -m pathwise.supervision.flow_starter DOOR LEASH`."""

import sys
from pathlib import Path

from pathwise.manifest import current_versions
from pathwise.runtime.warm_starter import start_warm
from pathwise.supervision.catalogue import flow_modules

if __name__ == "__main__":
    start_warm(Path(sys.argv[1]), int(sys.argv[2]), flow_modules(), current_versions)
