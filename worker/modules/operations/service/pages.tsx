import { type Context, Hono } from "hono";
import { ServicePage } from "#web/modules/operations/views/service.tsx";
import { can } from "#worker/lib/can.ts";
import { dayOf, instantAt, timeOf } from "#worker/lib/dates.ts";
import type { Env } from "#worker/lib/env.ts";
import { type Draft, draftOf, form } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { setService } from "./actions.ts";
import { type Service, SettingForm } from "./input.ts";
import { getService } from "./queries.ts";

const here = "/operations/service";

export const servicePages = new Hono<Env>()
  .get("/", can("operations:read"), async (c) =>
    page(c, view(draftOf(inForm(await getService(c.var.ctx)), SettingForm))),
  )
  .post("/", can("operations:run"), form(SettingForm), stepUp(), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (typed) => {
        await save(c, typed);
        return here;
      },
      flash: "operations.mode_set",
      row: { form: SettingForm, now: async () => inForm(await getService(c.var.ctx)), at: here },
      retry: view,
    }),
  );

const view = (draft: Draft<unknown>) => <ServicePage draft={draft} />;

const inForm = ({ mode, messageNb, messageEn, until, version }: Service) => ({
  ...{ mode, messageNb, messageEn, version },
  untilDay: until && dayOf(until),
  untilTime: until && timeOf(until),
});

async function save(c: Context<Env>, typed: SettingForm): Promise<void> {
  const { mode, messageNb, messageEn, untilDay, untilTime, version } = typed;
  if (untilTime && !untilDay)
    throw new Problem(422, "required", { fields: { untilDay: "required" } });
  const until = untilDay && instantAt(untilDay, untilTime ?? "23:59");
  try {
    await setService(c.var.ctx, { version }, { mode, messageNb, messageEn, until });
  } catch (error) {
    // The form has the end in two fields.
    if (error instanceof Problem && error.fields.until)
      throw new Problem(422, error.code, { fields: { untilDay: error.fields.until } });
    throw error;
  }
}
