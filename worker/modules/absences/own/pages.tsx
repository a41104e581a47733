import { Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { IllPage } from "#web/modules/absences/views/ill.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { draftOf, form } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { reportIll } from "./actions.ts";
import { IllInput } from "./input.ts";

const own = can("absences:own");
const at = (id: string) => `/absences/${id}`;

/** Where somebody says that she is ill. */
export const ownAbsencesPages = new Hono<Env>()
  .get("/own", own, (c) => page(c, <IllPage draft={draftOf({ kind: "sick" })} />))
  .post("/own", own, form(IllInput), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (input, once = uuidv7()) => {
        await reportIll(c.var.ctx, once, input);
        return at(once);
      },
      again: at,
      flash: "absences.reported",
      retry: (draft) => <IllPage draft={draft} />,
    }),
  );
