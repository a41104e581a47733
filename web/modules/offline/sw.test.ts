import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";

// The browser's side of the service worker: what it is told, and where it keeps.
type Listen = (event: unknown) => void;
const listeners = new Map<string, Listen>();
const origin = "https://tms.test";

class Store {
  readonly pages = new Map<string, Response>();
  async match(url: string) {
    return this.pages.get(url)?.clone();
  }
  async put(url: string, response: Response) {
    this.pages.set(url, response);
  }
  async delete(url: string) {
    return this.pages.delete(url);
  }
  async keys() {
    return [...this.pages.keys()].map((url) => ({ url }));
  }
}
const stores = new Map<string, Store>();

afterAll(() => void vi.unstubAllGlobals()); // other files run in the same process
beforeAll(async () => {
  vi.stubGlobal("self", {
    addEventListener: (type: string, listen: Listen) => listeners.set(type, listen),
    location: { origin },
  });
  vi.stubGlobal("caches", {
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
    open: async (name: string) => {
      const store = stores.get(name) ?? new Store();
      stores.set(name, store);
      return store;
    },
  });
  // By its address: it is a script, not a module.
  await import(new URL("./sw.ts", import.meta.url).href);
});

afterEach(() => {
  vi.useRealTimers();
  stores.clear();
});

const hers = { "content-type": "text/html", "TMS-Reader": "emma" };
const html = '<section id="offline" hidden class="notice"></section>';
const answer = (body = html) => new Response(body, { headers: hers });

/** Goes to one of her pages, and hears what is shown. */
function go(path: string, fetched: () => Promise<Response>) {
  vi.stubGlobal("fetch", fetched);
  const request = { method: "GET", url: `${origin}${path}`, mode: "navigate" };
  const later: Promise<unknown>[] = [];
  let shown: Promise<Response> | undefined;
  listeners.get("fetch")?.({
    request,
    respondWith: (coming: Promise<Response>) => (shown = coming),
    waitUntil: (work: Promise<unknown>) => later.push(work),
  });
  return { shown: shown ?? Promise.reject(new Error("Nobody answered")), later };
}

async function keep(path: string) {
  const { shown, later } = go(path, async () => answer());
  await shown;
  await Promise.all(later);
}

const never = () => new Promise<Response>(() => undefined);

test("a network that says nothing for four seconds leaves the page that is kept", async () => {
  await keep("/me/bookings");
  vi.useFakeTimers();
  const { shown } = go("/me/bookings", never);
  let body: string | undefined;
  const read = shown.then(async (response) => {
    body = await response.text();
  });
  await vi.advanceTimersByTimeAsync(3900);
  expect(body).toBeUndefined();
  await vi.advanceTimersByTimeAsync(200);
  await read;
  expect(body).toContain('<section id="offline" class="notice">');
});

test("a page that was never seen is waited for", async () => {
  await keep("/me/bookings");
  vi.useFakeTimers();
  const slow = () => new Promise<Response>((done) => setTimeout(() => done(answer("late")), 9000));
  const { shown } = go("/me/money", slow);
  await vi.advanceTimersByTimeAsync(9000);
  expect(await (await shown).text()).toBe("late");
});
