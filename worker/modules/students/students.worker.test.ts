import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { actions, as, auditRows, type Person } from "#worker/test/harness.ts";
import { Student } from "./input.ts";
import { Students } from "./register/input.ts";

const url = "/api/v1/students";
const kari = { firstName: "Kari", lastName: "Ås", birthDate: "2009-05-12", classes: ["B"] };

async function make(person: Person, more: object = {}): Promise<Student> {
  const response = await person.post(url, { ...kari, ...more });
  expect(response.status, await response.clone().text()).toBe(201);
  return Student.parse(await response.json());
}

/** A document without what differs from request to request. */
async function masked(response: Response) {
  const { instance, ...body } = await response.json<{ instance: string }>();
  return { status: response.status, body };
}

test("POST registers a student with the next number, and records it once", async () => {
  const office = await as("office");
  const first = await make(office, { automaticOnly: ["B"], phone: "900 11 222" });
  expect(first).toMatchObject({
    ...kari,
    number: 1,
    automaticOnly: ["B"],
    phone: "+4790011222",
    status: "active",
    hasNationalId: false,
    version: 1,
  });
  expect((await make(office)).number).toBe(2);
  const rows = (await auditRows()).filter((row) => row.entityId === first.id);
  expect(rows.map((row) => [row.action, row.actor])).toEqual([
    ["students.registered", office.userId],
  ]);
});

test("POST refuses what is not a student's to set, and what is wrong, by field", async () => {
  const office = await as("office", "s2");
  const refused = async (more: object) => {
    const response = await office.post(url, { ...kari, ...more });
    expect(response.status).toBe(422);
    return (await response.json<{ errors: object }>()).errors;
  };
  for (const name of ["schoolId", "number", "version", "userId", "importId", "sortName"])
    expect(await refused({ [name]: "1" })).toEqual({ [name]: "unknown" });
  expect(await refused({ birthDate: "2999-01-01" })).toEqual({
    birthDate: "students.born_later",
  });
  expect(await refused({ birthDate: "1809-01-01" })).toEqual({
    birthDate: "students.born_long_ago",
  });
  expect(await refused({ classes: ["B"], automaticOnly: ["BE"] })).toEqual({
    automaticOnly: "students.automatic_without_class",
  });
  expect(await refused({ instructorId: uuidv7(), branchId: uuidv7() })).toEqual({
    instructorId: "students.no_such_instructor",
    branchId: "students.no_such_branch",
  });
  expect(await refused({ firstName: " ", classes: ["X"], postalCode: "15" })).toEqual({
    firstName: "required",
    "classes.0": "not_a_choice",
    postalCode: "postal.format",
  });
  // Somebody's number does not belong in what all read; an account number and a telephone may.
  const note = "Ringer etter 16, fnr 028704 68744";
  expect(await refused({ note })).toEqual({ note: "national_id.in_text" });
  expect(await actions()).not.toContain("students.changed");
  const list = Students.parse(await (await office.get(url)).json());
  expect(list.items).toEqual([]);
});

test("another school's student is the same 404 as one that never was", async () => {
  const { id } = await make(await as("office", "s3"));
  const stranger = await as("owner", "s4");
  const nobody = uuidv7();
  const both = async (ask: (id: string) => Promise<Response>) => {
    const [foreign, random] = [await masked(await ask(id)), await masked(await ask(nobody))];
    expect(foreign).toEqual(random);
    expect(foreign.status).toBe(404);
  };
  await both((one) => stranger.get(`${url}/${one}`));
  await both((one) => stranger.get(`${url}/${one}/timeline`));
  await both((one) => stranger.put(`${url}/${one}`, kari, `"${one}-1"`));
  const how = { status: "quit", reason: "Flyttet" };
  await both((one) => stranger.put(`${url}/${one}/deactivation`, how, `"${one}-1"`));
  await both((one) => stranger.get(`${url}/${one}/contacts`));
});

test("PUT wants If-Match and the newest version, and moves the search along", async () => {
  const office = await as("office", "s5");
  const { id } = await make(office);
  const change = (tag?: string) => office.put(`${url}/${id}`, { ...kari, lastName: "Øye" }, tag);
  expect((await change()).status).toBe(428);
  const saved = await change(`"${id}-1"`);
  expect(saved.status).toBe(200);
  expect(saved.headers.get("etag")).toBe(`"${id}-2"`);
  expect((await change(`"${id}-1"`)).status).toBe(412);
  const found = async (q: string) =>
    Students.parse(await (await office.get(`${url}?q=${q}`)).json()).items.map((s) => s.lastName);
  expect(await found("aas")).toEqual([]);
  expect(await found("oye")).toEqual(["Øye"]);
  expect(await found("oye%20kari")).toEqual(["Øye"]);
});

