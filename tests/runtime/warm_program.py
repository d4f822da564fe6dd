"""What the forks of a starter run in the tests, in place of Prefect's engine: tells of itself, then does as told."""

import json
import os
import signal
import sys
import time
from pathlib import Path


def main() -> None:
    """Tell where and with what it runs; then end, or wait for a signal."""
    told = {"pid": os.getpid(), "folder": str(Path.cwd()), "wish": os.environ.get("WISH")}
    sys.stdout.write(f"{json.dumps(told)}\n")
    match os.environ.get("WISH", "").split():
        case ["exit", status]:
            sys.exit(int(status))
        case ["die"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["wait"]:
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
            sys.stdout.write("waiting\n")
            time.sleep(60)


if __name__ == "__main__":
    main()
