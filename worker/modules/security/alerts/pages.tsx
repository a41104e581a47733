import { type Context, Hono } from "hono";
import { AlertsPage } from "#web/modules/security/views/alerts.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { type Draft, draftOf, form } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { stepUp } from "#worker/lib/step_up.ts";
import { Press } from "../input.ts";
import { changeAlerts, renewSecret, tryAlerts } from "./actions.ts";
import { type Alerts, AlertsForm } from "./input.ts";
import { getAlerts, readAlerts } from "./queries.ts";

const here = "/security/alerts";
const write = can("security:write");

/** Who is told of events, and whether the last alerts arrived. */
export const alertsPages = new Hono<Env>()
  .get("/", write, async (c) => page(c, await view(c)))
  .post("/", write, form(AlertsForm), stepUp(), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (said) => {
        await changeAlerts(c.var.ctx, said);
        return here;
      },
      flash: "security.alerts_changed",
      retry: (draft) => view(c, { draft }),
      row: {
        form: AlertsForm,
        now: async () => inForm(await getAlerts(c.var.ctx)),
        at: here,
      },
    }),
  )
  .post("/test", write, form(Press), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (_, once) => {
        await tryAlerts(c.var.ctx, once);
        return here;
      },
      again: () => here,
      flash: "security.alerts_tried",
      retry: () => view(c),
    }),
  )
  .post("/secret", write, form(Press), stepUp(), async (c) => {
    const secret = await renewSecret(c.var.ctx);
    return page(c, await view(c, { secret }));
  });

/** Addresses stand one on each line. */
const inForm = ({ least, mails, hookUrl, version }: Alerts) => ({
  ...{ least, hookUrl, version },
  mails: mails.join("\n"),
});

async function view(c: Context<Env>, shown: { draft?: Draft<unknown>; secret?: string } = {}) {
  const { alerts, last } = await readAlerts(c.var.ctx);
  const draft = shown.draft ?? draftOf(inForm(alerts), AlertsForm);
  return <AlertsPage alerts={alerts} last={last} draft={draft} secret={shown.secret} />;
}
