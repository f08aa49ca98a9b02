"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { severities, checks, files, languages, pairs, findings } = data;
  const CHUNK = 40;
  const DEFAULT_SEVERITIES = severities.filter((name) => name !== "neutral");
  const byId = (id) => document.getElementById(id);
  const list = byId("list");
  const toolbar = document.querySelector(".toolbar");
  const boxes = [...toolbar.querySelectorAll("[name=severity]")];

  // What is shown: the state that the address keeps.
  let state = {};
  // Indexes of the findings that the filters let through, in order, and how many have a row.
  let shown = [];
  let built = 0;

  const defaults = () => ({ severity: DEFAULT_SEVERITIES, check: "", change: "", file: "", text: "", sort: "severity", at: "" });

  function readAddress() {
    const query = new URLSearchParams(location.hash.slice(1));
    const read = defaults();
    for (const key of ["check", "change", "file", "text", "sort", "at"]) {
      if (query.has(key)) read[key] = query.get(key);
    }
    if (query.has("severity")) {
      const wanted = query.get("severity").split(",");
      read.severity = severities.filter((name) => wanted.includes(name));
    }
    return read;
  }

  function address(of) {
    const usual = defaults();
    const query = new URLSearchParams();
    for (const key of Object.keys(usual)) {
      const value = String(of[key]);
      if (value !== String(usual[key])) query.set(key, value);
    }
    return "#" + query.toString().replaceAll("%2C", ",");
  }

  function change(part) {
    state = { ...state, at: "", ...part };
    history.replaceState(null, "", address(state));
    show();
  }

  function haystack(finding) {
    finding.words ??= [
      finding.message, checks[finding.check].id, pairs[finding.pair].id, pairs[finding.pair].source,
      pairs[finding.pair].target, finding.try ?? "",
    ].join("\n").toLowerCase();
    return finding.words;
  }

  function matches(finding) {
    const check = checks[finding.check];
    return state.severity.includes(severities[finding.severity])
      && (!state.check || check.id === state.check || check.group === state.check)
      && (state.change ? finding.change === state.change : finding.change !== "fixed")
      && (!state.file || files[pairs[finding.pair].file] === state.file)
      && (!state.text || haystack(finding).includes(state.text.toLowerCase()));
  }

  const orders = {
    severity: (a, b) => findings[a].severity - findings[b].severity || a - b,
    check: (a, b) => findings[a].check - findings[b].check || a - b,
    text: (a, b) => a - b,
  };

  function show() {
    syncControls();
    shown = [...findings.keys()].filter((at) => matches(findings[at]));
    shown.sort(orders[state.sort] ?? orders.severity);
    built = 0;
    list.replaceChildren();
    const all = `${findings.length.toLocaleString("en")} ${findings.length === 1 ? "finding" : "findings"}`;
    byId("count").textContent = `${shown.length.toLocaleString("en")} of ${all} shown`;
    build();
    if (state.at !== "") focusRow(shown.indexOf(Number(state.at)));
  }

  function syncControls() {
    for (const box of boxes) box.checked = state.severity.includes(box.value);
    byId("check").value = state.check;
    byId("file").value = state.file;
    if (byId("change")) byId("change").value = state.change;
    byId("sort").value = state.sort in orders ? state.sort : "severity";
    if (document.activeElement !== byId("text")) byId("text").value = state.text;
  }

  // Adds the next rows; a list of ten thousand grows as it is read.
  function build(upTo = built + CHUNK) {
    const rows = document.createDocumentFragment();
    const end = Math.min(upTo, shown.length);
    for (; built < end; built += 1) rows.append(row(shown[built], built));
    list.append(rows);
    byId("more").hidden = built >= shown.length;
  }

  function row(at, position) {
    const finding = findings[at];
    const pair = pairs[finding.pair];
    const check = checks[finding.check];
    const article = byId("row").content.cloneNode(true).firstElementChild;
    const part = (selector) => article.querySelector(selector);
    article.dataset.at = at;
    article.id = `finding-${at}`;
    article.setAttribute("aria-posinset", position + 1);
    article.setAttribute("aria-setsize", shown.length);
    article.setAttribute("aria-labelledby", `message-${at}`);
    part(".swatch").classList.add(severities[finding.severity]);
    part(".severity").textContent = severities[finding.severity];
    part(".change").textContent = finding.change ?? "";
    part(".check").textContent = check.id;
    part(".check").href = address({ ...defaults(), severity: severities, check: check.id });
    const place = `${files[pair.file]}:${pair.line}`;
    part(".where").textContent = pair.id === String(pair.line) ? place : `${place} (${pair.id})`;
    part("h3").textContent = finding.message;
    part("h3").id = `message-${at}`;
    fillSide(part(".source"), pair.source, finding.source, languages[pair.from]);
    fillSide(part(".target"), pair.target, finding.target, languages[1 - pair.from]);
    if (finding.try !== undefined) {
      part(".try").hidden = false;
      part(".try strong").textContent = finding.try;
      part(".try strong").lang = languages[1 - pair.from].code;
    }
    if (finding.because !== undefined) {
      part(".because").hidden = false;
      part(".because a").textContent = finding.because;
      part(".because a").href = address({ ...defaults(), severity: severities, text: pair.id });
    }
    part(".here").href = address({ ...state, at });
    part("details").addEventListener("toggle", () => explain(article, check.id), { once: true });
    return article;
  }

  function fillSide(side, text, spans, language) {
    side.querySelector(".lang").textContent = language.name;
    const words = side.querySelector(".words");
    words.lang = language.code;
    if (text === "") {
      words.textContent = "empty";
      words.classList.add("empty");
    }
    let done = 0;
    for (const [start, end] of spans) {
      if (start < done || start === end) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      words.append(text.slice(done, start), mark);
      done = end;
    }
    if (text !== "") words.append(text.slice(done));
    const values = side.querySelector(".values");
    for (const [start, end, value] of spans) {
      if (value === undefined) continue;
      const item = document.createElement("li");
      const read = document.createElement("b");
      read.textContent = value;
      item.append(`${text.slice(start, end)} = `, read);
      values.append(item);
    }
  }

  function explain(article, check) {
    const text = byId(`explain-${check}`);
    if (text) article.querySelector(".explanation").append(text.content.cloneNode(true));
  }

  function focusRow(position) {
    if (position < 0 || position >= shown.length) return;
    if (position >= built) build(position + CHUNK);
    const article = list.children[position];
    article.focus({ preventScroll: true });
    article.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const current = document.activeElement.closest("article");
    const position = current ? Number(current.getAttribute("aria-posinset")) - 1 + by : 0;
    focusRow(position);
  }

  function toggleExplanation() {
    const article = document.activeElement.closest("article");
    const details = article?.querySelector("details");
    if (details) details.open = !details.open;
  }

  function toggleSeverity(name) {
    const has = state.severity.includes(name);
    change({ severity: severities.filter((other) => (other === name ? !has : state.severity.includes(other))) });
  }

  function nextOrder() {
    const names = [...byId("sort").options].map((option) => option.value);
    change({ sort: names[(names.indexOf(state.sort) + 1) % names.length] });
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    e: toggleExplanation,
    s: nextOrder,
    r: () => change(defaults()),
    "/": () => byId("text").focus(),
    "?": () => byId("help").showModal(),
    1: () => toggleSeverity(severities[0]),
    2: () => toggleSeverity(severities[1]),
    3: () => toggleSeverity(severities[2]),
    4: () => toggleSeverity(severities[3]),
  };

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    const isTyping = event.target.matches("input[type=search], select");
    if (isTyping) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  }

  function fillChoices() {
    const option = (value, label) => new Option(label, value);
    const count = (test) => findings.filter((finding) => test(checks[finding.check])).length;
    for (const group of new Set(checks.map((check) => check.group))) {
      const of = document.createElement("optgroup");
      of.label = group;
      of.append(option(group, `${group}: all (${count((check) => check.group === group)})`));
      for (const check of checks.filter((check) => check.group === group)) {
        of.append(option(check.id, `${check.id} (${count((other) => other === check)})`));
      }
      byId("check").append(of);
    }
    for (const file of files) byId("file").append(option(file, file));
    byId("file-field").hidden = files.length < 2;
  }

  function delayed(act, milliseconds) {
    let timer = 0;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(act, milliseconds);
    };
  }

  fillChoices();
  toolbar.hidden = false;
  toolbar.addEventListener("submit", (event) => event.preventDefault());
  byId("text").addEventListener("input", delayed(() => change({ text: byId("text").value }), 120));
  for (const box of boxes) box.addEventListener("change", () => toggleSeverity(box.value));
  for (const name of ["check", "change", "file", "sort"]) {
    byId(name)?.addEventListener("change", () => change({ [name]: byId(name).value }));
  }
  byId("reset").addEventListener("click", () => change(defaults()));
  byId("keys").addEventListener("click", () => byId("help").showModal());
  byId("more").addEventListener("click", () => {
    const next = built;
    build();
    focusRow(next);
  });
  new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) build();
  }, { rootMargin: "1200px" }).observe(byId("more"));
  document.addEventListener("keydown", onKey);
  addEventListener("hashchange", () => {
    if (location.hash === "#findings") return;
    state = readAddress();
    show();
    if (state.at === "") byId("findings").scrollIntoView();
  });
  state = readAddress();
  show();
})();
