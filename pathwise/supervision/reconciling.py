"""Puts right what Postgres and Prefect say differently, in a process of its own.

Started as `python -m pathwise.supervision.reconciling`. The work is called by name: the library knows no task.
"""

from pkgutil import resolve_name
from typing import Final

RECONCILE: Final = "tasks.reconciliation:reconcile"

if __name__ == "__main__":
    print(resolve_name(RECONCILE)())  # noqa: T201 - its log
