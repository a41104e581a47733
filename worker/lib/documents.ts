import type { Context } from "hono";
import type { Sheet } from "#worker/documents/input.ts";
import { notOnVisit } from "./can.ts";
import type { Bindings, Env } from "./env.ts";
import { log } from "./log.ts";
import { forLog } from "./log_error.ts";
import { Problem } from "./problem.ts";

// A document takes a fifth of a second, the largest card two: whoever waits longer waits in vain.
const TIMEOUT = 10_000;
const COME_BACK = 30;

/**
 * The sheet as a PDF to keep, made by the documents Worker. Where that does not answer, the reader
 * is told so, and that the page itself can be printed. On a visit nothing is kept.
 */
export async function pdfOf(c: Context<Env>, sheet: Sheet, name: string): Promise<Response> {
  if (c.var.session?.visit) throw notOnVisit();
  const pdf = await printed(c.env, sheet).catch((error: unknown) => {
    throw down(c.var.requestId, forLog(error));
  });
  return new Response(pdf, {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="${name}.pdf"`,
      "content-length": `${pdf.byteLength}`,
    },
  });
}

/** Whether the documents Worker is bound and runs. */
export async function documentsAnswer({ DOCUMENTS }: Bindings): Promise<boolean> {
  const answer = await DOCUMENTS.fetch("https://documents/healthz");
  await answer.body?.cancel();
  return answer.ok;
}

/**
 * The sheet as a PDF, or an error in ten seconds. Whole before anything is sent on: half a file
 * would look like one.
 */
export async function printed({ DOCUMENTS }: Bindings, sheet: Sheet): Promise<ArrayBuffer> {
  const answer = await DOCUMENTS.fetch("https://documents/pdf", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(sheet),
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const isPdf = answer.ok && answer.headers.get("content-type") === "application/pdf";
  if (isPdf) return answer.arrayBuffer();
  await answer.body?.cancel();
  throw new Error(`documents answered ${answer.status}`);
}

function down(requestId: string, why: string): Problem {
  log("error", "documents.failed", { request_id: requestId, error: why });
  return new Problem(503, "documents_down", { retryAfter: COME_BACK });
}
