"""A Debian with the kiosk installed by its own installer, as a folder tree, and as disks for an emulated computer.

Packages come from where this machine gets its own, requirements from where its pip does. Inside there is no network.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.boot.pane import PACKAGES

PROJECT: Final = Path(__file__).parents[2]
BOOTS: Final = ("systemd", "systemd-sysv", "udev", "kmod", "procps", "linux-image-amd64", "initramfs-tools", "zstd",
                "qemu-guest-agent")  # fmt: skip
"""What makes a tree a machine; the installer asks for all else."""
MODULES: Final = "virtio_pci\nvirtio_blk\next4\nvirtio_gpu\nvirtio_rng\n"
"""All that the emulated computer has: 6 MB of initial ramdisk instead of 30, which it would have to unpack."""
TIMERS: Final = (
    "apt-daily.timer",
    "apt-daily-upgrade.timer",
    "e2scrub_all.timer",
    "fstrim.timer",
    "dpkg-db-backup.timer",
)
"""Debian's own errands: without a network they fail, and a failed unit would be taken for ours."""
MOUNTS: Final = "/dev/vda / ext4 rw,noatime,errors=remount-ro 0 1\n/dev/vdb /var/lib/kiosk ext4 rw,noatime 0 2\n"
AUTHORITIES: Final = Path("/etc/ssl/certs/ca-certificates.crt")
"""Whom this machine's pip trusts."""
ROOT: Final = "5G"
STATE: Final = "512M"
"""Sizes of the disks; files with holes, of which 2.5 GB are used."""


class BuildError(Exception):
    """A tool failed. The text says which, and what it said."""


