"""`chidao parse`: what the machine understood of one file, as JSON; needs no index."""

import json
from pathlib import Path
from typing import Annotated

import typer


def parse(file: Annotated[Path, typer.Argument(help="A notice.")]) -> None:
    """Show what is understood of a notice, as JSON."""
    from bot.settings import read_settings
    from bot.show.parsed_notice import parsed_notice
    from corpus.load.folder import Found, placed
    from corpus.load.scans import Scanning, When
    from corpus.reading.read import understood

    settings = read_settings()
    found = placed(file, settings.notices) or Found(file)
    scanning = Scanning(When.NOW if settings.ocr == "auto" else When.NEVER)
    print(json.dumps(parsed_notice(understood(found.id, file, scanning)), ensure_ascii=False, indent=2))
