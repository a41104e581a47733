import { Hono } from "hono";
import { ForgotPage } from "#web/modules/sessions/views/reset.tsx";
import { SentPage } from "#web/modules/sessions/views/sign_in.tsx";
import { browserOf } from "#worker/lib/browser.ts";
import { open } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { emptyDraft, form } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { Address } from "../input.ts";
import { atField } from "../retry.ts";
import { askReset } from "./actions.ts";

/** The same answer for every address, whether anybody has it or not. */
export const forgotPages = new Hono<Env>()
  .get("/", open(), (c) => page(c, <ForgotPage draft={emptyDraft} />))
  .post("/", open(), form(Address), (c) => {
    const wait = { seconds: 0 };
    return submit(c, c.req.valid("form"), {
      save: async ({ email }) => {
        await atField("email", wait, () => askReset(c.var.ctx, email, browserOf(c)));
        return "/forgot/sent";
      },
      retry: (draft) => <ForgotPage draft={draft} wait={wait.seconds} />,
    });
  })
  .get("/sent", open(), (c) => page(c, <SentPage what="reset" />));
