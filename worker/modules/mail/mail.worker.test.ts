import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import * as z from "zod";
import { reactors } from "#worker/jobs.ts";
import { DAY, HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { commit } from "#worker/lib/commit.ts";
import { sweep } from "#worker/lib/deliver.ts";
import type { Bindings } from "#worker/lib/env.ts";
import { jobCtx } from "#worker/lib/job_ctx.ts";
import { linkHash, linkToken } from "#worker/lib/links.ts";
import { actions, as, auditRows, cost, db, outboxRows, school } from "#worker/test/harness.ts";
import { type Letter, letter } from "./actions.ts";
import { Mail, MailList, Mails } from "./input.ts";
import { listMails } from "./queries.ts";
import { mails } from "./schema.ts";

const now = new Date().toISOString();
const later = (work: Promise<unknown>) => void work.catch(() => undefined);
const schoolId = await school();
const office = await as("office");
let people = 0;
const somebody = (domain = "example.no") => `person${people++}@${domain}`;

// No hint to the queue: these tests say themselves when the outbox is delivered.
const silent = { QUEUE: { sendBatch: async () => ({}) } } as unknown as Pick<Bindings, "QUEUE">;
const at =
  (instant: string, change: Partial<Bindings> = {}) =>
  (id: string) =>
    jobCtx({ ...env, ...silent, ...change }, { schoolId: id, now: instant, later });

/** Writes a letter as an action does, and answers where its mail is. */
async function write(
  what: Omit<Letter, "locale"> & Partial<Letter>,
  when = now,
  inSchool = schoolId,
) {
  const ctx = at(when)(inSchool);
  const { write, tell } = letter(ctx, { locale: "nb", ...what });
  const about = { action: "test.wrote", entity: "mail", entityId: tell.subjectId } as const;
  await commit(ctx, { ...about, write: [write], tell: [tell] });
  return tell.subjectId;
}

const deliver = (when = now, change: Partial<Bindings> = {}) =>
  sweep(db, reactors, at(when, change), when);

async function received(recipient: string) {
  const response = await fetch(`${env.MAIL_HTTP_URL}/messages?to=${recipient}`);
  const Message = z.object({
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    road: z.string(),
    tls: z.boolean().optional(),
  });
  return z.object({ items: z.array(Message) }).parse(await response.json()).items;
}

async function logged(id: string) {
  const response = await office.get(`/api/v1/mails/${id}`);
  expect(response.status).toBe(200);
  return Mail.parse(await response.json());
}

test("a letter leaves with a link that opens what it names, and nothing keeps the token", async () => {
  const recipient = somebody();
  const linkId = crypto.randomUUID();
  const id = await write({ template: "reset", recipient, params: { linkId } });
  await deliver();
  const [mail] = await received(recipient);
  const token =
    /https:\/\/tms\.test\/link\/reset\/([\w-]{43})(?=\s)/.exec(mail?.text ?? "")?.[1] ?? "";
  expect(linkHash(token)).toBe(linkHash(linkToken(env.KEYS, linkId)));
  expect(mail?.html).toContain(`href="https://tms.test/link/reset/${token}"`);
  expect(await logged(id)).toMatchObject({ state: "sent", attempts: 1, why: null, recipient });
  const kept = [await db.select().from(mails), await outboxRows(), await auditRows()];
  expect(JSON.stringify(kept)).not.toContain(token);
  expect(await (await office.get(`/mail/${id}`)).text()).not.toContain(token);
});

test("POST of a mail twice delivers it once, and records it once", async () => {
  const recipient = somebody();
  const id = await write({ template: "password_changed", recipient });
  await Promise.all(Array.from({ length: 20 }, () => deliver()));
  expect(await received(recipient)).toHaveLength(1);
  const about = (await auditRows()).filter((row) => row.entityId === id);
  expect(about.map((row) => [row.actor, row.action])).toEqual([
    [expect.anything(), "test.wrote"],
    ["system", "mail.sent"],
  ]);
});

const linked = { linkId: "018f0000-0000-7000-8000-000000000001" };
const invited = { ...linked, schoolName: "Fjord <b>&</b> Fjell", inviter: "Åse" };
const lesson = {
  ...{ ...linked, linkTo: "a.b.", schoolName: "Fjord <b>&</b> Fjell", studentName: "Emma" },
  ...{ when: "24. nov. 2026, 09:00–09:45", instructor: "Kari Nes", place: "Torget" },
};
const { linkId: _, linkTo: __, ...news } = { ...lesson, was: "x", reason: "vær eller føre" };
const bill = {
  ...{ number: "7", schoolName: "Fjord <b>&</b> Fjell", studentName: "Åse", amount: "950,00 kr" },
  ...{ due: "1. des. 2026", kid: "000000075", account: "1503.00.00007", original: "6" },
};
test.each([
  ["reset", linked],
  ["device", linked],
  ["setup", linked],
  ["invitation", invited],
  ["reminder", lesson],
  ["lesson_booked", news],
  ["lesson_moved", news],
  ["lesson_reassigned", news],
  ["lesson_cancelled", news],
  ["password_changed", {}],
  ["second_factor_changed", {}],
  ["invoice", bill],
  ["credit_note", bill],
] as const)("%s is whole in both languages", async (template, params) => {
  const bodies: string[] = [];
  for (const locale of ["nb", "en"] as const) {
    const recipient = somebody();
    await write({ template, recipient, locale, params });
    await deliver();
    const [mail] = await received(recipient);
    if (!mail) throw new Error("Cannot find the mail");
    expect(mail.text + mail.subject).not.toMatch(/[{}]|undefined/);
    expect(mail.text.includes(`/link/${template}/`)).toBe("linkId" in params);
    expect(mail.html).toContain(`<html lang="${locale}">`);
    expect(mail.html).not.toContain("<b>"); // what a school is called is text
    bodies.push(mail.text);
  }
  expect(bodies[0]).not.toBe(bodies[1]);
});

test("smtp: the same letter by a mail server", async () => {
  const recipient = somebody();
  const id = await write({ template: "invitation", recipient, params: invited });
  await deliver(now, { MAIL_TRANSPORT: "smtp" });
  expect(await logged(id)).toMatchObject({ state: "sent" });
  expect(await received(recipient)).toMatchObject([
    { road: "smtp", subject: "Du er invitert til Fjord <b>&</b> Fjell" },
  ]);
});

test("binding: the same letter by Cloudflare's own service", async () => {
  const id = await write({ template: "invitation", recipient: somebody(), params: invited });
  await deliver(now, { MAIL_TRANSPORT: "binding", MAIL_FROM: "TMS <tms@example.no>" });
  expect(await logged(id)).toMatchObject({ state: "sent" });
  const [row] = (await db.select().from(mails)).filter((mail) => mail.id === id);
  expect(row?.providerId).toMatch(/\S/);
});

test.each([
  ["http", "422 The recipient's mailbox does not exist"],
  ["smtp", "550 5.1.1 The recipient's mailbox does not exist"],
])("%s: a refused address bounces at once, and the log says why", async (road, why) => {
  const recipient = somebody("bounce.example");
  const id = await write({ template: "invitation", recipient, params: invited });
  await deliver(now, { MAIL_TRANSPORT: road });
  expect(await logged(id)).toMatchObject({ state: "bounced", why, attempts: 1, doneAt: now });
  expect(await actions()).toContain("mail.bounced");
  const log = await (await office.get("/mail?state=bounced")).text();
  expect(log).toContain(recipient);
  expect(log).toContain(why.replace("'", "&#39;").slice(0, 10));
  expect(await deliver(shift(now, HOUR))).toBe(0);
});

test.each([
  ["http", "down.example", "503 The service is down for maintenance"],
  ["http", "busy.example", "429 Too many requests"],
  ["smtp", "down.example", "451 4.3.0 Try again later"],
  ["smtp", "hangup.example", "mail.hung_up"],
])("%s: %s is tried again for a day, and then fails", async (road, domain, why) => {
  const id = await write({ template: "second_factor_changed", recipient: somebody(domain) });
  await deliver(now, { MAIL_TRANSPORT: road });
  expect(await logged(id)).toMatchObject({ state: "waiting", why, attempts: 1, doneAt: null });
  await deliver(shift(now, DAY), { MAIL_TRANSPORT: road });
  expect(await logged(id)).toMatchObject({ state: "failed", why, attempts: 2 });
  expect(await (await office.get(`/mail/${id}`)).text()).toMatch(/Ga opp/);
  const [told] = (await outboxRows()).filter((row) => row.subjectId === id);
  expect(told).toMatchObject({ deliveredAt: null, deadAt: shift(now, DAY), lastError: why });
});

test.each([
  [{ MAIL_HTTP_KEY: "wrong" }, "403 API key is invalid"],
  [{ MAIL_HTTP_URL: "http://127.0.0.1:9" }, "outside.unreachable"],
  [{ MAIL_FROM: "" }, "mail.not_configured"],
  [{ ORIGIN: "" }, "mail.not_configured"],
  [{ MAIL_TRANSPORT: "pigeon" }, "mail.not_configured"],
  [{ MAIL_TRANSPORT: "smtp", SMTP_URL: "" }, "mail.not_configured"],
  [
    { MAIL_TRANSPORT: "smtp", SMTP_URL: env.SMTP_URL?.replace(":simulated@", ":wrong@") ?? "" },
    "535",
  ],
])("with %j the mail waits, and leaves when that is put right", async (change, why) => {
  const recipient = somebody();
  const id = await write({ template: "invitation", recipient, params: invited });
  await deliver(now, change);
  expect(await logged(id)).toMatchObject({ state: "waiting", why: expect.stringContaining(why) });
  await deliver(shift(now, MINUTE));
  expect(await logged(id)).toMatchObject({ state: "sent", attempts: 2 });
  expect(await received(recipient)).toHaveLength(1);
});

test("smtp: outside of this machine nothing is said without TLS", async () => {
  const id = await write({ template: "password_changed", recipient: somebody() });
  await deliver(now, { MAIL_TRANSPORT: "smtp", ENVIRONMENT: "production" });
  expect(await logged(id)).toMatchObject({ state: "waiting", why: "mail.no_tls" });
  await deliver(shift(now, MINUTE));
});

/** Ports of mail servers with TLS, and of one with a certificate that nobody trusts. */
declare const MAIL_TLS: { starttls: number; smtps: number; stranger: number };

test.each([
  ["STARTTLS", `smtp://simulated:simulated@localhost:${MAIL_TLS.starttls}`],
  ["TLS from the first byte", `smtps://simulated:simulated@localhost:${MAIL_TLS.smtps}`],
])(
  "smtp: by %s the letter arrives, and the password is said to nobody else",
  async (_, SMTP_URL) => {
    const recipient = somebody();
    const id = await write({ template: "invitation", recipient, params: invited });
    await deliver(now, { MAIL_TRANSPORT: "smtp", ENVIRONMENT: "production", SMTP_URL });
    expect(await logged(id)).toMatchObject({ state: "sent" });
    expect(await received(recipient)).toMatchObject([{ road: "smtp", tls: true }]);
  },
);

test.each([
  ["nobody has vouched for", `smtp://simulated:simulated@localhost:${MAIL_TLS.stranger}`],
  ["is of another host", `smtp://simulated:simulated@127.0.0.1:${MAIL_TLS.starttls}`],
  ["is of another host, with TLS first", `smtps://s:s@127.0.0.1:${MAIL_TLS.smtps}`],
])("smtp: a server whose certificate %s gets no mail, and it waits", async (_, SMTP_URL) => {
  const recipient = somebody();
  const id = await write({ template: "invitation", recipient, params: invited });
  await deliver(now, { MAIL_TRANSPORT: "smtp", ENVIRONMENT: "production", SMTP_URL });
  expect(await logged(id)).toMatchObject({ state: "waiting" });
  expect(await received(recipient)).toEqual([]);
});

test.each(["http", "smtp"])("%s: a line end in a header is refused", async (road) => {
  const params = { ...invited, schoolName: "Skole\r\nBcc: all@example.no" };
  const id = await write({ template: "invitation", recipient: somebody(), params });
  await deliver(now, { MAIL_TRANSPORT: road });
  expect(await logged(id)).toMatchObject({ state: "bounced", why: "mail.header" });
});

test("a link that died while its letter waited is not sent", async () => {
  const recipient = somebody();
  const id = await write(
    { template: "reset", recipient, params: linked },
    shift(now, -21 * MINUTE),
  );
  await deliver();
  expect(await logged(id)).toMatchObject({ state: "failed", why: "mail.too_old" });
  expect(await received(recipient)).toEqual([]);
});

test("POST sending sends a failed mail once more, also when pressed twice", async () => {
  const recipient = somebody("bounce.example");
  const id = await write({ template: "invitation", recipient, params: invited });
  await deliver();
  const [first, second] = await Promise.all(
    [1, 2].map(() => office.submit(`/mail/${id}/sending`, {})),
  );
  expect([first?.status, second?.status].sort()).toContain(303);
  expect((await outboxRows()).filter((row) => row.subjectId === id)).toHaveLength(2);
  expect((await auditRows()).filter((row) => row.entityId === id).map((row) => row.action)).toEqual(
    ["test.wrote", "mail.bounced", "mail.sent_again"],
  );
  await deliver(shift(new Date().toISOString(), MINUTE));
  expect(await logged(id)).toMatchObject({ state: "bounced", attempts: 1 });
});

test("POST sending says why not: just sent, or too old", async () => {
  const fresh = await write({ template: "invitation", recipient: somebody(), params: invited });
  await deliver();
  const soon = await office.submit(`/mail/${fresh}/sending`, {});
  expect(soon.status).toBe(409);
  expect(await soon.text()).toContain("nettopp sendt");
  const old = await write(
    { template: "invitation", recipient: somebody(), params: invited },
    shift(now, -8 * DAY),
  );
  await deliver();
  expect((await office.submit(`/mail/${old}/sending`, {})).status).toBe(409);
  expect(await (await office.get(`/mail/${old}`)).text()).not.toContain("/sending");
});

test("only those with the grant see the log, and another school's mail is no mail", async () => {
  const theirs = await write(
    { template: "password_changed", recipient: somebody() },
    now,
    await school("s2"),
  );
  await deliver();
  for (const role of ["instructor", "student"] as const) {
    const person = await as(role);
    expect((await person.get("/mail")).status).toBe(403);
    expect((await person.get("/api/v1/mails")).status).toBe(403);
    expect((await person.submit(`/mail/${theirs}/sending`, {})).status).toBe(403);
  }
  const masked = async (id: string) => {
    const response = await office.get(`/api/v1/mails/${id}`);
    const { instance, ...body } = await response.json<{ instance: string }>();
    return { status: response.status, body };
  };
  expect(await masked(theirs)).toEqual(await masked("01890a5d-ac96-774b-bcce-b302099a8057"));
  expect((await masked(theirs)).status).toBe(404);
  expect((await office.submit(`/mail/${theirs}/sending`, {})).status).toBe(404);
  const all = Mails.parse(await (await office.get("/api/v1/mails?per=100")).json());
  expect(all.items.some((mail) => mail.id === theirs)).toBe(false);
});

test("the log pages newest first through every mail once, by state too", async () => {
  const s3 = await as("owner", "s3");
  for (let i = 0; i < 5; i++)
    await write(
      { template: "password_changed", recipient: `p${i}@example.no` },
      shift(now, i),
      s3.schoolId,
    );
  const seen: string[] = [];
  let after: string | null = "";
  while (after !== null) {
    const query = new URLSearchParams({ per: "2", state: "waiting", ...(after && { after }) });
    const list = Mails.parse(await (await s3.get(`/api/v1/mails?${query}`)).json());
    seen.push(...list.items.map((mail) => mail.recipient));
    after = list.after;
  }
  expect(seen).toEqual([4, 3, 2, 1, 0].map((i) => `p${i}@example.no`));
  expect(await (await s3.get("/mail?state=sent")).text()).toContain("Ingen utsendinger her");
});

test("a page of the log reads its own rows and no more, in one trip", async () => {
  const s4 = await as("owner", "s4");
  await env.DB.prepare(
    `insert into mails (school_id, id, template, locale, recipient, params, state, created_at)
     with recursive n(i) as (select 1000 union all select i + 1 from n where i < 3000)
     select ?, i, 'reset', 'nb', 'a@example.no', '{}', iif(i % 2, 'sent', 'failed'),
       '2026-01-01T00:00:0' || (i % 10) || '.000Z' from n`,
  )
    .bind(s4.schoolId)
    .run();
  for (const query of [{}, { state: "failed" }, { sort: "createdAt" }]) {
    const spent = await cost(s4.ctx, (ctx) => listMails(ctx, MailList.parse(query)));
    expect(spent).toMatchObject({ queries: 1 });
    expect(spent.rowsRead).toBeLessThanOrEqual(60);
  }
});

test("the mailbox shows what came, as text, and can be emptied; only in a local run", async () => {
  const recipient = somebody();
  await write({ template: "invitation", recipient, params: invited });
  await deliver();
  const shown = await (await office.get("/dev/mailbox")).text();
  expect(shown).toContain(recipient);
  expect(shown).toMatch(/<a href="https:\/\/tms\.test\/link\/invitation\/[\w-]{43}"/);
  expect((await office.submit("/dev/mailbox", {})).status).toBe(303);
  expect(await (await office.get("/dev/mailbox")).text()).not.toContain(recipient);
});
