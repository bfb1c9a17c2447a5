/* What the page can do a little better with script. Everything here also works without it.
   Each part finds its own elements by a data attribute, listens on the document, and so serves swapped-in parts too. */
"use strict";
(() => {
  const root = document.documentElement;
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  /* data-theme-switch: follow the machine, or the person's word. The word is a cookie so that the next page arrives
     in the right light; where cookies are refused, it holds for this page. */
  const machine = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : machine.matches);
  const showTheme = () => all("[data-theme-switch] button").forEach((button) => button.setAttribute("aria-pressed", isDark()));
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-switch] button")) return;
    const word = isDark() ? "light" : "dark";
    const same = (word === "dark") === machine.matches;
    root.dataset.theme = word;
    document.cookie = `theme=${same ? "" : word}; path=/; max-age=${same ? 0 : 31536000}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    showTheme();
  });
  machine.addEventListener("change", showTheme);

  /* "/" goes to search; Escape closes what is open and gives the focus back. */
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const boxes = all("[data-slash]").filter((input) => input.offsetParent);
      const box = boxes.find((input) => input.closest("main")) || boxes[0];
      if (!box) return;
      event.preventDefault();
      box.focus();
      box.select();
    }
    if (event.key === "Escape") {
      const menu = one("[data-menu][open]");
      if (menu) { menu.open = false; one("summary", menu).focus(); }
    }
  });
  document.addEventListener("click", (event) => {
    all("[data-menu][open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  /* form[data-once]: a form sent twice is sent once. It is let go again when the page is come back to, when its
     answer came in place, and after eight seconds: nobody is shut out by a lost connection. */
  const letGo = (form) => {
    delete form.dataset.sent;
    all("[aria-busy]", form).forEach((button) => button.removeAttribute("aria-busy"));
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
    setTimeout(letGo, 8000, form);
  });
  addEventListener("pageshow", () => all("form[data-sent]").forEach(letGo));
  document.addEventListener("htmx:afterRequest", (event) => all("form[data-sent]").filter((form) => form.contains(event.target)).forEach(letGo));

  /* What was to happen in place and did not is said where messages stand. */
  ["htmx:sendError", "htmx:responseError"].forEach((kind) => document.addEventListener(kind, () => {
    const words = one("template[data-failed]");
    if (words) one("#messages").replaceChildren(words.content.cloneNode(true));
  }));

  /* select[data-go]: choosing is enough. The form's own button is for those without script. */
  document.addEventListener("change", (event) => {
    if (event.target.matches("select[data-go]")) event.target.form.requestSubmit();
  });

  /* [data-drop]: a file can be dropped, and its name and size are said before it is sent. */
  const say = (drop) => {
    const file = one("input[type=file]", drop).files[0];
    const line = one("[data-drop-name]", drop);
    if (!line) return;
    const size = file && new Intl.NumberFormat(root.lang, { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 }).format(Math.max(1, file.size / 1000));
    line.textContent = file ? `${file.name} · ${size}` : "";
  };
  const over = (event) => event.target.closest && event.target.closest("[data-drop]");
  ["dragenter", "dragover"].forEach((kind) => document.addEventListener(kind, (event) => {
    const drop = over(event);
    if (drop) { event.preventDefault(); drop.classList.add("drop--over"); }
  }));
  document.addEventListener("dragleave", (event) => {
    const drop = over(event);
    if (drop && !drop.contains(event.relatedTarget)) drop.classList.remove("drop--over");
  });
  document.addEventListener("drop", (event) => {
    const drop = over(event);
    if (!drop || !event.dataTransfer.files.length) return;
    event.preventDefault();
    drop.classList.remove("drop--over");
    const input = one("input[type=file]", drop);
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-drop] input[type=file]")) say(over(event));
  });

  /* input[data-suggest="/address"]: a combobox (ARIA 1.2). The address answers ?q= (or the input's name) with
     <li role="option" data-value="..."> items; arrows choose, Enter takes, Escape closes. */
  let waiting = 0;
  let asked = 0;
  const listOf = (input) => document.getElementById(input.getAttribute("aria-controls"));
  const close = (input) => {
    const list = listOf(input);
    asked += 1;
    if (list) list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (input, option) => {
    input.value = option.dataset.value;
    close(input);
    if (option.dataset.href) location.assign(option.dataset.href);
    else if ("suggestGo" in input.dataset) input.form.requestSubmit();
  };
  const ask = async (input) => {
    const mine = ++asked;
    const url = new URL(input.dataset.suggest, location.href);
    url.searchParams.set("q", input.value.trim());
    let html = "";
    try {
      const answer = await fetch(url, { headers: { "X-Requested-With": "fetch" } });
      if (answer.ok) html = await answer.text();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; /* no network: no suggestions, and the field works as before */
    }
    if (mine !== asked || document.activeElement !== input) return;
    const list = listOf(input);
    list.innerHTML = html;
    const options = all("[role=option]", list);
    options.forEach((option, n) => { option.id = `${list.id}-${n}`; option.setAttribute("aria-selected", "false"); });
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(options.length > 0));
  };
  document.addEventListener("input", (event) => {
    const input = event.target;
    if (!input.matches("[data-suggest]")) return;
    clearTimeout(waiting);
    if (input.value.trim().length < 2) close(input);
    else waiting = setTimeout(ask, 120, input);
  });
  document.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!input.matches || !input.matches("[data-suggest][aria-expanded=true]")) return;
    const options = all("[role=option]", listOf(input));
    const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { event.preventDefault(); close(input); }
    else if (event.key === "Enter" && now >= 0) { event.preventDefault(); choose(input, options[now]); }
    else if (move) {
      event.preventDefault();
      const next = (now + move + options.length + (now < 0 && move < 0 ? 1 : 0)) % options.length;
      options.forEach((option, n) => option.setAttribute("aria-selected", String(n === next)));
      options[next].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[next].id);
    }
  });
  document.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    event.preventDefault();
    choose(one(`[aria-controls="${option.parentElement.id}"]`), option);
  });
  document.addEventListener("focusout", (event) => { if (event.target.matches("[data-suggest]")) close(event.target); });

  /* [data-read="field id"] and rect[data-field]: a field and the line of the page it was read from light up together;
     the page scrolls in its own frame to the line, and a click on a line goes to its field. */
  const light = (id, on) => {
    const marks = all(`rect[data-field="${CSS.escape(id)}"]`);
    marks.forEach((mark) => mark.classList.toggle("mark--on", on));
    const frame = marks[0] && marks[0].closest(".leaves");
    if (!on || !frame) return;
    const middle = marks[0].getBoundingClientRect().top - frame.getBoundingClientRect().top - frame.clientHeight / 2;
    frame.scrollBy({ top: middle, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  };
  const readOf = (event) => event.target.closest && event.target.closest("[data-read]");
  document.addEventListener("focusin", (event) => {
    all(".mark--on").forEach((mark) => mark.classList.remove("mark--on"));
    const read = readOf(event);
    if (read) light(read.dataset.read, true);
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("rect[data-field]");
    const field = mark && document.getElementById(mark.dataset.field);
    if (field) field.focus();
  });

  /* select[data-own-zone]: the browser's time zone is chosen beforehand, unless it is the one that counts anyway
     (the attribute's) or one was chosen. An option's data-also are older names of the same zone. */
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  all("select[data-own-zone]").forEach((select) => {
    if (select.value || !zone || zone === select.dataset.ownZone) return;
    const own = [...select.options].find((option) => [option.value, ...(option.dataset.also || "").split(" ")].includes(zone));
    if (own && own.value !== select.dataset.ownZone) own.selected = true;
  });

  root.classList.add("scripted");
  showTheme();
})();
