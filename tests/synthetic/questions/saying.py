"""How a matter is named: as the notice has it, by a piece of the task, in everyday words, in English."""

import random
import re

from ..phrasebook import Topic
from .question import Language, Said
from .templates import Template, read

WAYS: dict[Language, dict[Said, float]] = {
    "vi": {"asked": 58, "matter": 25, "task": 17},
    "en": {"english": 96, "matter": 4},
}
LONGEST, SHORTEST = 14, 6
_BREAK = re.compile(
    r",? (?=(?:tại|trên địa bàn|ở|cho|nhằm|theo|để|trong|từ|và|bằng|nhất là|đối với|phục vụ|do|khi)\b)|, "
)
_DANGLING = re.compile(
    r"(?:,| (?:và|các|những|của|cho|với|có|để|trên|từ|bị|chưa|không|việc|tình trạng|theo|khi|một|mà|là))+$"
)
_EAGER = re.compile(r"^(?:chủ động|tiếp tục|tập trung|khẩn trương|tăng cường) ")


def name_topic(rng: random.Random, topic: Topic, part: str, template: Template) -> tuple[Said, dict[str, str]]:
    """How it was named, and the words for {topic} and {bare}."""
    language = template.language
    ways = WAYS[language]
    said: Said = rng.choices(list(ways), list(ways.values()))[0]
    words = _words(rng, topic, said)
    if (part != "main" and said == "task") or not words:
        said, words = "matter", topic.matter
    before = rng.choice(read("words")[language]["topic"][said])
    if part != "main":
        around = rng.choice(read("words")["parts"][part][language])
        named = around.format(topic=words if language == "en" or said == "matter" else f"{before or 'việc '}{words}")
        return said, {"topic": named, "bare": named}
    return said, {"topic": before + words, "bare": words}


def _words(rng: random.Random, topic: Topic, said: Said) -> str:
    match said:
        case "asked":
            return rng.choice(topic.asked or ("",))
        case "english":
            return rng.choice(topic.english or ("",))
        case "task":
            return shortened(topic.task)
    return topic.matter


def shortened(task: str) -> str:
    """The task as far as people repeat it; "" where it has no good place to stop."""
    task = _EAGER.sub("", task)
    if len(task.split()) <= LONGEST:
        return task
    ends = [found.start() for found in _BREAK.finditer(task)]
    able = [end for end in ends if SHORTEST <= len(task[:end].split()) <= LONGEST]
    words = _DANGLING.sub("", task[: max(able)]) if able else ""
    return words if len(words.split()) >= SHORTEST else ""
