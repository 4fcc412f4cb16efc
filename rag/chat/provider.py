"""Whether a chat model can be had as it is set up: its provider, its package, its key. Nothing is asked of any server."""

import os
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.util import find_spec

from pydantic import BaseModel, ConfigDict


class Provider(BaseModel):
    """What a provider needs; one of `keys` is enough."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    package: str
    keys: tuple[str, ...] = ()


class Providers(BaseModel):
    """providers.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    providers: dict[str, Provider]
    meant: dict[str, str]


def set_up_wrong(name: str, *, base_url: str = "", api_key: str = "") -> str:
    """What is missing for the model `provider:model`, with the next step, as a sentence without its full stop; else empty.

    `base_url` and `api_key` are those of the settings for an OpenAI-compatible server.
    """
    written, _, model = name.partition(":")
    known = providers().providers
    provider = known.get(written)
    if provider is None:
        return (
            f"{written or name!r} in CHIDAO_CHAT_MODEL is no provider that is known: write {_instead(written, model)}"
        )
    if find_spec(provider.package.replace("-", "_")) is None:
        return f"{name} needs the package {provider.package}: install it with .venv/bin/pip install {provider.package}"
    given = any(os.environ.get(key) for key in provider.keys) or (written == "openai" and (base_url or api_key))
    if not provider.keys or given:
        return ""
    key = " or ".join(provider.keys)
    if written == "openai":
        return (
            f"{name} needs a key: set {key} in the environment or in .env, or OPENAI_BASE_URL for a server of your own"
        )
    return f"{name} needs a key: set {key} in the environment (.env is not read for it)"


@cache
def providers() -> Providers:
    """The providers that are known, and what people write for them."""
    import yaml

    return Providers.model_validate(
        yaml.safe_load(files("rag.chat").joinpath("providers.yaml").read_text(encoding="utf-8"))
    )


def _instead(written: str, model: str) -> str:
    """What to write in its place: the nearest provider, else two examples."""
    table = providers()
    name = written.strip().lower().replace("-", "_")
    near = get_close_matches(name, [*table.providers, *table.meant], n=1, cutoff=0.75)
    if near and model:
        return f"{table.meant.get(near[0], near[0])}:{model}"
    return "a provider and a model, such as openai:gpt-4.1-mini or anthropic:claude-haiku-4-5"
