"""What a chat model may do: it has to earn its right to read (`rag.evaluate.exam`)."""

from enum import StrEnum


class Role(StrEnum):
    """`read`: answers from what was found, also where the rules refuse. `word`: words what the rules found. `off`: nothing."""

    READ = "read"
    WORD = "word"
    OFF = "off"
