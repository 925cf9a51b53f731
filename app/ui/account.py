"""Who has signed in."""

import hashlib
from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who signed in. `key` stands for them where we keep something of theirs."""

    email: str
    key: str


def account() -> Account | None:
    """Who has signed in; nobody whose address their provider did not verify."""
    claims = st.user.to_dict()
    if not claims.get("is_logged_in") or claims.get("email_verified") is False:
        return None
    person = f"{claims.get('iss', '')} {claims.get('sub', '')}"
    return Account(str(claims.get("email", "")), hashlib.sha256(person.encode()).hexdigest()[:32])
