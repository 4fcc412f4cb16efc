"""Whether a chat model can be had as it is set up: its provider, its package, its key. Nothing is asked of any server."""

import os
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any


def set_up_wrong(name: str, *, base_url: str = "", api_key: str = "") -> str:
    """What is missing for the model `provider:model`, with the next step, as a sentence without its full stop; else empty.

    `base_url` and `api_key` are those of the settings for an OpenAI-compatible server.
    """
    written, _, model = name.partition(":")
    provider = providers()["providers"].get(written)
    if provider is None:
        instead = _instead(written, model)
        return f"{written or name!r} in CHIDAO_CHAT_MODEL is no provider that is known: write {instead}"
    package, keys = provider["package"], provider.get("keys", ())
    if find_spec(package.replace("-", "_")) is None:
        return f"{name} needs the package {package}: install it with .venv/bin/pip install {package}"
    if not keys or any(map(os.environ.get, keys)) or (written == "openai" and (base_url or api_key)):
        return ""
    where = "in the environment (.env is not read for it)"
    if written == "openai":
        where = "in the environment or in .env, or OPENAI_BASE_URL for a server of your own"
    return f"{name} needs a key: set {' or '.join(keys)} {where}"


@cache
def providers() -> dict[str, dict[str, Any]]:
    """providers.yaml: what each provider needs, and what people write for it (`meant`)."""
    import yaml

    table: dict[str, dict[str, Any]] = yaml.safe_load(
        files("rag.chat").joinpath("providers.yaml").read_text(encoding="utf-8")
    )
    return table


def _instead(written: str, model: str) -> str:
    """What to write in its place: the nearest provider, else two examples."""
    known, meant = providers()["providers"], providers()["meant"]
    near = get_close_matches(written.strip().lower().replace("-", "_"), [*known, *meant], n=1, cutoff=0.75)
    if near and model:
        return f"{meant.get(near[0], near[0])}:{model}"
    return "a provider and a model, such as openai:gpt-4.1-mini or anthropic:claude-haiku-4-5"
