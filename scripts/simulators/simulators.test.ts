import { createHash, createPrivateKey, X509Certificate } from "node:crypto";
import { connect } from "node:net";
import { afterAll, beforeEach, expect, test } from "vitest";
import { selfSigned } from "./certificate.ts";
import { brokenPassword, leakedPassword, paddedPassword } from "./hibp_data.ts";
import { startSimulators } from "./start.ts";

const simulators = await startSimulators();
afterAll(() => simulators.close());
beforeEach(() => simulators.mailbox.clear());

const mail = { from: "TMS <tms@example.no>", to: "kari@example.no", subject: "Hei", text: "Å" };

function post(body: object, headers: Record<string, string> = {}) {
  const all = { authorization: "Bearer k", "content-type": "application/json", ...headers };
  const init = { method: "POST", headers: all, body: JSON.stringify(body) };
  return fetch(`${simulators.url}/mail/emails`, init);
}

const messages = async (query = "") => {
  const response = await fetch(`${simulators.url}/mail/messages${query}`);
  return ((await response.json()) as { items: Record<string, string>[] }).items;
};

test("mail: a sent mail is in the mailbox, newest first, until the mailbox is cleared", async () => {
  const first = await post(mail);
  expect(first.status).toBe(200);
  const { id } = (await first.json()) as { id: string };
  await post({ ...mail, to: ["ola@example.no"] });
  expect((await messages()).map((m) => m.to)).toEqual(["ola@example.no", "kari@example.no"]);
  expect(await messages("?to=kari@example.no")).toMatchObject([{ id, text: "Å", road: "http" }]);
  await fetch(`${simulators.url}/mail/messages`, { method: "DELETE" });
  expect(await messages()).toEqual([]);
});

test("mail: the same idempotency key is the same mail", async () => {
  const [a, b] = [1, 2].map(() => post(mail, { "idempotency-key": "k1" }));
  expect(await (await a)?.json()).toEqual(await (await b)?.json());
  expect(await messages()).toHaveLength(1);
});

test.each([
  [401, { authorization: "" }, {}],
  [403, { authorization: "Bearer wrong" }, {}],
  [422, {}, { to: "nobody" }],
  [422, {}, { subject: "" }],
  [422, {}, { text: undefined }],
  [422, {}, { to: "a@bounce.example" }],
  [503, {}, { to: "a@down.example" }],
  [429, {}, { to: "a@busy.example" }],
])("mail: answers %i to %j %j, with a message", async (status, headers, change) => {
  const response = await post({ ...mail, ...change }, headers);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ message: expect.stringMatching(/\w/) });
  expect(await messages()).toEqual([]);
});

test("mail: says nothing at all about slow.example", async () => {
  const signal = AbortSignal.timeout(150);
  const body = JSON.stringify({ ...mail, to: "a@slow.example" });
  const headers = { authorization: "Bearer k" };
  const asked = fetch(`${simulators.url}/mail/emails`, { method: "POST", headers, body, signal });
  await expect(asked).rejects.toMatchObject({ name: "TimeoutError" });
});

/** Says these lines one after the other and answers what came back to each. */
function smtp(lines: readonly string[]): Promise<string[]> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(simulators.smtpUrl).port), "127.0.0.1");
    const heard: string[] = [];
    const rest = [...lines];
    socket.on("data", (chunk) => {
      heard.push(chunk.toString().split("\r\n").at(-2) ?? "");
      const next = rest.shift();
      if (next === undefined) socket.destroy();
      else socket.write(`${next}\r\n`);
    });
    socket.on("close", () => resolve(heard.slice(1)));
  });
}

const hello = ["EHLO me", `AUTH PLAIN ${btoa("\0user\0secret")}`, "MAIL FROM:<tms@example.no>"];

test("smtp: takes a mail in parts and shows what a person would read", async () => {
  const source = [
    "From: =?UTF-8?Q?Kj=C3=B8reskolen?= <tms@example.no>",
    "To: kari@example.no",
    "Subject: =?UTF-8?Q?P=C3=A5?=",
    " =?UTF-8?Q?_vei?=",
    'Content-Type: multipart/alternative; boundary="b1"',
    "",
    "--b1",
    'Content-Type: text/plain; charset="UTF-8"',
    "Content-Transfer-Encoding: quoted-printable",
    "",
    "bl=C3=A5b=C3=A6r=",
    "syltet=C3=B8y",
    "..punktum",
    "--b1",
    "Content-Type: text/html",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    "<p>hei</p>",
    "--b1--",
    ".",
  ].join("\r\n");
  const heard = await smtp([...hello, "RCPT TO:<kari@example.no>", "DATA", source]);
  expect(heard.slice(0, 5).map((line) => line.slice(0, 3))).toEqual(
    "250 235 250 250 354".split(" "),
  );
  expect(await messages()).toMatchObject([
    {
      road: "smtp",
      from: "Kjøreskolen <tms@example.no>",
      to: "kari@example.no",
      subject: "På vei",
      text: "blåbærsyltetøy\n.punktum",
      html: "<p>hei</p>",
    },
  ]);
});

