"use strict";

// A customer's page: protocol 1 of /v1/customer. Text is only ever set as text; nothing is lost over a reload or a drop.

const WORDS = {
  en: {
    bot: "You are talking to our assistant", waiting: "A person is coming", human: "{name} is here",
    promised: "We will get back to you", resolved: "This chat is closed", new: "How can we help?",
    place: "Your place in line: {n}", next: "You are next", person: "Talk to a person", withdraw: "Go on with the assistant",
    end: "End chat", send: "Send", name: "Your name (optional)", text: "Your message", you: "You", assistant: "Assistant",
    sending: "sending…", kept: "kept, sent as soon as you are connected", offline: "No connection. Your messages are kept.", typing: "{name} is typing…",
    rate: "How was this chat?", rated: "Thank you!", stars: "{n} of 5", back: "back online",
    n_asked: "You asked for a person.", n_queued: "A person will be with you.", n_joined: "{name} joined the chat.",
    n_handed_back: "Our assistant goes on.", n_resolved: "The chat was closed. Write again any time.",
    n_reopened: "The chat is open again.", n_withdrawn: "You go on with the assistant.", n_promised: "We will get back to you.",
    n_busy: "Many people are writing just now. You keep your place in line.", n_still_here: "You are still in line. A person will come.",
    n_known_problem: "We know about a problem with {topic}. You keep your place in line.",
    n_closed_now: "Nobody is here right now. We open again {at}.",
    estimate: "About {from} to {to} minutes.", nobody: "Nobody is here right now.",
    nobody_until: "Nobody is here right now. Somebody is here again {at}.",
    call_back: "Call me back by {at}", message: "Answer me in writing by {at}",
    n_erased: "Your data was deleted.", again: "Write to open the chat again",
    log: "Conversation", passing: "Being written", edit: "Edit", newer: "New messages", asking: "Asking for a person…",
    failed_plain: "not sent", too_long: "This message is too long: {over} characters too many. Send it in parts.",
    refused: "That was not possible just now.", denied: "This page is not allowed to open a chat here.",
    stopped: "Please reload this page to go on.", here: "No connection. Your messages are kept while this page is open.",
  },
  sv: {
    bot: "Du pratar med vår assistent", waiting: "En människa är på väg", human: "{name} är här",
    promised: "Vi hör av oss", resolved: "Chatten är avslutad", new: "Vad kan vi hjälpa till med?",
    place: "Din plats i kön: {n}", next: "Du är näst på tur", person: "Prata med en människa", withdraw: "Fortsätt med assistenten",
    end: "Avsluta chatten", send: "Skicka", name: "Ditt namn (valfritt)", text: "Ditt meddelande", you: "Du", assistant: "Assistent",
    sending: "skickas…", kept: "sparat, skickas när du är uppkopplad", offline: "Ingen anslutning. Dina meddelanden sparas.", typing: "{name} skriver…",
    rate: "Hur var chatten?", rated: "Tack!", stars: "{n} av 5", back: "uppkopplad igen",
    n_asked: "Du bad om en människa.", n_queued: "En människa kommer till dig.", n_joined: "{name} är med i chatten.",
    n_handed_back: "Vår assistent fortsätter.", n_resolved: "Chatten avslutades. Skriv igen när du vill.",
    n_reopened: "Chatten är öppen igen.", n_withdrawn: "Du fortsätter med assistenten.", n_promised: "Vi hör av oss.",
    n_busy: "Många skriver just nu. Du behåller din plats i kön.", n_still_here: "Du står kvar i kön. En människa kommer.",
    n_known_problem: "Vi känner till ett problem med {topic}. Du behåller din plats i kön.",
    n_closed_now: "Ingen är här just nu. Vi öppnar igen {at}.",
    estimate: "Ungefär {from} till {to} minuter.", nobody: "Ingen är här just nu.",
    nobody_until: "Ingen är här just nu. Någon är här igen {at}.",
    call_back: "Ring mig senast {at}", message: "Svara mig skriftligt senast {at}",
    n_erased: "Dina uppgifter har raderats.", again: "Skriv för att öppna chatten igen",
    log: "Samtal", passing: "Skrivs just nu", edit: "Ändra", newer: "Nya meddelanden", asking: "Ber om en människa…",
    failed_plain: "inte skickat", too_long: "Meddelandet är {over} tecken för långt. Skicka det i delar.",
    refused: "Det gick inte just nu.", denied: "Den här sidan får inte öppna en chatt här.",
    stopped: "Ladda om sidan för att fortsätta.", here: "Ingen anslutning. Dina meddelanden sparas så länge sidan är öppen.",
  },
  de: {
    bot: "Sie sprechen mit unserem Assistenten", waiting: "Ein Mensch kommt gleich", human: "{name} ist da",
    promised: "Wir melden uns", resolved: "Der Chat ist beendet", new: "Wie können wir helfen?",
    place: "Ihr Platz in der Schlange: {n}", next: "Sie sind als Nächstes dran", person: "Mit einem Menschen sprechen", withdraw: "Mit dem Assistenten weitermachen",
    end: "Chat beenden", send: "Senden", name: "Ihr Name (freiwillig)", text: "Ihre Nachricht", you: "Sie", assistant: "Assistent",
    sending: "wird gesendet…", kept: "aufbewahrt, wird gesendet, sobald Sie verbunden sind", offline: "Keine Verbindung. Ihre Nachrichten bleiben erhalten.", typing: "{name} schreibt…",
    rate: "Wie war dieser Chat?", rated: "Danke!", stars: "{n} von 5", back: "wieder verbunden",
    n_asked: "Sie haben nach einem Menschen gefragt.", n_queued: "Ein Mensch kommt zu Ihnen.", n_joined: "{name} ist im Chat.",
    n_handed_back: "Unser Assistent macht weiter.", n_resolved: "Der Chat wurde beendet. Schreiben Sie jederzeit wieder.",
    n_reopened: "Der Chat ist wieder offen.", n_withdrawn: "Sie machen mit dem Assistenten weiter.", n_promised: "Wir melden uns.",
    n_busy: "Gerade schreiben viele. Sie behalten Ihren Platz in der Schlange.", n_still_here: "Sie sind noch in der Schlange. Ein Mensch kommt.",
    n_known_problem: "Wir kennen ein Problem mit {topic}. Sie behalten Ihren Platz in der Schlange.",
    n_closed_now: "Im Moment ist niemand da. Wir öffnen wieder: {at}.",
    estimate: "Etwa {from} bis {to} Minuten.", nobody: "Im Moment ist niemand da.",
    nobody_until: "Im Moment ist niemand da. Wieder da: {at}.",
    call_back: "Rückruf bis {at}", message: "Schriftlich bis {at}",
    n_erased: "Ihre Daten wurden gelöscht.", again: "Schreiben Sie, um den Chat wieder zu öffnen",
    log: "Gespräch", passing: "Wird gerade geschrieben", edit: "Ändern", newer: "Neue Nachrichten", asking: "Ein Mensch wird gerufen…",
    failed_plain: "nicht gesendet", too_long: "Diese Nachricht ist um {over} Zeichen zu lang. Senden Sie sie in Teilen.",
    refused: "Das ging gerade nicht.", denied: "Diese Seite darf hier keinen Chat öffnen.",
    stopped: "Bitte laden Sie die Seite neu.", here: "Keine Verbindung. Ihre Nachrichten bleiben erhalten, solange diese Seite offen ist.",
  },
  es: {
    bot: "Habla con nuestro asistente", waiting: "Enseguida le atiende una persona", human: "{name} está aquí",
    promised: "Le responderemos", resolved: "El chat ha terminado", new: "¿En qué podemos ayudarle?",
    place: "Su puesto en la cola: {n}", next: "Es su turno", person: "Hablar con una persona", withdraw: "Seguir con el asistente",
    end: "Terminar el chat", send: "Enviar", name: "Su nombre (opcional)", text: "Su mensaje", you: "Usted", assistant: "Asistente",
    sending: "enviando…", kept: "guardado, se enviará al recuperar la conexión", offline: "Sin conexión. Sus mensajes se conservan.", typing: "{name} está escribiendo…",
    rate: "¿Qué tal el chat?", rated: "¡Gracias!", stars: "{n} de 5", back: "conectado de nuevo",
    n_asked: "Ha pedido hablar con una persona.", n_queued: "Una persona le atenderá.", n_joined: "{name} se ha unido al chat.",
    n_handed_back: "Sigue nuestro asistente.", n_resolved: "El chat se ha cerrado. Escriba cuando quiera.",
    n_reopened: "El chat está abierto otra vez.", n_withdrawn: "Sigue con el asistente.", n_promised: "Le responderemos.",
    n_busy: "Ahora mismo escribe mucha gente. Conserva su puesto en la cola.", n_still_here: "Sigue en la cola. Le atenderá una persona.",
    n_known_problem: "Conocemos un problema con {topic}. Conserva su puesto en la cola.",
    n_closed_now: "Ahora no hay nadie. Volvemos a abrir: {at}.",
    estimate: "Unos {from} a {to} minutos.", nobody: "Ahora no hay nadie.",
    nobody_until: "Ahora no hay nadie. Volvemos: {at}.",
    call_back: "Llámenme antes de: {at}", message: "Respóndanme por escrito antes de: {at}",
    n_erased: "Sus datos se han borrado.", again: "Escriba para abrir el chat de nuevo",
    log: "Conversación", passing: "Escribiéndose", edit: "Editar", newer: "Mensajes nuevos", asking: "Llamando a una persona…",
    failed_plain: "no enviado", too_long: "El mensaje tiene {over} caracteres de más. Envíelo por partes.",
    refused: "No ha sido posible ahora.", denied: "Esta página no puede abrir un chat aquí.",
    stopped: "Vuelva a cargar la página para seguir.", here: "Sin conexión. Sus mensajes se conservan mientras esta página esté abierta.",
  },
  pt: {
    bot: "Você fala com o nosso assistente", waiting: "Uma pessoa já vem", human: "{name} está aqui",
    promised: "Vamos responder", resolved: "O chat terminou", new: "Como podemos ajudar?",
    place: "Seu lugar na fila: {n}", next: "Você é o próximo", person: "Falar com uma pessoa", withdraw: "Continuar com o assistente",
    end: "Encerrar o chat", send: "Enviar", name: "Seu nome (opcional)", text: "Sua mensagem", you: "Você", assistant: "Assistente",
    sending: "enviando…", kept: "guardado, será enviado quando houver conexão", offline: "Sem conexão. Suas mensagens ficam guardadas.", typing: "{name} está escrevendo…",
    rate: "Como foi este chat?", rated: "Obrigado!", stars: "{n} de 5", back: "conectado de novo",
    n_asked: "Você pediu uma pessoa.", n_queued: "Uma pessoa vai atender você.", n_joined: "{name} entrou no chat.",
    n_handed_back: "Nosso assistente continua.", n_resolved: "O chat foi encerrado. Escreva quando quiser.",
    n_reopened: "O chat está aberto de novo.", n_withdrawn: "Você continua com o assistente.", n_promised: "Vamos responder.",
    n_busy: "Muita gente está escrevendo agora. Você mantém o seu lugar na fila.", n_still_here: "Você continua na fila. Uma pessoa vem.",
    n_known_problem: "Sabemos de um problema com {topic}. Você mantém o seu lugar na fila.",
    n_closed_now: "Não há ninguém aqui agora. Reabrimos: {at}.",
    estimate: "Cerca de {from} a {to} minutos.", nobody: "Não há ninguém aqui agora.",
    nobody_until: "Não há ninguém aqui agora. Voltamos: {at}.",
    call_back: "Liguem para mim até {at}", message: "Respondam por escrito até {at}",
    n_erased: "Seus dados foram apagados.", again: "Escreva para abrir o chat de novo",
    log: "Conversa", passing: "Sendo escrito", edit: "Editar", newer: "Mensagens novas", asking: "Chamando uma pessoa…",
    failed_plain: "não enviado", too_long: "A mensagem tem {over} caracteres a mais. Envie em partes.",
    refused: "Não foi possível agora.", denied: "Esta página não pode abrir um chat aqui.",
    stopped: "Recarregue a página para continuar.", here: "Sem conexão. Suas mensagens ficam guardadas enquanto esta página estiver aberta.",
  },
};

