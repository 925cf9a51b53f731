"""The command that opens the pages, and what it refuses."""

import argparse
import ipaddress
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from app.commands import command
from ingest.errors import BadSetting

SECRETS = "secrets.toml"
_HOME = "127.0.0.1"
_AUTH = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
# for the server that is started: the pages read settings.toml anew at every run, and one that is
# empty or gone while an editor saves it must open no door
_SIGN_IN = {"RAPPORTEUR_SIGN_IN": "true"}
_FONTS = '"Source Sans", "Rapporteur Sans", sans-serif'  # Latin and Cyrillic; the others (static/)
_SET_MEGABYTES = 20  # the page Evaluate takes sets up to this, whatever the largest report
_OPEN = (
    "{} can be reached from other computers: set sign_in, or open_to_all where whoever reaches it "
    "may do everything"
)
_NO_AUTH = "{}: {}; sign_in needs a section [auth] (not [auth.NAME]) with {}, see README"


def register(subparsers: Any) -> None:
    """Add `serve` to a parser's subparsers."""
    p = command(subparsers, "serve", serve, "open the chat in the browser", with_json=False)
    p.add_argument("--port", type=int, default=8501)
    p.add_argument("--address", default=_HOME, help=f"where to listen; {_HOME} is this computer")


def serve(arguments: argparse.Namespace) -> int:
    from app import settings

    data = settings.data_folder(arguments.data).resolve()
    found = settings.load(data)  # a wrong setting is told here, not on the page
    if not (is_loopback(arguments.address) or found.sign_in or found.open_to_all):
        raise BadSetting(_OPEN.format(arguments.address))
    main = Path(__file__).with_name("main.py")
    command = [sys.executable, "-m", "streamlit", "run", str(main)]
    options = {
        "server.address": arguments.address,
        "server.port": str(arguments.port),
        "server.headless": "true",
        "server.maxUploadSize": str(max(found.file_megabytes, _SET_MEGABYTES)),
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "server.enableStaticServing": "true",
        "client.toolbarMode": "viewer",
        "client.showErrorDetails": "none",
        "theme.font": _FONTS,
        "theme.light.primaryColor": "#1f5c99",
        "theme.dark.primaryColor": "#2b76ba",
    }
    environment = settings.environment(data)
    if found.sign_in:
        options["secrets.files"] = str(_secrets(data))
        environment |= _SIGN_IN
    command += [f"--{name}={value}" for name, value in options.items()]
    shown = f"http://{arguments.address}:{arguments.port}"
    print(f"Rapporteur: {shown} (stop with Ctrl+C)", file=sys.stderr)
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0


def is_loopback(address: str) -> bool:
    """Whether only this computer can reach what listens there."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address.casefold() == "localhost"


def _secrets(data: Path) -> Path:
    """The file that says by whom people sign in. Raises BadSetting where that cannot work."""
    file = data / SECRETS
    needed = ", ".join(_AUTH)
    try:
        auth = tomllib.loads(file.read_text(encoding="utf-8")).get("auth")
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise BadSetting(_NO_AUTH.format(file, e, needed)) from e
    there = auth if isinstance(auth, dict) else {}
    if missing := [name for name in _AUTH if not there.get(name)]:
        raise BadSetting(_NO_AUTH.format(file, f"no {missing[0]}", needed))
    if find_spec("authlib") is None:
        raise BadSetting("sign_in needs Authlib; run `pip install 'rapporteur[sign-in]'`")
    return file
