import { randomUUID } from "node:crypto";
import type { Answer, Ask, Simulator } from "./protocol.ts";

/** An SMS that somebody would have received. */
type Text = { id: string; at: string; from: string; to: string; text: string; reference: string };

const KEPT = 500;
const problem = (status: number, code: string, message: string): Answer => ({
  status,
  json: { code, message },
});

/** What a number makes of a message. `lost` takes it and then answers as if it broke. */
const fates: Record<string, "refused" | "busy" | "down" | "lost"> = {
  "+4790000001": "refused",
  "+4790000002": "busy",
  "+4790000003": "down",
  "+4790000004": "lost",
};

/**
 * A gateway as Norwegian ones are: POST /messages with from, to, text and reference as JSON. It
 * does not know a reference again: what is sent to it twice is received twice. GET and DELETE
 * /messages are ours: the phones behind it.
 */
export function smsGateway(): Simulator {
  let texts: Text[] = [];
  const keep = (text: Omit<Text, "id" | "at">) => {
    const id = randomUUID();
    texts = [{ id, at: new Date().toISOString(), ...text }, ...texts].slice(0, KEPT);
    return id;
  };
  return (ask) => {
    if (ask.path !== "/messages") return problem(404, "not_found", "No such resource");
    if (ask.method === "GET") {
      const to = ask.query.get("to");
      return { status: 200, json: { items: texts.filter((text) => !to || text.to === to) } };
    }
    if (ask.method === "DELETE") {
      texts = [];
      return { status: 204 };
    }
    if (ask.method !== "POST") return problem(405, "method", "Method is not allowed");
    return take(ask, keep);
  };
}

function take({ headers, body }: Ask, keep: (text: Omit<Text, "id" | "at">) => string): Answer {
  if (!/^(Bearer|Basic) \S+$/.test(headers.authorization ?? ""))
    return problem(401, "unauthorized", "Missing credentials");
  if (headers.authorization === "Bearer wrong")
    return problem(403, "forbidden", "Invalid credentials");
  const { from, to, text, reference } = read(body);
  if (!from || !(/^[A-Za-z0-9 ]{1,11}$/.test(from) || /^\+?\d{4,15}$/.test(from)))
    return problem(422, "sender", "Invalid sender");
  if (!to || !/^\+[1-9]\d{6,14}$/.test(to))
    return problem(422, "recipient", `Invalid recipient ${to}`);
  if (!text) return problem(422, "text", "Empty text");
  if (!reference) return problem(400, "reference", "Missing reference");
  switch (fates[to]) {
    case "refused":
      return problem(422, "recipient", `Unknown subscriber ${to}`);
    case "busy":
      return problem(429, "busy", "Too many requests");
    case "down":
      return problem(503, "down", `No route to ${to}`);
    case "lost":
      keep({ from, to, text, reference });
      return problem(500, "internal", "Internal error");
    default:
      return { status: 202, json: { id: keep({ from, to, text, reference }) } };
  }
}

function read(body: string): Partial<Record<"from" | "to" | "text" | "reference", string>> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== "object" || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, one]) => typeof one === "string"));
  } catch {
    return {};
  }
}
