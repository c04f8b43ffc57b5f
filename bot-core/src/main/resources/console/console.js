// What a page cannot do without a script: clocks that run, and keys. Everything else is links and forms.
(() => {
  const pad = n => String(n).padStart(2, "0");
  const clocks = () => document.querySelectorAll("[data-until]").forEach(clock => {
    const left = Math.max(0, Math.round((Date.parse(clock.dataset.until) - Date.now()) / 1000));
    const hours = Math.floor(left / 3600);
    clock.textContent = (hours ? hours + ":" + pad(Math.floor(left / 60) % 60) : Math.floor(left / 60)) + ":" + pad(left % 60);
  });
  clocks();
  setInterval(clocks, 1000);
  document.addEventListener("htmx:afterSettle", clocks);

  // A conversation is read from its end, and stays there unless somebody has scrolled up; what was opened stays open.
  const talk = document.getElementById("talk");
  const atEnd = () => talk.scrollHeight - talk.scrollTop - talk.clientHeight < 80;
  const toEnd = () => { talk.scrollTop = talk.scrollHeight; };
  if (talk) {
    let stay = true;
    let open = [];
    toEnd();
    addEventListener("resize", toEnd);
    talk.addEventListener("htmx:beforeSwap", () => {
      stay = atEnd();
      open = [...talk.querySelectorAll("details[open]")].map(one => one.id);
    });
    talk.addEventListener("htmx:afterSwap", () => open.forEach(id => document.getElementById(id)?.setAttribute("open", "")));
    talk.addEventListener("htmx:afterSettle", () => { if (stay) toEnd(); });
  }

  // On a phone the navigation is a strip, longer than the screen: it begins where one is, whenever its width and its words
  // settle, until somebody moves it.
  const strip = document.querySelector(".nav");
  const here = strip && strip.querySelector("[aria-current]");
  if (here) {
    const settling = new ResizeObserver(() => { strip.scrollLeft = here.offsetLeft - strip.offsetLeft - 16; });
    [strip, ...strip.querySelectorAll("li")].forEach(part => settling.observe(part));
    ["pointerdown", "wheel", "focusin"].forEach(moved =>
      strip.addEventListener(moved, () => settling.disconnect(), {once: true, passive: true}));
  }

  // The lists of the inbox and how many wait come as they are to be shown; the same again is left alone.
  const shown = {};
  const show = event => {
    const place = document.getElementById(event.type);
    if (!place || shown[event.type] === event.data) return;
    shown[event.type] = event.data;
    htmx.swap(place, JSON.parse(event.data), {swapStyle: "innerHTML"});
  };

  // That a conversation has changed is only named; the parts of the page that show it ask for it themselves.
  // Many changes in a moment are one question, and the last of them is never left out. Pages that hear the same at once do
  // not all ask at once.
  let last = 0;
  let waiting = false;
  const talkChanged = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      last = Date.now();
      htmx.trigger(document.body, "live-talk");
    }, Math.max(Math.random() * 150, last + 450 + Math.random() * 300 - Date.now()));
  };

  // A browser gives a stream up for good when it is answered an error, as by the proxy while no bot is there: then it is asked
  // for again, ever later, for a page that nobody is signed in to any more asks too.
  const least = 5000;
  let pause = least;
  const listen = () => {
    const source = new EventSource(document.body.dataset.live);
    source.addEventListener("waiting", show);
    source.addEventListener("lists", show);
    source.addEventListener("talk", talkChanged);
    source.addEventListener("open", () => { pause = least; });
    source.addEventListener("error", () => {
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(listen, pause * (0.8 + Math.random() * 0.4));
      pause = Math.min(2 * pause, 60000);
    });
  };
  if (document.body.dataset.live) listen();

  const typing = at => at instanceof HTMLElement && at.matches("input, textarea, select");
  const move = by => {
    const links = [...document.querySelectorAll(".entry a")];
    const next = links[links.indexOf(document.activeElement) + by];
    if (next) next.focus();
  };
  document.addEventListener("keydown", event => {
    if (event.ctrlKey && event.key === "Enter" && event.target instanceof HTMLTextAreaElement) {
      event.target.form.requestSubmit();
    } else if (!typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (event.key === "j") move(1);
      if (event.key === "k") move(-1);
      const aim = {"/": "[data-key='search'], .nav a[href='/console/search']", "r": "[data-key='reply']"}[event.key];
      const all = aim ? [...document.querySelectorAll(aim)] : [];
      const target = all.find(one => one.dataset.key) ?? all[0];
      if (target) {
        event.preventDefault();
        target.focus();
        if (target instanceof HTMLAnchorElement) target.click();
      }
    }
  });

  // A file that is too large is named when it is chosen: what answers it once it was sent may be a bare page of the browser. What is
  // wrong in a part that is folded is shown.
  document.addEventListener("change", event => {
    const from = event.target;
    if (from instanceof HTMLInputElement && from.dataset.most) {
      const large = [...from.files].some(file => file.size > Number(from.dataset.most));
      from.setCustomValidity(large ? from.dataset.large : "");
      from.reportValidity();
    }
  });
  document.addEventListener("invalid", event => event.target.closest("details")?.setAttribute("open", ""), true);

  // A canned answer goes where the reply is written; it can still be changed.
  document.addEventListener("change", event => {
    const from = event.target;
    if (from instanceof HTMLSelectElement && from.dataset.into && from.value) {
      const into = document.getElementById(from.dataset.into);
      into.value = into.value ? into.value + "\n" + from.value : from.value;
      into.dispatchEvent(new Event("input", {bubbles: true}));
      from.value = "";
      into.focus();
    }
  });

  // What is written and not yet taken is kept in this tab: a session that ends, a colleague who takes over or a bot that is not
  // there lose nobody's words. With it goes the word of its form, so that what was taken after all is not taken twice.
  const unsent = name => "unsent:" + document.body.dataset.who + ":" + name;
  const names = () => Object.keys(sessionStorage).filter(name => name.startsWith("unsent:"));
  const kept = name => JSON.parse(sessionStorage.getItem(name));
  // Fields of one name are told apart by their order. Of each it is kept what it was and what it has become.
  const fields = form => {
    const seen = {};
    return [...form.elements].filter(one => one.name && one.matches("textarea, select, input:not([type=hidden], [type=file],"
      + " [type=checkbox], [type=radio], [type=password])")).map(one => {
        seen[one.name] = (seen[one.name] ?? -1) + 1;
        return [one.name + "#" + seen[one.name], one];
      });
  };
  const served = one => one instanceof HTMLSelectElement
    ? ([...one.options].find(option => option.defaultSelected) ?? one.options[0])?.value ?? ""
    : one.defaultValue;
  const keep = form => {
    const name = unsent(form.getAttribute("action"));
    const before = kept(name)?.changed ?? {};
    const changed = fields(form).map(([id, one]) => [id, [before[id]?.[0] ?? served(one), one.value]])
      .filter(([, [was, is]]) => was.trim() !== is.trim());
    if (changed.length) {
      sessionStorage.setItem(name, JSON.stringify({text: form.querySelector("textarea").value,
        changed: Object.fromEntries(changed), key: form.elements.key.value}));
    } else sessionStorage.removeItem(name);
  };
  // Where a colleague has changed the same row of several meanwhile, theirs stays; what stands alone in its form is one's own again.
  const bringBack = form => {
    const was = kept(unsent(form.getAttribute("action")));
    if (!was) return;
    const all = fields(form);
    const changed = was.changed ?? {[form.querySelector("textarea").name + "#0"]: ["", was.text]};
    const back = all.filter(([id, one]) => changed[id] && one.value !== changed[id][1] && (served(one) === changed[id][0]
      || all.filter(([, other]) => other.name === one.name).length === 1));
    back.forEach(([id, one]) => {
      one.value = changed[id][1];
      one.closest("details")?.setAttribute("open", "");
    });
    form.elements.key.value = was.key;
    if (form.dataset.unsent !== "said" || !back.length) return;
    const notice = document.getElementById("brought-back").content.firstElementChild.cloneNode(true);
    form.prepend(notice);
    notice.querySelector("button").addEventListener("click", () => {
      sessionStorage.removeItem(unsent(form.getAttribute("action")));
      form.reset();
      notice.remove();
    });
  };
  // Where the form of what was written is not there.
  const showUnsent = place => {
    const was = kept(unsent(place.dataset.unsentOf));
    if (!was || was.sent || !was.text) return;
    place.querySelector("textarea").value = was.text;
    place.hidden = false;
  };
  if (document.body.dataset.who) {
    const address = new URL(location.href);
    const taken = address.searchParams.get("taken");
    names().filter(name => !name.startsWith(unsent("")) || (taken && kept(name).sent && kept(name).key === taken))
      .forEach(name => sessionStorage.removeItem(name));
    // What was done is said once: not by the same page loaded anew, or come back to. Nor does that move the keyboard again.
    const part = address.hash && document.getElementById(address.hash.slice(1));
    if (part) part.focus();
    if (taken || part || address.searchParams.has("said")) {
      address.searchParams.delete("taken");
      address.searchParams.delete("said");
      if (part) address.hash = "";
      history.replaceState(history.state, "", address);
    }
    document.querySelectorAll("form[data-unsent]").forEach(bringBack);
    document.querySelectorAll("[data-unsent-of]").forEach(showUnsent);
    const written = event => event.target instanceof Element ? event.target.closest("form[data-unsent]") : null;
    ["input", "change"].forEach(typed => document.addEventListener(typed, event => {
      const form = written(event);
      if (form) keep(form);
    }));
    document.addEventListener("submit", event => {
      const form = written(event);
      const name = form && unsent(form.getAttribute("action"));
      if (name && kept(name)) sessionStorage.setItem(name, JSON.stringify({...kept(name), sent: true}));
    });
    // Who may write has changed while the page was open: one's words are shown, or stand in the form again, and the keyboard
    // stays where it was, but on no button that has another meaning now.
    let within = false;
    document.addEventListener("htmx:oobBeforeSwap", event => { within = event.target.contains(document.activeElement); });
    document.addEventListener("htmx:oobAfterSwap", event => {
      const place = event.target;
      document.querySelector("#content > .done")?.remove(); // what was done here before
      place.querySelectorAll("form[data-unsent]").forEach(bringBack);
      place.querySelectorAll("[data-unsent-of]").forEach(showUnsent);
      if (within) (place.querySelector("#body") ?? place).focus();
    });
    document.querySelector("form[data-leave]")
      .addEventListener("submit", () => names().forEach(name => sessionStorage.removeItem(name)));
  }
})();
