// The button on another web site. Nothing else is fetched until it is opened.
// The service that sends this file calls the function with `words`: what must be said when it cannot be reached.
((words) => {
  "use strict";
  const script = document.currentScript;
  const earlier = window.chidao;
  if (!script || earlier?.destroy) return; // loaded twice
  const base = new URL(script.src).origin;
  const { language: wanted, title, theme = "auto", position } = script.dataset;
  const language = wanted === "en" ? "en" : "vi";
  const said = words[language];
  const config = { base, language, theme, title: title || said.title };
  const heard = new Map();
  const life = new AbortController();
  const { signal } = life;
  let panel = null;
  let ready = false;

  const STYLE = `
    :host { all: initial !important; display: block !important; position: fixed !important; z-index: 2147483647 !important;
      inset: auto ${position === "left" ? "auto" : "16px"} 16px ${position === "left" ? "16px" : "auto"} !important;
      font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif !important; }
    :host([hidden]), [hidden] { display: none !important; }
    * { box-sizing: border-box; }
    .launcher { display: flex; gap: .6em; align-items: center; min-height: 52px; max-width: calc(100vw - 32px); padding: .5em 1.1em;
      border: 1px solid #8fc0f0; border-radius: 26px; background: #1d4f80; color: #fff; font: inherit; font-weight: 600;
      cursor: pointer; box-shadow: 0 4px 16px rgb(0 0 0 / 25%); }
    .launcher:focus-visible { outline: 3px solid #fff; box-shadow: 0 0 0 6px #1d4f80; }
    .launcher svg { width: 24px; height: 24px; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; }
    .trouble { width: 300px; max-width: calc(100vw - 32px); margin: 0 0 12px; padding: 1em; border: 1px solid #7d8a98;
      border-radius: 12px; background: #fff; color: #16202b; overflow-wrap: anywhere; }
    .trouble a { display: flex; align-items: center; min-height: 44px; color: #1d4f80; }`;

  function emit(event, detail) {
    for (const listener of [...(heard.get(event) ?? [])]) {
      try {
        listener(detail);
      } catch (error) {
        reportError(error); // a mistake of the page is the page's
      }
    }
  }

  function drawn() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", "M4 5h16v11H10l-5 4v-4H4zM8 9h8M8 12h5");
    svg.append(path);
    return svg;
  }

  const known = customElements.get("chidao-widget");
  if (!known) customElements.define("chidao-widget", class extends HTMLElement {});
  const host = document.createElement("chidao-widget");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const launcher = document.createElement("button");
  const label = document.createElement("span");
  const trouble = document.createElement("div");
  host.lang = language;
  if (position === "left") host.dataset.position = "left";
  launcher.type = "button";
  launcher.className = "launcher";
  launcher.setAttribute("aria-haspopup", "dialog");
  label.textContent = config.title;
  launcher.append(drawn(), label);
  launcher.addEventListener("click", () => api.toggle(), { signal });
  trouble.className = "trouble";
  trouble.setAttribute("role", "status");
  trouble.hidden = true;
  root.append(trouble, launcher);

  // The panel, fetched on first use; undefined where that fails, which is said.
  let fetching;
  function loaded() {
    fetching ??= import(`${base}/static/panel.js`)
      .then((module) => module.panelOf({ ...config, root, host, launcher, emit, closeLabel: said.close }))
      .then((made) => {
        if (signal.aborted) return made.destroy();
        trouble.hidden = true;
        return (panel = made);
      })
      .catch(() => {
        fetching = undefined;
        unreachable();
      });
    return fetching;
  }

  function unreachable() {
    const line = document.createElement("span");
    const link = document.createElement("a");
    line.textContent = said.unreachable;
    link.textContent = said.page;
    link.href = `${base}/?lang=${language}`;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    trouble.hidden = false;
    trouble.replaceChildren(line, link);
    emit("error", { code: "unreachable", message: said.unreachable });
  }

  const api = {
    open: async () => {
      show();
      (await loaded())?.open();
    },
    close: () => panel?.close(),
    toggle: () => (panel?.isOpen ? api.close() : api.open()),
    ask: async (text) => {
      await api.open();
      panel?.ask(String(text));
    },
    on: (event, listener) => {
      heard.set(event, (heard.get(event) ?? new Set()).add(listener));
      if (event === "ready" && ready) listener();
    },
    off: (event, listener) => heard.get(event)?.delete(listener),
    destroy: () => {
      life.abort();
      panel?.destroy();
      host.remove();
      heard.clear();
      if (window.chidao === api) delete window.chidao;
    },
    push: ([name, ...given]) => (name !== "push" && Object.hasOwn(api, name) ? api[name](...given) : undefined),
  };

  // a page that builds itself anew may have thrown the button away
  function show() {
    if (!host.isConnected) document.body.append(host);
  }

  function start() {
    if (signal.aborted) return;
    show();
    if (Array.isArray(earlier)) earlier.forEach(api.push);
    ready = true;
    emit("ready");
  }

  window.chidao = api;
  if (document.body) start();
  else addEventListener("DOMContentLoaded", start, { once: true, signal });
})
