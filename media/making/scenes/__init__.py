"""Every picture by the name of its file."""

from . import border, city, country, crest, crossing, daylight, farmhouse, river, rooms, train

CLIPS = {
    "river-at-night": river.RiverAtNight,
    "river-bank": river.RiverBank,
    "fog": river.Fog,
    "sook-ja": river.SookJa,
    "crossing-safe": crossing.CrossingSafe,
    "crossing-seen": crossing.CrossingSeen,
    "village": country.Village,
    "end-back": country.EndBack,
    "farmhouse": farmhouse.Farmhouse,
    "farmhouse-waiting": farmhouse.FarmhouseWaiting,
    "end-hidden": farmhouse.EndHidden,
    "snow": crest.Snow,
    "road-south": crest.RoadSouth,
    "film-2": crest.MountainRoad,
    "city-lights": city.CityLights,
    "city": city.City,
    "train": train.Train,
    "phone": rooms.Phone,
    "letter": rooms.Letter,
    "end-caught": border.EndCaught,
    "film-1": daylight.RiverByDay,
    "end-arrived": daylight.Harbour,
}
# The example playlists' small footage: a picture of its own, or (clip, first second, seconds) of one above.
EXAMPLES = {
    "hello/hello.mp4": river.RiverShort,
    "hello/film.mp4": ("film-1", 1.0, 8.0),
    "loop/loop.mp4": ("city-lights", 0.0, 10.0),
    "loop/film.mp4": ("road-south", 1.0, 8.0),
}
STILLS = {
    "dragon": crest.Dragon,
    "about": city.About,
    "yong-hee": farmhouse.YongHee,
    "tae-sup-heo": rooms.MinersLamp,
    "people": crest.People,
}
