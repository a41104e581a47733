import { randomUUID } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { bornOn } from "#worker/lib/national_id.ts";
import { dump } from "#worker/test/dump.ts";
import { as, type Person, send } from "#worker/test/harness.ts";
import { uploaded } from "#worker/test/import_steps.ts";
import { nationalIds } from "#worker/test/register_files.ts";

afterEach(() => vi.restoreAllMocks());

type Places = Record<string, string>;

/** Where a secret stands as it was typed, in an address or in base64. */
const leaks = (places: Places, secrets: readonly string[]) =>
  Object.entries(places).flatMap(([name, text]) =>
    secrets
      .flatMap((secret) => [secret, encodeURIComponent(secret), btoa(secret).replace(/=+$/, "")])
      .filter((shape) => text.includes(shape))
      .map((shape) => `${shape} stands in ${name}`),
  );

/** Types the secrets where people type them; what was answered, by what was asked. */
async function typed(owner: Person, ids: readonly string[], password: string): Promise<Places> {
  const [taken = "", refused = "", imported = ""] = ids;
  const birthDate = bornOn(taken, "2026-11-23") ?? "";
  const student = { firstName: "Kanari", lastName: "Fugl", birthDate, nationalId: taken };
  const answers: Places = {};
  const keep = async (name: string, answer: Response) => {
    const text = await answer.text();
    answers[`${name} (${answer.status})`] = JSON.stringify([...answer.headers]) + text;
    return text;
  };
  const url = "/api/v1/students";
  const { id } = JSON.parse(await keep("taken in", await owner.post(url, student)));
  await keep("taken again", await owner.post(url, { ...student, firstName: "Annen" }));
  const clear = { ...student, nationalId: null, note: `Se ${refused}` };
  await keep("in a text", await owner.post(url, clear));
  await keep("as a field", await owner.post(url, { [refused]: 1 }));
  await keep("as an id", await owner.get(`${url}/${refused}`));
  const headers = { ...owner.headers, "content-type": "application/json" };
  await keep("no json", await send("POST", url, { headers, body: `{"a": "${refused}` }));
  await keep("found", await owner.submit("/students/find", { nationalId: taken }));
  const born = bornOn(imported, "2026-11-23")?.split("-").reverse().join(".");
  const csv = `Fornavn;Etternavn;Fødselsdato;Fødselsnummer\nIne;Inn;${born};${imported}\n`;
  await keep("imported", await owner.get(`/imports/${await uploaded(owner, csv)}/mapping`));
  const wrong = { email: "ingen@example.no", password };
  await keep("sign-in", await owner.submit("/sign-in", wrong));
  await keep("password", await owner.submit("/account/password", { current: password, password }));
  const instructor = await as("instructor", "canary");
  for (const path of [`/students/${id}`, "/students", `/students/${id}/timeline`])
    await keep(`another's ${path}`, await instructor.get(path));
  for (const path of ["/students/export?format=csv", `/students/${id}/edit`, `/students/${id}`])
    await keep(path, await owner.get(path));
  return answers;
}

test("no national id or password that is typed stands in an answer, the log or the database", async () => {
  const log: string[] = [];
  for (const way of ["error", "log", "warn", "info"] as const)
    vi.spyOn(console, way).mockImplementation((...all) => void log.push(all.map(String).join(" ")));
  const ids = nationalIds(4000).slice(-3);
  const password = `Kanari ${randomUUID()}`;
  const owner = await as("owner", "canary");
  const answers = await typed(owner, ids, password);
  // Whoever is shown her own rows of a file sees what she sent; nobody else does.
  const { "imported (200)": own = "", ...others } = answers;
  const places = { ...others, "the log": log.join("\n"), "the database": await dump() };
  expect(places["the database"]).toContain("Kanari"); // or it was not looked into
  expect(own).not.toBe("");
  expect(leaks(places, [...ids, password])).toEqual([]);
  const planted = { ...places, planted: `GET /students?q=${ids[0]}` };
  expect(leaks(planted, [...ids, password])).toContain(`${ids[0]} stands in planted`);
});
