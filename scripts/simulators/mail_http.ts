import { attached, fateOf, type Mailbox } from "./mailbox.ts";
import type { Answer, Ask, Simulator } from "./protocol.ts";

const problem = (status: number, name: string, message: string): Answer => ({
  status,
  json: { statusCode: status, name, message },
});

type Sent = {
  from?: unknown;
  to?: unknown;
  subject?: unknown;
  text?: unknown;
  html?: unknown;
  attachments?: unknown;
};

/**
 * A mail provider's HTTP API as Resend documents it: POST /emails with a bearer key.
 * GET and DELETE /messages are ours: the mailbox behind it.
 */
export function mailHttp(mailbox: Mailbox): Simulator {
  return (ask) => {
    if (ask.path === "/messages" && ask.method === "GET") {
      const items = mailbox.list(ask.query.get("to") ?? undefined);
      return { status: 200, json: { items } };
    }
    if (ask.path === "/messages" && ask.method === "DELETE") {
      mailbox.clear();
      return { status: 204 };
    }
    if (ask.path !== "/emails")
      return problem(404, "not_found", "The requested endpoint was not found");
    if (ask.method !== "POST") return problem(405, "method_not_allowed", "Method is not allowed");
    return send(mailbox, ask);
  };
}

function send(mailbox: Mailbox, { headers, body }: Ask): Answer {
  const key = /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1];
  if (!key) return problem(401, "missing_api_key", "Missing API key in the authorization header");
  if (key === "wrong") return problem(403, "invalid_api_key", "API key is invalid");
  const mail = read(body);
  if (!mail) return problem(422, "validation_error", "The body must be JSON");
  const { from, to, subject, text, html } = mail;
  const recipient = Array.isArray(to) ? to[0] : to;
  if (typeof from !== "string" || !from.includes("@"))
    return problem(422, "invalid_from_address", "Invalid `from` field");
  if (typeof recipient !== "string" || !/^\S+@\S+$/.test(recipient))
    return problem(422, "validation_error", "Invalid `to` field");
  if (typeof subject !== "string" || subject === "")
    return problem(422, "missing_required_field", "Missing `subject` field");
  if (typeof text !== "string" && typeof html !== "string")
    return problem(422, "missing_required_field", "Missing `html` or `text` field");
  switch (fateOf(recipient)) {
    case "refused":
      return problem(422, "validation_error", "The recipient's mailbox does not exist");
    case "later":
      return problem(503, "service_unavailable", "The service is down for maintenance");
    case "busy":
      return problem(429, "rate_limit_exceeded", "Too many requests");
    case "silent":
    case "hangs_up":
      return "silence";
    default:
      break;
  }
  const kept = { road: "http", from, to: recipient, subject } as const;
  const files = filesOf(mail.attachments);
  if (!files)
    return problem(422, "invalid_attachment", "Attachment must have a filename and content");
  const bodies = { text: String(text ?? ""), html: String(html ?? "") };
  return {
    status: 200,
    json: { id: mailbox.add({ ...kept, ...bodies, files }, headers["idempotency-key"]) },
  };
}

function filesOf(attachments: unknown) {
  if (!Array.isArray(attachments)) return attachments === undefined ? [] : undefined;
  const whole = attachments.every(
    ({ filename, content }) => typeof filename === "string" && typeof content === "string",
  );
  return whole
    ? attachments.map(({ filename, content }) => attached(filename, content))
    : undefined;
}

function read(body: string): Sent | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
