import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { afterEach, expect, test, vi } from "vitest";
import { db } from "#worker/test/harness.ts";
import { logged } from "#worker/test/logged.ts";
import type { Env } from "./env.ts";
import { answerError } from "./errors.tsx";
import { forLog, reasonOf } from "./log_error.ts";

afterEach(() => vi.restoreAllMocks());

const secret = "kari.hemmelig@example.no";
const failed = () =>
  db.all(sql`select 1 from nowhere where email = ${secret}`).catch((error: unknown) => error);

test("what a database refused is logged by its reason and place, never by its values", async () => {
  const error = await failed();
  expect(String(error) + (error as Error).stack).toContain(secret); // or the rest proves nothing
  const line = forLog(error);
  expect(line).toContain("no such table: nowhere");
  expect(line).toMatch(/\n {4}at /);
  expect(line).not.toContain("hemmelig");
});

test("a failure that nobody expected answers with a reference, and the log knows no more than its place", async () => {
  const log = logged();
  const error = (await failed()) as Error;
  const app = new Hono<Env>().get("/api/v1/broken", () => Promise.reject(error));
  const answer = await app.onError(answerError).request("/api/v1/broken", {}, env);
  expect([answer.status, await answer.text()]).toEqual([
    500,
    expect.stringContaining("unexpected"),
  ]);
  const said = log.text();
  expect(said).toContain("no such table");
  expect(said).not.toContain("hemmelig");
});

test.each([
  ["a piece of what was sent", () => JSON.parse("05850850072 er hemmelig")],
  [
    "what is no error at all",
    () => {
      throw secret;
    },
  ],
])("%s is not in the log", (_, work) => {
  let thrown: unknown;
  try {
    work();
  } catch (error) {
    thrown = error;
  }
  expect(forLog(thrown)).not.toMatch(/hemmelig|0585/);
});

test("what the other side quotes back is not kept: no address, number or key", () => {
  const said = (text: string) => reasonOf(new Error(text));
  expect(said("550 <kari.hemmelig@example.no>: unknown")).toBe("550 <[mail]>: unknown");
  expect(said("No person 05850850072 with +47 912 34 567")).toBe(
    "No person [number] with [number]",
  );
  expect(said("Bad token 9aB3kkdk2l3kslq0x77p")).toBe("Bad token [key]");
  expect(said("UNIQUE constraint failed: student_national_ids.school_id")).toContain("school_id");
  expect(said(`${"x".repeat(400)} 05850850072`)).toHaveLength(300);
});
