import { Hono } from "hono";
import { CurriculaPage } from "#web/modules/curriculum/law.tsx";
import { CurriculumPage } from "#web/modules/curriculum/law_of_class.tsx";
import { can } from "#worker/lib/can.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Env } from "#worker/lib/env.ts";
import { valid } from "#worker/lib/input.ts";
import { page } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { basicCourse, darkSeasons, testRules } from "./law.ts";
import { newest } from "./newest.ts";
import { classesOn, classOn } from "./rules.ts";
import { ByClass, OfVersion } from "./steps/input.ts";
import { curriculaOf } from "./steps/rules.ts";

const read = can("training:read");

/** What the law asks, class by class and version by version, as the rules of the house use it. */
export const curriculumPages = new Hono<Env>()
  .get("/", read, (c) => {
    const on = dayOf(c.var.now);
    const shared = {
      course: newest(basicCourse, on),
      dark: newest(darkSeasons, on),
      tests: newest(testRules, on),
    };
    return page(c, <CurriculaPage classes={classesOn(on)} shared={shared} />);
  })
  .get("/:code", read, valid("param", ByClass), valid("query", OfVersion), (c) => {
    const on = dayOf(c.var.now);
    const { code } = c.req.valid("param");
    const all = curriculaOf(code);
    const { version } = c.req.valid("query");
    const current = all.find((one) => one.validFrom <= on) ?? all.at(-1);
    const shown = all.find((one) => one.validFrom === version) ?? current;
    const law = classOn(code, on);
    if (!shown || !law) throw new Problem(404, "curriculum.no_such_class");
    const versions = all.map(({ validFrom }) => validFrom);
    const props = { law, curriculum: shown, versions, holds: shown === current };
    return page(c, <CurriculumPage {...props} />);
  });
