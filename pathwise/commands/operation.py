"""The state of what `pathwise up` runs, found without starting or changing anything."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import httpx

from pathwise.commands.finding import Finding
from pathwise.runtime.occupancy import Occupancy, UpReport
from pathwise.runtime.prefect_api import PrefectApi, PrefectAwayError
from pathwise.runtime.prefect_server import named_api_url
from pathwise.runtime.running_server import web_address
from pathwise.settings import Settings
from pathwise.supervision.automations import idle_automations
from pathwise.supervision.catalogue import deployment_names, deployments_digest
from pathwise.supervision.deployment import POOL, deployed_digest, missing_deployments

ANSWER_SECONDS = 5.0
SILENCE_SECONDS = 60.0
"""A worker says every half a minute that it lives."""

NOT_UP = "not running: pathwise up runs everything"
START_AGAIN = "End pathwise up and start it again: it puts this right. Its log is logs/up.log."
DEPLOY = "Run pathwise up against this server, or: .venv/bin/prefect --no-prompt deploy --all"


def look_at_operation(settings: Settings) -> Iterator[Finding]:
    """Look at the supervisor, then at each thing that it keeps running; at a named Prefect server without it, too."""
    report = Occupancy(settings).current()
    yield Finding("Up", True, NOT_UP) if report is None else _supervisor(report)
    yield _service(settings, report)
    api_url = named_api_url() or (f"{report.addresses.get('prefect')}/api" if report else None)
    if api_url:
        with closing(PrefectApi.at(api_url, ANSWER_SECONDS)) as api:
            try:
                yield from _orchestration(api, START_AGAIN if report else None)
            except PrefectAwayError as error:
                yield Finding("Worker", False, "cannot be seen", str(error))


def _supervisor(report: UpReport) -> Finding:
    if not report.is_ready:
        return Finding("Up", True, f"process {report.pid}, starting")
    waiting = sorted(name for name, part in report.parts.items() if part.state != "running")
    restarts = sum(part.restarts for part in report.parts.values())
    state = f"process {report.pid}, {restarts} restarts" if restarts else f"process {report.pid}"
    if waiting:
        return Finding("Up", False, f"{state}, starts again: {', '.join(waiting)}", "logs/up.log says why it ended.")
    return Finding("Up", True, state)


def _service(settings: Settings, report: UpReport | None) -> Finding:
    url = web_address(settings.service_host, settings.service_port)
    try:
        answer = httpx.get(f"{url}/health/ready", timeout=ANSWER_SECONDS, trust_env=False)
        parts = answer.json().get("parts", [])
    except (httpx.HTTPError, ValueError):
        if report is None:
            return Finding("Service", True, "not running: pathwise up or pathwise serve starts it")
        return Finding("Service", False, f"{url} does not answer", "logs/service.log says why.")
    unwell = ", ".join(f"{part['part']} {part['state']}" for part in parts if not part["is_well"])
    if answer.is_success and not unwell:
        return Finding("Service", True, f"running at {url}")
    return Finding("Service", False, f"{url}: {unwell or f'it answers {answer.status_code}'}", "Mend what it names.")


def _orchestration(api: PrefectApi, remedy: str | None) -> Iterator[Finding]:
    """What a Prefect server must have for workers to do our work; without a remedy, it need not be there."""
    wanted = deployment_names()
    missing = missing_deployments(api, wanted)
    if remedy is None and missing == wanted:
        yield Finding("Deployments", True, "none on this server: commands do their work themselves")
        return
    remedy = remedy or DEPLOY
    yield _worker(api.last_poll(POOL))
    if missing:
        yield Finding("Deployments", False, f"{len(missing)} of {len(wanted)} missing: {', '.join(missing)}", remedy)
    elif deployed_digest(api) not in (None, deployments_digest()):
        yield Finding("Deployments", False, f"{len(wanted)}, of another version of Pathwise", remedy)
    else:
        yield Finding("Deployments", True, str(len(wanted)))
    idle = idle_automations(api)
    state = f"missing or switched off: {', '.join(idle)}" if idle else "watch for runs that died"
    on_its_page = "Switch it on at the page of Prefect, or delete it there and start pathwise up again."
    yield Finding("Automations", not idle, state, on_its_page if idle else "")


def _worker(heard: datetime | None) -> Finding:
    remedy = "pathwise up runs one (logs/worker.log says why it ended); on another machine: pathwise worker"
    if heard is None:
        return Finding("Worker", False, "none was ever heard of", remedy)
    seconds = max(0.0, (datetime.now(UTC) - heard).total_seconds())
    return Finding(
        "Worker",
        seconds < SILENCE_SECONDS,
        f"heard of {seconds:.0f} s ago",
        remedy if seconds >= SILENCE_SECONDS else "",
    )
