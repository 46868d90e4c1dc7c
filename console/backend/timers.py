"""Fires what is due: polls the store for timers of head rows and issues each as a command that has one effect."""

import asyncio
import logging
from typing import Final

from console.backend.service import Service
from console.backend.store.faults import StoreFaultError
from console.core.conversation import commands as c
from console.core.conversation.decide.timers import Due
from console.core.conversation.words import MINUTE

log = logging.getLogger("warmline.timers")

POLL_S: Final = 0.25
AT_ONCE: Final = 200


async def run_timers(service: Service) -> None:
    """Poll until cancelled; a failing store is tried again."""
    forget_at = service.clock() + MINUTE
    while True:
        await asyncio.sleep(POLL_S)
        try:
            await service.settle()
            await fire(service)
            if service.clock() >= forget_at:
                forget_at = service.clock() + MINUTE
                service.forget_resolved(service.clock() - 10 * MINUTE)
                await service.store.purge_expired(service.clock())
        except StoreFaultError as error:
            log.warning("timers wait for the store: %s", error.code)
            await asyncio.sleep(1.0)
        except Exception:
            log.exception("timers failed; they go on")


async def fire(service: Service) -> int:
    """Everything that has come by now; returns how many."""
    due = await service.store.due(service.clock(), AT_ONCE)
    await asyncio.gather(*(_fire(service, conv, timer) for conv, timer in due))
    return len(due)


async def _fire(service: Service, conv: str, timer: Due) -> None:
    try:
        result = await service.system(conv, c.FireDue(timer.kind, timer.token))
        if result.code == "not_due":
            # Made under another policy, or passed meanwhile: left in the store it would come up at every poll.
            await service.reschedule(conv)
    except Exception:
        # One conversation that cannot be decided on must not stop the timers of the others.
        log.exception("a timer failed", extra={"conv": conv})
