"""Is the token good, and can the Bot API be reached?"""

import asyncio

from telegram.error import InvalidToken, TelegramError

from bot.errors import FaceError
from bot.log import concealed
from bot.settings import Settings
from bot.telegram.application import bot_of


def bot_name(settings: Settings) -> str:
    """The name of the bot whose token is set. Raises FaceError with the next step."""

    async def ask() -> str:
        async with bot_of(settings) as bot:
            return str((await bot.get_me()).username)

    try:
        return asyncio.run(ask())
    except InvalidToken:
        raise FaceError("the token is not valid: put the one from @BotFather into TELEGRAM_BOT_TOKEN.") from None
    except TelegramError as error:
        reason = concealed(str(error), settings.hidden)
        raise FaceError(
            f"the Bot API cannot be reached ({reason}): check the network, TELEGRAM_API_URL and TELEGRAM_PROXY_URL."
        ) from None
