import * as z from "zod";
import { fetchOut, jsonIn } from "#worker/lib/fetch_out.ts";
import { base64Of, type Outgoing, type Result, type Road } from "./road.ts";

const Accepted = z.object({ id: z.string() });
const Refusal = z.object({ message: z.string() });

// Refusals that are about this one mail. The others are about our key, our quota or their day.
const aboutTheMail = [400, 413, 422];

/** A provider's HTTP API: POST /emails with a bearer key answers an id, or a message why not. */
export const byHttp: Road = async (env, { key, from, to, subject, text, html, files }) => {
  const answer = await fetchOut(env, `${env.MAIL_HTTP_URL}/emails`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${env.MAIL_HTTP_KEY ?? ""}`,
      "content-type": "application/json",
      "idempotency-key": key,
    },
    body: JSON.stringify({ from, to: [to], subject, text, html, ...attached(files) }),
  });
  if (!answer.answered) return { state: "later", why: answer.code };
  const { status, body } = answer;
  if (status >= 200 && status < 300)
    return { state: "sent", providerId: jsonIn(body, Accepted)?.id ?? null };
  return refusal(status, jsonIn(body, Refusal)?.message);
};

function attached(files: Outgoing["files"]) {
  const attachments = files.map((file) => ({
    ...{ filename: file.name, content: base64Of(file), content_type: file.type },
  }));
  return attachments.length > 0 ? { attachments } : {};
}

function refusal(status: number, message = ""): Result {
  const state = aboutTheMail.includes(status) ? "refused" : "later";
  return { state, why: `${status} ${message}`.trim() };
}
