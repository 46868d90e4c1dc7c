"""The demo's past: whatever happens on the floor can be told as a log of commands that would have been accepted."""

import pytest

from console.core.conversation.words import HOUR
from console.core.floor.presence import Skills
from console.simulate.floor_demo import HABITS, cells, employees, floor, per_day, rules, user_id
from console.simulate.log import Log
from console.simulate.model import Manners, Model, begin_all
from console.simulate.staff import Staff
from console.simulate.story import Story
from console.simulate.traffic import Traffic

NOW = 1_763_400_000_000


@pytest.mark.parametrize("manners", [Manners(declines=0.5), Manners(lets_pass=0.5)], ids=["decline", "let pass"])
def test_a_floor_of_people_who_want_nothing_can_be_told(manners: Manners) -> None:
    policy, log = floor().policy, Log(rules(), NOW)
    staff = [Staff(user_id(e.login), Skills(e.langs, e.level, e.home), policy) for e in employees()[::3]]
    chats = Traffic("few", cells(), per_day=per_day() / 4, habits=HABITS, flat=True).chats(NOW, NOW + HOUR)
    model = Model(policy, rules(), staff, chats, begin=NOW, manners=manners, witness=Story(log, 1, NOW + HOUR))
    begin_all(model)
    tally = model.run(NOW + HOUR)
    assert tally.missed > 50
    assert any(leg.broadcast for leg in (talk.leg for talk in model.talks.values()))
    assert len(log.heads) == tally.chats
