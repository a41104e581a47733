import { env } from "cloudflare:workers";
import { HOTP, Secret } from "otpauth";
import { uuidv7 } from "uuidv7";
import { type Role, staffRoles } from "#worker/lib/grants.ts";
import { hashPassword } from "#worker/lib/passwords.ts";
import { newSeed } from "#worker/modules/sessions/totp.ts";
import { memberships, userRow, users } from "#worker/modules/users/mod.ts";
import { db, origin, school, send } from "./harness.ts";

/** A password that the rules accept, for people made by `account()`. */
export const PASSWORD = "blå hest under broen";

let lastAddress = 0;

/**
 * A browser without JavaScript: it keeps cookies, reads forms out of pages and sends them. Each has
 * an address of its own, so that the limits of one test do not reach the next.
 */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly address: string;
  html = "";

  constructor(address = nextAddress()) {
    this.address = address;
  }

  async get(path: string): Promise<Response> {
    return this.#keep(await send("GET", path, { headers: this.headers() }));
  }

  /** Posts a form of the page that is open. */
  async post(path: string, fields: Record<string, string | readonly string[]> = {}) {
    const body = new URLSearchParams({ _token: this.token });
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) body.append(name, one);
    return this.#keep(await send("POST", path, { headers: this.headers(), body }));
  }

  /** Goes where an answer sends it. */
  async follow(response: Response): Promise<Response> {
    const to = response.headers.get("location");
    if (!to) throw new Error(`Cannot follow a ${response.status}: ${this.text.slice(0, 300)}`);
    return this.get(to);
  }

  get token(): string {
    return unescape(/name="_token" value="([^"]+)"/.exec(this.html)?.[1] ?? "");
  }

  /** A hidden value of the page that is open. */
  hidden(name: string): string | undefined {
    const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(this.html)?.[1];
    return value?.replaceAll("&quot;", '"').replaceAll("&amp;", "&").replaceAll("&lt;", "<");
  }

  /** What the page says, without its markup. */
  get text(): string {
    return this.html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
  }

  /** The secret that the session's cookie holds. */
  get secret(): string {
    return this.cookies.get("__Host-sid")?.split(".")[3] ?? "";
  }

  headers(): Record<string, string> {
    return {
      origin,
      "sec-fetch-site": "same-origin",
      "cf-connecting-ip": this.address,
      "accept-language": "en",
      "user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/150.0",
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    };
  }

  async #keep(response: Response): Promise<Response> {
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    if (response.headers.get("content-type")?.startsWith("text/html"))
      this.html = await response.clone().text();
    return response;
  }
}

function nextAddress(): string {
  lastAddress++;
  return `10.${(lastAddress >> 16) & 255}.${(lastAddress >> 8) & 255}.${lastAddress & 255}`;
}

let hash: Promise<string> | undefined;

/** Somebody with a password, and an authenticator where her roles want one. */
export async function account(
  roles: Role | readonly Role[],
  schools: string | readonly string[] = "s1",
  { factor = true, email = "", phc = "" } = {},
) {
  const held = [roles].flat();
  const createdAt = new Date(Date.now() - 1000).toISOString();
  const id = uuidv7();
  const strict: readonly Role[] = [...staffRoles, "platform_admin"];
  const seed = factor && held.some((role) => strict.includes(role)) ? newSeed() : undefined;
  const person = { id, email: email || `${id}@example.no`, name: `${held.join("+")}`, createdAt };
  hash ??= hashPassword(PASSWORD);
  const secrets = { phc: phc || (await hash), ...(seed && { seed }) };
  await db.insert(users).values({ ...userRow(env.KEYS, person, secrets), locale: "en" });
  const schoolIds = [];
  for (const name of [schools].flat()) {
    const schoolId = name === "platform" ? "platform" : await school(name);
    schoolIds.push(schoolId);
    await db.insert(memberships).values({ schoolId, userId: id, roles: held, since: createdAt });
  }
  return { ...person, seed, schoolIds, password: PASSWORD };
}

export type Account = Awaited<ReturnType<typeof account>>;

/** Moves the clock of the worker and its objects; without an instant it runs by itself again. */
export function setClock(now?: string): void {
  if (now) env.TEST_NOW = now;
  else delete env.TEST_NOW;
}

/** The code that an app shows now. */
export function codeOf(
  { seed = "" }: Pick<Account, "seed">,
  at = Date.parse(env.TEST_NOW ?? new Date().toISOString()),
): string {
  const counter = Math.floor(at / 30_000);
  return HOTP.generate({ secret: Secret.fromBase32(seed), counter, digits: 6 });
}

/** Signs somebody in through the pages, with the code where one is asked for. */
export async function signIn(who: Account, browser = new Browser(), next = "/account") {
  await browser.get(`/sign-in?next=${encodeURIComponent(next)}`);
  const { email, password } = who;
  const first = await browser.post("/sign-in", { email, password, next });
  if (!who.seed || first.status !== 303) return browser;
  await browser.follow(first);
  await browser.post("/sign-in/code", { code: codeOf(who), next });
  return browser;
}
