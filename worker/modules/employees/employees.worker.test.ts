import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { addDays, dayOf } from "#worker/lib/dates.ts";
import { users } from "#worker/modules/users/schema.ts";
import { as, auditRows, cost, db, type Person, school } from "#worker/test/harness.ts";
import { Employee, EmployeeList, Employees } from "./input.ts";
import { findEmployeeByName, instructorsOf } from "./mod.ts";
import { getEmployee, listEmployees, readEmployees } from "./queries/employees.ts";
import { workingHours } from "./schema.ts";

const url = "/api/v1/employees";
const today = dayOf(new Date().toISOString());
const never = "01890a5d-ac96-774b-bcce-b302099a8057";
const kari = { firstName: "Kari", lastName: "Nordmann", teaches: true };

let owner: Person;
let office: Person;
beforeAll(async () => {
  owner = await as("owner");
  office = await as("office");
});

async function hire(who: Person, more: object = {}): Promise<Employee> {
  const response = await who.post(url, { ...kari, ...more });
  expect(response.status).toBe(201);
  return Employee.parse(await response.json());
}

async function names(who: Person, query: string): Promise<string[]> {
  const response = await who.get(`${url}?${query}`);
  expect(response.status).toBe(200);
  return Employees.parse(await response.json()).items.map((e) => `${e.firstName} ${e.lastName}`);
}

const approve = (who: Person, e: Employee, classCode: string, days: object) =>
  who.put(`${url}/${e.id}/approvals/${classCode}`, days, `"${e.id}-${e.version}"`);

const audited = async (id: string) =>
  (await auditRows()).filter((row) => row.entityId === id).map((row) => row.action);

