"""The command line: `pathwise COMMAND`. Each command is a module of `pathwise.commands`."""

import sys
from importlib.metadata import version
from typing import Annotated

import typer

from pathwise.commands.breakdown import tell_breakdowns
from pathwise.commands.compare import compare
from pathwise.commands.console import say, set_up_streams
from pathwise.commands.demo import demo_commands
from pathwise.commands.doctor import doctor
from pathwise.commands.inspect import inspect
from pathwise.commands.interruption import INTERRUPTED, end_in_order
from pathwise.commands.key import key_commands
from pathwise.commands.lexicon import lexicon_commands
from pathwise.commands.process import process
from pathwise.commands.rubric import rubric_commands
from pathwise.commands.score import score
from pathwise.commands.serve import serve
from pathwise.commands.status import status
from pathwise.commands.up import up
from pathwise.commands.verify import verify
from pathwise.commands.webhook import webhook_commands
from pathwise.commands.worker import worker
from pathwise.errors import InvalidInputError, InvalidSettingError, PathwiseError

commands = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog="Exit status: 0 all fine, 1 some files failed or something broke, 2 the call was wrong, 130 interrupted.",
)
for command in (inspect, score, process, compare, status, verify, up, serve, worker, doctor):
    commands.command()(command)
commands.add_typer(demo_commands, name="demo")
commands.add_typer(key_commands, name="key")
commands.add_typer(webhook_commands, name="webhook")
commands.add_typer(rubric_commands, name="rubric")
commands.add_typer(lexicon_commands, name="lexicon")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pathwise {version('pathwise')}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", help="Show the version and end.", callback=_show_version, is_eager=True)
]


@commands.callback()
def pathwise(show_version: Version = False) -> None:
    """Reads resumes, scores them, explains the scores and says what to do next."""


def app() -> None:
    """Run the command line: a `PathwiseError` becomes a sentence, an interruption exit status 130."""
    set_up_streams()
    tell_breakdowns()
    end_in_order()
    try:
        typer.main.get_command(commands).main(prog_name="pathwise")
    except (InvalidInputError, InvalidSettingError) as error:
        say(str(error))
        sys.exit(2)
    except PathwiseError as error:
        say(str(error))
        sys.exit(1)
    except OSError as error:
        what = f"{error.filename}: " if error.filename else ""
        say(f"{what}{error.strerror or type(error).__name__}. `pathwise doctor` says where things are kept.")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