const LANG = (navigator.language || "en").slice(0, 2).toLowerCase();
const SAY = Object.hasOwn(WORDS, LANG) ? WORDS[LANG] : WORDS.en;
const STOP_CODES = new Set([4409, 4500, 4501, 4526]);
const PROTO = 1;
const OUT = "out.";
const LONG_WAIT = 10;
const PROMISES = { "call-back": "call_back", message: "message" };

const $ = (id) => document.getElementById(id);
// A name stands in its own direction: an Arabic one does not turn a Swedish sentence round.
const isolated = (value) => (typeof value === "number" ? String(value) : `\u2068${value}\u2069`);
const words = (id, values = {}) =>
  SAY[id].replace(/\{(\w+)\}/g, (all, name) => (name in values ? isolated(values[name]) : all));

// What is kept over a reload; where the browser keeps nothing, in this page only.

const memory = {
  works: true,
  get(name, otherwise, store = "localStorage") {
    try { return JSON.parse(window[store].getItem("warmline." + name)) ?? otherwise; } catch { return otherwise; }
  },
  set(name, value, store = "localStorage") {
    try { window[store].setItem("warmline." + name, JSON.stringify(value)); } catch { memory.works = false; }
  },
  drop(name) {
    try { localStorage.removeItem("warmline." + name); } catch { memory.works = false; }
  },
  names(prefix) {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith("warmline." + prefix)).map((key) => key.slice(9));
    } catch { return []; }
  },
};

