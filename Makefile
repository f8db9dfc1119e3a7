# make run    open the kiosk (a robot walks it where there is no screen)
# make test   run everything that has to pass
# make bench  measure the player beside its peers (an hour and more; nobody else on the machine)
# make soak   10,000 cuts: what grows? (an hour; ARGS="--cuts 2000" for fewer)
# make setup  only install
# make fuzz-media  send 500 damaged films through the real decks (half an hour); ARGS="--count 50 --seed 2" for others
.PHONY: run test bench soak fuzz-media setup setup-dev media pins gallery manual clean

run: setup
	@tools/run.sh $(PLAYLIST) $(ARGS)

setup:
	@tools/setup.sh

setup-dev:
	@tools/setup.sh --dev

test: setup-dev
	@tools/test.sh

# What is measured and how: docs/bench.md
bench: setup-dev
	@tools/bench.sh bench $(ARGS)

soak: setup-dev
	@tools/bench.sh bench.soak $(ARGS)

# What crashes is kept in build/fuzz, by its number; tests/fuzz/__main__.py tells more
fuzz-media: setup-dev
	@QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1280x720x24" .venv/bin/python -m tests.fuzz $(ARGS)

# Draws the shipped footage again (an hour on two cores); see media/making/README.md
media:
	@media/making/make.sh

# Every screen in both orientations, four languages and five settings of a visitor, as pictures and as sheets of them in
# build/gallery (a quarter of an hour; ARGS="--language ko --variant normal" for fewer)
gallery: setup-dev
	@xvfb-run -a -s "-screen 0 1920x1920x24" .venv/bin/python -m tests.screen.gallery build/gallery --sheets \
		--variant normal,largest,contrast,seated,calm $(ARGS)

# The pictures of docs/technician.md, from the real commands
manual: setup-dev
	@QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.e2e.manual docs

# Pins anew what requirements*.in ask for
pins: setup-dev
	@tools/pins.sh

clean:
	rm -rf build .venv *.egg-info
