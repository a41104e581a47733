import { Hono } from "hono";
import type { RouterRoute } from "hono/types";
import { DocsPage } from "#web/modules/docs/views.tsx";
import { open } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { openapi } from "#worker/lib/openapi.ts";
import { page } from "#worker/lib/page.tsx";

// The document is read off the whole map, which mounts these doors: so it is given when asked.
type Routes = () => readonly RouterRoute[];

let read: ReturnType<typeof openapi> | undefined;
/** Made when it is first asked for, and kept: the map does not change while the worker runs. */
const documentOf = (routes: Routes) => {
  read ??= openapi(routes());
  return read;
};

export const docsApi = (routes: Routes) =>
  new Hono<Env>().get("/openapi.json", open(), (c) => c.json(documentOf(routes)));

export const docsPages = (routes: Routes) =>
  new Hono<Env>().get("/", open(), (c) => page(c, <DocsPage paths={documentOf(routes).paths} />));
