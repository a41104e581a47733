import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { valid } from "#worker/lib/input.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { answersTable } from "#worker/lib/table_file.ts";
import { exportStudents } from "./actions.ts";
import { StudentExport } from "./input.ts";

/** The register as a file, for whoever has just proven who she is. */
export const exportApi = new Hono<Env>().get(
  "/export",
  can("students:export"),
  stepUp(),
  valid("query", StudentExport),
  answersTable(),
  (c) => exportStudents(c.var.ctx, c.req.valid("query")),
);
