import { Hono } from "hono";
import { MePage } from "#web/modules/students/views/me.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { page } from "#worker/lib/page.tsx";
import { townOf } from "#worker/modules/postal/mod.ts";
import { classRules } from "../rules.ts";
import { readOwn } from "./queries.ts";

/** What a student or a guardian may see of herself, and of the children she answers for. */
export const mePages = new Hono<Env>().get("/", can("me:read"), async (c) => {
  const { shown, ofAge, today } = await readOwn(c.var.ctx);
  const people = shown.map((own) => ({
    ...own,
    town: townOf(own.student.postalCode),
    classes: classRules(own.student, today),
  }));
  return page(c, <MePage people={people} ofAge={ofAge} />);
});
