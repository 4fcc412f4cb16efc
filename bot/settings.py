"""Every setting, read once from the environment or `.env`, then passed in."""

from importlib.resources import files
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.failure import FaceError

PREFIX = "CHIDAO_"


class SettingsError(FaceError):
    """A setting cannot be used; shown by the command line. It names the setting and what it expects."""


def sample_notices() -> Path:
    """The notices packaged with the product."""
    return Path(str(files("corpus"))) / "notices"


class Settings(BaseSettings):
    """The environment as values; an empty variable counts as not set."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    notices: Path = Field(default_factory=sample_notices)
    data: Path = Path("data")
    embedding_model: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)


def names() -> tuple[str, ...]:
    """The environment variables that are settings."""
    return tuple(PREFIX + field.upper() for field in Settings.model_fields)


def read_settings() -> Settings:
    """The settings of this process.

    Raises SettingsError, one sentence, where a value cannot be used.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper().removeprefix(PREFIX)
        raise SettingsError(
            f"{name} cannot be used ({first['msg']}): correct it in the environment or in .env."
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
        if name.startswith(PREFIX) and name not in names():
            close = get_close_matches(name, names(), n=1)
            hint = f"did you mean {close[0]}?" if close else "see .env.example for those there are."
            sentences.append(f"{name} is not a setting and is passed over: {hint}")
    return tuple(sentences)
