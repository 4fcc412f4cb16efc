"""What every route works with: the index's worker, the sentences, the conversations."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.app import Application
from bot.conversations import Conversations
from bot.messages import LANGUAGES
from bot.worker import Worker
from corpus.models import Notice
from rag.models import Answer
from rag.wording import Wording

EXAMPLES = ("example.first", "example.second", "example.third")


@dataclass
class Desk:
    """Everything that touches the index runs in the worker's thread."""

    worker: Worker[Application]
    wording: Wording
    conversations: Conversations = field(default_factory=Conversations)
    _examples: dict[str, Sequence[str]] = field(default_factory=dict)

    async def ask(self, question: str, session: str | None, language: str | None) -> Answer:
        """The answer, in the light of what was said in the session."""

        def work(application: Application) -> Answer:
            history = self.conversations.history(session)
            answer = application.answerer.ask(question, history=history, language=language)
            self.conversations.remember(session, answer)
            return answer

        return await self.worker.run(work)

    async def notices(self) -> Sequence[Notice]:
        """What is known of every notice in the index, without its text, by id."""
        return await self.worker.run(lambda application: application.index.catalogue())

    async def notice(self, notice_id: str) -> Notice | None:
        """One notice, or None where there is none of that id."""

        def work(application: Application) -> Notice | None:
            try:
                return application.index.notice(notice_id)
            except KeyError:
                return None

        return await self.worker.run(work)

    async def examples(self, language: str) -> Sequence[str]:
        """The example questions that the present notices answer; asked once."""

        def work(application: Application) -> Sequence[str]:
            questions = [self.wording.say(language, key) for key in EXAMPLES]
            return [one for one in questions if not application.answerer.ask(one).abstained]

        if language not in self._examples:
            self._examples[language] = await self.worker.run(work)
        return self._examples[language]


def preferred_language(accepted: str, wanted: str | None = None) -> str:
    """The one asked for, else English only where the reader puts it first, else Vietnamese."""
    if wanted in LANGUAGES:
        return str(wanted)
    return "en" if accepted.strip().lower().startswith("en") else "vi"
