"""What every face that serves works with: the worker, the sentences, the people."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot.app import Application
from bot.assistant.steps import First, in_two_steps
from bot.assistant.worker import Worker
from bot.messages import LANGUAGES
from bot.people import People, Who
from bot.tasks.lookup import Lookup, Offered, look_up, offered
from corpus.load import shown
from corpus.models import Notice
from rag.chat.steps import Begun
from rag.models import Answer, AnswerStatus
from rag.question.language import language_of
from rag.question.pointing import reach_of
from rag.register import TaskFilter
from rag.wording import Wording

if TYPE_CHECKING:
    from rag.index.records import Origin

_AT_A_LOSS = (AnswerStatus.SMALL_TALK, AnswerStatus.OUT_OF_SCOPE, AnswerStatus.UNCLEAR)
EXAMPLES = ("example.first", "example.second", "example.third")


@dataclass
class Assistant:
    """Everything that touches the index runs in the worker's threads. `chat`: the model that questions go to, if any.

    What answers raises Busy where too many questions wait.
    """

    worker: Worker[Application]
    wording: Wording
    people: People
    chat: str = ""
    _examples: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)

    async def ask(self, question: str, who: Who | None, language: str | None, first: First | None = None) -> Answer:
        """The answer, in the light of what was said in the conversation; it is remembered.

        Where a chat model is asked, `first` is shown the answer of the rules before; it may take a while until the end.
        """

        def begin(application: Application) -> Begun:
            history = self.people.history(who) if who else ()
            begun = application.answerer.begin(question, history=history, language=language)
            answer = begun.trace.answer
            if answer.status in _AT_A_LOSS and not answer.suggestions:
                answer = answer.model_copy(update={"suggestions": self._examples_of(application, answer.language)})
            self.people.keep(who or Who(answer.id, answer.id), answer)
            return begun._replace(trace=begun.trace._replace(answer=answer))

        answer = (await in_two_steps(self.worker, begin, first)).answer
        if answer.engine != "extractive":
            await self.worker.run(lambda _: self.people.keep(who or Who(answer.id, answer.id), answer))
        return answer

    def everywhere(self, question: str) -> str:
        """The question asked of all notices, whatever the conversation was limited to; in words, so that it stays told."""
        if reach_of(question).everywhere:
            return question
        return self.wording.say(language_of(question), "answer.everywhere", question=question.rstrip(" ?.!"))

    async def answer_once(self, question: str) -> Answer:
        """The answer of the rules to a question of which nothing is remembered."""
        return await self.worker.answer(lambda application: application.answerer.begin(question).trace.answer)

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

    async def source(self, notice_id: str) -> "Origin | None":
        """The file a notice was read from, or None where there is none of that id."""
        return await self.worker.run(lambda application: application.index.source(notice_id))

    async def copies_of(self, notice_id: str) -> tuple[str, ...]:
        """The ids of the notices that are the same document."""
        return await self.worker.run(lambda application: application.index.copies_of(notice_id))

    async def copies(self) -> Mapping[str, str]:
        """By id of each notice that is a copy: the notice that speaks for it."""
        return await self.worker.run(lambda application: application.index.copies())

    async def file_names(self, notice_ids: Collection[str]) -> Mapping[str, str]:
        """By id: the name of the file that a notice was read from, as it can be printed."""

        def work(application: Application) -> dict[str, str]:
            with application.index.snapshot():
                found = {known: application.index.source(known) for known in notice_ids}
            return {known: shown(Path(origin.path)) for known, origin in found.items() if origin}

        return await self.worker.run(work)

    async def tasks(self, wanted: TaskFilter) -> Lookup:
        """The rows of the task register, or why there are none."""
        return await self.worker.run(lambda application: look_up(application.index, wanted))

    async def offered_tasks(self) -> Offered:
        """The bodies, provinces and notices by which tasks can be chosen."""
        return await self.worker.run(lambda application: offered(application.index))

    async def examples(self, language: str) -> tuple[str, ...]:
        """The example questions that the present notices answer."""
        return await self.worker.run(lambda application: self._examples_of(application, language))

    def _examples_of(self, application: Application, language: str) -> tuple[str, ...]:
        """Asked once for each state of the index."""
        generation = application.index.generation
        known = self._examples.get(language)
        if known is None or known[0] != generation:
            questions = [self.wording.say(language, example) for example in EXAMPLES]
            answered = tuple(one for one in questions if not application.answerer.begin(one).trace.answer.abstained)
            known = self._examples[language] = (generation, answered)
        return known[1]


def preferred_language(accepted: str, wanted: str | None = None) -> str:
    """The one asked for, else English only where the reader puts it first, else Vietnamese."""
    if wanted in LANGUAGES:
        return str(wanted)
    return "en" if accepted.strip().lower().startswith("en") else "vi"
