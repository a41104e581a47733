import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { StudentTable } from "#web/modules/students/views/list.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { valid } from "#worker/lib/input.ts";
import { page } from "#worker/lib/page.tsx";
import { type ColumnName, columnNames, StudentListPage, shownFirst } from "./input.ts";
import { readRegister } from "./queries.ts";

/** The list of students. Its filters are the address; only the choice of columns is remembered. */
export const registerPages = new Hono<Env>().get(
  "/",
  can("students:read"),
  valid("query", StudentListPage),
  async (c) => {
    const { cols, ...list } = c.req.valid("query");
    const shown = columnsFor(c, cols);
    const read = await readRegister(c.var.ctx, list);
    return page(c, <StudentTable list={list} shown={shown} {...read} />);
  },
);

const COOKIE = "__Host-students-columns";

/** The columns chosen just now, else those chosen last time on this device, else the usual ones. */
function columnsFor(c: Context<Env>, chosen: readonly ColumnName[]): readonly ColumnName[] {
  if (chosen.length > 0) {
    const rules = { path: "/", secure: true, httpOnly: true, sameSite: "Lax" } as const;
    setCookie(c, COOKIE, chosen.join("."), { ...rules, maxAge: 180 * 86_400 });
    return inOrder(chosen);
  }
  const kept = inOrder((getCookie(c, COOKIE) ?? "").split("."));
  return kept.length > 0 ? kept : shownFirst;
}

const inOrder = (names: readonly string[]) => columnNames.filter((name) => names.includes(name));
