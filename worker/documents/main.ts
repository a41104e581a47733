/**
 * The documents Worker: makes a PDF of what the product sends. It is apart because the library and
 * its fonts are larger than all the rest, and take processor time that a page must not wait for.
 *
 *   POST /pdf      a `Sheet` as JSON; answers application/pdf
 *   GET /healthz   answers "ok"
 *
 * @module
 */
import { Sheet } from "./input.ts";
import { print } from "./print.ts";

/** A training card of five hundred lessons is a tenth of it. */
const MOST_BYTES = 1024 * 1024;

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (request.method === "GET" && pathname === "/healthz") return new Response("ok");
  if (request.method !== "POST" || pathname !== "/pdf") return refused(404, "not_found");
  const body = await request.arrayBuffer();
  if (body.byteLength > MOST_BYTES) return refused(413, "too_large");
  const sheet = Sheet.safeParse(parsed(body));
  // Where it is wrong, never what stood there: these are people's names and money.
  if (!sheet.success)
    return refused(
      422,
      "invalid",
      sheet.error.issues.slice(0, 20).map(({ path }) => path.join(".")),
    );
  const pdf = await print(sheet.data);
  return new Response(pdf, { headers: { "content-type": "application/pdf" } });
}

export default { fetch: answer };

const refused = (status: number, code: string, at: readonly string[] = []) =>
  Response.json({ code, at }, { status });

function parsed(body: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
