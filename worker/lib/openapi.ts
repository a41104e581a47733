import type { RouterRoute } from "hono/types";
import * as z from "zod";
import { type Note, routeLines } from "./route.ts";

const json = (schema: z.ZodType, io: "input" | "output") => ({
  "application/json": { schema: toSchema(schema, io) },
});

function toSchema(schema: z.ZodType, io: "input" | "output") {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

export type Operation = {
  "x-grant": string;
  "x-step-up"?: true;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { required: true; content: ReturnType<typeof json> };
  responses: Record<string, { description: string; content?: object }>;
};
export type Paths = Record<string, Record<string, Operation>>;

/** The API's document, read off the route lines: what is not declared there is not in it. */
export function openapi(routes: readonly RouterRoute[]) {
  const paths: Paths = {};
  for (const { method, path, notes } of routeLines(routes)) {
    const said: Note = Object.assign({}, ...notes);
    if (!path.startsWith("/api/v1/") || !said.answer) continue;
    const url = path.replaceAll(/:(\w+)(\{[^}]*\})?/g, "{$1}");
    paths[url] = { ...paths[url], [method.toLowerCase()]: operation(path, said, said.answer) };
  }
  return { openapi: "3.1.0", info: { title: "TMS", version: "1" }, paths };
}

function operation(path: string, said: Note, answer: NonNullable<Note["answer"]>): Operation {
  const file = { schema: { type: "string", format: "binary" } };
  const files = answer.types && Object.fromEntries(answer.types.map((type) => [type, file]));
  const done = { description: "Done", content: files ?? json(answer.schema, "output") };
  const problem = { "application/problem+json": { schema: problemSchema } };
  return {
    "x-grant": said.grant ?? "",
    ...(said.stepUp && { "x-step-up": true as const }),
    parameters: [
      ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => parameter("path", `${name}`)),
      ...(said.query ? queryParameters(said.query) : []),
      ...(said.ifMatch ? [parameter("header", "If-Match")] : []),
      ...(said.idempotencyKey
        ? [{ ...parameter("header", "Idempotency-Key"), required: false }]
        : []),
    ],
    ...(said.json && {
      requestBody: { required: true as const, content: json(said.json, "input") },
    }),
    responses: {
      [answer.status]: done,
      default: { description: "Problem (RFC 9457)", content: problem },
    },
  };
}

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "detail", "code", "errors", "reasons", "instance"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "In the reader's language, one sentence a line" },
    code: { type: "string" },
    errors: { type: "object", additionalProperties: { type: "string" } },
    reasons: { type: "array", items: { type: "object" } },
    instance: { type: "string" },
  },
};

const parameter = (where: string, name: string, schema: object = { type: "string" }) => ({
  name,
  in: where,
  required: where !== "query",
  schema,
});

function queryParameters(query: z.ZodType) {
  const { properties = {} } = toSchema(query, "input");
  return Object.entries(properties).map(([name, schema]) =>
    parameter("query", name, schema as object),
  );
}
