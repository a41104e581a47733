import { type Context, Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { Problem } from "#worker/lib/problem.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { changeSchool } from "./actions.ts";
import { lookUpCompany } from "./brreg.ts";
import { offerClasses } from "./classes/actions.ts";
import { Classes, ClassesInput } from "./classes/input.ts";
import { getClasses } from "./classes/queries.ts";
import { ByOrgnr, Company, School, SchoolInput } from "./input.ts";
import { getSchool } from "./queries.ts";
import { changeSetting } from "./settings/actions.ts";
import { Setting, SettingId, SettingInput, Settings } from "./settings/input.ts";
import { getSetting, listSettings } from "./settings/queries.ts";

const read = can("schools:read");
const write = can("schools:write");
// The address says "my school": which one that is, the session says.
const ofSchool = () => ifMatch((c) => c.var.ctx.actor.schoolId);
const oneSetting = valid("param", SettingId);

export const schoolApi = new Hono<Env>()
  .get("/", read, answers(School), (c) => send(c))
  .put("/", write, ofSchool(), valid("json", SchoolInput), answers(School), async (c) => {
    await changeSchool(c.var.ctx, c.req.valid("header").version, c.req.valid("json"));
    return send(c);
  })
  .get("/companies/:orgnr", write, valid("param", ByOrgnr), answers(Company), async (c) => {
    const told = await lookUpCompany(c.var.ctx, c.req.valid("param").orgnr);
    if (told.found) return c.json(told.company);
    if (told.wait) throw new Problem(429, told.code, { retryAfter: told.wait / 1000 });
    throw new Problem(told.code === "schools.register_unreachable" ? 503 : 404, told.code);
  })
  .get("/classes", read, answers(Classes), (c) => sendClasses(c))
  .put("/classes", write, ofSchool(), valid("json", ClassesInput), answers(Classes), async (c) => {
    const { version } = c.req.valid("header");
    await offerClasses(c.var.ctx, version, c.req.valid("json").codes);
    return sendClasses(c);
  })
  .get("/settings", read, answers(Settings), async (c) =>
    c.json({ items: await listSettings(c.var.ctx) }),
  )
  .get("/settings/:id", read, oneSetting, answers(Setting), async (c) =>
    sendSetting(c, await getSetting(c.var.ctx, c.req.valid("param").id)),
  )
  .put(
    "/settings/:id",
    write,
    oneSetting,
    ifMatch(),
    valid("json", SettingInput),
    answers(Setting),
    async (c) => {
      const { id } = c.req.valid("param");
      await changeSetting(c.var.ctx, id, c.req.valid("header").version, c.req.valid("json").value);
      return sendSetting(c, await getSetting(c.var.ctx, id));
    },
  );

async function send(c: Context<Env>) {
  const school = await getSchool(c.var.ctx);
  return c.json(school, 200, { ETag: etag(school) });
}

async function sendClasses(c: Context<Env>) {
  const classes = await getClasses(c.var.ctx);
  const tag = etag({ id: c.var.ctx.actor.schoolId, version: classes.version });
  return c.json(classes, 200, { ETag: tag });
}

function sendSetting(c: Context<Env>, setting: Setting) {
  return c.json(setting, 200, { ETag: etag(setting) });
}
