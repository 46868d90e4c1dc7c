"use strict";

// A customer's page: protocol 1 of /v1/customer. Text is only ever set as text; nothing is lost over a reload or a drop.

const WORDS = {
  en: {
    bot: "You are talking to our assistant", waiting: "A person is coming", human: "{name} is here",
    promised: "We will get back to you", resolved: "This chat is closed", new: "How can we help?",
    place: "Your place in line: {n}", next: "You are next", person: "Talk to a person", withdraw: "Go on with the assistant",
    end: "End chat", send: "Send", name: "Your name (optional)", text: "Your message", you: "You", assistant: "Assistant",
    sending: "sending…", kept: "kept, sent as soon as you are connected", failed: "not sent: {why}",
    offline: "No connection. Your messages are kept.", typing: "{name} is typing…",
    rate: "How was this chat?", rated: "Thank you!", stars: "{n} of 5", back: "back online",
    n_asked: "You asked for a person.", n_queued: "A person will be with you.", n_joined: "{name} joined the chat.",
    n_handed_back: "Our assistant goes on.", n_resolved: "The chat was closed. Write again any time.",
    n_reopened: "The chat is open again.", n_withdrawn: "You go on with the assistant.", n_promised: "We will get back to you.",
    n_erased: "Your data was deleted.", again: "Write to open the chat again",
  },
  sv: {
    bot: "Du pratar med vår assistent", waiting: "En människa är på väg", human: "{name} är här",
    promised: "Vi hör av oss", resolved: "Chatten är avslutad", new: "Vad kan vi hjälpa till med?",
    place: "Din plats i kön: {n}", next: "Du är näst på tur", person: "Prata med en människa", withdraw: "Fortsätt med assistenten",
    end: "Avsluta chatten", send: "Skicka", name: "Ditt namn (valfritt)", text: "Ditt meddelande", you: "Du", assistant: "Assistent",
    sending: "skickas…", kept: "sparat, skickas när du är uppkopplad", failed: "inte skickat: {why}",
    offline: "Ingen anslutning. Dina meddelanden sparas.", typing: "{name} skriver…",
    rate: "Hur var chatten?", rated: "Tack!", stars: "{n} av 5", back: "uppkopplad igen",
    n_asked: "Du bad om en människa.", n_queued: "En människa kommer till dig.", n_joined: "{name} är med i chatten.",
    n_handed_back: "Vår assistent fortsätter.", n_resolved: "Chatten avslutades. Skriv igen när du vill.",
    n_reopened: "Chatten är öppen igen.", n_withdrawn: "Du fortsätter med assistenten.", n_promised: "Vi hör av oss.",
    n_erased: "Dina uppgifter har raderats.", again: "Skriv för att öppna chatten igen",
  },
  de: {
    bot: "Sie sprechen mit unserem Assistenten", waiting: "Ein Mensch kommt gleich", human: "{name} ist da",
    promised: "Wir melden uns", resolved: "Der Chat ist beendet", new: "Wie können wir helfen?",
    place: "Ihr Platz in der Schlange: {n}", next: "Sie sind als Nächstes dran", person: "Mit einem Menschen sprechen", withdraw: "Mit dem Assistenten weitermachen",
    end: "Chat beenden", send: "Senden", name: "Ihr Name (freiwillig)", text: "Ihre Nachricht", you: "Sie", assistant: "Assistent",
    sending: "wird gesendet…", kept: "aufbewahrt, wird gesendet, sobald Sie verbunden sind", failed: "nicht gesendet: {why}",
    offline: "Keine Verbindung. Ihre Nachrichten bleiben erhalten.", typing: "{name} schreibt…",
    rate: "Wie war dieser Chat?", rated: "Danke!", stars: "{n} von 5", back: "wieder verbunden",
    n_asked: "Sie haben nach einem Menschen gefragt.", n_queued: "Ein Mensch kommt zu Ihnen.", n_joined: "{name} ist im Chat.",
    n_handed_back: "Unser Assistent macht weiter.", n_resolved: "Der Chat wurde beendet. Schreiben Sie jederzeit wieder.",
    n_reopened: "Der Chat ist wieder offen.", n_withdrawn: "Sie machen mit dem Assistenten weiter.", n_promised: "Wir melden uns.",
    n_erased: "Ihre Daten wurden gelöscht.", again: "Schreiben Sie, um den Chat wieder zu öffnen",
  },
  es: {
    bot: "Habla con nuestro asistente", waiting: "Enseguida le atiende una persona", human: "{name} está aquí",
    promised: "Le responderemos", resolved: "El chat ha terminado", new: "¿En qué podemos ayudarle?",
    place: "Su puesto en la cola: {n}", next: "Es su turno", person: "Hablar con una persona", withdraw: "Seguir con el asistente",
    end: "Terminar el chat", send: "Enviar", name: "Su nombre (opcional)", text: "Su mensaje", you: "Usted", assistant: "Asistente",
    sending: "enviando…", kept: "guardado, se enviará al recuperar la conexión", failed: "no enviado: {why}",
    offline: "Sin conexión. Sus mensajes se conservan.", typing: "{name} está escribiendo…",
    rate: "¿Qué tal el chat?", rated: "¡Gracias!", stars: "{n} de 5", back: "conectado de nuevo",
    n_asked: "Ha pedido hablar con una persona.", n_queued: "Una persona le atenderá.", n_joined: "{name} se ha unido al chat.",
    n_handed_back: "Sigue nuestro asistente.", n_resolved: "El chat se ha cerrado. Escriba cuando quiera.",
    n_reopened: "El chat está abierto otra vez.", n_withdrawn: "Sigue con el asistente.", n_promised: "Le responderemos.",
    n_erased: "Sus datos se han borrado.", again: "Escriba para abrir el chat de nuevo",
  },
  pt: {
    bot: "Você fala com o nosso assistente", waiting: "Uma pessoa já vem", human: "{name} está aqui",
    promised: "Vamos responder", resolved: "O chat terminou", new: "Como podemos ajudar?",
    place: "Seu lugar na fila: {n}", next: "Você é o próximo", person: "Falar com uma pessoa", withdraw: "Continuar com o assistente",
    end: "Encerrar o chat", send: "Enviar", name: "Seu nome (opcional)", text: "Sua mensagem", you: "Você", assistant: "Assistente",
    sending: "enviando…", kept: "guardado, será enviado quando houver conexão", failed: "não enviado: {why}",
    offline: "Sem conexão. Suas mensagens ficam guardadas.", typing: "{name} está escrevendo…",
    rate: "Como foi este chat?", rated: "Obrigado!", stars: "{n} de 5", back: "conectado de novo",
    n_asked: "Você pediu uma pessoa.", n_queued: "Uma pessoa vai atender você.", n_joined: "{name} entrou no chat.",
    n_handed_back: "Nosso assistente continua.", n_resolved: "O chat foi encerrado. Escreva quando quiser.",
    n_reopened: "O chat está aberto de novo.", n_withdrawn: "Você continua com o assistente.", n_promised: "Vamos responder.",
    n_erased: "Seus dados foram apagados.", again: "Escreva para abrir o chat de novo",
  },
};

