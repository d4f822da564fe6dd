"""What the OpenAPI description says is so: random requests find no 5xx, and no answer that it does not tell of."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode, checks
from schemathesis.openapi import from_url
from schemathesis.specs.openapi import checks as openapi_checks

from pathwise.demo.samples import DemoSet
from pathwise.settings import Settings
from pathwise.storage.database import Database
from tests.service.conftest import Serve, send
from tests.service.runs import rank

EXAMPLES = 25
"""Requests of each kind to each address."""

CHECKS: list[Any] = [
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.response_schema_conformance,
]
many_requests = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)


@pytest.fixture
def ids(ada: httpx.Client, demo: DemoSet, database: Database, settings: Settings) -> dict[str, str]:
    """Ids that lead somewhere: an upload, its analysis, and the ranked batch it is in."""
    taken = send(ada, demo.members[0].sample.data, job_text=demo.job.read_text("utf-8")).json()
    asked = {"members": [{"upload_id": taken["upload_id"]}], "job_text": demo.job.read_text("utf-8")}
    batch_id = ada.post("/api/v1/batches", json=asked).json()["batch_id"]
    rank(UUID(batch_id), database, settings)
    return {"batch_id": batch_id, **taken}


# schemathesis draws its own random numbers, which hypothesis only sees now and then.
@pytest.mark.filterwarnings("ignore:Do not use the `random` module")
@pytest.mark.parametrize(
    ("mode", "known"),
    [(GenerationMode.POSITIVE, False), (GenerationMode.NEGATIVE, False), (GenerationMode.POSITIVE, True)],
    ids=["good requests", "bad requests", "good requests for what is there"],
)
def test_random_requests_are_answered_as_described(
    ada: httpx.Client, serve: Serve, ids: dict[str, str], mode: GenerationMode, known: bool
) -> None:
    unlimited = serve(service_requests_per_minute=10**9)
    key = {"Authorization": ada.headers["Authorization"]}
    asked = set()
    for result in from_url(f"{unlimited.base_url}/openapi.json").get_all_operations():
        operation = result.ok()  # type: ignore[union-attr]  # a description that is none fails here
        # Health takes nothing that could be wrong.
        if (mode is GenerationMode.NEGATIVE and "health" in operation.path) or (known and "{" not in operation.path):
            continue

        @many_requests
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Case[Any]) -> None:
            if known:
                case.path_parameters.update({name: ids[name] for name in case.path_parameters})
            asked.add(case.operation.label)
            # Without a Prefect server it is right not to be ready.
            no_5xx = [] if "/health/ready" in case.path else [checks.not_a_server_error]
            case.call_and_validate(headers=key, checks=[*CHECKS, *no_5xx])

        ask()
    assert {label.partition("/")[0].strip() for label in asked} == {"GET", "POST"}
