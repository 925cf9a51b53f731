"""Signing in: who may do what, what is refused, and whose conversations are whose."""

import pytest

from app import serve_command
from app.access import Role, role
from app.settings import Settings
from app.ui import words
from eval import evaluate
from ingest.errors import BadSetting
from tests.app.seen import CHAIR, ask, html

ROLES = (
    'sign_in = true\nmay_ask = "@example.org"\nmay_verify = "vera@example.org"\n'
    'may_manage = "mia@example.org"\n'
)
WORKING = """[auth]
redirect_uri = "http://localhost:8501/oauth2callback"
cookie_secret = "x"
client_id = "x"
client_secret = "x"
server_metadata_url = "https://id.example/.well-known/openid-configuration"
"""
PAGES = {
    "views/ask.py": Role.ASK,
    "views/read.py": Role.ASK,
    "views/verify.py": Role.VERIFY,
    "../eval/evaluate.py": Role.VERIFY,
    "views/library.py": Role.MANAGE,
    "views/settings.py": Role.MANAGE,
}


def person(name, **claims):
    email = f"{name}@example.org"
    return {"is_logged_in": True, "iss": "https://id.example", "sub": name, "email": email} | claims


@pytest.fixture
def guarded(pages, data):
    """The pages where people sign in, as somebody opens them."""
    test = pages(data)
    with (data / "settings.toml").open("a") as file:
        file.write(ROLES)

    def as_seen_by(user):
        test.user = user
        return test.run()

    return as_seen_by


@pytest.mark.parametrize(
    ("email", "given"),
    [
        ("mia@example.org", Role.MANAGE),
        ("Vera@Example.org", Role.VERIFY),
        ("ada@example.org", Role.ASK),
        ("ada@other.example.org", Role.NOBODY),
        ("example.org", Role.NOBODY),
        ("@example.org", Role.NOBODY),
        ("*", Role.NOBODY),
        ("", Role.NOBODY),
    ],
)
def test_the_settings_give_roles_by_address_and_domain(email, given):
    settings = Settings(
        may_ask="@example.org", may_verify="vera@example.org", may_manage="MIA@example.org"
    )
    assert role(email, settings) == given


@pytest.mark.parametrize("between", [" ", ", ", ",", "; ", "\n", " ,\n  "])
def test_addresses_are_told_apart_by_spaces_commas_and_semicolons(between):
    who = between.join(["ada@example.org", "@other.org", "obi@example.org"])
    settings = Settings(may_manage=f"{who}{between}", may_ask="*")
    for email in ("ada@example.org", "eve@other.org", "obi@example.org"):
        assert role(email, settings) == Role.MANAGE
    assert role("eve@example.org", settings) == Role.ASK


def test_without_a_word_nobody_may_do_anything_and_a_star_is_who_signs_in():
    assert role("ada@example.org", Settings(sign_in=True)) == Role.NOBODY
    assert role("ada@example.org", Settings(may_ask="*")) == Role.ASK
    assert role("", Settings(may_ask="*")) == Role.NOBODY


@pytest.mark.parametrize("user", [{}, {"is_logged_in": False}, person("mia", email_verified=False)])
def test_who_has_not_signed_in_sees_the_door_alone(guarded, user):
    test = guarded(user)
    assert words.SIGN_IN_FIRST in html(test)
    assert test.button(key="sign_in")
    assert not test.chat_input
    assert "Lighthouses" not in html(test)
    assert not test.exception


def test_who_may_do_nothing_is_told_and_can_sign_out(guarded):
    test = guarded(person("eve", email="eve@other.org"))
    assert words.NO_ROLE.format(name="eve@other.org") in html(test)
    assert test.button(key="sign_out")
    assert not test.chat_input


@pytest.mark.parametrize(("name", "allowed"), [("ada", 1), ("vera", 2), ("mia", 3)])
def test_each_role_has_its_pages_and_no_others(guarded, name, allowed):
    test = guarded(person(name))
    assert test.chat_input(key="question")
    for page, needed in PAGES.items():
        if needed <= allowed:
            assert not test.switch_page(page).run().exception
        else:
            with pytest.raises(ValueError, match="page"):
                test.switch_page(page)


def test_a_conversation_is_in_the_list_of_who_signed_in_alone(guarded):
    test = guarded(person("ada"))
    ask(test, CHAIR)
    test.button(key="new").click().run()
    assert [b for b in test.button if (b.key or "").startswith("chat_")]
    test = guarded(person("vera"))
    assert not [b for b in test.button if (b.key or "").startswith("chat_")]


def test_wrong_settings_open_no_door(pages, data):
    test = pages(data)
    (data / "settings.toml").write_text("sign_in = 7\n")
    test.user = person("mia")
    test.run()
    assert "setting sign_in" in html(test)
    assert not test.chat_input


