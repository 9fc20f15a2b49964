"""The checks, one file each: logic, words, reason and examples together.

A new check is a new file here with one `@rule` function that bears the file's name. Tests, the
catalogue and `kijun explain` are made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from ..rule import Check

CHECKS: Mapping[str, Check] = {
    check.id: check
    for check in (
        getattr(import_module(f"{__name__}.{module.name}"), module.name)
        for module in sorted(iter_modules(__path__), key=lambda module: module.name)
    )
}
"""Every check by id, in the order of their names."""
