"""`pathwise doctor`: what is running, what is missing, what to do."""

import typer

from pathwise.commands.wrapping import wrapped
from pathwise.settings import load_settings

WIDTH = 12


def doctor() -> None:
    """Tell what is running, what is missing, and what to do. Starts nothing and changes nothing."""
    # What asks databases and servers loads their libraries: the other commands shall not wait for it.
    from pathwise.commands.findings import look_around  # noqa: PLC0415

    findings = look_around(load_settings())
    for finding in findings:
        mark = "ok  " if finding.is_well else "todo"
        lines = wrapped(finding.state, f"{mark}  {finding.part + ':':{WIDTH}} ")
        lines += wrapped(finding.remedy, " " * (WIDTH + 7))
        typer.echo("\n".join(lines))
    raise typer.Exit(0 if all(finding.is_well for finding in findings) else 1)