function newId(bytes = 12) {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (b) => b.toString(16).padStart(2, "0")).join("");
}

// Made here rather than by the backend, so that two tabs opened at once are one customer.
function ownKey() {
  const key = memory.get("key", "");
  if (typeof key === "string" && key.length >= 32 && key.length <= 64) return key;
  memory.set("key", newId(32));
  return memory.get("key", newId(32));
}

const state = {
  key: ownKey(), outbox: [], flying: "", rest: 0,
  conv: "", stream: "", have: 0, items: [], streams: new Map(), ended: new Set(), status: { state: "new" },
  awaited: 0, limit: 16384, score: 0,
  socket: null, live: false, attempts: 0, dialing: false, offline: false, timer: 0, ping: 0, heard: 0, goaway: null, stopped: "",
  typist: "", typingUntil: 0, typingTimer: 0, typedAt: 0, news: 0,
};

// the link

async function connect() {
  clearTimeout(state.timer);
  if (state.socket || state.dialing || state.stopped) return;
  state.dialing = true;
  const ticket = await newTicket();
  state.dialing = false;
  if (state.stopped) return drawLink();
  if (!ticket) return later();
  const url = new URL("v1/customer", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url);
  state.socket = socket;
  state.heard = Date.now();
  socket.onopen = () => send({
    t: "auth", ticket, proto: PROTO, have: state.have, conv: state.conv, name: $("name").value.trim(), lang: LANG,
  });
  socket.onmessage = (message) => {
    if (state.socket !== socket) return;
    state.heard = Date.now();
    hear(JSON.parse(message.data));
  };
  socket.onclose = (event) => { if (state.socket === socket) lost(event.code); };
  keepAlive();
}

