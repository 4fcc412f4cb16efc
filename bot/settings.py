"""Every setting, read once from the environment or `.env`, then passed in."""

import os
import re
from importlib.resources import files
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, IPvAnyNetwork, SecretStr, ValidationError, ValidationInfo
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import FaceError

PREFIX = "CHIDAO_"
_ELSEWHERE = (  # names that are not ours to choose
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_API_URL",
    "TELEGRAM_PROXY_URL",
    "OPENAI_BASE_URL",
    "OPENAI_API_KEY",
)


_EVERYWHERE = ("0.0.0.0", "::", "0", "[::]")


class SettingsError(FaceError):
    """A setting cannot be used; shown by the command line. It names the setting and what it expects."""


def sample_notices() -> Path:
    """The notices packaged with the product."""
    return Path(str(files("corpus"))) / "notices"


def _listed(value: object) -> object:
    """Words between commas, semicolons or blanks."""
    return tuple(word for word in re.split(r"[\s,;]+", value) if word) if isinstance(value, str) else value


def _origin(value: str) -> str:
    """`https://portal.example.vn`: what a browser sends as Origin."""
    parts = urlsplit(value.rstrip("/"))
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query:
        raise ValueError(f"{value} is not an origin such as https://portal.example.vn")
    return f"{parts.scheme}://{parts.netloc}".lower()


def _address(value: str) -> str:
    """An address without a slash at its end, or empty."""
    if value and urlsplit(value).scheme not in ("http", "https", "socks5", "socks5h"):
        raise ValueError("an address that begins with http:// or https:// is expected")
    return value.rstrip("/")


def _chat_model(value: str) -> str:
    """`provider:model`, or empty."""
    provider, _, model = value.partition(":")
    if value and not (provider.strip() and model.strip()):
        raise ValueError("a provider and a model such as openai:gpt-4.1-mini are expected")
    return value


def host_name(value: str) -> str:
    """A name or an address as it is compared: `Office.example.vn.` -> `office.example.vn`, `[0::1]` -> `::1`.

    Raises ValueError for what is neither.
    """
    name = value.lower().removesuffix(".")
    bare = name.removeprefix("[").removesuffix("]")
    if ":" in bare:
        return str(ip_address(bare))
    if not re.fullmatch(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*", name):
        raise ValueError(f"{value} is not a name such as chidao.example.vn")
    return name


def _hosts(value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    """Whoever listens to a whole network has to say under which names."""
    host = info.data.get("host", "")
    if not value and host in _EVERYWHERE:
        raise ValueError(f"CHIDAO_HOST={host} opens the service to the network: name what people type, without a port")
    return value


Address = Annotated[str, AfterValidator(_address)]
Hosts = Annotated[
    tuple[Annotated[str, AfterValidator(host_name)], ...], NoDecode, BeforeValidator(_listed), AfterValidator(_hosts)
]
Ids = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_listed)]
Origins = Annotated[tuple[Annotated[str, AfterValidator(_origin)], ...], NoDecode, BeforeValidator(_listed)]
Proxies = Annotated[tuple[IPvAnyNetwork, ...], NoDecode, BeforeValidator(_listed)]


class Settings(BaseSettings):
    """The environment as values; an empty variable counts as not set."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    notices: Path = Field(default_factory=sample_notices)
    data: Path = Path("data")
    ocr: Literal["auto", "off"] = "auto"
    embedding_model: str = ""
    chroma_url: Address = ""
    chat_model: Annotated[str, AfterValidator(_chat_model)] = ""
    chat_role: Literal["auto", "read", "word"] = "auto"
    chat_deadline: float = Field(default=20.0, gt=0, le=600)
    chat_retries: int = Field(default=2, ge=0, le=10)
    chat_queries: bool = False
    chat_tokens_per_day: int = Field(default=500_000, ge=0)
    openai_base_url: Address = Field(default="", validation_alias="OPENAI_BASE_URL")
    openai_api_key: SecretStr = Field(default=SecretStr(""), validation_alias="OPENAI_API_KEY")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    hosts: Hosts = Field(default=(), validate_default=True)
    trusted_proxies: Proxies = ()
    allowed_origins: Origins = ()
    questions_per_minute: int = Field(default=60, ge=1)
    telegram_bot_token: SecretStr = Field(default=SecretStr(""), validation_alias="TELEGRAM_BOT_TOKEN")
    telegram_api_url: Address = Field(default="", validation_alias="TELEGRAM_API_URL")
    telegram_proxy_url: Address = Field(default="", validation_alias="TELEGRAM_PROXY_URL")
    telegram_allowed: Ids = ()
    telegram_webhook: Address = ""

    @property
    def chat_place(self) -> str:
        """The chat model that questions go to, with the server where one is named; empty where none is switched on."""
        server = (
            urlsplit(self.openai_base_url).netloc.rpartition("@")[2] if self.chat_model.startswith("openai:") else ""
        )
        return f"{self.chat_model} ({server})" if server else self.chat_model

    @property
    def chat_nearby(self) -> bool:
        """True for a chat model on this machine or its own network: what is told to it stays there."""
        named = urlsplit(self.openai_base_url).hostname if self.chat_model.startswith("openai:") else None
        if named is None:
            return self.chat_model.startswith("ollama:") and not os.environ.get("OLLAMA_HOST")
        try:
            return ip_address(named).is_private
        except ValueError:
            return named == "localhost" or "." not in named or named.endswith((".local", ".internal", ".lan"))

    @property
    def served_hosts(self) -> frozenset[str]:
        """The names the service answers to; those of this machine itself and the one Telegram delivers to always."""
        webhook = urlsplit(self.telegram_webhook).hostname
        named = (*(self.hosts or (host_name(self.host),)), *((host_name(webhook),) if webhook else ()))
        return frozenset(("localhost", "127.0.0.1", "::1", *named))

    @property
    def hidden(self) -> tuple[str, ...]:
        """What must never stand in a log."""
        secrets = (self.telegram_bot_token, self.openai_api_key)
        return (*(secret.get_secret_value() for secret in secrets), self.telegram_proxy_url)


def names() -> tuple[str, ...]:
    """The environment variables that are settings."""
    return tuple(_variable(field) for field in Settings.model_fields)


def _variable(field: str) -> str:
    name = field.upper()
    return name if name in _ELSEWHERE else PREFIX + name.removeprefix(PREFIX)


def read_settings() -> Settings:
    """The settings of this process.

    Raises SettingsError, one sentence, where a value cannot be used.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        first: Any = error.errors()[0]
        reason = first["msg"].removeprefix("Value error, ")
        raise SettingsError(
            f"{_variable(str(first['loc'][0]))} cannot be used ({reason}): correct it in the environment or in .env."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The file .env cannot be read ({error}): correct it or remove it.") from None
    return settings.model_copy(update={"notices": settings.notices.expanduser(), "data": settings.data.expanduser()})


def unknown_settings() -> tuple[str, ...]:
    """One sentence for every variable that looks like a setting and is none: no slip is silent."""
    from difflib import get_close_matches
    from os import environ

    from dotenv import dotenv_values

    sentences = []
    for name in sorted({*environ, *dotenv_values(".env")}):
        if name.startswith((PREFIX, "TELEGRAM_")) and name not in names():
            close = get_close_matches(name, names(), n=1)
            hint = f"did you mean {close[0]}?" if close else "see .env.example for those there are."
            sentences.append(f"{name} is not a setting and is passed over: {hint}")
    return tuple(sentences)