describe("the API", () => {
  test("POST puts somebody on the list, as named columns, recorded once", async () => {
    const made = await hire(owner, { phone: "912 34 567", email: " Kari@Example.NO " });
    expect(made).toMatchObject({
      ...kari,
      phone: "+4791234567",
      email: "kari@example.no",
      leftOn: null,
      account: null,
      approvals: [],
      hours: [],
      version: 1,
    });
    expect(await audited(made.id)).toEqual(["employees.hired"]);
  });

  test("POST refuses what is wrong beside its field, and records nothing", async () => {
    const before = (await auditRows()).length;
    const errors = async (body: object) => {
      const response = await owner.post(url, { ...kari, ...body });
      expect(response.status).toBe(422);
      return (await response.json<{ errors: object }>()).errors;
    };
    expect(await errors({ firstName: " " })).toEqual({ firstName: "required" });
    expect(await errors({ phone: "12" })).toEqual({ phone: "not_a_phone" });
    expect(await errors({ email: "kari@example.no" })).toEqual({ email: "employees.email_taken" });
    expect(await errors({ branchId: never })).toEqual({ branchId: "employees.no_branch" });
    expect(await errors({ leftOn: today })).toEqual({ leftOn: "unknown" });
    expect((await auditRows()).length).toBe(before);
  });

  test("another school's employee is the same 404 as one who never was, whatever is asked", async () => {
    const theirs = await hire(await as("owner", "s2"));
    const masked = async (id: string) => {
      const response = await owner.get(`${url}/${id}`);
      const { instance, ...body } = await response.json<{ instance: string }>();
      return { status: response.status, body };
    };
    expect(await masked(theirs.id)).toEqual(await masked(never));
    expect((await approve(owner, theirs, "B", { approvedFrom: today })).status).toBe(404);
    const tag = `"${theirs.id}-1"`;
    for (const [path, body] of [
      ["", kari],
      ["/departure", { leftOn: today }],
      ["/hours", { hours: [] }],
    ] as const)
      expect((await owner.put(`${url}/${theirs.id}${path}`, body, tag)).status).toBe(404);
  });

  test("the office and instructors read and do not write; students see nothing", async () => {
    const made = await hire(owner, { lastName: "Les" });
    const tag = `"${made.id}-1"`;
    for (const who of [office, await as("instructor")]) {
      expect((await who.get(`${url}/${made.id}`)).status).toBe(200);
      expect((await who.post(url, kari)).status).toBe(403);
      expect((await who.put(`${url}/${made.id}`, kari, tag)).status).toBe(403);
      expect((await who.put(`${url}/${made.id}/hours`, { hours: [] }, tag)).status).toBe(403);
      expect((await approve(who, made, "B", { approvedFrom: today })).status).toBe(403);
      expect((await who.put(`${url}/${made.id}/departure`, { leftOn: today }, tag)).status).toBe(
        403,
      );
      expect((await who.get(`/employees/${made.id}/hours`)).status).toBe(403);
    }
    expect((await (await as("student")).get(url)).status).toBe(403);
    expect((await (await as("academic_leader")).post(url, kari)).status).toBe(201);
  });

  test("PUT wants If-Match; approvals and hours move the version too", async () => {
    const made = await hire(owner, { lastName: "Versjon" });
    const rename = (tag?: string) =>
      owner.put(`${url}/${made.id}`, { ...kari, lastName: "Nytt" }, tag);
    expect((await rename()).status).toBe(428);
    const approved = await approve(owner, made, "B", { approvedFrom: "2024-01-01" });
    expect(approved.headers.get("etag")).toBe(`"${made.id}-2"`);
    expect((await rename(`"${made.id}-1"`)).status).toBe(412);
    expect((await rename(`"${made.id}-2"`)).status).toBe(200);
    expect(await names(owner, "q=versjon")).toEqual([]);
    expect(await names(owner, "q=nytt%20kari")).toEqual(["Kari Nytt"]);
    expect(await audited(made.id)).toEqual([
      "employees.hired",
      "employees.approved",
      "employees.changed",
    ]);
  });

  test("an approval is added, changed, ended and taken away; a stale one changes nothing", async () => {
    const made = await hire(owner, { lastName: "Klasse" });
    const read = async (response: Response) => Employee.parse(await response.json());
    const first = await read(await approve(owner, made, "B", { approvedFrom: "2024-01-01" }));
    expect(first.approvals).toEqual([
      { classCode: "B", approvedFrom: "2024-01-01", approvedTo: null, due: null },
    ]);
    const ended = { approvedFrom: "2024-01-01", approvedTo: addDays(today, 60) };
    const second = await read(await approve(owner, first, "B", ended));
    expect(second.approvals[0]?.due).toEqual({ on: addDays(today, 60), days: 60, level: "soon" });
    const backwards = { approvedFrom: today, approvedTo: addDays(today, -1) };
    const refused = await approve(owner, second, "B", backwards);
    expect([refused.status, (await refused.json<{ errors: object }>()).errors]).toEqual([
      422,
      { approvedTo: "employees.approval_order" },
    ]);
    expect((await approve(owner, first, "A", { approvedFrom: today })).status).toBe(412);
    const gone = `${url}/${made.id}/approvals`;
    expect((await owner.delete(`${gone}/A`, `"${made.id}-3"`)).status).toBe(404);
    expect((await owner.delete(`${gone}/B`, `"${made.id}-3"`)).status).toBe(200);
    expect((await getEmployee(owner.ctx, made.id)).approvals).toEqual([]);
  });

  test("a week is replaced as a whole; spans that overlap are refused here and in the database", async () => {
    const made = await hire(owner, { lastName: "Uke" });
    const plan = (hours: object[], version: number) =>
      owner.put(`${url}/${made.id}/hours`, { hours }, `"${made.id}-${version}"`);
    const monday = { weekday: 1, starts: "08:00", ends: "12:00" };
    const later = { weekday: 1, starts: "12:00", ends: "16:00" };
    expect((await plan([later, monday], 1)).status).toBe(200);
    expect((await getEmployee(owner.ctx, made.id)).hours).toEqual([monday, later]);
    const overlap = await plan([monday, { ...later, starts: "11:59" }], 2);
    expect([overlap.status, (await overlap.json<{ errors: object }>()).errors]).toEqual([
      422,
      { hours: "employees.hours_overlap" },
    ]);
    const { schoolId } = owner;
    const rogue = { schoolId, employeeId: made.id, weekday: 1, starts: "09:00", ends: "10:00" };
    const error = await db
      .insert(workingHours)
      .values(rogue)
      .catch((cause: Error) => cause);
    expect(String((error as Error).cause)).toContain("employees.hours_overlap");
    expect((await plan([], 2)).status).toBe(200);
    expect((await getEmployee(owner.ctx, made.id)).hours).toEqual([]);
  });

  test("somebody leaves, is listed among those who left, and comes back", async () => {
    const who = await as("owner", "s3");
    const made = await hire(who, { hiredOn: "2024-01-01" });
    const leave = (leftOn: string, version: number) =>
      who.put(`${url}/${made.id}/departure`, { leftOn }, `"${made.id}-${version}"`);
    const early = await leave("2023-12-31", 1);
    expect([early.status, (await early.json<{ code: string }>()).code]).toEqual([
      409,
      "employees.left_before_start",
    ]);
    expect((await leave(addDays(today, -1), 1)).status).toBe(200);
    expect((await leave(today, 2)).status).toBe(409);
    expect([await names(who, ""), await names(who, "state=left")]).toEqual([[], ["Kari Nordmann"]]);
    expect(await instructorsOf(who.ctx)).toEqual([]);
    expect((await who.delete(`${url}/${made.id}/departure`, `"${made.id}-2"`)).status).toBe(200);
    expect(await names(who, "")).toEqual(["Kari Nordmann"]);
    expect((await who.delete(`${url}/${made.id}/departure`, `"${made.id}-3"`)).status).toBe(409);
  });

  test("an account is found by its e-mail address, in its own school only", async () => {
    const instructor = await as("instructor", "s4");
    const [account] = await db.select().from(users).where(eq(users.id, instructor.userId));
    const email = account?.email ?? "";
    const here = await hire(await as("owner", "s4"), { email });
    expect(here.account).toEqual({ name: "instructor s4", roles: ["instructor"] });
    expect((await hire(owner, { email, lastName: "Annen" })).account).toBe(null);
  });
});