const LANG = (navigator.language || "en").slice(0, 2).toLowerCase();
const SAY = WORDS[LANG] || WORDS.en;
const QUIET = new Set(["bot_writing", "request_answered", "rated", "undone", "other"]);
const STOP_CODES = new Set([4409, 4500, 4501, 4526]);
const PROTO = 1;

const $ = (id) => document.getElementById(id);
const words = (id, values = {}) => SAY[id].replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));

const memory = {
  get(name, otherwise) {
    try { return JSON.parse(localStorage.getItem("warmline." + name)) ?? otherwise; } catch { return otherwise; }
  },
  set(name, value) {
    try { localStorage.setItem("warmline." + name, JSON.stringify(value)); } catch { /* private mode: this page only */ }
  },
};

const state = {
  key: memory.get("key", ""),
  outbox: memory.get("outbox", []),
  conv: "", have: 0, items: [], streams: new Map(), status: { state: "new" },
  socket: null, live: false, attempts: 0, typingUntil: 0, typedAt: 0, goaway: null, rated: false, ping: 0, heard: 0,
};

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

// the link

async function connect() {
  clearTimeout(state.ping);
  let ticket;
  try {
    const answer = await fetch("v1/ticket", {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ key: state.key }),
      signal: AbortSignal.timeout(10000),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    ({ ticket, key: state.key } = await answer.json());
    memory.set("key", state.key);
  } catch {
    return later();
  }
  const url = new URL("v1/customer", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url);
  state.socket = socket;
  socket.onopen = () => send({
    t: "auth", ticket, proto: PROTO, have: state.have, conv: state.conv, name: $("name").value.trim(), lang: LANG,
  });
  socket.onmessage = (message) => { state.heard = Date.now(); hear(JSON.parse(message.data)); };
  socket.onclose = (event) => { if (state.socket === socket) lost(event.code); };
}

