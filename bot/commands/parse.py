"""`chidao parse`: what the machine understood of one file, as JSON; needs no index."""

import json
from pathlib import Path
from typing import Annotated

import typer


def parse(file: Annotated[Path, typer.Argument(help="A notice.")]) -> None:
    """Show what is understood of a notice, as JSON."""
    from bot.show.parsed_notice import parsed_notice
    from corpus.load import loaded
    from corpus.parse import parse as parse_text
    from corpus.secrecy import secrecy_of_name
    from corpus.text import nfc

    read = loaded(file)
    notice = parse_text(nfc(file.stem), read.text)
    secrecy = notice.secrecy or secrecy_of_name(file.stem)
    about = {"page_starts": read.page_starts, "repaired": read.repaired, "secrecy": secrecy}
    notice = notice.model_copy(update=about)
    print(json.dumps(parsed_notice(notice), ensure_ascii=False, indent=2))