async function newTicket() {
  try {
    const answer = await fetch("v1/ticket", {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ key: state.key }),
      signal: AbortSignal.timeout(10000),
    });
    if (answer.status === 403) state.stopped = "denied";
    return answer.ok ? (await answer.json()).ticket : "";
  } catch {
    return "";
  }
}

function send(frame) {
  if (state.socket && state.socket.readyState === WebSocket.OPEN) state.socket.send(JSON.stringify(frame));
}

function lost(code) {
  state.socket = null;
  state.live = false;
  clearTimeout(state.ping);
  // What the backend could not read it will not read next time either.
  const unread = (code === 1009 || code === 4500) && state.outbox.find((one) => one.frame.id === state.flying);
  if (unread) fail(unread);
  state.flying = "";
  state.typingUntil = 0;
  drawTyping();
  if (STOP_CODES.has(code)) state.stopped = "stopped";
  else later();
  draw();
}

function hangUp(code) {
  const old = state.socket;
  if (!old) return;
  lost(code);
  old.close();
}

function later() {
  // Who has something unsaid, perhaps an ask for a person, is not kept waiting by earlier failures or for the others' sake.
  const unsaid = state.outbox.some((one) => !one.failed);
  let wait;
  if (state.goaway) {
    wait = state.goaway.retry_min_ms + Math.random() * state.goaway.retry_window_ms;
    if (unsaid) wait = Math.min(wait, 1000 + Math.random() * 1500);
    state.goaway = null;
  } else {
    // For as long as a restart takes; a backend that is away for longer is spared.
    const most = !unsaid ? 30000 : state.attempts < 12 ? 2000 : 5000;
    wait = state.attempts ? Math.random() * Math.min(most, 1000 * 2 ** Math.min(state.attempts, 5)) : Math.random() * 500;
  }
  // A drop of a blink is not worth a word.
  state.offline = wait > 500 || state.attempts > 0;
  state.attempts += 1;
  drawLink();
  clearTimeout(state.timer);
  state.timer = setTimeout(connect, wait);
}