test("of 100 parallel edits of the same version exactly one wins", async () => {
  const office = await as("office", "s6");
  const other = await as("office", "s6"); // a person may send 60 at once
  const { id } = await make(office);
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      (n % 2 ? office : other).put(
        `${url}/${id}`,
        { ...kari, firstName: `Kari ${n}` },
        `"${id}-1"`,
      ),
    ),
  );
  const statuses = answers.map((answer) => answer.status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.filter((status) => status === 412)).toHaveLength(99);
  const winner = Student.parse(await answers[statuses.indexOf(200)]?.json());
  const now = Student.parse(await (await office.get(`${url}/${id}`)).json());
  expect(now).toEqual(winner);
  expect(now.version).toBe(2);
});

test("50 parallel registrations get the numbers 1 to 50, refused ones none", async () => {
  const office = await as("office", "s7");
  const other = await as("office", "s7");
  const key = uuidv7();
  const send = (n: number) =>
    (n % 2 ? office : other).post(
      url,
      n % 5 ? { ...kari, firstName: `K${n}` } : { ...kari, birthDate: "x" },
    );
  const same = () =>
    as("office", "s7").then(({ headers }) =>
      fetchWithKey(headers, key, { ...kari, firstName: "Same" }),
    );
  const answers = await Promise.all([
    ...Array.from({ length: 62 }, (_, n) => send(n)),
    same(),
    same(),
  ]);
  const made = answers.filter((answer) => answer.status === 201);
  const numbers = await Promise.all(
    made.map(async (answer) => Student.parse(await answer.json()).number),
  );
  expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 50 }, (_, n) => n + 1),
  );
});

async function fetchWithKey(headers: Record<string, string>, key: string, body: object) {
  const { exports } = await import("cloudflare:workers");
  return exports.default.fetch(`https://tms.test${url}`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify(body),
  });
}

test("an Idempotency-Key makes one row however often it is sent, and must be a key", async () => {
  const { headers } = await as("office", "s8");
  const key = uuidv7();
  const first = await fetchWithKey(headers, key, { ...kari, nationalId: null });
  expect(first.status).toBe(201);
  const again = await fetchWithKey(headers, key, kari);
  expect(again.status).toBe(201);
  expect(Student.parse(await again.json())).toEqual(Student.parse(await first.json()));
  const wrong = await fetchWithKey(headers, "once", kari);
  expect(wrong.status).toBe(422);
});

test("a student leaves and comes back, each with a reason on record", async () => {
  const office = await as("office", "s9");
  const { id } = await make(office);
  const leave = { status: "quit", reason: "Flyttet til Bodø" };
  const told = { ...leave, reason: "Fnr 02870468744" };
  const refused = await office.put(`${url}/${id}/deactivation`, told, `"${id}-1"`);
  expect([refused.status, (await refused.json<{ errors: object }>()).errors]).toEqual([
    422,
    { reason: "national_id.in_text" },
  ]);
  const left = await office.put(`${url}/${id}/deactivation`, leave, `"${id}-1"`);
  expect(Student.parse(await left.json()).status).toBe("quit");
  const twice = await office.put(`${url}/${id}/deactivation`, leave, `"${id}-2"`);
  expect(twice.status).toBe(409);
  expect(await twice.json()).toMatchObject({ reasons: [{ code: "students.left_already" }] });
  const back = { status: "active" };
  const silent = await office.put(`${url}/${id}/activation`, back, `"${id}-2"`);
  expect(await silent.json()).toMatchObject({
    errors: { reason: "students.reason_to_return" },
  });
  const said = { ...back, reason: "Flyttet hjem" };
  expect((await office.put(`${url}/${id}/activation`, said, `"${id}-2"`)).status).toBe(200);
  const reasons = (await auditRows()).filter((r) => r.entityId === id).map((r) => r.reason);
  expect(reasons).toEqual([null, "Flyttet til Bodø", "Flyttet hjem"]);
});

test("an instructor reads the register and changes nothing; a student sees none of it", async () => {
  const { id } = await make(await as("office", "s10"));
  const instructor = await as("instructor", "s10");
  expect((await instructor.get(`${url}/${id}`)).status).toBe(200);
  expect((await instructor.post(url, kari)).status).toBe(403);
  expect((await instructor.put(`${url}/${id}`, kari, `"${id}-1"`)).status).toBe(403);
  expect((await instructor.get(`${url}/${id}/timeline`)).status).toBe(403);
  const student = await as("student", "s10");
  for (const path of [url, `${url}/${id}`, "/students", `/students/${id}`])
    expect((await student.get(path)).status).toBe(403);
});
