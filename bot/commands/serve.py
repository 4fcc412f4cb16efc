"""`chidao serve`: every face that is switched on, until it is stopped."""

from bot.terminal import say


def serve() -> None:
    """Serve the page, the HTTP interface, the widget and the Telegram bot; index what is new first."""
    from bot.serving import serve as serve_until_stopped
    from bot.settings import read_settings, unknown_settings

    settings = read_settings()
    for sentence in unknown_settings():
        say(sentence)
    serve_until_stopped(settings, lambda line: print(line, flush=True))
