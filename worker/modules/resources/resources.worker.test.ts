import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { car } from "#worker/test/booking_places.ts";
import { as, auditRows, cost, type Person } from "#worker/test/harness.ts";
import { Room, RoomList, Rooms } from "./input.ts";
import { readResources } from "./queries.ts";

const url = "/api/v1/rooms";
const room = { kind: "classroom", name: "Klasserom A", seats: 16 };
let office: Person;
beforeAll(async () => {
  office = await as("office", "r1");
});

async function make(name: string): Promise<Room> {
  const response = await office.post(url, { ...room, name });
  expect(response.status).toBe(201);
  return Room.parse(await response.json());
}

test("POST adds a room, once by each name", async () => {
  const made = await make("Rom 1");
  expect(made).toMatchObject({ ...room, name: "Rom 1", closedOn: null, version: 1 });
  expect((await auditRows()).at(-1)).toMatchObject({
    action: "resources.room_added",
    changed: expect.arrayContaining(["name", "kind", "seats"]),
  });
  const again = await office.post(url, { ...room, name: "Rom 1" });
  expect(again.status).toBe(422);
  expect(await again.json()).toMatchObject({ errors: { name: "resources.name_taken" } });
  const wrong = await office.post(url, { ...room, name: "", seats: 0, branchId: uuidv7() });
  expect(wrong.status).toBe(422);
  expect(await wrong.json()).toMatchObject({ errors: { name: "required", seats: "out_of_range" } });
});

test("PUT wants the newest version, and a change of nothing leaves no trace", async () => {
  const { id } = await make("Rom 2");
  const put = (body: object, tag?: string) => office.put(`${url}/${id}`, { ...room, ...body }, tag);
  expect((await put({ name: "Rom 2b" })).status).toBe(428);
  expect((await put({ name: "Rom 2b" }, `"${id}-1"`)).status).toBe(200);
  expect((await put({ name: "Rom 2c" }, `"${id}-1"`)).status).toBe(412);
  const before = (await auditRows()).length;
  expect((await put({ name: "Rom 2b" }, `"${id}-2"`)).status).toBe(200);
  expect((await auditRows()).length).toBe(before);
});

test("rooms no longer in use leave the list, and come back when asked for", async () => {
  const { id } = await make("Gammelt rom");
  const closed = { ...room, name: "Gammelt rom", closedOn: "2026-01-01" };
  expect((await office.put(`${url}/${id}`, closed, `"${id}-1"`)).status).toBe(200);
  const names = async (query: string) =>
    Rooms.parse(await (await office.get(url + query)).json()).items.map(({ name }) => name);
  expect(await names("")).not.toContain("Gammelt rom");
  expect(await names("?state=closed")).toEqual(["Gammelt rom"]);
});

test("the staff read, the office writes, another school's do not exist", async () => {
  const { id } = await make("Rom 3");
  const instructor = await as("instructor", "r1");
  expect((await instructor.get(`${url}/${id}`)).status).toBe(200);
  expect((await instructor.post(url, room)).status).toBe(403);
  expect((await instructor.get("/resources/new")).status).toBe(403);
  expect((await (await as("office", "r2")).get(`${url}/${id}`)).status).toBe(404);
});

test("pages: rooms with the trailers, a form, what is wrong with it, a double click, a merge", async () => {
  await car("r1", { kind: "trailer", plate: "HH1234", gearbox: "none", classes: ["BE"] });
  const once = uuidv7();
  const fields = { kind: "track", name: "Glattkjøringsbanen", _once: once };
  for (let click = 0; click < 2; click++) {
    const answer = await office.submit("/resources", fields);
    expect(answer.status).toBe(303);
  }
  const html = await (await office.get("/resources")).text();
  expect(html).toContain("Glattkjøringsbanen");
  expect(html).toContain("HH1234");
  const refused = await office.submit("/resources", { kind: "track", name: "" });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain("Fyll ut dette feltet");
  const edit = await office.get(`/resources/${once}/edit`);
  expect(await edit.text()).toContain("Endre Glattkjøringsbanen");
  const changed = { ...fields, version: "1", note: "Stengt om vinteren" };
  expect((await office.submit(`/resources/${once}`, changed)).status).toBe(303);
  const stale = await office.submit(`/resources/${once}`, { ...changed, note: "Noe annet" });
  expect(stale.status).toBe(409);
});

test("the page costs one trip", async () => {
  const spent = await cost(office.ctx, (ctx) => readResources(ctx, RoomList.parse({})));
  expect(spent.trips).toBe(1);
  expect(spent.rowsRead).toBeLessThanOrEqual(300);
});
