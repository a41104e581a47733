import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { ErrorPage } from "#web/errors.tsx";
import { problemDetail } from "#web/problem_text.ts";
import type { Env } from "./env.ts";
import { lapsedForm } from "./lapsed_page.tsx";
import { log } from "./log.ts";
import { fingerprint, forLog } from "./log_error.ts";
import { count } from "./metrics.ts";
import { page } from "./page.tsx";
import { Problem } from "./problem.ts";
import { localeOf } from "./session.ts";
import { refusedForm } from "./step_up_page.tsx";

/** One answer for every failure: RFC 9457 JSON for the API, the one error page for people. */
export function answerError(error: Error, c: Context<Env>): Response | Promise<Response> {
  const problem = toProblem(error);
  const { status, code, fields, reasons } = problem;
  const instance = c.var.requestId;
  if (code === "unexpected") count("errors_total", { fingerprint: fingerprint(error) });
  if (status >= 500)
    log("error", "request.failed", {
      ...{ request_id: instance, reason: code },
      ...{ error: forLog(error), error_fp: fingerprint(error) },
    });
  if (c.req.path.startsWith("/api/")) {
    const detail = problemDetail(c.var.session?.locale ?? localeOf(c), problem);
    const body = {
      type: "about:blank",
      title: code,
      status,
      detail,
      code,
      errors: fields,
      reasons,
    };
    const headers = { ...comeBack(problem), "content-type": "application/problem+json" };
    return c.json({ ...body, instance }, status, headers);
  }
  // A link that was cut off in a mail is nobody's fault: she is told what to do about it.
  if (status === 404 && c.req.path.startsWith("/link/"))
    return answerPage(c, new Problem(404, "users.link_broken"));
  const again = c.var.lapsed && code === "csrf" ? lapsedForm(c) : undefined;
  if (again) return again.then((answer) => answer ?? answerPage(c, problem));
  const elsewhere = wayIn(c, code);
  if (elsewhere) return c.redirect(elsewhere, 303);
  if (code === "step_up_required" && c.req.method === "POST") return refusedForm(c);
  return answerPage(c, problem);
}

function answerPage(c: Context<Env>, problem: Problem): Response {
  const { status, code, fields, reasons, retryAfter } = problem;
  const shown = { status, code, fields, reasons, retryAfter, instance: c.var.requestId };
  const answer = page(c, <ErrorPage problem={shown} />, status);
  for (const [name, value] of Object.entries(comeBack(problem))) answer.headers.set(name, value);
  return answer;
}

const comeBack = ({ retryAfter }: Problem) =>
  retryAfter === undefined ? {} : { "retry-after": String(Math.ceil(retryAfter)) };

// Where a person goes who only lacks a proof of who she is. What she posted is kept by refusedForm().
function wayIn(c: Context<Env>, code: string): string | undefined {
  const url = new URL(c.req.url);
  const next = encodeURIComponent(c.req.method === "GET" ? url.pathname + url.search : "/");
  if (code === "sign_in_required") return `/sign-in?next=${next}`;
  if (code === "second_factor_required") return `/sign-in/code?next=${next}`;
  if (code === "enrol_required") return "/account/second-factor";
  if (code === "step_up_required" && c.req.method === "GET") return `/step-up?next=${next}`;
  return undefined;
}

function toProblem(error: Error): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException)
    return new Problem(error.status, error.status === 413 ? "too_large" : "invalid");
  return new Problem(500, "unexpected");
}
