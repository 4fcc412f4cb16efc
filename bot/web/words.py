"""The words a conversation is held in, for the page and the widget."""

from typing import Any

from bot.assistant import Assistant

LIMIT = 1_000  # characters of a question

KEYS = (
    "tagline", "disclosure", "label", "placeholder", "send", "stop", "stopped", "examples", "conversation",
    "searching", "answered", "failed", "offline", "cut", "unanswered", "retry", "too_long", "left", "new_tab",
    "new_conversation", "quote", "quote_title", "open_notice", "see_page", "page_shown", "copy", "copied", "not_copied", "close",
    "was_right", "right", "wrong", "thanks", "why", "reason_wrong", "reason_missing", "reason_outdated",
    "reason_source", "not_stored", "notices",
)  # fmt: skip


async def words(assistant: Assistant, language: str) -> dict[str, Any]:
    """The sentences by their short keys, `{marker}` and `{count}` left to be filled, and the example questions."""
    blanks = {"limit": LIMIT, "marker": "{marker}", "count": "{count}", "page": "{page}"}
    said: dict[str, Any] = {key: assistant.wording.say(language, f"web.{key}", **blanks) for key in KEYS}
    if assistant.chat:
        said["disclosure"] += f" {assistant.wording.say(language, 'web.model', model=assistant.chat)}"
    return {**said, "limit": LIMIT, "language": language, "examples_list": list(await assistant.examples(language))}