function keepAlive() {
  clearTimeout(state.ping);
  state.ping = setTimeout(() => {
    const asked = Date.now();
    send({ t: "ping", n: asked });
    state.ping = setTimeout(() => { if (state.heard < asked) hangUp(1006); else keepAlive(); }, 10000);
  }, 15000);
}

// what comes

function hear(frame) {
  switch (frame.t) {
    case "hello": state.limit = frame.max_text || state.limit; break;
    case "welcome": welcome(frame); break;
    case "items": items(frame); break;
    case "chunk": chunk(frame); break;
    case "status":
      state.status = { place: 0, speaker: "", estimate: [], promise_by: 0, opens_at: 0, nobody: false, ...frame };
      drawHead();
      break;
    case "typing":
      state.typingUntil = frame.on === false ? 0 : Date.now() + 6000;
      state.typist = frame.who || "";
      drawTyping();
      break;
    case "result": result(frame); break;
    case "goaway": state.goaway = frame; break;
  }
}

function welcome(frame) {
  const restored = state.stream && frame.stream !== state.stream;
  state.stream = frame.stream;
  state.attempts = 0; // The backend answers: who must sign in once more does not wait out what was lost before.
  if (restored && state.have) {
    // What this page has may never have happened in a backend that was restored: it is read again from the start.
    begin("");
    return hangUp(1000);
  }
  if (frame.conv !== state.conv || frame.seq < state.have) begin(frame.conv);
  state.awaited = frame.seq;
  state.live = true;
  state.offline = false;
  if (frame.name && !memory.get("name", "")) $("name").value = frame.name;
  adopt();
  drawLink();
  pump();
  draw();
}

function begin(conv) {
  state.conv = conv;
  state.have = 0;
  state.items = [];
  state.score = 0;
  state.streams.clear();
  state.ended.clear();
}

function items(frame) {
  if (frame.conv !== state.conv) begin(frame.conv);
  for (const item of frame.items) {
    if (item.seq <= state.have) continue;
    if (item.seq !== state.have + 1) return hangUp(1000);
    take(item);
  }
  draw();
  seen();
}

function take(item) {
  state.have = item.seq;
  state.items.push(item);
  if (item.kind === "bot") {
    state.streams.delete(item.turn);
    state.ended.add(item.turn);
  }
  if (item.kind === "agent" || item.code === "resolved") {
    state.typingUntil = 0;
    drawTyping();
  }
  if (item.code === "rated") state.score = Number(item.data?.score) || 0;
  if (item.code === "reopened") state.score = 0;
  if (item.kind === "customer") {
    // One of ours that is still unanswered has come back as an item: it is shown once.
    const mine = state.outbox.find((one) => !one.shown && !one.failed && one.frame.text === item.text
      && (one.conv !== state.conv || item.seq > one.after));
    if (mine) mine.shown = true;
  }
  if (state.have > state.awaited && document.visibilityState !== "visible" && (item.kind === "agent" || item.kind === "bot")) state.news += 1;
}

function chunk(frame) {
  if (state.ended.has(frame.turn)) return;
  const before = frame.n === 0 ? "" : state.streams.get(frame.turn) || "";
  state.streams.set(frame.turn, before + frame.text);
  draw();
}

function result(frame) {
  if (state.flying === frame.id) state.flying = "";
  const item = state.outbox.find((one) => one.frame.id === frame.id);
  if (item && frame.status === "ok") release(item);
  else if (item && frame.status === "refused") fail(item);
  else if (item) {
    clearTimeout(state.rest);
    state.rest = setTimeout(() => { state.rest = 0; pump(); }, frame.retry_ms || 1000);
  }
  draw();
  pump();
}