describe("the list and the names", () => {
  test("pages in the order of the Norwegian alphabet, either way", async () => {
    const who = await as("owner", "s5");
    for (const lastName of ["Ås", "Berg", "Ærø", "Åbø", "Zahl"]) await hire(who, { lastName });
    const walk = async (sort: string) => {
      const seen: string[] = [];
      for (let after: string | null = ""; after !== null; ) {
        const query = new URLSearchParams({ sort, per: "2", ...(after && { after }) });
        const page = Employees.parse(await (await who.get(`${url}?${query}`)).json());
        seen.push(...page.items.map((e) => e.lastName));
        after = page.after;
      }
      return seen;
    };
    const order = ["Berg", "Zahl", "Ærø", "Åbø", "Ås"];
    expect(await walk("name")).toEqual(order);
    expect(await walk("-name")).toEqual(order.toReversed());
  });

  test("filters those who may teach a class today", async () => {
    const who = await as("owner", "s6");
    const days = { Nå: ["2024-01-01", today], Før: ["2024-01-01", addDays(today, -1)] };
    for (const [lastName, [approvedFrom, approvedTo]] of Object.entries(days))
      await approve(who, await hire(who, { lastName }), "B", { approvedFrom, approvedTo });
    const later = await hire(who, { lastName: "Siden" });
    await approve(who, later, "B", { approvedFrom: addDays(today, 1) });
    expect(await names(who, "class=B")).toEqual(["Kari Nå"]);
    expect(await names(who, "class=B&q=kari")).toEqual(["Kari Nå"]);
    expect(await names(who, "class=A")).toEqual([]);
  });

  test("finds an instructor by name in any order and spelling, unless two bear it", async () => {
    const who = await as("owner", "s7");
    const { id } = await hire(who, { firstName: "Bjørn-Åge", lastName: "Øverås" });
    await hire(who, { lastName: "Lik" });
    await hire(who, { lastName: "Lik" });
    await hire(who, { lastName: "Kontor", teaches: false });
    const find = (name: string) => findEmployeeByName(who.ctx, name);
    expect(await find("Øverås, Bjørn Åge")).toBe(id);
    expect(await find("bjorn aage OVERAAS")).toBe(id);
    expect(await find("Bjørn-Åge")).toBe(undefined);
    expect(await find("Kari Lik")).toBe(undefined);
    expect((await instructorsOf(who.ctx)).map((i) => i.name)).toEqual([
      "Bjørn-Åge Øverås",
      "Kari Lik",
      "Kari Lik",
    ]);
  });

  test("reads the rows it shows, in two trips, however many work there", async () => {
    const schoolId = await school("s8");
    const numbers =
      "with recursive n(i) as (select 100 union all select i + 1 from n where i < 399)";
    await env.DB.batch([
      env.DB.prepare(`insert into employees (school_id, id, first_name, last_name, sort_name)
        ${numbers} select '${schoolId}', 'e' || i, 'A', 'B' || i, 'b' || i from n`),
      env.DB.prepare(`insert into approvals (school_id, employee_id, class_code, approved_from)
        ${numbers} select '${schoolId}', 'e' || i, 'B', '2024-01-01' from n`),
      env.DB.prepare(`insert into search_terms (school_id, kind, term, id)
        ${numbers} select '${schoolId}', 'employee', 'b' || i, 'e' || i from n`),
    ]);
    const who = await as("owner", "s8");
    for (const query of [{}, { sort: "-name" }, { class: "B" }, { q: "b398" }]) {
      const read = (ctx: typeof who.ctx) => listEmployees(ctx, EmployeeList.parse(query));
      const { rowsRead, queries } = await cost(who.ctx, read);
      expect([query, rowsRead <= 160, queries <= 2]).toEqual([query, true, true]);
      const whole = await cost(who.ctx, (ctx) => readEmployees(ctx, EmployeeList.parse(query)));
      expect([query, whole.rowsRead <= 300, whole.trips <= 2]).toEqual([query, true, true]);
    }
    const { rowsRead, trips } = await cost(who.ctx, (ctx) => getEmployee(ctx, "e200"));
    expect([rowsRead <= 20, trips]).toEqual([true, 1]);
  });
});
