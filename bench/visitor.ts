import { Secret, TOTP } from "otpauth";
import { accounts, DEMO_PASSWORD } from "../scripts/seed/accounts.ts";
import { openLocal } from "../scripts/seed/open_local.ts";

/** Lets the demo owner into the first of the seeded schools; answers that school's id. */
export function joinFirstSchool(persist: string): string {
  const { file } = openLocal(`${persist}/v3`);
  const school = file.prepare("select id from schools where slug = 'skole-1'").get()?.id;
  const owner = file.prepare("select id from users where email = 'eier@demo.example.no'").get()?.id;
  if (typeof school !== "string" || typeof owner !== "string") throw new Error("Nothing is seeded");
  file
    .prepare("insert into memberships (school_id, user_id, roles, since) values (?, ?, ?, ?)")
    .run(school, owner, '["owner"]', "2026-01-05T08:00:00.000Z");
  file.close();
  return school;
}

/** Signs the demo owner in over HTTP, as a browser would, and enters a school; her cookies. */
export async function cookiesOf(origin: string, schoolId?: string): Promise<string> {
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
  if (schoolId) await ask("/session/school", { schoolId, _token: await token("/account") });
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
}
