import { Hono } from "hono";
import { MePage } from "#web/modules/students/views/me.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { page } from "#worker/lib/page.tsx";
import { stepsTo, whyNotClass } from "#worker/modules/curriculum/mod.ts";
import { townOf } from "#worker/modules/postal/mod.ts";
import { readOwn } from "./queries.ts";

/** What a student or a guardian may see of herself, and of the children she answers for. */
export const mePages = new Hono<Env>().get("/", can("me:read"), async (c) => {
  const { shown, ofAge, today } = await readOwn(c.var.ctx);
  const people = shown.map((own) => ({
    ...own,
    town: townOf(own.student.postalCode),
    classes: own.student.classes.map((code) => ({
      code,
      steps: stepsTo(own.student.birthDate, code, today),
      reasons: whyNotClass(own.student.birthDate, code, today),
    })),
  }));
  return page(c, <MePage people={people} ofAge={ofAge} />);
});