function send(frame) {
  if (state.socket && state.socket.readyState === WebSocket.OPEN) state.socket.send(JSON.stringify(frame));
}

function lost(code) {
  state.socket = null;
  state.live = false;
  drawLink();
  draw();
  if (!STOP_CODES.has(code)) later();
}

function later() {
  let wait;
  if (state.goaway) {
    wait = state.goaway.retry_min_ms + Math.random() * state.goaway.retry_window_ms;
    state.goaway = null;
  } else {
    wait = Math.random() * Math.min(30000, 1000 * 2 ** Math.min(state.attempts, 5));
  }
  state.attempts += 1;
  drawLink();
  setTimeout(connect, wait);
}

function keepAlive() {
  clearTimeout(state.ping);
  state.ping = setTimeout(() => {
    if (!state.socket) return;
    const asked = Date.now();
    send({ t: "ping", n: asked });
    state.ping = setTimeout(() => {
      if (state.socket && state.heard < asked) { const dead = state.socket; lost(1006); dead.close(); } else keepAlive();
    }, 10000);
  }, 15000);
}

// what comes

function hear(frame) {
  switch (frame.t) {
    case "welcome": welcome(frame); break;
    case "items": frame.items.forEach((item) => take(frame.conv, item)); draw(); seen(); break;
    case "chunk": chunk(frame); break;
    case "status": state.status = { place: 0, speaker: "", ...frame }; drawHead(); break;
    case "typing": state.typingUntil = frame.on ? Date.now() + 6000 : 0; state.typist = frame.who; drawTyping(); break;
    case "result": result(frame); break;
    case "goaway": state.goaway = frame; break;
  }
}

function welcome(frame) {
  if (frame.conv !== state.conv || frame.seq < state.have) begin(frame.conv);
  state.live = true;
  state.attempts = 0;
  if (frame.name) $("name").value = frame.name;
  drawLink();
  keepAlive();
  for (const item of state.outbox) item.failed || send(item.frame);
  draw();
}

function begin(conv) {
  state.conv = conv;
  state.have = 0;
  state.items = [];
  state.streams.clear();
}

function take(conv, item) {
  if (conv !== state.conv) begin(conv);
  if (item.seq <= state.have) return;
  if (item.seq !== state.have + 1) { state.socket?.close(); return; }
  state.have = item.seq;
  state.items.push(item);
  if (item.kind === "bot") state.streams.delete(item.turn);
  if (item.kind === "agent") state.typingUntil = 0;
  if (item.code === "reopened") state.rated = false;
}

function chunk(frame) {
  const known = state.streams.get(frame.turn);
  if (frame.n === 0) state.streams.set(frame.turn, { n: null, text: frame.text });
  else state.streams.set(frame.turn, { n: frame.n, text: (known ? known.text : "") + frame.text });
  draw();
}

function result(frame) {
  const index = state.outbox.findIndex((item) => item.frame.id === frame.id);
  if (index < 0) return;
  if (frame.status === "ok") state.outbox.splice(index, 1);
  else if (frame.status === "refused") state.outbox[index].failed = frame.message || frame.code;
  else setTimeout(() => { const item = state.outbox.find((one) => one.frame.id === frame.id); if (item) send(item.frame); }, frame.retry_ms || 1000);
  memory.set("outbox", state.outbox);
  draw();
}

function seen() {
  if (document.visibilityState === "visible" && state.have) send({ t: "seen", seq: state.have });
}

// what goes

function put(frame) {
  frame.id = newId();
  state.outbox.push({ frame });
  memory.set("outbox", state.outbox);
  send(frame);
  draw();
}

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  $("text").value = "";
  put({ t: "say", id: "", text, lang: LANG });
  $("text").focus();
});

$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("form").requestSubmit();
  }
});

$("text").addEventListener("input", () => {
  if (Date.now() - state.typedAt > 3000) { state.typedAt = Date.now(); send({ t: "typing", on: true }); }
});

