"use strict";
// Follows the simulated providers and shows what is on the phones. Everything people wrote is set as text, never as markup.
const shown = new Map();
let lastInput = document.querySelector(".phone input");

function send(path, body) {
  return fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

/** Text with its web addresses made clickable. */
function linked(text) {
  const pieces = document.createDocumentFragment();
  for (const piece of text.split(/(https?:\/\/\S+)/)) {
    if (/^https?:\/\//.test(piece)) {
      const link = document.createElement("a");
      link.href = piece;
      link.textContent = piece;
      link.target = "_blank";
      link.rel = "noopener";
      pieces.append(link);
    } else {
      pieces.append(piece);
    }
  }
  return pieces;
}

function button(phone, choice) {
  if (choice.kind === "link") {
    const open = document.createElement("a");
    open.href = /^https?:/.test(choice.id) ? choice.id : "#";
    open.target = "_blank";
    open.rel = "noopener";
    open.textContent = `↗ ${choice.title}`;
    return open;
  }
  const tap = document.createElement("button");
  tap.type = "button";
  tap.append(choice.title);
  if (choice.description) {
    const more = document.createElement("small");
    more.textContent = choice.description;
    tap.append(more);
  }
  tap.addEventListener("click", () => send("tap", { phone, choice: choice.id }));
  return tap;
}

function show(message) {
  const chat = document.querySelector(`[data-phone="${message.phone}"] .chat`);
  const key = `${message.phone} ${message.id}`;
  let item = shown.get(key);
  if (!item) {
    item = document.getElementById("message").content.firstElementChild.cloneNode(true);
    item.classList.toggle("mine", message.mine);
    item.querySelector(".text").append(linked(message.text));
    item.querySelector("time").textContent = new Date(message.time).toLocaleTimeString("ro-RO", { hour: "2-digit", minute: "2-digit" });
    if (message.document) {
      const file = item.querySelector(".document");
      file.hidden = false;
      file.href = `document/${message.phone}/${encodeURIComponent(message.id)}`;
      if (/\.(jpe?g|png|webp|gif)$/.test(message.document)) {
        const picture = document.createElement("img");
        picture.src = file.href;
        picture.alt = message.text;
        file.classList.add("picture");
        file.append(picture);
        item.querySelector(".bubble").prepend(file);
      } else {
        file.textContent = message.document;
      }
    }
    item.querySelector(".buttons").append(...message.buttons.map((choice) => button(message.phone, choice)));
    chat.append(item);
    shown.set(key, item);
    chat.scrollTop = chat.scrollHeight;
  }
}

function mail(letter) {
  const list = document.getElementById("mails");
  if (shown.has(`mail ${letter.id}`)) {
    return;
  }
  list.querySelector(".empty")?.remove();
  const item = document.createElement("li");
  const to = document.createElement("b");
  to.textContent = `către ${letter.to}`;
  item.append(to, letter.text.trim());
  list.prepend(item);
  shown.set(`mail ${letter.id}`, item);
}

function customers(list) {
  document.getElementById("customers").replaceChildren(...list.map((one) => {
    const item = document.createElement("li");
    const code = document.createElement("button");
    code.type = "button";
    code.textContent = one.code;
    code.addEventListener("click", () => {
      lastInput.value = one.code;
      lastInput.focus();
    });
    const about = document.createElement("small");
    about.textContent = one.about;
    item.append(code, ` ${one.name}`, about);
    return item;
  }));
}

const FAULTS = { DUPLICATE: "mesajele vin de două ori", REORDER: "mesajele se depășesc", DELAY: "mesajele vin târziu", DROP: "mesajele se pierd și se repetă",
  TOO_MANY: "prea multe trimiteri (429)", SERVER_ERROR: "eroare la ei (503)", TIMEOUT: "trimit, dar nu mai răspund", GARBAGE: "răspuns de neînțeles",
  SLOW: "răspuns cu pauze", RESET: "legătura se rupe" };

function faults(shares) {
  document.getElementById("faults").replaceChildren(...Object.entries(shares).map(([name, share]) => {
    const item = document.createElement("li");
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = share > 0;
    box.addEventListener("change", () => send("fault", { name, share: box.checked ? 0.2 : 0 }));
    label.append(box, ` ${FAULTS[name] ?? name}`);
    item.append(label);
    return item;
  }));
}

for (const phone of document.querySelectorAll(".phone")) {
  const input = phone.querySelector("input");
  input.addEventListener("focus", () => { lastInput = input; });
  phone.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (text) {
      send("say", { phone: phone.dataset.phone, text });
      input.value = "";
    }
  });
}

// One file input for all phones: it remembers who asked.
const chooser = document.getElementById("file");
chooser.addEventListener("change", () => {
  const file = chooser.files[0];
  if (file) {
    fetch(`file/${chooser.dataset.phone}`, { method: "POST", headers: { "Content-Type": file.type }, body: file });
  }
  chooser.value = "";
});
for (const phone of document.querySelectorAll(".phone")) {
  phone.querySelector(".file")?.addEventListener("click", () => {
    chooser.dataset.phone = phone.dataset.phone;
    chooser.click();
  });
  // The place of a street in Piatra-Neamț: where the visitor really is, is nobody's business.
  phone.querySelector(".place")?.addEventListener("click", () => send("place", { phone: phone.dataset.phone, latitude: 46.9275, longitude: 26.3708 }));
}

const events = new EventSource("events");
events.addEventListener("customers", (event) => customers(JSON.parse(event.data).list));
events.addEventListener("message", (event) => show(JSON.parse(event.data)));
events.addEventListener("mail", (event) => mail(JSON.parse(event.data)));
events.addEventListener("faults", (event) => faults(JSON.parse(event.data)));
