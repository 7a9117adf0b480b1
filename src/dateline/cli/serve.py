"""``dateline serve``: the page and the API, on this machine."""

import getpass
import webbrowser
from pathlib import Path

import click

from dateline.cli import options
from dateline.store import Record


@click.command("serve")
@options.record(exists=True)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Any other address than this machine's needs a token."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="The next free one is taken."
)
@click.option("--edit", is_flag=True, help="Let the page correct events.")
@click.option("--by", default=getpass.getuser, help="Who signs corrections.  [default: your user name]")
@click.option("--token", help="What visitors must know; made up when the address needs one.")
@click.option(
    "--boundaries", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Your own borders (GeoJSON)."
)
@click.option("--open", "browse", is_flag=True, help="Open the page in your browser.")
def command(
    path: str, host: str, port: int, edit: bool, by: str, token: str | None, boundaries: Path | None, browse: bool
) -> int:
    """Serve the page and the API over a record. Nothing leaves this machine.

    \b
    Examples:
      dateline serve --record news.db --open
      dateline serve --record news.db --edit
    """  # noqa: D301 - \b keeps the lines of the examples
    from dateline.serve.run import address, armed, bind, serve
    from dateline.serve.settings import ServeSettings

    with Record.open(path) as record:
        name = record.name
    settings = armed(
        ServeSettings(host=host, port=port, edit=edit, token=token, boundaries=boundaries, by=by or "page")
    )
    with bind(settings) as listener:
        url = address(settings, listener)
        click.echo(f"Dateline serves {name} at {url}  (Ctrl-C ends it)")
        if browse:
            webbrowser.open(url)
        serve(path, settings, listener)
    return 0
