"""Who gets the work: agencies of a field chosen for their roles, and how they are printed."""

import random
from collections.abc import Callable, Iterable

from .phrasebook import Sector, read
from .style import Style


class Cast:
    """The agencies of one field in one notice, under the names of the place and the day."""

    def __init__(self, rng: random.Random, sector: Sector, style: Style, local: Callable[[str], str]) -> None:
        names = read("bodies")
        self._rng, self._style = rng, style
        self.main = _unique(map(local, sector.bodies.main))
        if set(names["alternatives"]) <= set(self.main):  # a province has the one or the other
            self.main.remove(rng.choice(names["alternatives"]))
        self.near = _unique(map(local, (*sector.bodies.near, *names["common"])), self.main)
        self.others = _unique(map(local, sector.bodies.others), (*self.main, *self.near))
        self.generic = _unique(map(local, names["generic"]))
        self.everyone = _unique(map(local, names["everyone"]))

    def lead(self, without: Iterable[str] = ()) -> str:
        """One body that can answer for a task; most often the main one of the field."""
        barred = list(without)
        while True:
            pool = self._rng.choices((self.main, self.near, self.others), (15, 4, 2))[0]
            free = _free(pool, barred)
            if free:
                return self._rng.choice(free)

    def assigned(self, count: int, without: Iterable[str] = (), group: bool = False) -> list[str]:
        """`count` bodies; one may be a whole `group` ("các sở, ban, ngành")."""
        if count == 1 and group and self._rng.random() < 0.2:
            groups = _free(self.everyone, without)
            return [self._rng.choice(groups)]
        chosen: list[str] = []
        while len(chosen) < count:
            chosen.append(self.lead([*without, *chosen]))
        return chosen

    def coordinating(self, count: int, without: Iterable[str] = ()) -> list[str]:
        """Some bodies beside the lead; `count` 0 leaves it to chance, generic ones then may close the list."""
        pool = _free([*self.near, *self.others, *self.main], without)
        self._rng.shuffle(pool)
        pool = [body for place, body in enumerate(pool) if _free([body], pool[:place])]
        if count:
            return pool[:count]
        chance = self._rng.random()
        named = pool[: 0 if chance < 0.2 else self._rng.choices((1, 2, 3), (5, 4, 2))[0]]
        return [*named, self._rng.choice(self.generic)] if chance < 0.6 else named

    def head(self, body: str | None = None) -> str:
        """The head of a body, by office."""
        offices = [name for name in (*self.main, *self.near) if name.startswith(("Sở ", "UBND các ", "UBND cấp "))]
        body = body if body and body.startswith("Sở ") else self._rng.choice(offices)
        return f"{'Giám đốc' if body.startswith('Sở') else 'Chủ tịch'} {body}"

    def printed(self, bodies: list[str]) -> str:
        """The bodies as one phrase: "A, B và C", at times "các sở: Tài chính, Nội vụ"."""
        sở = [body for body in bodies if body.startswith("Sở ")]
        if len(sở) >= 2 and sở == bodies[: len(sở)] and self._rng.random() < self._style.gathers:
            gathered = [body.removeprefix("Sở ") for body in sở]
            return f"các {self._rng.choice(('sở', 'Sở'))}: {', '.join([*gathered, *bodies[len(sở) :]])}"
        return self._joined([self._shortened(body) for body in bodies])

    def _joined(self, names: list[str]) -> str:
        if len(names) > 1 and self._rng.random() < 0.6:
            return f"{', '.join(names[:-1])} và {names[-1]}"
        return ", ".join(names)

    def _shortened(self, body: str) -> str:
        forms = read("bodies")["shortened"].get(body)
        return self._rng.choice(forms) if forms and self._rng.random() < self._style.shortens else body


def _free(bodies: Iterable[str], barred: Iterable[str]) -> list[str]:
    """Those not barred; the local committees are barred under all their names once one of them is."""
    known = set(barred)
    local = any("UBND c" in body for body in known)
    return [body for body in bodies if body not in known and not (local and "UBND c" in body)]


def _unique(names: Iterable[str], known: Iterable[str] = ()) -> list[str]:
    """Each name once; departments that merged would come twice."""
    return [name for name in dict.fromkeys(names) if name not in set(known)]
