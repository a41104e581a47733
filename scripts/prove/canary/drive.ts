import { accounts, DEMO_PASSWORD } from "../../seed/accounts.ts";
import type { Target } from "../target.ts";
import { birthDate, type Place, place, type Secrets } from "./secrets.ts";

const PLANTED = "kanari-i-loggen.example";

/** Types each secret where people type it, and keeps every answer. Answers what went out by mail too. */
export async function drive(target: Target, secrets: Secrets): Promise<Place[]> {
  const seen: Place[] = [];
  const ask = asker(target, seen);
  const { nationalId = "", importedId = "", refusedId = "", wrongPassword = "" } = secrets;

  // Signing in: wrong by a password that nobody has, and an address that nobody has.
  const form = await (await fetch(`${target.url}/sign-in`)).text();
  const _token = /name="_token" value="([^"]+)"/.exec(form)?.[1] ?? "";
  for (const email of [accounts[0]?.email ?? "", "ingen@example.no"])
    await ask("POST", "/sign-in", {
      form: { email, password: wrongPassword, _token },
      anonymous: true,
    });

  // The register: taken in, taken again, in a text where it must not stand, and in what is no JSON.
  const student = { firstName: "Kanari", lastName: "Fugl", birthDate, nationalId };
  const made = await ask("POST", "/api/v1/students", { json: student });
  const { id } = JSON.parse(made) as { id?: string };
  if (!id) throw new Error(`The student was not taken in: ${made}`);
  await ask("POST", "/api/v1/students", { json: { ...student, firstName: "Annen" } });
  await ask("POST", "/api/v1/students", {
    json: { ...student, nationalId: null, note: refusedId },
  });
  await ask("POST", "/api/v1/students", { text: `{"nationalId": "${refusedId}` });
  await ask("POST", "/api/v1/students", { json: { [refusedId]: 1 } });
  await ask("GET", `/api/v1/students/${refusedId}`);
  await ask("POST", "/students/find", { form: { nationalId, _token: target.token } });

  // A register from another system: sealed until it is thrown away.
  const csv = `Fornavn;Etternavn;Fødselsdato;Fødselsnummer\nImport;Kanari;02.07.2004;${importedId}\n`;
  await ask("POST", "/imports", { file: csv });

  // Changed: neither the old nor the new one is anywhere.
  const passwords = { current: DEMO_PASSWORD, password: secrets.newPassword ?? "" };
  await ask("POST", "/account/password", { form: { ...passwords, _token: target.token } });

  // What a browser tells of itself: the host is logged, whatever stands behind it is not.
  const report = {
    "effective-directive": "img-src",
    "blocked-uri": `https://${PLANTED}/${refusedId}`,
  };
  await ask("POST", "/csp-report", { report: { "csp-report": report }, anonymous: true });

  // Pages and files of it.
  for (const path of [
    ...["/students", `/students/${id}`, `/students/${id}/edit`, `/students/${id}/timeline`],
    ...["/students/export?format=csv", "/imports", "/calendar", "/mail", "/account"],
    ...[`/api/v1/students/${id}`, "/api/v1/students", "/readyz", "/api/v1/openapi.json"],
  ])
    await ask("GET", path);
  return seen;
}

/** What stands in the log if the log was looked into at all. */
export const plantedInLog = PLANTED;

type Sent = {
  form?: Record<string, string>;
  json?: object;
  text?: string;
  file?: string;
  report?: object;
  anonymous?: boolean;
};

function asker({ url, cookie, token }: Target, seen: Place[]) {
  return async (method: string, path: string, sent: Sent = {}): Promise<string> => {
    const answer = await fetch(url + path, {
      method,
      redirect: "manual",
      headers: {
        ...{ origin: url, "sec-fetch-site": "same-origin" },
        ...(sent.anonymous ? {} : { cookie }),
        ...typeOf(sent),
      },
      ...bodyOf(sent, token),
    });
    const body = await answer.text();
    const head = JSON.stringify([...answer.headers].filter(([name]) => name !== "set-cookie"));
    // Whoever typed it into a form sees it there again; nobody else does.
    seen.push(
      place(
        `the answer to ${method} ${path.replace(/\d{11}/, "…")} (${answer.status})`,
        head + body,
      ),
    );
    return body;
  };
}

function typeOf({ json, text, report }: Sent): Record<string, string> {
  if (report) return { "content-type": "application/csp-report" };
  return json || text ? { "content-type": "application/json" } : {};
}

function bodyOf({ form, json, text, file, report }: Sent, token: string): RequestInit {
  if (form) return { body: new URLSearchParams(form) };
  if (text) return { body: text };
  if (json ?? report) return { body: JSON.stringify(json ?? report) };
  if (!file) return {};
  const body = new FormData();
  body.append("_token", token);
  body.append("file", new File([file], "elever.csv", { type: "text/csv" }));
  return { body };
}
