"""`pathwise worker`: runs of the deployments, on this machine."""

from typing import Annotated

import typer

from pathwise.settings import load_settings

Limit = Annotated[
    int | None,
    typer.Option("--limit", min=1, help="Runs at once, instead of PATHWISE_CONCURRENT_RUNS.", show_default=False),
]


def worker(limit: Limit = None) -> None:
    """Take runs of the deployments from the server of PREFECT_API_URL until it is ended. `up` runs one itself."""
    settings = load_settings(**({} if limit is None else {"concurrent_runs": limit}))
    from pathwise.supervision.worker import become_a_worker  # noqa: PLC0415 - see process.py

    become_a_worker(settings)