test.each([
  ["550", [...hello, "RCPT TO:<a@bounce.example>"]],
  ["451", [...hello, "RCPT TO:<a@down.example>"]],
  ["530", ["EHLO me", "MAIL FROM:<tms@example.no>"]],
  ["535", ["EHLO me", `AUTH PLAIN ${btoa("\0user\0wrong")}`]],
  ["334", ["EHLO me", "AUTH LOGIN", btoa("user")]],
  ["235", ["EHLO me", "AUTH LOGIN", btoa("user"), btoa("secret")]],
  ["503", [...hello, "DATA"]],
  ["500", ["NONSENSE"]],
])("smtp: answers %s to %j", async (code, lines) => {
  expect((await smtp(lines))[lines.length - 1]).toMatch(new RegExp(`^${code}`));
});

const get = async (path: string, headers = {}) => {
  const response = await fetch(simulators.url + path, { headers });
  return {
    status: response.status,
    body: (await response.json().catch(() => undefined)) as unknown,
  };
};
const companies = "/brreg/enhetsregisteret/api/enheter";

test("brreg: a company by its number, with its address", async () => {
  expect(await get(`${companies}/800000106`)).toMatchObject({
    status: 200,
    body: { navn: "FJORDBYEN TRAFIKKSKOLE AS", forretningsadresse: { postnummer: "5013" } },
  });
});

test.each([
  ["800000190", 404],
  ["800000165", 410],
  ["800000173", 500],
  ["12", 400],
])("brreg: %s is a %i", async (number, status) => {
  expect((await get(`${companies}/${number}`)).status).toBe(status);
});

test("brreg: finds by the beginning of a name, a page at a time; without hits no list", async () => {
  expect(await get(`${companies}?navn=fjord&size=1&page=1`)).toMatchObject({
    body: { _embedded: { enheter: [{ navn: "FJORDBYEN BAKERI AS" }] }, page: { totalPages: 2 } },
  });
  const none = await get(`${companies}?navn=${encodeURIComponent("finnes ikke")}`);
  expect(none).toEqual({
    status: 200,
    body: { page: expect.objectContaining({ totalElements: 0 }) },
  });
});

const plates = "/autosys/enkeltoppslag/kjoretoydata?kjennemerke=";
const key = { "SVV-Authorization": "Apikey simulated" };

test("autosys: a vehicle by its plate; an exempt one has no inspection at all", async () => {
  expect(await get(`${plates}AB12345`, key)).toMatchObject({
    body: { kjoretoydataListe: [{ periodiskKjoretoyKontroll: { kontrollfrist: "2027-05-04" } }] },
  });
  const { body } = await get(`${plates}MC1234`, key);
  expect(JSON.stringify(body)).not.toContain("periodiskKjoretoyKontroll");
});

test.each([
  ["AB12345", {}, 401],
  ["AB12345", { "SVV-Authorization": "Apikey wrong" }, 403],
  ["XX00000", key, 404],
  ["KV42900", key, 429],
  ["FE50000", key, 500],
  ["", key, 400],
])("autosys: %j with %j is a %i", async (plate, headers, status) => {
  expect((await get(plates + plate, headers)).status).toBe(status);
});

test("leaked passwords: the ends of hashes that begin so, padded where that is asked", async () => {
  const range = async (password: string, headers = {}) => {
    const hash = createHash("sha1").update(password).digest("hex").toUpperCase();
    const url = `${simulators.url}/hibp/range/${hash.slice(0, 5)}`;
    const answer = await fetch(url, { headers });
    const lines = (await answer.text()).split("\r\n");
    return { status: answer.status, lines, of: lines.find((l) => l.startsWith(hash.slice(5))) };
  };
  const padding = { "add-padding": "true" };
  expect((await range(leakedPassword)).of).toMatch(/^[0-9A-F]{35}:4711$/);
  expect((await range(paddedPassword)).of).toBe(undefined);
  expect((await range(paddedPassword, padding)).of).toMatch(/:0$/);
  const [few, many] = [await range(leakedPassword), await range(leakedPassword, padding)];
  expect(many.lines.length).toBeGreaterThanOrEqual(800);
  expect(few.lines.length).toBeLessThan(800);
  for (const line of many.lines) expect(line).toMatch(/^[0-9A-F]{35}:\d+$/);
  expect((await range(brokenPassword)).status).toBe(503);
  expect((await fetch(`${simulators.url}/hibp/range/XYZ`)).status).toBe(400);
});

test("a certificate of its own: for one host, for a day, signed by itself", () => {
  const { cert, key } = selfSigned("localhost");
  const read = new X509Certificate(cert);
  expect(read.checkHost("localhost")).toBe("localhost");
  expect(read.checkHost("127.0.0.1")).toBe(undefined);
  expect(read.verify(read.publicKey)).toBe(true);
  expect(read.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect(Date.parse(read.validTo)).toBeGreaterThan(Date.now());
});
