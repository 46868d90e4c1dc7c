"""The pages behind the door: sign-in, tickets, the chat page's headers, health; hostile bodies."""

import json
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from console.backend import http as pages
from console.backend.http import MAX_BODY, visitor_of


@pytest.fixture
async def http(backend: Any) -> Any:
    async with httpx.AsyncClient(base_url=backend.node.listening.url(), trust_env=False) as client:
        yield client


async def test_health_says_how_the_store_is(backend_at: Any) -> None:
    async with backend_at(faults=True) as backend, httpx.AsyncClient(trust_env=False) as http:
        http.base_url = backend.node.listening.url()
        assert (await http.get("/healthz")).json()["status"] == "ok"
        backend.faults.fail["due"] = 1
        failing = await http.get("/healthz")
        assert failing.status_code == 503
        assert failing.json()["store"] == "store_disk"
        backend.faults.fail["user_by_login"] = 1
        login = await http.post("/v1/login", json={"login": "maya", "password": "x"})
        assert (login.status_code, login.json()["code"]) == (503, "store_disk")


async def test_signing_in_refreshing_and_out(backend: Any, http: Any) -> None:
    await backend.node.access.add_user("ada", "Ada", "agent", "correct horse", now=1)
    tokens = (await http.post("/v1/login", json={"login": "ada", "password": "correct horse"})).json()
    assert tokens["user"]["name"] == "Ada"
    assert "password_hash" not in json.dumps(tokens)
    console = await backend.console(token=tokens["access"])
    fresh = (await http.post("/v1/token", json={"refresh": tokens["refresh"]})).json()
    await console.send(t="refresh", token=fresh["access"])
    assert (await http.post("/v1/logout", json={"refresh": fresh["refresh"]})).status_code == 200
    assert (await http.post("/v1/token", json={"refresh": fresh["refresh"]})).status_code == 401
    wrong = await http.post("/v1/login", json={"login": "ada", "password": "wrong"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_password")
    assert wrong.json()["message"]
    assert "set-cookie" not in wrong.headers


@pytest.mark.parametrize("path", ["/v1/login", "/v1/token", "/v1/logout", "/v1/ticket"])
@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"7", b'{"login":7}', b"\xff\xfe", b"[" * 10_000, b'{"login":"\\ud800","password":"x"}']
)
async def test_bodies_that_are_none_are_refused_with_a_sentence(
    backend: Any, http: Any, path: str, body: bytes
) -> None:
    headers = {"origin": backend.node.listening.url()}
    answer = await http.post(path, content=body, headers=headers)
    if path == "/v1/ticket" and body.startswith(b'{"login"'):
        assert answer.status_code in (200, 400)
        return
    assert answer.status_code in (400, 401)
    assert answer.json()["message"]


async def test_a_body_over_the_limit_is_refused(http: Any) -> None:
    answer = await http.post("/v1/login", content=b" " * (MAX_BODY + 1))
    assert answer.status_code in (400, 413)


async def test_an_empty_body_is_an_empty_wish(http: Any) -> None:
    assert (await http.post("/v1/login", content=b"")).status_code == 400


async def test_tickets_are_for_our_own_pages_and_keep_their_customer(backend: Any, http: Any) -> None:
    ours = {"origin": backend.node.listening.url()}
    for origin in ({}, {"origin": "https://evil.example"}, {"origin": "null"}):
        assert (await http.post("/v1/ticket", json={}, headers=origin)).status_code == 403
    first = (await http.post("/v1/ticket", json={}, headers=ours)).json()
    again = (await http.post("/v1/ticket", json={"key": first["key"]}, headers=ours)).json()
    assert again["key"] == first["key"]
    assert again["ticket"] != first["ticket"]
    for weak in ("", "short", "x" * 65):
        other = (await http.post("/v1/ticket", json={"key": weak}, headers=ours)).json()
        assert other["key"] not in (weak, first["key"])
    assert visitor_of(first["key"]) != visitor_of(again["key"] + "x")


@pytest.mark.parametrize("path", list(pages.PAGES))
async def test_the_chat_page_can_load_nothing_from_elsewhere(http: Any, path: str) -> None:
    answer = await http.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/nothing", "/../etc/passwd", "/%2e%2e/x", "/chat.js/", "/v1/login/x"])
async def test_what_is_not_there_is_not_found(http: Any, path: str) -> None:
    answer = await http.get(path)
    assert answer.status_code in (400, 404)


async def test_a_wrong_method_is_refused(http: Any) -> None:
    assert (await http.get("/v1/login")).status_code in (404, 405)
    assert (await http.post("/", content=b"")).status_code in (404, 405)


async def test_figures_are_told_to_who_presents_the_token_and_hold_no_words(backend_at: Any) -> None:
    async with backend_at(metrics_token="a token of sixteen") as backend, httpx.AsyncClient(trust_env=False) as http:
        http.base_url = backend.node.listening.url()
        page = await backend.page("Ana")
        await page.say("I want to talk to a human about my secret")
        for wrong in (b"", b"Bearer another token", b"Bearer \xff\xfe", b"a token of sixteen"):
            assert (await http.get("/metrics", headers={b"authorization": wrong})).status_code == 401
        told = await http.get("/metrics", headers={"authorization": "Bearer a token of sixteen"})
        assert told.status_code == 200
        families = {family.name: family for family in text_string_to_metric_families(told.text)}
        states = {sample.labels["state"]: sample.value for sample in families["warmline_conversations"].samples}
        assert states["queued"] == 1
        assert states["bot"] == 0
        said = [sample for sample in families["warmline_commands"].samples if sample.labels.get("command") == "say"]
        assert [(sample.labels["status"], sample.value) for sample in said if sample.name.endswith("_total")] == [
            ("ok", 1)
        ]
        assert {"warmline_sockets", "warmline_sweeper_finds", "warmline_command_seconds"} <= families.keys()
        assert "secret" not in told.text
        assert "Ana" not in told.text


async def test_without_a_token_there_are_no_figures(http: Any) -> None:
    assert (await http.get("/metrics", headers={"authorization": "Bearer x"})).status_code == 404
