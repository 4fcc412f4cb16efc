"""The command line: `chidao`. Each command lives in `bot.commands`; what they share is how they end."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Never

import typer
from typer.exceptions import Abort, TyperException

from bot.commands.ask import ask
from bot.commands.doctor import doctor
from bot.commands.evaluate import evaluate
from bot.commands.exam import exam
from bot.commands.index import index
from bot.commands.parse import parse
from bot.commands.serve import serve
from bot.commands.tasks import tasks
from bot.errors import EXPECTED, sentence

INTERRUPTED = 128 + 2
PIPE_CLOSED = 1  # as typer ends a command whose pipe closes

application = typer.Typer(
    name="chidao",
    help="Answers, with proof, what the notices of a Vietnamese provincial office say.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
application.command()(ask)
application.command()(index)
application.command()(parse)
application.command()(tasks)
application.command("eval")(evaluate)
application.command()(exam)
application.command()(serve)
application.command()(doctor)


def main() -> Never:
    """The console script: run, then leave with the code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code: 0, 1 for a failure, 2 for a wrong use. Never raises."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):  # a captured stream has none
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = application(list(arguments), prog_name="chidao", standalone_mode=False)
        sys.stdout.flush()
    except SystemExit as ended:
        return PIPE_CLOSED if ended.code else 0
    except (KeyboardInterrupt, Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return PIPE_CLOSED
    except TyperException as error:
        return _wrong_use(error)
    except EXPECTED as error:
        print(sentence(error), file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 - the last line of defence: people get a sentence, the log the rest
        return _unexpected(error)
    return code if isinstance(code, int) else 0


def _wrong_use(error: TyperException) -> int:
    """Say what was wrong with the arguments; a bare `chidao` shows the help."""
    message = error.format_message()
    if message:
        help_first = type(error).__name__ == "NoArgsIsHelpError"
        print(message if help_first else f"{message} See chidao --help.", file=sys.stderr)
    return int(error.exit_code)


def _unexpected(error: Exception) -> int:
    from bot.log import FailureLog
    from bot.settings import read_settings

    try:
        settings = read_settings()
        log = FailureLog(settings.data, settings.hidden)
    except EXPECTED:
        log = FailureLog(Path("data"))
    reference, path = log.record(error)
    print(f"Something went wrong, reference {reference}: the details are in {path}.", file=sys.stderr)
    return 1


def _discard_output() -> None:
    """Point standard output at nothing, or the interpreter complains about the closed pipe when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
