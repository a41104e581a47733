import { Hono } from "hono";
import { Gallery } from "#web/modules/dev/views.tsx";
import { localOnly } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { page } from "#worker/lib/page.tsx";

/** Pages for whoever builds the system; they exist on a developer's machine only. */
export const devPages = () => new Hono<Env>().get("/kit", localOnly(), (c) => page(c, <Gallery />));