function seen() {
  if (document.visibilityState !== "visible") return;
  if (state.have) send({ t: "seen", seq: state.have });
  state.news = 0;
  drawHead();
}

// What goes out: one at a time and in order, kept until the backend has answered.

function put(frame) {
  const item = { frame: { ...frame, id: newId() }, at: Date.now(), conv: state.conv, after: state.have };
  item.key = OUT + String(item.at).padStart(15, "0") + "." + item.frame.id;
  state.outbox.push(item);
  keep(item);
  pump();
  draw();
}

function keep({ key, frame, at, conv, after, failed }) {
  memory.set(key, { frame, at, conv, after, failed });
}

function pump() {
  if (!state.live || state.flying || state.rest) return;
  const next = state.outbox.find((one) => !one.failed);
  if (!next) return;
  state.flying = next.frame.id;
  send(next.frame);
}

function release(item) {
  state.outbox = state.outbox.filter((one) => one !== item);
  memory.drop(item.key);
}

function fail(item) {
  if (item.frame.t === "say") {
    item.failed = true;
    item.shown = false;
    keep(item);
  } else {
    release(item);
    $("problem").textContent = SAY.refused;
  }
}

// What an earlier page, or another tab that is gone, did not get out; ids make a second sending harmless.
function adopt() {
  const known = new Set(state.outbox.map((one) => one.key));
  for (const key of memory.names(OUT)) {
    const item = known.has(key) ? null : memory.get(key, null);
    if (item?.frame?.id) state.outbox.push({ ...item, key });
  }
  state.outbox.sort((one, other) => (one.key < other.key ? -1 : 1));
}

// Half a surrogate pair and control characters are no text; the backend would refuse the whole frame.
function clean(text) {
  const whole = text.toWellFormed ? text.toWellFormed() : text.replace(/\p{Surrogate}/gu, "\ufffd");
  return whole.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "").trim();
}

function submit() {
  const text = clean($("text").value);
  if (!text) return;
  const bytes = new TextEncoder().encode(text).length;
  const over = Math.ceil((1 - state.limit / bytes) * text.length);
  $("problem").textContent = over > 0 ? words("too_long", { over }) : "";
  if (over > 0) return;
  compose("");
  stopTyping();
  $("scroll").scrollTop = $("scroll").scrollHeight;
  put({ t: "say", text, lang: LANG });
}

function compose(text) {
  $("text").value = text;
  memory.set("draft", text, "sessionStorage");
  $("text").focus();
}

function editAgain(item) {
  release(item);
  compose([item.frame.text, $("text").value].filter(Boolean).join("\n"));
  draw();
}

function stopTyping() {
  if (state.typedAt) send({ t: "typing", on: false });
  state.typedAt = 0;
}

$("form").addEventListener("submit", (event) => { event.preventDefault(); submit(); });

$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
    event.preventDefault();
    submit();
  }
});

$("text").addEventListener("input", () => {
  memory.set("draft", $("text").value, "sessionStorage");
  $("problem").textContent = "";
  if (!$("text").value.trim()) stopTyping();
  else if (Date.now() - state.typedAt > 3000) { state.typedAt = Date.now(); send({ t: "typing", on: true }); }
});

// A name is told on signing in, so a new one signs in again.
$("name").addEventListener("change", () => {
  memory.set("name", $("name").value.trim());
  hangUp(1000);
  connect();
});

function wish(what) {
  $("problem").textContent = "";
  put({ t: "wish", what });
}

$("person").addEventListener("click", () => {
  if ($("person").getAttribute("aria-disabled") !== "true") wish("person");
});
$("withdraw").addEventListener("click", () => { wish("withdraw"); $("text").focus(); });
for (const [id, kind] of Object.entries(PROMISES)) {
  $(id).addEventListener("click", () => {
    $("problem").textContent = "";
    put({ t: "promise", kind, due: state.status.promise_by });
    $("text").focus();
  });
}
$("end").addEventListener("click", () => { wish("end"); $("text").focus(); });
$("newer").addEventListener("click", () => { $("scroll").scrollTop = $("scroll").scrollHeight; $("scroll").focus(); });
$("scroll").addEventListener("scroll", () => { if (atEnd()) $("newer").hidden = true; });
document.addEventListener("visibilitychange", seen);
window.addEventListener("online", () => { state.attempts = 0; connect(); });
window.addEventListener("storage", (event) => {
  if (!event.key?.startsWith("warmline." + OUT) || event.newValue !== null) return;
  state.outbox = state.outbox.filter((one) => "warmline." + one.key !== event.key);
  draw();
});

