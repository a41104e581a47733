import { useEffect } from "preact/hooks";
import { island } from "#web/islands/island.tsx";

const SCRIPT = "/sw.js";

type Policies = {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): string;
  };
};

/** The one address that our policy lets through; browsers without Trusted Types take it as it is. */
function script(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  if (!trustedTypes) return SCRIPT;
  const createScriptURL = (url: string) => {
    if (url !== SCRIPT) throw new TypeError("Cannot run that script");
    return url;
  };
  return trustedTypes.createPolicy("app", { createScriptURL }).createScriptURL(SCRIPT);
}

/** Has the browser keep one's own last pages, so that they can be read without a network. */
function Keep() {
  useEffect(() => {
    const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    if (!workers) return;
    const first = !workers.controller;
    // Where it may not be, such as in a private window, everything else works as before.
    void workers
      .register(script())
      .then(() => workers.ready)
      .then(({ active }) => {
        // The page that is open now was fetched before there was anybody to keep it.
        if (first) active?.postMessage(location.href);
      })
      .catch(() => undefined);
  }, []);
  return null;
}

export default island("offline/keep", Keep);