$("person").addEventListener("click", () => {
  if ($("person").getAttribute("aria-disabled") !== "true") put({ t: "wish", id: "", what: "person" });
});
$("withdraw").addEventListener("click", () => put({ t: "wish", id: "", what: "withdraw" }));
$("end").addEventListener("click", () => put({ t: "wish", id: "", what: "end" }));
document.addEventListener("visibilitychange", seen);
window.addEventListener("online", () => { if (!state.socket) { state.attempts = 0; connect(); } });

// drawing

function bubble(kind, text, by) {
  const entry = document.createElement("li");
  entry.className = kind;
  if (by) {
    const label = document.createElement("span");
    label.className = "by";
    label.textContent = by;
    entry.append(label);
  }
  entry.append(document.createTextNode(text));
  entry.dir = "auto";
  return entry;
}

let drawn = { conv: null, count: 0 };

function draw() {
  const log = $("log");
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  log.querySelectorAll(".passing").forEach((entry) => entry.remove());
  if (drawn.conv !== state.conv || drawn.count > state.items.length) {
    log.replaceChildren();
    drawn = { conv: state.conv, count: 0 };
  }
  for (; drawn.count < state.items.length; drawn.count += 1) {
    const entry = entryOf(state.items[drawn.count]);
    if (entry) log.append(entry);
  }
  for (const stream of state.streams.values()) {
    const entry = bubble("bot passing", stream.text, SAY.assistant);
    log.append(entry);
  }
  for (const item of state.outbox) {
    if (item.frame.t !== "say") continue;
    const entry = bubble("customer pending passing", item.frame.text, "");
    const note = document.createElement("span");
    note.className = "state";
    note.textContent = item.failed ? words("failed", { why: item.failed }) : state.live ? SAY.sending : SAY.kept;
    entry.append(note);
    log.append(entry);
  }
  if (atEnd) log.scrollTop = log.scrollHeight;
  drawHead();
}

function entryOf(item) {
  if (item.kind === "customer") return bubble("customer", item.text, "");
  if (item.kind === "agent") return bubble("agent", item.text, item.name);
  if (item.kind === "bot") return item.text ? bubble("bot", item.cut ? item.text + " …" : item.text, SAY.assistant) : null;
  if (QUIET.has(item.code) || !SAY["n_" + item.code]) return null;
  return bubble("notice", words("n_" + item.code, item.data), "");
}

function drawHead() {
  const { state: now, speaker, place } = state.status;
  $("speaker").textContent = words(now in SAY ? now : "new", { name: speaker });
  $("place").textContent = now === "waiting" && place ? (place === 1 ? SAY.next : words("place", { n: place })) : "";
  const waits = now === "waiting" || now === "human";
  $("person").setAttribute("aria-disabled", String(waits));
  $("withdraw").hidden = !(now === "waiting" || now === "promised");
  $("end").hidden = now === "new" || now === "resolved";
  $("rating").hidden = !(now === "resolved" && state.items.length && !state.rated);
  $("name-row").hidden = state.items.length > 0 || state.outbox.length > 0;
  $("text").placeholder = now === "resolved" ? SAY.again : SAY.text;
  document.title = now === "human" ? speaker : SAY.new;
}

function drawLink() {
  $("link").hidden = state.live || state.attempts < 1;
  $("link").textContent = SAY.offline;
}

function drawTyping() {
  const on = state.typingUntil > Date.now();
  $("typing").textContent = on ? words("typing", { name: state.typist || SAY.assistant }) : "";
  if (on) setTimeout(drawTyping, 1000);
}

function fixed() {
  document.documentElement.lang = WORDS[LANG] ? LANG : "en";
  for (const id of ["person", "withdraw", "end", "send"]) $(id).textContent = SAY[id];
  $("name-label").textContent = SAY.name;
  $("text-label").textContent = SAY.text;
  $("rating-title").textContent = SAY.rate;
  for (let n = 1; n <= 5; n += 1) {
    const star = document.createElement("button");
    star.type = "button";
    star.className = "quiet";
    star.textContent = "★".repeat(n);
    star.setAttribute("aria-label", words("stars", { n }));
    star.addEventListener("click", () => {
      put({ t: "rate", id: "", score: n });
      state.rated = true;
      $("typing").textContent = SAY.rated;
      drawHead();
    });
    $("stars").append(star);
  }
}

fixed();
draw();
connect();
