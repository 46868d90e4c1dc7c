"""The customers' chat page in a real Chromium against a real backend; a raw websocket is the agent's console."""

import asyncio
import contextlib
import json
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from console.backend.node import Node, NodeOptions, running
from console.core.conversation.context import Policy

api = pytest.importorskip("playwright.async_api")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine"),
]
WAIT = 25_000
WATCH_POLICY = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
"""


class Desk:
    """An agent's console, by hand."""

    def __init__(self, socket: ClientConnection, node: Node) -> None:
        self.socket = socket
        self.node = node
        self.frames: list[dict[str, Any]] = []
        self._came = asyncio.Event()
        self._n = 0
        self._pump = asyncio.create_task(self._read())

    async def _read(self) -> None:
        with contextlib.suppress(ConnectionClosed):
            async for data in self.socket:
                self.frames.append(json.loads(data))
                self._came.set()

    async def send(self, **frame: Any) -> None:
        await self.socket.send(json.dumps(frame))

    async def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        async with asyncio.timeout(WAIT / 1000):
            while True:
                for frame in self.frames:
                    if wanted(frame):
                        return frame
                self._came.clear()
                await self._came.wait()

    async def command(self, conv: str, do: str, **fields: Any) -> dict[str, Any]:
        self._n += 1
        command_id = f"command-{self._n}"
        epoch = self.node.service.heads[conv].head.epoch
        await self.send(t="cmd", id=command_id, conv=conv, epoch=epoch, do={"do": do, **fields})
        result = await self.until(lambda frame: frame["t"] == "result" and frame["id"] == command_id)
        assert result["status"] == "ok", result
        return result

    async def close(self) -> None:
        self._pump.cancel()
        await self.socket.close()


async def desk_of(node: Node, login: str = "maya", name: str = "Maya") -> Desk:
    assert node.listening is not None
    user = await node.access.add_user(login, name, "agent", "long password", now=1)
    tokens = await node.access.vouch(user, "test", node.service.clock())
    desk = Desk(await connect(node.listening.url("ws") + "/v1/console"), node)
    await desk.send(t="auth", token=tokens.access, proto=1, device="test")
    await desk.until(lambda frame: frame["t"] == "welcome")
    await desk.send(t="sync")
    return desk


class Visit:
    """One browser profile: its pages, and everything that went wrong in them."""

    def __init__(self, context: Any, base: str) -> None:
        self.context = context
        self.base = base
        self.errors: list[str] = []
        self.hosts: set[str] = set()
        context.on("request", lambda request: self.hosts.add(re.sub(r"^(\w+://[^/]+).*", r"\1", request.url)))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    async def open(self) -> Any:
        page = await self.context.new_page()
        page.set_default_timeout(WAIT)
        page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        await page.goto(self.base + "/")
        await page.wait_for_selector('#log[aria-busy="false"]', state="attached")
        return page

    async def check(self, page: Any) -> None:
        """Nothing was refused by the policy, nothing failed, nobody else was asked."""
        assert await page.evaluate("window.violations") == []
        assert self.errors == []
        assert self.hosts == {self.base}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Any]:
    async with api.async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def node(tmp_path: Path) -> AsyncIterator[Node]:
    async with running(NodeOptions(store=tmp_path / "store.db", pace=0.02)) as node:
        yield node


def base_of(node: Node) -> str:
    assert node.listening is not None
    return node.listening.url()


@contextlib.asynccontextmanager
async def visiting(browser: Any, base: str, **options: Any) -> AsyncIterator[Visit]:
    context = await browser.new_context(**{"locale": "en-GB", "viewport": {"width": 800, "height": 600}, **options})
    await context.add_init_script(WATCH_POLICY)
    try:
        yield Visit(context, base)
    finally:
        await context.close()


@pytest_asyncio.fixture(loop_scope="module")
async def visit(browser: Any, node: Node) -> AsyncIterator[Visit]:
    async with visiting(browser, base_of(node)) as visit:
        yield visit


async def say(page: Any, text: str) -> None:
    await page.fill("#text", text)
    await page.press("#text", "Enter")


async def shows(page: Any, selector: str, text: str) -> None:
    await page.locator(selector, has_text=text).first.wait_for(timeout=WAIT)


