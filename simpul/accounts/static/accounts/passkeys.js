// Passkeys: the browser speaks bytes, the server base64url. Without this file the buttons stay hidden.
(() => {
  "use strict";
  if (!window.PublicKeyCredential) return;

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const listed = (keys) => (keys ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

  const forCreating = (options) => ({
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: listed(options.excludeCredentials),
  });
  const forAsking = (options) => ({
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: listed(options.allowCredentials),
  });

  const answer = (credential) => {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = text(credential.response[part]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  };

  const written = (form) => JSON.parse(document.getElementById(form.dataset.options).textContent);

  const ceremonies = {
    async add(form) {
      const options = forCreating(written(form).creation_options.publicKey);
      const alone = form.elements.passwordless.checked;
      options.authenticatorSelection = {
        ...options.authenticatorSelection,
        residentKey: alone ? "required" : "discouraged",
        requireResidentKey: alone,
        ...(alone ? { userVerification: "required" } : {}),
      };
      return navigator.credentials.create({ publicKey: options });
    },
    async answer(form) {
      return navigator.credentials.get({ publicKey: forAsking(written(form).request_options.publicKey) });
    },
    async login(form) {
      const asked = await fetch(form.action, { headers: { Accept: "application/json" } });
      if (!asked.ok) throw new Error(String(asked.status));
      return navigator.credentials.get({ publicKey: forAsking((await asked.json()).request_options.publicKey) });
    },
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const problem = form.querySelector("[data-problem]");
      problem.hidden = true;
      try {
        form.elements.credential.value = answer(await ceremonies[form.dataset.passkey](form));
        form.submit();
      } catch (error) {
        problem.hidden = false;
        problem.querySelector("[data-known]").hidden = error.name !== "InvalidStateError";
        problem.querySelector("[data-other]").hidden = error.name === "InvalidStateError";
      }
    });
  }
})();
