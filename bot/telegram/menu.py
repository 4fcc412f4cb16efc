"""What Telegram shows of the bot before a word is said: the commands and the descriptions."""

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeAllGroupChats, BotCommandScopeDefault

from bot.telegram.room import Room

COMMANDS = ("start", "help", "nhiemvu", "hanchot", "vanban", "privacy")
GROUP_COMMANDS = ("help", "nhiemvu", "hanchot", "vanban", "privacy")
_LANGUAGES = (("", "vi"), ("en", "en"))  # Telegram's language, ours; the first is for everyone else


async def set_menu(bot: Bot, room: Room) -> None:
    """Make the menu and the descriptions what they should be; what is already so is left alone. Raises TelegramError."""
    scopes: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
        (BotCommandScopeDefault(), COMMANDS),
        (BotCommandScopeAllGroupChats(), GROUP_COMMANDS),
    )
    for code, language in _LANGUAGES:
        for scope, names in scopes:
            wanted = tuple(BotCommand(name, room.say(language, f"command.{name}")) for name in names)
            if await bot.get_my_commands(scope, code or None) != wanted:
                await bot.set_my_commands(wanted, scope, code or None)
        short = room.say(language, "short_description")
        if (await bot.get_my_short_description(code or None)).short_description != short:
            await bot.set_my_short_description(short, code or None)
        description = room.say(language, "description")
        if (await bot.get_my_description(code or None)).description != description:
            await bot.set_my_description(description, code or None)