// drawing

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function bubble(kind, by, at = 0) {
  const entry = element("li", kind);
  const label = element("p", kind.startsWith("customer") ? "by hidden" : "by", by);
  label.dir = "auto";
  if (at) {
    const time = element("time", "", new Date(at).toLocaleTimeString(navigator.language, { hour: "2-digit", minute: "2-digit" }));
    time.dateTime = new Date(at).toISOString();
    label.append(" ", time);
  }
  const said = element("p", "words");
  said.dir = "auto";
  entry.append(label, said);
  return entry;
}

function atEnd() {
  const view = $("scroll");
  return view.scrollHeight - view.scrollTop - view.clientHeight < 60;
}

let drawn = { conv: null, count: 0 };

function draw() {
  const followed = atEnd();
  if (drawn.conv !== state.conv || drawn.count > state.items.length) {
    $("items").replaceChildren();
    drawn = { conv: state.conv, count: 0 };
  }
  const before = drawn.count;
  for (; drawn.count < state.items.length; drawn.count += 1) {
    const entry = entryOf(state.items[drawn.count]);
    if (entry) $("items").append(entry);
  }
  drawPassing();
  if (followed) $("scroll").scrollTop = $("scroll").scrollHeight;
  else if (drawn.count > before) $("newer").hidden = false;
  // A history is not read out; what comes after it is.
  if (state.live && state.have >= state.awaited) $("log").setAttribute("aria-busy", "false");
  drawHead();
}

