import { type Context, Hono } from "hono";
import { ClassesPage } from "#web/modules/schools/views/classes.tsx";
import { ClassesInUse } from "#web/modules/schools/views/in_use.tsx";
import { SchoolForm, SchoolPage } from "#web/modules/schools/views/school.tsx";
import { SettingPage, SettingsPage } from "#web/modules/schools/views/settings.tsx";
import { can } from "#worker/lib/can.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Env } from "#worker/lib/env.ts";
import { type Draft, draftOf, form, valid } from "#worker/lib/input.ts";
import { comeBack, lookUpStatus } from "#worker/lib/look_up.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { fieldProblem } from "#worker/lib/problem.ts";
import { classesOn } from "#worker/modules/curriculum/mod.ts";
import { changeSchool } from "./actions.ts";
import { lookUpCompany } from "./brreg.ts";
import { offerClasses } from "./classes/actions.ts";
import { type Classes, ClassesChange, ClassesForm } from "./classes/input.ts";
import { getClasses, offeredClasses } from "./classes/queries.ts";
import { LookUp, SchoolChange } from "./input.ts";
import { getSchool } from "./queries.ts";
import { companyInForm } from "./rules.ts";
import { changeSetting } from "./settings/actions.ts";
import { SettingChange, SettingId, type SettingKey } from "./settings/input.ts";
import { getSetting, listSettings } from "./settings/queries.ts";
import { classUsage } from "./usage/queries.ts";

const read = can("schools:read");
const write = can("schools:write");
const oneSetting = valid("param", SettingId);

export const schoolPages = new Hono<Env>()
  .get("/", read, async (c) => page(c, <SchoolPage school={await getSchool(c.var.ctx)} />))
  .get("/edit", write, async (c) =>
    page(c, <SchoolForm draft={draftOf(await getSchool(c.var.ctx), SchoolChange)} />),
  )
  .post("/", write, form(SchoolChange), (c) =>
    submit(c, c.req.valid("form"), {
      save: async ({ version, ...input }) => {
        await changeSchool(c.var.ctx, version, input);
        return "/school";
      },
      flash: "schools.changed",
      retry: (draft) => <SchoolForm draft={draft} />,
      row: { form: SchoolChange, now: () => getSchool(c.var.ctx), at: "/school" },
    }),
  )
  .post("/look-up", write, form(LookUp), (c) => lookUp(c, c.req.valid("form")))
  .get("/classes", read, (c) => showClasses(c))
  .post("/classes", write, form(ClassesForm), (c) =>
    submit(c, c.req.valid("form"), {
      save: async ({ version, codes, sure }) => {
        if (!sure && (await usedWithout(c, codes)).length > 0)
          throw fieldProblem("sure", "schools.class_in_use");
        await offerClasses(c.var.ctx, version, codes);
        return "/school/classes";
      },
      flash: "schools.classes_changed",
      retry: (draft) => (draft.errors.sure ? classesInUse(c, draft) : classesView(c, draft)),
      row: {
        form: ClassesChange,
        now: async () => codesOf(await getClasses(c.var.ctx)),
        at: "/school/classes",
      },
    }),
  )
  .get("/settings", read, async (c) =>
    page(c, <SettingsPage settings={await listSettings(c.var.ctx)} />),
  )
  .get("/settings/:id", read, oneSetting, async (c) => {
    const setting = await getSetting(c.var.ctx, c.req.valid("param").id);
    return page(c, <SettingPage setting={setting} draft={draftOf(setting, SettingChange)} />);
  })
  .post("/settings/:id", write, oneSetting, form(SettingChange), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, value }) => {
        await changeSetting(c.var.ctx, id, version, value);
        return `/school/settings/${id}`;
      },
      flash: "schools.setting_changed",
      retry: (draft) => settingView(c, id, draft),
      row: {
        form: SettingChange,
        now: () => getSetting(c.var.ctx, id),
        at: `/school/settings/${id}`,
      },
    });
  });

async function settingView(c: Context<Env>, id: SettingKey, draft: Draft<unknown>) {
  return <SettingPage setting={await getSetting(c.var.ctx, id)} draft={draft} />;
}

async function showClasses(c: Context<Env>) {
  return page(c, await classesView(c));
}

async function classesView(c: Context<Env>, draft?: Draft<unknown>) {
  const classes = await getClasses(c.var.ctx);
  const now = draftOf(codesOf(classes), ClassesChange);
  const law = classesOn(dayOf(c.var.now));
  return <ClassesPage classes={classes} law={law} draft={draft ?? now} />;
}

/** Of the classes that would no longer be offered, those that something hangs on. */
async function usedWithout(c: Context<Env>, codes: readonly string[]) {
  const gone = (await offeredClasses(c.var.ctx)).filter((code) => !codes.includes(code));
  return classUsage(c.var.ctx, gone);
}

async function classesInUse(c: Context<Env>, draft: Draft<{ codes: readonly string[] }>) {
  const { codes = [] } = draft.value ?? {};
  return <ClassesInUse usage={await usedWithout(c, codes)} draft={draft} />;
}

const codesOf = ({ items, version }: Classes) => ({ version, codes: items.map((i) => i.code) });

/** Fills the form from the register and says what differs. Nothing is saved. */
async function lookUp(c: Context<Env>, draft: Draft<{ orgnr: string }>) {
  const { value, ...typed } = draft;
  if (!value) return page(c, <SchoolForm draft={typed} />, 422);
  const told = await lookUpCompany(c.var.ctx, value.orgnr);
  const { values, ...said } = companyInForm(typed.values, told);
  const view = <SchoolForm draft={{ ...typed, values }} {...said} />;
  return comeBack(page(c, view, lookUpStatus(told)), told);
}
