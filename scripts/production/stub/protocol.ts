/** One call of the Cloudflare API as the stub sees it. */
export type Ask = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: Buffer;
  /** What the route's pattern caught, decoded. */
  caught: readonly string[];
};

export type Answer = {
  status?: number;
  headers?: Record<string, string>;
  json?: unknown;
  bytes?: Uint8Array;
};

/** `:name` in a pattern catches one segment of the path, `*` at its end the rest. */
export type Route = readonly [
  method: string,
  pattern: string,
  handle: (ask: Ask) => Answer | Promise<Answer>,
];

/** An answer in Cloudflare's envelope. */
export const ok = (result: unknown, more: object = {}): Answer => ({
  json: { success: true, errors: [], messages: [], result, ...more },
});

/** A refusal as Cloudflare words it; wrangler looks at the code. */
export class Refused extends Error {
  readonly code: number;
  readonly status: number;
  constructor(code: number, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export const refusal = ({ code, status, message }: Refused): Answer => ({
  status,
  json: { success: false, errors: [{ code, message }], messages: [], result: null },
});

export const jsonOf = <T>(ask: Ask): T => JSON.parse(ask.body.toString("utf8") || "{}") as T;

/** The multipart form that wrangler sends scripts and assets in. */
export const formOf = (ask: Ask): Promise<FormData> =>
  new Response(new Uint8Array(ask.body), {
    headers: { "content-type": ask.headers.get("content-type") ?? "" },
  }).formData();

/** What a pattern catches of a path; undefined when it does not match. */
export function caughtBy(pattern: string, path: string): string[] | undefined {
  const source = pattern.replaceAll(/:\w+/g, "([^/]+)").replace(/\*$/, "(.+)");
  return new RegExp(`^${source}$`).exec(path)?.slice(1).map(decodeURIComponent);
}
