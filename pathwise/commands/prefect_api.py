"""Whether the Prefect server that the environment names answers. Never imports Prefect."""

import httpx

from pathwise.errors import PathwiseError
from pathwise.runtime.prefect_server import named_api_url

ANSWER_SECONDS = 5.0
NEEDS_A_KEY = frozenset({401, 403})
"""Answers of a server that is well, and wants to know who asks."""


class PrefectUnreachableError(PathwiseError):
    """The Prefect server that PREFECT_API_URL names does not answer."""

    def __init__(self, api_url: str) -> None:
        self.api_url = api_url
        super().__init__(
            f"The Prefect server at {api_url} does not answer. Start it, or unset PREFECT_API_URL: "
            "then a server is started for as long as it is needed."
        )


def answers(api_url: str) -> bool:
    """Ask a Prefect server how it is."""
    try:
        answer = httpx.get(f"{api_url.rstrip('/')}/health", timeout=ANSWER_SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL):
        return False
    return answer.is_success or answer.status_code in NEEDS_A_KEY


def check_prefect() -> None:
    """Check the server that PREFECT_API_URL names, if it names one.

    Raises:
        PrefectUnreachableError: It does not answer.
    """
    api_url = named_api_url()
    if api_url and not answers(api_url):
        raise PrefectUnreachableError(api_url)