async def bubbles(page: Any, kind: str) -> list[str]:
    return await page.locator(f"#items .{kind} .words").all_inner_texts()


async def settled(page: Any, count: int) -> None:
    """The customer has so many messages in the log and none on the way."""
    await page.wait_for_function(
        "n => document.querySelectorAll('#items .customer').length === n && !document.querySelector('#passing li')",
        arg=count,
    )


def only_conversation(node: Node) -> str:
    (conv,) = node.service.heads
    return conv


async def reached(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(WAIT / 1000):
        while not condition():  # noqa: ASYNC110 - what is waited for is the state of the backend's own objects
            await asyncio.sleep(0.01)


async def test_from_the_bot_to_a_person_and_a_rating(node: Node, visit: Visit) -> None:
    page, desk = await visit.open(), await desk_of(node)
    assert await page.inner_text("#speaker") == "How can we help?"

    await say(page, "How long does a refund take?")
    await page.wait_for_selector("#passing .bot")  # The answer streams,
    await page.wait_for_selector("#items .bot")  # and stands once.
    await page.wait_for_function("() => !document.querySelector('#passing li')")
    (answer,) = await bubbles(page, "bot")
    assert "3 working days" in answer
    await settled(page, 1)
    assert await page.inner_text("#speaker") == "You are talking to our assistant"

    await page.click("#person")
    await shows(page, "#speaker", "A person is coming")
    await shows(page, "#place", "You are next")
    assert await page.get_attribute("#person", "aria-disabled") == "true"
    assert await page.is_visible("#person")

    conv = only_conversation(node)
    await desk.send(t="watch", conv=conv)
    await desk.command(conv, "take")
    await shows(page, "#speaker", "Maya is here".replace("Maya", "\u2068Maya\u2069"))
    await desk.command(conv, "reply", text="Hello, I am Maya.")
    await shows(page, "#items .agent .by", "Maya")
    assert await bubbles(page, "agent") == ["Hello, I am Maya."]

    await desk.send(t="typing", conv=conv)
    await shows(page, "#typing", "is typing")
    await desk.send(t="typing", conv=conv, on=False)
    await page.wait_for_function("() => document.querySelector('#typing').textContent === ''")
    await desk.send(t="typing", conv=conv)
    await shows(page, "#typing", "is typing")
    await desk.command(conv, "reply", text="What can I do?")
    await page.wait_for_function("() => document.querySelector('#typing').textContent === ''")
    await page.type("#text", "Thank")
    await desk.until(lambda frame: frame["t"] == "typing" and frame.get("on", True) and frame["who"] == "customer")
    await page.fill("#text", "")
    await desk.until(lambda frame: frame["t"] == "typing" and not frame.get("on", True))

    await desk.command(conv, "resolve", disposition="solved")
    await shows(page, "#speaker", "This chat is closed")
    await page.get_by_role("button", name="4 of 5").click()
    await shows(page, "#rated", "Thank you!")
    await reached(lambda: node.service.heads[conv].head.rating == 4)
    assert await page.get_attribute("#stars button:nth-child(4)", "aria-pressed") == "true"
    assert await page.is_visible("#person")

    await page.reload()
    await shows(page, "#rated", "Thank you!")
    await visit.check(page)
    await desk.close()


HOSTILE = [
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "</p><iframe src='//example.com'></iframe>&lt;b&gt;",
    "\u202egnp.exe\u202c 👩‍👩‍👧‍👦 ﷽ Z̸̡̛a̶lgo",
    "مرحبا، أين طلبي؟",
    "x" * 3_000,
    'a "quoted" \\ back\tslash\nsecond line',
]


async def test_text_is_never_anything_but_text(node: Node, visit: Visit) -> None:
    page, desk = await visit.open(), await desk_of(node, name="<b>Eve</b>")
    await page.fill("#name", "<i>Ana</i>")
    await page.click("#person")
    await shows(page, "#place", "You are next")
    conv = only_conversation(node)
    await desk.command(conv, "take")
    for n, text in enumerate(HOSTILE, 1):
        await say(page, text)
        await settled(page, n)
        await desk.command(conv, "reply", text=text)
    await page.wait_for_function(f"() => document.querySelectorAll('#items .agent').length === {len(HOSTILE)}")
    read = "kind => Array.from(document.querySelectorAll(`#items .${kind} .words`), (one) => one.textContent)"
    assert await page.evaluate(read, "customer") == HOSTILE
    assert await page.evaluate(read, "agent") == HOSTILE
    assert await page.inner_text("#items .agent .by >> nth=0") != ""
    assert await page.locator("#items :is(script, img, iframe, b, i)").count() == 0
    assert "<b>Eve</b>" in await page.title()
    arabic = page.locator("#items .customer .words").nth(4)
    assert await arabic.evaluate("one => getComputedStyle(one).direction") == "rtl"
    for box in ("html", "#scroll"):
        assert await page.evaluate("box => document.querySelector(box).scrollWidth <= innerWidth", box)
    assert node.people.contact(node.service.heads[conv].head.customer).name == "<i>Ana</i>"
    await visit.check(page)
    await desk.close()


async def test_the_longest_message_and_one_too_long(node: Node, visit: Visit) -> None:
    page = await visit.open()
    longest = "é" * (8 * 1024)
    await say(page, longest + "!")
    await shows(page, "#problem", "too long")
    assert await page.input_value("#text") == longest + "!"
    await page.press("#text", "Backspace")
    await page.press("#text", "Enter")
    await settled(page, 1)
    assert await bubbles(page, "customer") == [longest]
    await page.evaluate("document.querySelector('#text').value = 'half \\ud83d and \\u0000\\u001b[31m controls'")
    await page.press("#text", "Enter")
    await settled(page, 2)
    assert (await bubbles(page, "customer"))[1] == "half \ufffd and [31m controls"
    await visit.check(page)


async def test_a_reload_in_the_middle_keeps_everything(node: Node, visit: Visit) -> None:
    page, desk = await visit.open(), await desk_of(node)
    await page.click("#person")
    await shows(page, "#place", "You are next")
    conv = only_conversation(node)
    await desk.command(conv, "take")
    await desk.command(conv, "reply", text="first")
    await say(page, "second")
    await settled(page, 1)
    await page.fill("#text", "half a thou")
    await page.reload()
    await shows(page, "#items .agent", "first")
    await settled(page, 1)
    assert await page.input_value("#text") == "half a thou"
    await desk.command(conv, "reply", text="third")
    await shows(page, "#items .agent", "third")
    assert await bubbles(page, "agent") == ["first", "third"]
    assert await page.inner_text("#speaker") == "\u2068Maya\u2069 is here"
    await visit.check(page)
    await desk.close()


async def test_what_is_written_while_the_backend_is_away_arrives_once(browser: Any, tmp_path: Path) -> None:
    options = NodeOptions(store=tmp_path / "store.db", pace=0.02)
    node = await Node.open(options)
    await node.start()
    base = base_of(node)
    assert node.listening is not None
    port = node.listening.port
    async with visiting(browser, base) as visit:
        page = await visit.open()
        await page.click("#person")
        await shows(page, "#place", "You are next")
        await page.type("#text", "one")
        await node.close(retry_min_ms=0)
        await page.press("#text", "Enter")
        await say(page, "two")
        await shows(page, "#passing .state", "kept")
        await page.evaluate("state.attempts = 0")
        async with running(NodeOptions(store=tmp_path / "store.db", pace=0.02, port=port)) as node:
            await settled(page, 2)
            assert await bubbles(page, "customer") == ["one", "two"]
            await shows(page, "#speaker", "A person is coming")
            assert await page.inner_text("#link") in ("", "back online")
            records = await node.store.records(only_conversation(node), 0, 100)
            assert [record.bodies["text"] for record in records if "text" in record.bodies] == ["one", "two"]
            assert await page.evaluate("Object.keys(localStorage).filter((key) => key.includes('out.'))") == []
            assert await page.evaluate("window.violations") == []


async def test_a_message_that_was_stored_but_not_answered_is_not_doubled(node: Node, visit: Visit) -> None:
    """The page reloads between its sending and the result: it sends again under the same id."""
    page = await visit.open()
    await page.click("#person")
    await shows(page, "#place", "You are next")
    await page.evaluate("result = () => {}")  # Answers get lost.
    await say(page, "only once")
    await reached(lambda: node.service.heads[only_conversation(node)].head.customer_messages == 1)
    await page.reload()
    await settled(page, 1)
    assert node.service.heads[only_conversation(node)].head.customer_messages == 1
    await visit.check(page)


async def test_a_reload_in_the_middle_of_an_answer_shows_it_once(browser: Any, tmp_path: Path) -> None:
    options = NodeOptions(store=tmp_path / "store.db", pace=0.2)
    async with running(options) as node, visiting(browser, base_of(node)) as visit:
        page = await visit.open()
        await say(page, "How long does a refund take?")
        await page.wait_for_selector("#passing .bot")
        await page.reload()
        await page.wait_for_selector("#passing .bot")
        begun = await page.inner_text("#passing .bot .words")
        await page.evaluate("hangUp(1000)")
        await page.wait_for_selector("#items .bot")
        (answer,) = await bubbles(page, "bot")
        assert begun
        assert answer.startswith(begun)
        assert await page.locator("#passing li").count() == 0
        await visit.check(page)


async def test_who_comes_back_long_after_the_end_begins_anew(browser: Any, tmp_path: Path) -> None:
    options = NodeOptions(store=tmp_path / "store.db", pace=0.02, policy=Policy(reopen_window=1))
    async with running(options) as node, visiting(browser, base_of(node)) as visit:
        page = await visit.open()
        for number in range(1, 4):
            await say(page, f"visit {number}")
            await page.wait_for_function("n => state.items.some((item) => item.text === n)", arg=f"visit {number}")
            assert len(node.service.heads) == number
            await page.click("#end")
            await shows(page, "#speaker", "This chat is closed")
            if number == 2:
                await page.reload()
                await page.wait_for_selector('#log[aria-busy="false"]', state="attached")
        await visit.check(page)


async def test_two_tabs_of_one_customer_are_one_conversation(node: Node, visit: Visit) -> None:
    first, second = await visit.open(), await visit.open()
    desk = await desk_of(node)
    await first.click("#person")
    await shows(second, "#place", "You are next")
    await say(first, "from the first")
    await say(second, "from the second")
    for page in (first, second):
        await settled(page, 2)
    conv = only_conversation(node)
    await desk.command(conv, "take")
    await desk.command(conv, "reply", text="to both")
    for page in (first, second):
        await shows(page, "#items .agent", "to both")
        assert await bubbles(page, "agent") == ["to both"]
        await visit.check(page)
    await desk.close()


async def test_order_holds_when_many_messages_go_out_at_once(node: Node, visit: Visit) -> None:
    page = await visit.open()
    await page.click("#person")
    await shows(page, "#place", "You are next")
    sent = [f"message {n}" for n in range(13)]  # More than the burst that the backend lets through.
    await page.evaluate("texts => texts.forEach((text) => put({ t: 'say', text, lang: '' }))", sent)
    await settled(page, len(sent))
    assert await bubbles(page, "customer") == sent
    await visit.check(page)


async def test_a_message_that_is_refused_can_be_edited(node: Node, visit: Visit) -> None:
    page = await visit.open()
    await page.evaluate("state.limit = 1e6")
    await say(page, "x" * 16_400)
    await shows(page, "#passing .failed", "not sent")
    await page.reload()
    await page.get_by_role("button", name="Edit").click()
    assert len(await page.input_value("#text")) == 16_400
    assert await page.locator("#passing li").count() == 0
    await say(page, "short")
    await settled(page, 1)
    await visit.check(page)


async def test_without_local_storage_the_page_still_chats(browser: Any, node: Node) -> None:
    async with visiting(browser, base_of(node)) as visit:
        await visit.context.add_init_script(
            "for (const name of ['localStorage', 'sessionStorage'])"
            " Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });"
        )
        page = await visit.open()
        await page.click("#person")
        await shows(page, "#place", "You are next")
        await say(page, "hello")
        await settled(page, 1)
        await page.evaluate("hangUp(1000)")  # The key lives as long as the page.
        await page.wait_for_function("() => state.live")
        await say(page, "again")
        await settled(page, 2)
        await visit.check(page)


async def test_another_origin_gets_no_ticket_and_no_socket(node: Node) -> None:
    base = base_of(node)

    def ask(origin: str | None) -> int:
        headers = {"content-type": "application/json"} | ({"origin": origin} if origin else {})
        request = urllib.request.Request(base + "/v1/ticket", b"{}", headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    for origin in ("https://evil.example", "null", base + ".evil.example", base + "/", None):
        assert await asyncio.to_thread(ask, origin) == 403
        with pytest.raises(InvalidStatus) as refused:
            await connect(base.replace("http", "ws") + "/v1/customer", origin=origin)  # type: ignore[arg-type]
        assert refused.value.response.status_code == 403
    assert await asyncio.to_thread(ask, base) == 200


async def test_a_page_that_is_not_allowed_says_so(browser: Any, node: Node) -> None:
    async with visiting(browser, base_of(node)) as visit:
        page = await visit.context.new_page()
        await page.route("**/v1/ticket", lambda route: route.fulfill(status=403, body="{}"))
        await page.goto(visit.base + "/")
        await shows(page, "#link", "not allowed")


LUMINANCE = """
() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const ratio = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const seen = [];
  for (const one of document.querySelectorAll("body *")) {
    if (!one.checkVisibility()) continue;
    const style = getComputedStyle(one);
    const own = Array.from(one.childNodes).some((node) => node.nodeType === 3 && node.data.trim());
    const name = one.tagName + "#" + one.id + "." + one.className;
    if (own && !one.closest(".hidden")) seen.push([name, "text", ratio(rgb(style.color), ground(one))]);
    if (one.matches("input, textarea")) {
      seen.push([name, "text", ratio(rgb(style.color), ground(one))]);
      seen.push([name, "text", ratio(rgb(getComputedStyle(one, "::placeholder").color), ground(one))]);
    }
    if (one.matches("input, textarea, button:not([aria-disabled=true])")) {
      seen.push([name, "edge", ratio(rgb(style.borderTopColor), ground(one.parentElement))]);
    }
  }
  return seen;
}
"""


async def fill_with_everything(node: Node, page: Any, desk: Desk) -> str:
    """A conversation with every kind of entry, resolved."""
    await say(page, "How long does a refund take?")
    await page.wait_for_selector("#items .bot")
    await page.click("#person")
    await shows(page, "#place", "You are next")
    conv = only_conversation(node)
    await desk.command(conv, "take")
    await desk.command(conv, "reply", text="Good morning, I am looking into it.")
    await say(page, "Thank you 🙏")
    await settled(page, 2)
    return conv


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_contrast(browser: Any, node: Node, scheme: str) -> None:
    async with visiting(browser, base_of(node), color_scheme=scheme) as visit:
        page, desk = await visit.open(), await desk_of(node)
        measured = await page.evaluate(LUMINANCE)
        conv = await fill_with_everything(node, page, desk)
        measured += await page.evaluate(LUMINANCE)
        await desk.command(conv, "resolve", disposition="solved")
        await page.click("#stars button >> nth=2")
        await shows(page, "#rated", "Thank you!")
        await page.evaluate(
            "state.offline = true; state.live = false; drawLink(); $('problem').textContent = 'x';"
            "$('newer').hidden = false; put({ t: 'say', text: 'on its way' });"
            "state.outbox.push({ key: 'z', failed: true, frame: { t: 'say', id: 'z', text: 'refused' } }); draw();"
        )
        measured += await page.evaluate(LUMINANCE)
        assert {name.split(".")[-1] for name, _, _ in measured} >= {"state", "words", "notice", "by"}
        weak = [one for one in measured if one[2] < (4.5 if one[1] == "text" else 3.0)]
        assert weak == []
        await desk.close()


async def test_everything_has_a_name_and_is_reached_by_key(node: Node, visit: Visit) -> None:
    page, desk = await visit.open(), await desk_of(node)
    assert await page.get_attribute("html", "lang") == "en"
    for role, name in (
        ("button", "Talk to a person"),
        ("button", "Send"),
        ("textbox", "Your message"),
        ("textbox", "Your name (optional)"),
        ("region", "Conversation"),
        ("log", "Conversation"),
    ):
        assert await page.get_by_role(role, name=name).count() == 1, (role, name)
    reached_ids = []
    for _ in range(5):
        await page.keyboard.press("Tab")
        reached_ids.append(await page.evaluate("document.activeElement.id"))
    assert reached_ids == ["person", "scroll", "name", "text", "send"]
    outline = "() => getComputedStyle(document.activeElement).outlineStyle"
    assert await page.evaluate(outline) == "solid"

    conv = await fill_with_everything(node, page, desk)
    assert await page.evaluate("document.activeElement.id") == "text"
    unnamed = """() => Array.from(document.querySelectorAll("button, input, textarea"))
      .filter((one) => one.checkVisibility())
      .filter((one) => !(one.textContent.trim() || one.ariaLabel || one.labels?.[0]?.textContent.trim()))
      .map((one) => one.id)"""
    await desk.command(conv, "resolve", disposition="solved")
    await page.wait_for_selector("#rating:not([hidden])")
    assert await page.evaluate(unnamed) == []
    # Who says it is told in words, not by colour and side alone.
    spoken = await page.locator("#items li:not(.notice) .by").all_text_contents()
    assert [name.split(" ")[0] for name in spoken] == ["You", "Assistant", "Maya", "You"]
    ids = await page.evaluate("Array.from(document.querySelectorAll('[id]'), (one) => one.id)")
    assert len(ids) == len(set(ids))
    await visit.check(page)
    await desk.close()


async def test_focus_stays_in_the_page_when_its_button_goes(node: Node, visit: Visit) -> None:
    page = await visit.open()
    await page.click("#person")
    # Keys go to whatever has the focus, and a button that is still hidden cannot take it.
    await page.wait_for_selector("#withdraw:not([hidden])")
    await page.locator("#withdraw").press("Enter")
    await shows(page, "#speaker", "You are talking to our assistant")
    assert await page.evaluate("document.activeElement.id") == "text"
    await page.wait_for_selector("#end:not([hidden])")
    await page.locator("#end").press("Enter")
    await shows(page, "#speaker", "This chat is closed")
    assert await page.evaluate("document.activeElement.id") == "text"
    await visit.check(page)


@pytest.mark.parametrize("locale", ["de-DE", "pt-BR"])
async def test_a_small_telephone_in_the_longest_languages(browser: Any, node: Node, locale: str) -> None:
    options: dict[str, Any] = {"locale": locale, "viewport": {"width": 360, "height": 640}, "reduced_motion": "reduce"}
    async with visiting(browser, base_of(node), **options) as visit:
        page = await visit.open()
        await page.click("#person")
        await page.wait_for_selector("#withdraw:not([hidden])")
        await say(page, "x" * 500)
        await settled(page, 1)
        assert await page.get_attribute("html", "lang") == locale[:2]
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth && scrollY === 0")
        outside = """() => Array.from(document.querySelectorAll("button, textarea, #scroll"))
          .filter((one) => one.checkVisibility()).filter((one) => {
            const box = one.getBoundingClientRect();
            return box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight;
          }).map((one) => one.id)"""
        assert await page.evaluate(outside) == []
        assert (await page.locator("#scroll").bounding_box())["height"] > 150
        await visit.check(page)


async def test_every_language_says_everything(visit: Visit) -> None:
    page = await visit.open()
    missing = await page.evaluate(
        "Object.values(WORDS).map((one) => Object.keys(WORDS.en).filter((id) => !Object.hasOwn(one, id)))"
    )
    assert missing == [[]] * 5


async def test_with_nobody_there_a_call_back_can_be_chosen(node: Node, visit: Visit) -> None:
    page = await visit.open()
    await page.click("#person")
    await shows(page, "#place", "Nobody is here right now.")
    await page.wait_for_selector("#call-back:not([hidden])")
    assert (await page.locator("#message").text_content() or "").startswith("Answer me in writing by")
    await page.click("#call-back")
    await shows(page, "#speaker", "We will get back to you")
    await page.wait_for_selector("#call-back", state="hidden")
    (stored,) = node.service.heads.values()
    assert stored.head.promise is not None
    assert stored.head.promise.kind == "call_back"
    await visit.check(page)