// Times as the customer's own clock has them.
function shown(data = {}) {
  if (!Number.isFinite(data.at)) return data;
  const at = new Date(data.at).toLocaleString(navigator.language, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  return { ...data, at };
}

function entryOf(item) {
  const by = { customer: SAY.you, agent: item.name, bot: SAY.assistant }[item.kind];
  if (by !== undefined) {
    if (!item.text) return null;
    const entry = bubble(item.kind, by, item.at);
    entry.lastChild.textContent = item.cut ? item.text + " …" : item.text;
    return entry;
  }
  if (item.kind !== "notice" || !Object.hasOwn(SAY, "n_" + item.code)) return null;
  return element("li", "notice", words("n_" + item.code, shown(item.data)));
}

// Running answers and what is on its way: kept apart from the log, so that nothing is read out twice.
function drawPassing() {
  const wanted = new Map();
  for (const [turn, text] of state.streams) wanted.set("turn " + turn, { kind: "bot", text });
  for (const item of state.outbox) {
    if (item.frame.t === "say" && !item.shown) {
      wanted.set(item.key, { kind: "customer pending" + (item.failed ? " failed" : ""), text: item.frame.text, item });
    }
  }
  const known = new Map(Array.from($("passing").children, (entry) => [entry.dataset.key, entry]));
  for (const [key, entry] of known) if (!wanted.has(key)) entry.remove();
  let place = $("passing").firstChild;
  for (const [key, { kind, text, item }] of wanted) {
    let entry = known.get(key);
    if (!entry) {
      entry = bubble(kind, item ? SAY.you : SAY.assistant);
      entry.dataset.key = key;
      if (item) entry.append(element("p", "state"));
    }
    entry.className = kind;
    const said = entry.querySelector(".words");
    if (said.textContent !== text) said.textContent = text;
    if (item) drawState(entry.lastChild, item);
    if (entry === place) place = place.nextSibling;
    else $("passing").insertBefore(entry, place);
  }
}

function drawState(note, item) {
  const text = item.failed ? SAY.failed_plain : state.live ? SAY.sending : SAY.kept;
  if (note.dataset.text === text) return;
  note.dataset.text = text;
  note.textContent = text;
  if (!item.failed) return;
  const edit = element("button", "quiet", SAY.edit);
  edit.type = "button";
  edit.addEventListener("click", () => editAgain(item));
  note.append(edit);
}

function drawHead() {
  const { state: now, speaker, place } = state.status;
  const known = ["bot", "waiting", "human", "promised", "resolved", "new"].includes(now) ? now : "new";
  const asking = state.outbox.some((one) => one.frame.what === "person");
  $("speaker").textContent = words(known, { name: speaker });
  const line = now === "waiting" && place ? waiting() : asking ? SAY.asking : "";
  if ($("place").textContent !== line) $("place").textContent = line;
  $("person").setAttribute("aria-disabled", String(now === "waiting" || now === "human" || asking));
  $("withdraw").hidden = !(now === "waiting" || now === "promised");
  // Who is answered soon needs no other way.
  const long = state.status.nobody || state.status.estimate?.[1] > LONG_WAIT;
  const by = now === "waiting" && !asking && long ? state.status.promise_by : 0;
  for (const [id, kind] of Object.entries(PROMISES)) {
    $(id).hidden = !by;
    $(id).textContent = by ? words(kind, { at: moment(by) }) : "";
  }
  $("end").hidden = now === "new" || now === "resolved";
  $("name-row").hidden = state.items.length > 0 || state.outbox.length > 0;
  $("text").placeholder = now === "resolved" ? SAY.again : SAY.text;
  document.title = (state.news ? `(${state.news}) ` : "") + (now === "human" ? speaker : SAY.new);
  drawRating(now === "resolved" && state.items.length > 0);
}

function waiting() {
  const { place, nobody, opens_at: opens, estimate } = state.status;
  const line = place === 1 ? SAY.next : words("place", { n: place });
  if (nobody) return `${line}. ${opens ? words("nobody_until", { at: moment(opens) }) : SAY.nobody}`;
  return estimate.length === 2 ? `${line}. ${words("estimate", { from: estimate[0], to: estimate[1] })}` : line;
}

function moment(at) {
  return new Date(at).toLocaleString(navigator.language, { weekday: "short", hour: "2-digit", minute: "2-digit" });
}

function drawRating(open) {
  const sent = state.outbox.findLast((one) => one.frame.t === "rate");
  const score = sent ? sent.frame.score : state.score;
  $("rating").hidden = !open;
  for (const [index, star] of Array.from($("stars").children).entries()) {
    star.textContent = index < score ? "★" : "☆";
    star.classList.toggle("on", index < score);
    star.setAttribute("aria-pressed", String(index + 1 === score));
  }
  const thanks = open && state.score && !sent ? SAY.rated : "";
  if ($("rated").textContent !== thanks) $("rated").textContent = thanks;
}

function drawLink() {
  const offline = memory.works ? SAY.offline : SAY.here;
  const line = state.stopped ? SAY[state.stopped] : state.offline ? offline : "";
  const was = $("link").textContent;
  if (was === line) return;
  $("link").textContent = line || (was && SAY.back);
  if (!line && was) setTimeout(() => { if ($("link").textContent === SAY.back) $("link").textContent = ""; }, 4000);
}

function drawTyping() {
  clearTimeout(state.typingTimer);
  const left = state.typingUntil - Date.now();
  $("typing").textContent = left > 0 ? words("typing", { name: state.typist || SAY.assistant }) : "";
  if (left > 0) state.typingTimer = setTimeout(drawTyping, left);
}

function fixed() {
  document.documentElement.lang = SAY === WORDS.en ? "en" : LANG;
  for (const id of ["person", "withdraw", "end", "send", "newer"]) $(id).textContent = SAY[id];
  $("name-label").textContent = SAY.name;
  $("text-label").textContent = SAY.text;
  $("log-label").textContent = SAY.log;
  $("passing").setAttribute("aria-label", SAY.passing);
  $("rating-title").textContent = SAY.rate;
  $("name").value = memory.get("name", "");
  $("text").value = memory.get("draft", "", "sessionStorage");
  for (let n = 1; n <= 5; n += 1) {
    const star = element("button", "quiet", "☆");
    star.type = "button";
    star.setAttribute("aria-label", words("stars", { n }));
    star.addEventListener("click", () => put({ t: "rate", score: n }));
    $("stars").append(star);
  }
}

fixed();
adopt();
draw();
connect();
