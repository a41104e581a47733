import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Env } from "#worker/lib/env.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { LicenceClasses, OnDay } from "./input.ts";
import { classesOn } from "./rules.ts";
import { ByClass, Curricula } from "./steps/input.ts";
import { curriculaOf } from "./steps/rules.ts";

export const curriculumApi = new Hono<Env>()
  .get("/", can("home:read"), valid("query", OnDay), answers(LicenceClasses), (c) => {
    const on = c.req.valid("query").on ?? dayOf(c.var.now);
    return c.json({ on, items: classesOn(on) });
  })
  .get("/:code/curricula", can("home:read"), valid("param", ByClass), answers(Curricula), (c) =>
    c.json({ items: curriculaOf(c.req.valid("param").code) }),
  );