@pytest.mark.parametrize(
    ("address", "is_home"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.2", False),
        ("", False),
        ("localhost.example.org", False),
    ],
)
def test_only_what_this_computer_alone_can_reach_is_loopback(address, is_home):
    assert serve_command.is_loopback(address) == is_home


class Served(Exception):
    """What would have been started."""

    def __init__(self, command, env):
        super().__init__(command)
        self.command, self.env = command, env


@pytest.fixture
def serve(tmp_path, monkeypatch):
    """What `serve` would start, with these settings."""

    def started(command, *, env, **rest):
        raise Served(command, env)

    def run(*options, settings="", secrets=None):
        from app.cli import parser

        (tmp_path / "settings.toml").write_text(settings)
        if secrets is not None:
            (tmp_path / "secrets.toml").write_text(secrets)
        arguments = parser().parse_args(["serve", "--data", str(tmp_path), *options])
        try:
            arguments.run(arguments)
        except Served as e:
            return e

    monkeypatch.setattr(serve_command.subprocess, "run", started)
    return run


def test_serving_beyond_this_computer_needs_sign_in_or_an_explicit_setting(serve):
    beyond = ("--address", "0.0.0.0")
    assert "--server.address=127.0.0.1" in serve().command
    with pytest.raises(BadSetting, match="set sign_in, or open_to_all"):
        serve(*beyond)
    opened = serve(*beyond, settings="open_to_all = true\n")
    assert "--server.address=0.0.0.0" in opened.command


def test_sign_in_needs_to_know_by_whom(serve, monkeypatch, tmp_path):
    monkeypatch.setattr(serve_command, "find_spec", lambda name: object())
    on = "sign_in = true\n"
    for secrets, said in (
        (None, "No such file"),
        ("[auth", r"secrets\.toml"),
        ("auth = 7\n", "no redirect_uri"),
        ("[auth]\n", "no redirect_uri"),
        ('[auth]\nredirect_uri = "http://x/oauth2callback"\n', "no cookie_secret"),
    ):
        with pytest.raises(BadSetting, match=said):
            serve(settings=on, secrets=secrets)
    started = serve("--address", "0.0.0.0", settings=on, secrets=WORKING)
    assert f"--secrets.files={tmp_path / 'secrets.toml'}" in started.command


@pytest.mark.parametrize("name", ["client_id", "client_secret", "server_metadata_url"])
@pytest.mark.parametrize("where", ["nowhere", "[auth.google]"])
def test_sign_in_needs_the_provider_in_the_section_that_the_button_reads(
    serve, monkeypatch, name, where
):
    monkeypatch.setattr(serve_command, "find_spec", lambda name: object())
    line = next(line for line in WORKING.splitlines() if line.startswith(name))
    secrets = WORKING.replace(f"{line}\n", "")
    if where != "nowhere":
        secrets += f"{where}\n{line}\n"
    with pytest.raises(BadSetting, match=rf"no {name}; .*\[auth\] .*server_metadata_url"):
        serve(settings="sign_in = true\n", secrets=secrets)


def test_while_people_sign_in_no_settings_file_opens_the_door(serve, pages, data, monkeypatch):
    monkeypatch.setattr(serve_command, "find_spec", lambda name: object())
    env = serve(settings="sign_in = true\n", secrets=WORKING).env
    monkeypatch.setenv("RAPPORTEUR_SIGN_IN", env["RAPPORTEUR_SIGN_IN"])
    test = pages(data)
    for change in (
        lambda file: file.write_text(""),
        lambda file: file.write_text("sign_in = false\n"),
        lambda file: file.unlink(),
    ):
        change(data / "settings.toml")
        test.user = {}
        assert words.SIGN_IN_FIRST in html(test.run())
        assert not test.chat_input


def test_where_nobody_signs_in_the_settings_file_may_still_change_that(serve):
    assert "RAPPORTEUR_SIGN_IN" not in serve().env


def test_the_server_takes_uploads_as_large_as_the_pages_do(serve):
    assert evaluate._MEGABYTES == serve_command._SET_MEGABYTES
    for megabytes, most in ((500, 500), (900, 900), (5, 20)):
        started = serve(settings=f"file_megabytes = {megabytes}\n")
        assert f"--server.maxUploadSize={most}" in started.command


def test_sign_in_without_its_library_is_told_with_the_remedy(serve, monkeypatch):
    monkeypatch.setattr(serve_command, "find_spec", lambda name: None)
    with pytest.raises(BadSetting, match=r"pip install 'rapporteur\[sign-in\]'"):
        serve(settings="sign_in = true\n", secrets=WORKING)