def do(*command: str | Path, log: Path | None = None, **more: str) -> str:
    """Run a tool; what it printed. Raises BuildError."""
    done = subprocess.run(
        [str(word) for word in command], cwd=PROJECT, env={**os.environ, "LC_ALL": "C.UTF-8", **more},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    if log is not None:
        log.write_text(done.stdout, encoding="utf-8")
    if done.returncode:
        said = "\n".join(done.stdout.splitlines()[-12:])
        raise BuildError(f"`{' '.join(str(word) for word in command)}` ended with {done.returncode}:\n{said}")
    return done.stdout


def sources() -> tuple[str, ...]:
    """Debian's archives as this machine's apt has them, one line each. Raises BuildError where it knows of none."""
    told = do(
        "apt-get", "indextargets", "--format", "$(SITE)|$(RELEASE)|$(COMPONENT)|$(ORIGIN)", "Created-By: Packages"
    )
    found = [line.split("|") for line in told.splitlines()]
    lines = [f"deb {site} {release} {component}" for site, release, component, origin in found if origin == "Debian"]
    if not lines:
        raise BuildError("apt knows of no archive of Debian's here. Run `apt-get update`, on a Debian.")
    return tuple(dict.fromkeys(lines))


def packages() -> tuple[str, ...]:
    """What the installer would install, so that it has to ask nobody; what boots, and a container's screen."""
    return (*required(), *BOOTS, *PACKAGES)


def required(release: str = "") -> tuple[str, ...]:
    """What the installer would install on a Debian of this release, as tools/wanted.sh names it."""
    return tuple(do("tools/wanted.sh", RELEASE=release or suite()).split())


def suite() -> str:
    """This machine's release of Debian: bookworm."""
    return do("sh", "-c", '. /etc/os-release && echo "$VERSION_CODENAME"').strip()


def base(folder: Path) -> Path:
    """A Debian of this machine's release, with all packages. Made once (two minutes), and again when those change."""
    return debian(folder, "base", packages())


def debian(folder: Path, name: str, wanted: Sequence[str], release: str = "", fetched: Sequence[str] = ()) -> Path:
    """A Debian of this machine's release or of another one, with the packages that are `wanted`, as FOLDER/NAME-KEY;
    kept until they change. What is `fetched` is not installed: apt finds it in its cache, without a network."""
    here = suite()
    release = release or here
    archives = [line.replace(f" {here}", f" {release}") for line in sources()]
    key = hashlib.sha256("\n".join((*archives, MODULES, *wanted, "", *fetched)).encode()).hexdigest()[:12]
    tree = folder / f"{name}-{key}"
    if (tree / ".done").exists():
        return tree
    for old in folder.glob(f"{name}-*"):
        unmount_below(old)
        shutil.rmtree(old)
    modules = MODULES.encode("unicode_escape").decode()
    hooks = [
        '--essential-hook=mkdir -p "$1/etc/initramfs-tools/conf.d" "$1/usr/share/initramfs-tools/modules.d"',
        '--essential-hook=echo MODULES=list >"$1/etc/initramfs-tools/conf.d/boot-proof"',
        f"--essential-hook=printf '{modules}' >\"$1/usr/share/initramfs-tools/modules.d/boot-proof\"",
    ]
    if fetched:
        get = "apt-get -y --no-install-recommends --download-only install"
        hooks += [f'--customize-hook=APT_CONFIG="$MMDEBSTRAP_APT_CONFIG" {get} {" ".join(fetched)}',
                  "--skip=cleanup/apt"]  # fmt: skip
    do("mmdebstrap", "--variant=minbase", "--mode=root", f"--include={','.join(wanted)}", *hooks, release, tree,
       *archives, log=folder / "mmdebstrap.log")  # fmt: skip
    unmount_below(tree)
    (tree / ".done").touch()
    return tree


def unmount_below(tree: Path) -> None:
    """What mmdebstrap could not let go, as something inside was still at work: a copy would take the kernel's files,
    one of them as large as all addresses."""
    mounts = [line.split()[1] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    for place in sorted((one for one in mounts if one.startswith(f"{tree}/")), reverse=True):
        do("umount", "--lazy", place)


def installed(folder: Path, fresh: bool = False) -> Path:
    """A tree with the kiosk installed into it by tools/install.sh; /var/lib/kiosk as that leaves it."""
    return installed_into(base(folder), folder / "tree", fresh)


def installed_into(debian: Path, tree: Path, fresh: bool = False, inside: bool = False) -> Path:
    """`tree` becomes a copy of `debian` with the kiosk. `inside`: as on that machine itself, by its own Python."""
    if fresh or not (tree / debian.name).exists():
        shutil.rmtree(tree, ignore_errors=True)
        do("cp", "-a", debian, tree)
        (tree / debian.name).touch()
    shutil.rmtree(tree / "var/lib/kiosk", ignore_errors=True)
    shutil.rmtree(tree / "etc/kiosk", ignore_errors=True)
    log = tree.with_suffix(".log")
    if inside:
        _installed_inside(tree, log)
    else:
        do("tools/install.sh", DESTDIR=str(tree), log=log)
    as_machine(tree)
    return tree


def _installed_inside(tree: Path, log: Path) -> None:
    source = tree / "srv/source"
    source.mkdir(exist_ok=True)
    shutil.copy("/etc/resolv.conf", tree / "etc/resolv.conf")
    shutil.copy(AUTHORITIES, tree / "tmp/authorities")
    do("mount", "--bind", "-o", "ro", PROJECT, source)
    do("mount", "-t", "proc", "proc", tree / "proc")
    try:
        # Of this machine's environment nothing: it names files that are not there.
        do("chroot", tree, "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "PIP_CERT=/tmp/authorities",
           "/srv/source/tools/install.sh", log=log)  # fmt: skip
    finally:
        unmount_below(tree)


def as_machine(tree: Path) -> None:
    """What is a machine's own, and no installer's."""
    do("systemctl", f"--root={tree}", "set-default", "graphical.target")
    do("systemctl", f"--root={tree}", "mask", *TIMERS)
    (tree / "etc/hostname").write_text("kiosk\n", encoding="utf-8")
    (tree / "etc/resolv.conf").unlink(missing_ok=True)
    (tree / "etc/machine-id").write_text("", encoding="utf-8")
    (tree / "etc/fstab").write_text(MOUNTS, encoding="utf-8")
    (tree / "var/log/journal").mkdir(exist_ok=True)


def state_with(tree: Path, pack: str, state: Path) -> None:
    """Take a pack (a path in the tree) up, as the kiosk's user would, and keep what is then /var/lib/kiosk as `state`.
    In the tree it is left as it was."""
    there = tree / "var/lib/kiosk"
    fresh = tree / "var/lib/kiosk.fresh"
    shutil.rmtree(state, ignore_errors=True)
    do("cp", "-a", there, fresh)
    do("chroot", tree, "runuser", "-u", "kiosk", "--", "/opt/kiosk/venv/bin/kiosk", "update",
       "--settings", "/etc/kiosk/kiosk.yaml", pack)  # fmt: skip
    do("mv", there, state)
    fresh.rename(there)


def disk(tree: Path, file: Path, size: str) -> None:
    """A file that is an ext4 disk with what is in `tree`; `size` as truncate(1) takes it."""
    file.unlink(missing_ok=True)
    do("truncate", "-s", size, file)
    do("mkfs.ext4", "-q", "-F", "-d", tree, file)
