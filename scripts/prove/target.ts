import { signedIn } from "../../bench/visitor.ts";
import { bundle, forget, freshData, type Served, serve } from "../serve/serve.ts";

/** The product with the demo school, and somebody signed in to it: what is attacked or measured. */
export type Target = Served & { cookie: string; token: string };

/** Serves a target while `use` runs. */
export async function withTarget<T>(
  use: (target: Target) => Promise<T>,
  host: "127.0.0.1" | "localhost" = "127.0.0.1",
  vars: Record<string, string> = {},
): Promise<T> {
  const script = await bundle({ out: ".wrangler/prove" });
  const persist = await freshData();
  const served = await serve({ script, persist, host, vars });
  try {
    const cookie = await signedIn(served.url);
    const page = await (await fetch(`${served.url}/account`, { headers: { cookie } })).text();
    const token = /name="_token" value="([^"]+)"/.exec(page)?.[1] ?? "";
    if (!token) throw new Error("Nobody is signed in: the proof would prove nothing");
    return await use({ ...served, cookie, token });
  } finally {
    await served.close();
    forget(persist);
  }
}

/** Pages of every kind, the open ones first. */
export const openPages = ["/sign-in", "/forgot", "/api/docs"];
export const signedInPages = ["/", "/students", "/students/new", "/vehicles", "/school"];
