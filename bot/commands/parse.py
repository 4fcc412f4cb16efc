"""`chidao parse`: what the machine understood of one file, as JSON; needs no index."""

import json
from pathlib import Path
from typing import Annotated

import typer


def parse(file: Annotated[Path, typer.Argument(help="A notice.")]) -> None:
    """Show what is understood of a notice, as JSON."""
    from bot.show.parsed_notice import parsed_notice
    from corpus.reading.read import understood
    from corpus.text import nfc

    print(json.dumps(parsed_notice(understood(nfc(file.stem), file)), ensure_ascii=False, indent=2))
