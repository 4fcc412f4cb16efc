"""`chidao serve`: the web page and the HTTP interface, until it is stopped."""

from bot.terminal import say


def serve() -> None:
    """Serve the web page and the HTTP interface; indexes what is new first."""
    from bot.settings import read_settings, unknown_settings
    from bot.web.server import serve as serve_until_stopped

    settings = read_settings()
    for sentence in unknown_settings():
        say(sentence)
    serve_until_stopped(settings, lambda address: print(f"Chỉ Đạo: {address}", flush=True))
