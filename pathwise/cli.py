"""The command line: `pathwise COMMAND`. Each command is a module of `pathwise.commands`."""

import sys

import typer

from pathwise.commands.console import say
from pathwise.commands.demo import demo
from pathwise.commands.doctor import doctor
from pathwise.commands.inspect import inspect
from pathwise.commands.process import process
from pathwise.commands.score import score
from pathwise.errors import InvalidInputError, InvalidSettingError, PathwiseError

INTERRUPTED = 130

commands = typer.Typer(
    help="Reads resumes, scores them, explains the scores and says what to do next.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (inspect, score, process, demo, doctor):
    commands.command()(command)


def app() -> None:
    """Run the command line: `PathwiseError`s become a sentence, an interruption exit status 130."""
    try:
        commands(standalone_mode=True)
    except (InvalidInputError, InvalidSettingError) as error:
        say(str(error))
        sys.exit(2)
    except PathwiseError as error:
        say(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
