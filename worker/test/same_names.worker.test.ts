import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { memberships, users } from "#worker/modules/users/schema.ts";
import { db } from "./harness.ts";
import { columnNames } from "./same_names.ts";

test("columnNames() tells columns, aliases and expressions apart", () => {
  const sql = `select "a"."id", "b"."name", "c"."x" || ' ' || "c"."name", count(*) as "n",
    (select max(d.name, 1) from d where d.id = 1) from "a"`;
  expect(columnNames(sql)).toEqual([
    "id",
    "name",
    `"c"."x" || ' ' || "c"."name"`,
    "n",
    "(select max(d.name, 1) from d where d.id = 1)",
  ]);
});

test("a batched select with two columns of one name fails here, where D1 would mix them up", async () => {
  const query = db
    .select({ person: users.version, membership: memberships.version })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id));
  await expect(db.batch([query])).rejects.toThrow(
    'Two columns of a batched select are named "version"',
  );
});
