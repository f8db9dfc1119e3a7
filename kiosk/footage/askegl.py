"""`python -m kiosk.footage.askegl` prints what OpenGL ES calls its renderer, without a window; see scenegraph.py."""

from __future__ import annotations

import ctypes
import sys
from typing import Any, Final

_PLATFORMS: Final = (0x31DD, 0x313F)
"""EGL_PLATFORM_SURFACELESS_MESA, EGL_PLATFORM_DEVICE_EXT (NVIDIA's own driver)."""
_OPENGL_ES_API: Final = 0x30A0
_CONTEXT_CLIENT_VERSION: Final = 0x3098
_RENDERABLE_TYPE, _OPENGL_ES2_BIT, _NONE = 0x3040, 0x0004, 0x3038
_GL_RENDERER: Final = 0x1F01


def ask(platform: int) -> str:
    """The renderer of `platform`, "" where it cannot be asked. Raises OSError without libEGL."""
    egl, gles = ctypes.CDLL("libEGL.so.1"), ctypes.CDLL("libGLESv2.so.2")
    pointer = ctypes.c_void_p
    for function in ("eglGetPlatformDisplay", "eglCreateContext"):
        getattr(egl, function).restype = pointer
    gles.glGetString.restype = ctypes.c_char_p
    display = pointer(egl.eglGetPlatformDisplay(platform, pointer(None), None))
    if not display or not egl.eglInitialize(display, None, None) or not egl.eglBindAPI(_OPENGL_ES_API):
        return ""
    config, found = pointer(), ctypes.c_int()
    wanted = _integers(_RENDERABLE_TYPE, _OPENGL_ES2_BIT, _NONE)
    egl.eglChooseConfig(display, wanted, ctypes.byref(config), 1, ctypes.byref(found))
    version = _integers(_CONTEXT_CLIENT_VERSION, 2, _NONE)
    context = pointer(egl.eglCreateContext(display, config, None, version))
    if not context or not egl.eglMakeCurrent(display, None, None, context):
        return ""
    name = gles.glGetString(_GL_RENDERER)
    return name.decode(errors="replace") if name else ""


def _integers(*values: int) -> Any:
    return (ctypes.c_int * len(values))(*values)


if __name__ == "__main__":
    print(next(filter(None, map(ask, _PLATFORMS)), ""), file=sys.stdout)
