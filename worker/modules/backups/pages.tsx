import { type Context, Hono } from "hono";
import { BackupsPage } from "#web/modules/backups/views.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { type Draft, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { stepUp } from "#worker/lib/step_up.ts";
import { startBackup } from "./actions.ts";
import { BackupList, Begin } from "./input.ts";
import { listBackups } from "./queries.ts";

const here = "/operations/backups";

export const backupsPages = new Hono<Env>()
  .get("/", can("backups:read"), valid("query", BackupList), async (c) =>
    page(c, await view(c, c.req.valid("query"), emptyDraft)),
  )
  .post("/", can("backups:run"), form(Begin), stepUp(), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (_, once) => {
        await startBackup(c.var.ctx, "daily", once);
        return here;
      },
      again: () => here,
      flash: "backups.started",
      retry: (draft) => view(c, BackupList.parse({}), draft),
    }),
  );

async function view(c: Context<Env>, list: BackupList, draft: Draft<unknown>) {
  const { page, proof } = await listBackups(c.var.ctx, list);
  return <BackupsPage page={page} proof={proof} draft={draft} />;
}
