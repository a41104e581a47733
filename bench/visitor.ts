import { Secret, TOTP } from "otpauth";
import { accounts, DEMO_PASSWORD } from "../scripts/seed/accounts.ts";

/** Signs the demo owner in over HTTP, as a browser would; answers her cookies. */
export async function signedIn(origin: string): Promise<string> {
  const jar = new Map<string, string>();
  const ask = async (path: string, fields?: Record<string, string>) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const body = fields && new URLSearchParams(fields);
    const answer = await fetch(origin + path, {
      method: body ? "POST" : "GET",
      redirect: "manual",
      headers: { origin, "sec-fetch-site": "same-origin", cookie },
      ...(body && { body }),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    return answer;
  };
  const token = async (path: string) =>
    /name="_token" value="([^"]+)"/.exec(await (await ask(path)).text())?.[1] ?? "";
  const owner = accounts.find(({ key }) => key === "owner");
  if (!owner?.seed) throw new Error("There is no demo owner");
  const sign = { email: owner.email, password: DEMO_PASSWORD };
  await ask("/sign-in", { ...sign, _token: await token("/sign-in") });
  const code = new TOTP({ secret: Secret.fromBase32(owner.seed) }).generate();
  const done = await ask("/sign-in/code", { code, _token: await token("/sign-in/code") });
  if (done.status !== 303) throw new Error(`Cannot sign in: ${done.status}`);
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
}
