# make run    open the kiosk (a robot walks it where there is no screen)
# make test   run everything that has to pass
# make bench  measure the player beside its peers (an hour and more; nobody else on the machine)
# make soak   10,000 cuts: what grows? (an hour; ARGS="--cuts 2000" for fewer)
# make soak-ledger  kill what counts visits 200 times, at random (20 s)
# make setup  only install
# make install    put the kiosk on this machine, or with DESTDIR=TREE into an image (docs/install.md); uninstall keeps content
# make deb        the same as a Debian package, in build/
# make boot-proof  boot a Debian with the kiosk on it, freeze it, kill it, pull its plug (root; half an hour; ARGS=--nspawn: seven minutes)
# make fuzz-media  send 500 damaged films through the real decks (half an hour); ARGS="--count 50 --seed 2" for others
.PHONY: run test bench soak soak-ledger fuzz-media boot-proof setup setup-dev media pins gallery manual install uninstall deb clean

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

soak-ledger: setup-dev
	@KIOSK_KILLS=200 .venv/bin/python -m pytest -q tests/ledger/test_store.py -k killed

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

# docs/install.md; both need root
install:
	@DESTDIR="$(DESTDIR)" tools/install.sh

uninstall:
	@DESTDIR="$(DESTDIR)" tools/uninstall.sh

deb:
	@tools/deb.sh

# What it proves and how: docs/boot-proof.md; needs root
boot-proof:
	@tools/setup.sh --boot
	@.venv/bin/python -m tests.boot $(ARGS)

clean:
	rm -rf build .venv *.egg-info
