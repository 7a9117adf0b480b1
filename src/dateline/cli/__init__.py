"""The command line: parse options, call, print. Nothing here decides anything about reports.

Exit codes: 0 fine, 1 some inputs were refused, 2 usage, 3 nothing could be read, 4 the record is locked,
5 the record cannot be used, 6 the cluster cannot be used, 70 a fault of Dateline itself, 130 interrupted, 143 ended by the
system.
"""

import os
import signal
import sys
from difflib import get_close_matches
from importlib import import_module

import click
from click.shell_completion import CompletionItem

from dateline import __version__
from dateline.errors import ClusterError, DatelineError, RecordError, RecordLocked, SettingsError

# Commands are loaded when they are called, so that `dateline export` does not wait for the language model's libraries.
_COMMANDS = {
    "read": "Read reports into a record.",
    "export": "Write the record in other people's formats.",
    "show": "Print one report, lineage, event or statement for a person to read.",
    "serve": "Serve the page and the API over a record, on this machine.",
    "explain": "Say why an event's cells have their values.",
    "correct": "Merge, split, set or drop events by hand; undo it; list what was decided.",
    "check": "Verify that a record is whole.",
    "backup": "Copy a record while it is in use.",
    "demo": "Read the sample reports that ship with Dateline, and show what came out.",
}

# Set by whoever wants to see where an error came from.
_DEBUG = "DATELINE_DEBUG"


class _Lazy(click.Group):
    """A group whose commands live in modules of their name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"dateline.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the command that was meant when there is none of that name."""
        meant = get_close_matches(args[0], _COMMANDS, n=1)
        if args[0] not in _COMMANDS and meant:
            ctx.fail(f"There is no command {args[0]!r}. Did you mean {meant[0]!r}?")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the names of commands without loading them."""
        fitting = [CompletionItem(n, help=told) for n, told in _COMMANDS.items() if n.startswith(incomplete)]
        return fitting + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="dateline %(version)s")
def group() -> None:
    """Turn overlapping news reports into one sourced record of what happened.

    \b
    Examples:
      dateline demo
      dateline read reports/ --record news.db
      dateline export --record news.db --what events --format csv -o events.csv
      dateline show e-4k2m8p1x0q --record news.db

    Shell completion: eval "$(_DATELINE_COMPLETE=bash_source dateline)" (also zsh_source, fish_source).
    """  # noqa: D301 - \b keeps the lines of the examples


class _Terminated(KeyboardInterrupt):
    """The system, or another program, asked this one to end; it ends as it does at Ctrl-C."""


def _terminate(*_: object) -> None:
    raise _Terminated


def main() -> None:
    """Run the command line; every error becomes one line and an exit code."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = group.main(prog_name="dateline", standalone_mode=False)
    except click.exceptions.Abort as error:
        ended = isinstance(error.__cause__, _Terminated)
        words = "Ended" if ended else "Interrupted"
        click.echo(f"{words}. What was read so far is kept; run the same command again to go on.", err=True)
        code = 143 if ended else 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except DatelineError as error:
        click.echo(f"dateline: {error}", err=True)
        code = _code(error)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone; that is no error of ours
        code = 0
    except OSError as error:
        click.echo(f"dateline: The system refused: {error}. What was read so far is kept.", err=True)
        code = 5
    except Exception as error:
        if os.environ.get(_DEBUG):
            raise
        click.echo(
            f"dateline: something went wrong that should not ({type(error).__name__}: {error}). What was read so far "
            f"is kept. Please report it, with what is printed when {_DEBUG}=1 is set.",
            err=True,
        )
        code = 70
    sys.exit(code if isinstance(code, int) else 0)


def _code(error: DatelineError) -> int:
    if isinstance(error, RecordLocked):
        return 4
    if isinstance(error, SettingsError):
        return 2
    if isinstance(error, ClusterError):
        return 6
    return 5 if isinstance(error, RecordError) else 1
