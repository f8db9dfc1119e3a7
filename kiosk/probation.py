"""A version of the content that `kiosk update` has switched to is on trial until it has shown its first picture."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from kiosk.content import read_content, store_of
from kiosk.updates import trial

if TYPE_CHECKING:
    from kiosk.content import Content, Options
    from kiosk.footage import Footage
    from kiosk.lookout import Lookout
    from kiosk.updates.store import Store
    from kiosk.updates.trial import Undone

log = logging.getLogger("kiosk")

WITHIN = int(trial.WITHIN * 1000)
"""Ms from the start to the first picture."""


def begin(content: Content, options: Options) -> Content:
    """Before anything is shown: what is to be shown, which is the version before where this one has failed."""
    store = _asked(content, options)
    if store is None or store.shown() is None:
        return content
    try:
        undone = trial.begin(store, trial.Moment.now())
        on = trial.open_one(store)
        if undone is None and on is not None and refused(content):
            undone = trial.undo(store, on.version, f"cannot be read: {content.faults[0]}")
    except OSError as error:
        _write_down(error)
        return content
    store.use()  # until the process ends: it is not removed meanwhile
    if undone is None:
        return content
    log.error("incident: %s", undone)
    return read_content(options)


def refused(content: Content) -> bool:
    """Whether it cannot be shown, and not because of the machine's own settings."""
    settings = str(content.settings.file)
    return content.playlist is None and all(fault.where.file != settings for fault in content.faults)


def _asked(content: Content, options: Options) -> Store | None:
    """The content folder, where it is that which is to be shown."""
    return store_of(content.settings) if options.playlist is None else None


class Probation(QObject):
    """Confirms what is on trial, or undoes it: in the thread beside that looks at the files."""

    def __init__(self, content: Content, options: Options, files: Lookout, restart: Callable[[], None]) -> None:
        super().__init__(files)
        self._store, self._files, self._restart = _asked(content, options), files, restart
        self._version: str | None = None
        self._confirmed = False
        if self._store is not None and content.playlist is not None:
            self._version = self._store.holding(content.playlist.file)  # `current` may lead elsewhere by now
        self._late = QTimer(self, interval=WITHIN, singleShot=True)
        self._late.timeout.connect(lambda: self._undo(f"showed nothing within {WITHIN // 1000} s"))

    def watch(self, footage: Footage) -> None:
        """From its first picture on, it is confirmed."""
        if self._version is not None:
            footage.shown.connect(self._shown, Qt.ConnectionType.SingleShotConnection)
            self._late.start()

    def rest(self, dark: bool) -> None:
        """While the screen is dark by the opening hours, no picture is asked for, and a start without one is no
        failure; afterwards the time begins anew."""
        if self._store is None or self._version is None or self._confirmed:
            return
        if dark:
            self._late.stop()
            self._files.ask(partial(_excuse, self._store, self._version), lambda _: None)
        else:
            self._late.start()

    def refuse(self, content: Content) -> None:
        """What `current` leads to now cannot be shown, so it is never even started: what was shown before goes on."""
        if self._store is not None and refused(content):
            why = f"cannot be read: {content.faults[0]}"
            self._files.ask(partial(_undo, self._store, None, why), _told)

    def _shown(self, *_play: int) -> None:
        self._late.stop()
        self._confirmed = True
        assert self._store is not None
        assert self._version is not None
        self._files.ask(partial(_confirm, self._store, self._version), lambda _: None)

    def _undo(self, why: str) -> None:
        assert self._store is not None
        self._files.ask(partial(_undo, self._store, self._version, why), self._undone)

    def _undone(self, undone: Undone | None) -> None:
        _told(undone)
        if undone is not None and undone.back_to is not None:
            self._restart()


def _confirm(store: Store, version: str) -> None:
    try:
        if trial.confirm(store, version):
            log.info("content %s is healthy", version)
    except OSError as error:
        _write_down(error)


def _excuse(store: Store, version: str) -> None:
    try:
        trial.excuse(store, version)
    except OSError as error:
        _write_down(error)


def _undo(store: Store, version: str | None, why: str) -> Undone | None:
    try:
        on = trial.open_one(store)
        return trial.undo(store, version or on.version, why) if on is not None else None
    except OSError as error:
        _write_down(error)
        return None


def _told(undone: Undone | None) -> None:
    if undone is not None:
        log.error("incident: %s", undone)


def _write_down(error: OSError) -> None:
    log.error("incident: the trial of the content cannot be written down: %s. Give the kiosk's user the folder.", error)
