// The service worker: keeps the last pages of a student or guardian and shows them when there is no
// network. It imports nothing, so that it is one script. What may be kept the server says, page by
// page: a page without its header belongs to staff or to nobody, and then everything goes.

type Later = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Later & { request: Request; respondWith(answer: Promise<Response>): void };
type Said = Later & { data: unknown };
type Scope = {
  addEventListener(type: "install" | "activate", listen: (event: Later) => void): void;
  addEventListener(type: "fetch", listen: (event: Fetching) => void): void;
  addEventListener(type: "message", listen: (event: Said) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  location: Location;
};
const scope = self as unknown as Scope;

const READER = "TMS-Reader";
const ASSETS = "assets";
const MOST_PAGES = 30;
const MOST_ASSETS = 60;
/** How long a network may say nothing before the page that is kept is shown, in milliseconds. */
const PATIENCE = 4000;

scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== scope.location.origin) return;
  if (request.mode === "navigate") event.respondWith(visit(event));
  else if (pathname.startsWith("/assets/")) event.respondWith(asset(request));
});

// The page that was open before this script was: it is fetched once more, to be kept.
scope.addEventListener("message", (event) => {
  const { data } = event;
  if (typeof data === "string" && isOwn(new URL(data)))
    event.waitUntil(again(data).catch(() => undefined));
});

const isOwn = ({ origin, pathname }: URL) =>
  origin === scope.location.origin && /^\/(?:me(?:\/.*)?)?$/.test(pathname);

async function again(url: string): Promise<void> {
  const began = Date.now();
  const response = await fetch(url, { headers: { accept: "text/html" } });
  if (await isHers(response)) await keep(url, response, began);
}

async function visit(event: Fetching): Promise<Response> {
  const { url } = event.request;
  const coming = load(event);
  const late = new Promise<undefined>((done) => setTimeout(done, PATIENCE));
  try {
    const first = await Promise.race([coming, late]);
    if (first) return first;
    // What comes too late to be shown is kept for the next time.
    event.waitUntil(coming.catch(() => undefined));
    return (await pageOf(url)) ?? (await coming);
  } catch {
    return (await kept(url)) ?? Response.error();
  }
}

async function load(event: Fetching): Promise<Response> {
  const began = Date.now();
  const { request } = event;
  const response = await fetch(request);
  if (await isHers(response)) {
    const copy = response.clone();
    if (isOwn(new URL(request.url)))
      event.waitUntil(keep(request.url, copy, began).catch(() => undefined));
  }
  return response;
}

const storeOf = (reader: string) => `pages-${reader}`;
const isStore = (name: string) => name.startsWith("pages-");

// When somebody else came: what was asked for before that is not kept any more.
let changed = 0;

/** Whether the page is of somebody who keeps pages. Those of anybody else go at once. */
async function isHers({ ok, headers }: Response): Promise<boolean> {
  if (!ok || !headers.get("content-type")?.startsWith("text/html")) return false;
  const reader = headers.get(READER);
  const names = await caches.keys();
  const others = names.filter((name) =>
    reader ? isStore(name) && name !== storeOf(reader) : true,
  );
  if (others.length > 0) changed = Date.now();
  await Promise.all(others.map((name) => caches.delete(name)));
  return reader !== null;
}

async function keep(url: string, response: Response, began: number): Promise<void> {
  const html = await response.clone().text();
  if (began < changed) return;
  const pages = await caches.open(storeOf(response.headers.get(READER) ?? ""));
  await pages.delete(url);
  await pages.put(url, response);
  await trim(pages, MOST_PAGES);
  const assets = await caches.open(ASSETS);
  for (const path of new Set(html.match(/\/assets\/[\w.-]+/g)))
    if (!(await assets.match(path))) await assets.add(path).catch(() => undefined);
  await trim(assets, MOST_ASSETS);
}

/** The oldest go: a cache answers its keys in the order of their coming. */
async function trim(cache: Cache, most: number): Promise<void> {
  const all = await cache.keys();
  for (const old of all.slice(0, Math.max(0, all.length - most))) await cache.delete(old);
}

/** A page as it was, saying so; for one that was never seen, the front page. */
async function kept(url: string): Promise<Response | undefined> {
  const name = (await caches.keys()).find(isStore);
  if (!name) return undefined;
  const pages = await caches.open(name);
  const front = new URL("/", url).href;
  return (
    (await pageOf(url)) ??
    (url !== front && (await pages.match(front)) ? Response.redirect(front) : undefined)
  );
}

/** A page as it was, saying so. */
async function pageOf(url: string): Promise<Response | undefined> {
  const name = (await caches.keys()).find(isStore);
  const found = name && (await (await caches.open(name)).match(url));
  if (!found) return undefined;
  const headers = new Headers(found.headers);
  for (const length of ["content-length", "content-encoding"]) headers.delete(length);
  const html = (await found.text()).replace(
    '<section id="offline" hidden',
    '<section id="offline"',
  );
  return new Response(html, { headers });
}

async function asset(request: Request): Promise<Response> {
  const known = await caches.match(request);
  if (known) return known;
  const response = await fetch(request);
  // Only for somebody who keeps pages: for others nothing is stored at all.
  if (response.ok && (await caches.keys()).some(isStore))
    await (await caches.open(ASSETS)).put(request, response.clone());
  return response;
}
