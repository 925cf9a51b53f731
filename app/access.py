"""Who may do what where people sign in: three roles, each with what the one before it may."""

import re
from enum import IntEnum

from app.settings import Settings

_BETWEEN = re.compile(r"[\s,;]+")  # addresses in a setting


class Role(IntEnum):
    """What somebody may do."""

    NOBODY = 0
    ASK = 1  # ask and read
    VERIFY = 2  # verify and evaluate too
    MANAGE = 3  # and change the library


def role(email: str, settings: Settings) -> Role:
    """The highest role that the settings give to an address."""
    given = {
        Role.MANAGE: settings.may_manage,
        Role.VERIFY: settings.may_verify,
        Role.ASK: settings.may_ask,
    }
    return next((r for r, who in given.items() if _is_among(email, who)), Role.NOBODY)


def _is_among(email: str, who: str) -> bool:
    """Whether an address is one of these: whole, by its domain (`@example.org`), or by `*`."""
    email = email.strip().casefold()
    name, at, domain = email.rpartition("@")
    known = {"*", email, f"@{domain}"} if name and at else set()
    return not known.isdisjoint(_BETWEEN.split(who.casefold()))
