// What pages need beyond links and forms. Every page works without it.
(() => {
  "use strict";
  const find = (selector, root = document) => root.querySelector(selector);
  const word = (name) => find(`#word-${name}`)?.innerHTML ?? "";

  // A message where the server puts its own; readers that speak announce it.
  const say = (text, kind = "") => {
    const notice = document.createElement("div");
    notice.className = `notice ${kind}`;
    notice.append(Object.assign(document.createElement("div"), { textContent: text }));
    find("#notices")?.replaceChildren(notice);
  };

  // HTMX: the token with every request, and something said when no answer came.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = find("meta[name=csrf-token]")?.content;
    if (token) event.detail.headers["X-CSRFToken"] = token;
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    // An error in words asks to be shown where messages are.
    if (event.detail.xhr.getResponseHeader("HX-Retarget") === "#notices") event.detail.shouldSwap = true;
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    // Signed out meanwhile: the whole page goes to sign-in, not a part of it.
    if (!new URL(event.detail.xhr.responseURL || location.href).pathname.startsWith("/sign-in/")) return;
    event.detail.shouldSwap = false;
    location.reload();
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (!event.detail.xhr.getResponseHeader("HX-Retarget")) say(word("failed"), "late");
  });
  document.addEventListener("htmx:sendError", () => say(word("offline"), "late"));

  // Keys: "/" goes to the search box, a figure to the tile that shows it, Escape closes what is open.
  const isTyping = (target) => target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return closeMenus();
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.documentElement.dataset.shortcuts !== "on") return;
    const target = event.key === "/" ? find("#search") : find(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input")) target.focus();
    else target.click();
  });

  // Menus close when one leaves them.
  const openMenus = () => document.querySelectorAll("details[data-closes][open]");
  const closeMenus = () =>
    openMenus().forEach((menu) => {
      const had = menu.contains(document.activeElement);
      menu.open = false;
      if (had) find("summary", menu).focus();
    });
  document.addEventListener("click", (event) =>
    openMenus().forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    }),
  );
  document.addEventListener("focusin", (event) =>
    openMenus().forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    }),
  );

  // Buttons: copy a text (data-copy), print the page (data-print).
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-print]");
    if (!button) return;
    if ("print" in button.dataset) return window.print();
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      say(word("copied"), "good");
    } catch {
      say(button.dataset.copy);
    }
  });

  // Fields asked only where another answer calls for them: data-when="phone", "national_number=", "placement=head|member".
  const answer = (form, name) => {
    const asked = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].filter((control) => !control.closest(".away"));
    return asked.find((control) => !["radio", "checkbox"].includes(control.type) || control.checked)?.value.trim() ?? "";
  };
  const isCalledFor = (field) => {
    const [name, wanted] = field.dataset.when.split("=");
    const given = answer(field.closest("form"), name);
    return wanted === undefined ? given !== "" : wanted.split("|").includes(given);
  };
  const ask = () =>
    document.querySelectorAll("form [data-when]").forEach((field) => {
      field.classList.toggle("away", !field.classList.contains("wrong") && !isCalledFor(field));
    });
  for (const change of ["input", "change", "pageshow"]) window.addEventListener(change, ask);

  // A form kept while somebody signed in again (data-again) belongs to the session before: it gets the token of this one.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!("again" in form.dataset)) return;
    event.preventDefault();
    try {
      const page = new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html");
      form.elements.csrfmiddlewaretoken.value = find("meta[name=csrf-token]", page).content;
    } catch {
      // Sent as it is: the answer then says what to do.
    }
    form.submit();
  });

  // A form with data-unsaved warns before what was typed is lost.
  const unsaved = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && "unsaved" in form.dataset) unsaved.add(form);
  });
  document.addEventListener("submit", (event) => unsaved.delete(event.target));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) unsaved.delete(event.detail.elt);
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
  });
})();
