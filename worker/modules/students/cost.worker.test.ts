import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, test } from "vitest";
import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { employees } from "#worker/modules/employees/mod.ts";
import { branches } from "#worker/modules/schools/mod.ts";
import { as, cost, db } from "#worker/test/harness.ts";
import { insertStudents } from "./arrivals/queries.ts";
import { readCard } from "./card/queries.ts";
import { StudentInput } from "./input.ts";
import { StudentList } from "./register/input.ts";
import { listStudents, readRegister } from "./register/queries.ts";
import { readTimeline } from "./timeline/queries.ts";

// Schools of 2,000 students, five of them or fifty: a page must cost what it costs in one.
declare const SCHOOLS: number;
const EACH = 2000;
const names = ["Andersen", "Hansen", "Ås", "Brekke", "Øye", "Nguyen", "Solberg", "Haugen"];
const statuses = ["active", "active", "active", "waiting", "finished", "quit"] as const;
const codes = [["B"], ["B", "BE"], ["A1"], ["AM146"], ["A"]];

let ctx: Ctx;
let someone = "";
const instructors = Array.from({ length: 8 }, () => uuidv7());
const places = [uuidv7(), uuidv7()];

beforeAll(async () => {
  for (let n = 0; n < SCHOOLS; n++) {
    const { ctx: here, schoolId } = await as("office", `k${n}`);
    if (n === 0) {
      ctx = here;
      await db.insert(employees).values(
        instructors.map((id, i) => ({
          schoolId,
          id,
          firstName: `L${i}`,
          lastName: "Lærer",
          sortName: `l${i}`,
          teaches: true,
        })),
      );
      await db
        .insert(branches)
        .values(places.map((id, i) => ({ schoolId, id, name: `Avdeling ${i}` })));
    }
    for (let from = 0; from < EACH; from += 500)
      await commit(here, {
        action: "students.registered",
        entity: "student",
        entityId: "many",
        write: insertStudents(here, rows(from, n === 0)),
      });
  }
  someone = (await listStudents(ctx, StudentList.parse({}))).items[0]?.id ?? "";
}, 600_000);

function rows(from: number, placed: boolean) {
  return Array.from({ length: 500 }, (_, i) => {
    const n = from + i;
    return {
      ...StudentInput.parse({
        firstName: `Kari ${n % 97}`,
        lastName: names[n % names.length],
        birthDate: "2008-01-01",
        phone: `4790${String(n).padStart(6, "0")}`,
        email: `k${n}@example.no`,
        status: statuses[n % statuses.length],
        classes: codes[n % codes.length],
        instructorId: placed && n % 3 ? instructors[n % instructors.length] : null,
        branchId: placed ? places[n % 2] : null,
      }),
      id: uuidv7(),
      instructorText: n % 3 ? null : "Per Gammel",
    };
  });
}

const measure = (query: object) => {
  const list = StudentList.parse(query);
  return cost(ctx, (c) => readRegister(c, list));
};
const filters = {
  status: () => "quit",
  class: () => "A",
  instructor: () => instructors[3],
  branch: () => places[1],
  unplaced: () => "yes",
};
const names5 = Object.keys(filters) as (keyof typeof filters)[];
const pick = (chosen: readonly (keyof typeof filters)[]) =>
  Object.fromEntries(chosen.map((name) => [name, filters[name]()]));

describe.each(["name", "-name", "number", "-number"])("sorted by %s", (sort) => {
  test("the list, and the list with any one filter, reads at most 300 rows", async () => {
    const all = [{}, ...names5.map((name) => pick([name])), { status: "active" }, { class: "B" }];
    for (const query of all) {
      const { rowsRead, trips } = await measure({ sort, ...query });
      expect(rowsRead, JSON.stringify(query)).toBeLessThanOrEqual(300);
      expect(trips).toBe(1);
    }
  });

  test("filters together read the school's own rows at most, and 300", async () => {
    for (const a of names5)
      for (const b of names5.filter((name) => name > a)) {
        const { rowsRead, trips } = await measure({ sort, ...pick([a, b]) });
        expect(rowsRead, `${a} ${b}`).toBeLessThanOrEqual(EACH + 300);
        expect(trips).toBe(1);
      }
    const { rowsRead } = await measure({ sort, ...pick(names5) });
    expect(rowsRead).toBeLessThanOrEqual(EACH + 300);
  });
});

test("page 40 reads what page 1 does", async () => {
  let after: string | undefined;
  for (let n = 0; n < 40; n++) {
    const query = { sort: "name", ...(after && { after }) };
    const list = await listStudents(ctx, StudentList.parse(query));
    after = list.after ?? undefined;
  }
  expect(after).toBeDefined();
  const { rowsRead } = await measure({ sort: "name", after });
  expect(rowsRead).toBeLessThanOrEqual(300);
});

test("a search costs two trips; with a filter it stays within the school", async () => {
  for (const q of ["andersen", "90 00 12 34", "kari as", "1999", "k1234@example.no"]) {
    const { rowsRead, trips } = await measure({ q });
    expect(rowsRead, q).toBeLessThanOrEqual(EACH + 300);
    expect(trips).toBeLessThanOrEqual(2);
  }
  const { rowsRead } = await measure({ q: "kari", status: "quit", instructor: instructors[3] });
  expect(rowsRead).toBeLessThanOrEqual(EACH + 300);
});

test("a student's page and history each read at most 60 rows in two trips", async () => {
  const card = await cost(ctx, (c) => readCard(c, someone));
  expect(card.rowsRead).toBeLessThanOrEqual(60);
  expect(card.trips).toBe(1);
  const history = await cost(ctx, (c) => readTimeline(c, someone, { per: 25, after: undefined }));
  expect(history.rowsRead).toBeLessThanOrEqual(60);
  expect(history.trips).toBeLessThanOrEqual(2);
});
