"""`pathwise serve`: the HTTP service."""

from typing import Annotated

import typer

from pathwise.settings import load_settings

Host = Annotated[
    str | None,
    typer.Option("--host", help="Address to listen on instead of PATHWISE_SERVICE_HOST.", show_default=False),
]
Port = Annotated[
    int | None,
    typer.Option("--port", min=1, max=65535, help="Port instead of PATHWISE_SERVICE_PORT.", show_default=False),
]


def serve(host: Host = None, port: Port = None) -> None:
    """Serve the HTTP service until it is ended: uploads and batches in, results out."""
    chosen = {"service_host": host, "service_port": port}
    settings = load_settings(**{name: value for name, value in chosen.items() if value is not None})
    from pathwise.commands.serving import serve_until_ended  # noqa: PLC0415 - see process.py

    serve_until_ended(settings)
