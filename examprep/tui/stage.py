"""What every screen is: keys go to it only while it is on top, and it is left once."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import Screen

Result = TypeVar("Result")


class Stage(Screen[Result]):
    """A screen that hasty keys cannot hurt: one pressed twice must not take away what lies below, too."""

    async def on_event(self, event: events.Event) -> None:
        """Drop keys that were pressed before another screen came, or this one left."""
        if not isinstance(event, events.Key) or self.is_active:
            await super().on_event(event)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave, but nothing else than this screen, and not before it stands."""
        if self.is_active and not self.is_mounted:
            self.call_later(self.dismiss, result)
        elif self.is_active:
            return super().dismiss(result)
        return AwaitComplete()
