"""Who waits in this program for the answer to a question: each is woken with it, with its failure, or at the end."""

import asyncio
import secrets
from collections.abc import Callable
from typing import Any, Final

from console.core.text.messages import t
from console.desk.session import effects as fx
from console.desk.session.asked import Question
from console.errors import UnreachableError

ANSWER_S: Final = 10.0


class Answers:
    """Questions of one session."""

    def __init__(self) -> None:
        self._waiting: dict[str, asyncio.Future[Any]] = {}

    async def ask(self, make: Callable[[str], Question], send: Callable[[Question], bool]) -> Any:
        """Ask and wait.

        Raises:
            UnreachableError: no live link, or no answer in time.
        """
        question = make(secrets.token_hex(8))
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[question.id] = answer
        try:
            if not send(question):
                raise UnreachableError(t("session.offline"), code="offline")
            return await asyncio.wait_for(answer, ANSWER_S)
        except TimeoutError:
            raise UnreachableError(t("session.no_answer", seconds=int(ANSWER_S)), code="timeout") from None
        finally:
            self._waiting.pop(question.id, None)

    def answered(self, effect: fx.Answered | fx.Acted | fx.Unanswered) -> None:
        """The core has the answer, or knows that none will come."""
        answer = self._waiting.pop(effect.id, None)
        if answer is None or answer.done():
            return
        match effect:
            case fx.Answered(found=found):
                answer.set_result(found)
            case fx.Acted(result=result):
                answer.set_result(result)
            case fx.Unanswered(why=why):
                answer.set_exception(UnreachableError(why or t("session.ask_again"), code="unanswered"))

    def close(self) -> None:
        """The session has ended."""
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(UnreachableError(t("session.closed"), code="closed"))
