"""What is told instead of shown, to those who asked for gentler scenes: the same places by a grey day, and nobody."""

from making.noise import lin
from making.scenes.country import Country, EndBack
from making.scenes.daylight import RiverByDay
from making.scenes.farmhouse import Farmhouse
from making.sound import Bed

OVERCAST = {
    "zenith": lin(92, 101, 110),
    "middle": lin(128, 136, 142),
    "horizon": lin(162, 167, 168),
    "ground": lin(158, 164, 168) * 0.62,
}


class ToldPrison(EndBack):
    """The village on a still grey morning, smoke over one roof."""

    seconds, moment, focus, seed, hills_seed, exposure = 15.0, 5.0, 0.45, 43, 75, 1.6
    zenith, middle, horizon, ground = OVERCAST.values()
    snowing = 0.55
    bed = Bed(wind=0.3, snow=0.02, tone=0.04, seed=43)

    def exposed(self, _t):
        return self.exposure

    def lamp_at(self, _t):
        return 0.02


class ToldCaught(RiverByDay):
    """The bank of the border river by a grey day; nobody."""

    moment, focus, seed, exposure = 5.0, 0.4, 44, 1.35
    seconds = 15.0
    tower_at, bank_seed, hills_seed, reeds_seed = None, 139, 41, 347
    reeds_where = (0.16, 0.20, 0.5)
    bed = Bed(wind=0.34, reeds=0.2, laps=150, lapping=0.14, tone=0.03, seed=44)

    def before_bank(self, t, cam):
        """No sun today."""


class ToldSold(Farmhouse):
    """A farmhouse in its fields by day, as from a road."""

    seconds, moment, focus, seed, hills_seed, exposure = 15.0, 5.0, 0.6, 45, 93, 1.6
    zenith, middle, horizon, ground = OVERCAST.values()
    passing, snowing = False, 0.6
    houses = ((), ((1240, 34, 330),), ())
    trees = (((500, 70), (560, 90), (900, 60), (1900, 90)), ((1720, 330),), ())
    bed = Bed(wind=0.32, snow=0.02, tone=0.04, seed=45)

    def lamp_at(self, _t):
        return 0.02

    def camera(self, t):
        return Country.camera(self, t)
