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

  // A conversation is read from its end, and stays there unless somebody has scrolled up.
  const talk = document.getElementById("talk");
  const atEnd = () => talk.scrollHeight - talk.scrollTop - talk.clientHeight < 80;
  const toEnd = () => { talk.scrollTop = talk.scrollHeight; };
  if (talk) {
    let stay = true;
    toEnd();
    addEventListener("resize", toEnd);
    talk.addEventListener("htmx:beforeSwap", () => { stay = atEnd(); });
    talk.addEventListener("htmx:afterSettle", () => { if (stay) toEnd(); });
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
      const aim = {"/": "[data-key='search']", "r": "[data-key='reply']"}[event.key];
      const target = aim && document.querySelector(aim);
      if (target) { event.preventDefault(); target.focus(); }
    }
  });

  // A canned answer goes where the reply is written; it can still be changed.
  document.addEventListener("change", event => {
    const from = event.target;
    if (from instanceof HTMLSelectElement && from.dataset.into && from.value) {
      const into = document.getElementById(from.dataset.into);
      into.value = into.value ? into.value + "\n" + from.value : from.value;
      from.value = "";
      into.focus();
    }
  });
})();
