"""What a person sees when the program itself is at fault: one sentence, and where the rest is written."""

import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from pathwise.commands.console import say
from pathwise.errors import InvalidSettingError
from pathwise.settings import load_settings


def tell_breakdowns() -> None:
    """Replace the traceback of an error that nobody foresaw, in this thread or another, by a sentence."""
    sys.excepthook = _tell
    threading.excepthook = _tell_of_thread


def _tell(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    log = _write_down(kind, trace)
    where = f" Where it broke is written in {log}." if log else ""
    say(f"Pathwise itself failed here ({kind.__name__}); your files are not at fault.{where} Nothing stored is lost.")


def _tell_of_thread(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_type is not SystemExit and arguments.exc_value is not None:
        _tell(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)


def _write_down(kind: type[BaseException], trace: TracebackType | None) -> Path | None:
    """Append the class of an error and the places it passed; its message may quote a resume.

    Returns:
        The log; None where it cannot be written.
    """
    places = "\n".join(f"  {each.filename}:{each.lineno} {each.name}" for each in traceback.extract_tb(trace))
    try:
        log = load_settings().log_folder / "errors.log"
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {kind.__name__}\n{places}\n")
    except (OSError, InvalidSettingError):
        return None
    return log
