import { expect, test } from "vitest";
import { dayOf } from "#worker/lib/dates.ts";
import { actions, as, cost, type Person } from "#worker/test/harness.ts";
import { Branch, Branches } from "./input.ts";
import { branchesOf, listBranches } from "./queries.ts";

const url = "/api/v1/branches";
const page = "/school/branches";
const place = { name: "Sentrum", address: "Torget 1", postalCode: "5014", phone: "55 11 22 33" };

async function make(owner: Person, name: string): Promise<Branch> {
  const response = await owner.post(url, { ...place, name });
  expect(response.status).toBe(201);
  return Branch.parse(await response.json());
}

test("POST opens a branch with the town of its code, and records it", async () => {
  const owner = await as("owner");
  expect(await make(owner, "Sentrum")).toMatchObject({ town: "Bergen", phone: "+4755112233" });
  expect(await actions()).toEqual(["branches.opened"]);
  const list = Branches.parse(await (await (await as("instructor")).get(url)).json());
  expect(list.items.map((branch) => branch.name)).toEqual(["Sentrum"]);
});

test("POST refuses a name that the school has, and takes it in another school", async () => {
  const owner = await as("owner");
  const again = await owner.post(url, place);
  expect(again.status).toBe(422);
  expect(await again.json()).toMatchObject({ errors: { name: "branches.name_taken" } });
  await make(await as("owner", "s2"), "Sentrum");
});

test("writing is the owner's, and in her own school", async () => {
  const { id } = await make(await as("owner"), "Åsane");
  expect((await (await as("office")).post(url, place)).status).toBe(403);
  const stranger = await as("owner", "s2");
  const masked = async (id: string) => {
    const response = await stranger.get(`${url}/${id}`);
    const { instance, ...body } = await response.json<{ instance: string }>();
    return { status: response.status, body };
  };
  expect(await masked(id)).toEqual(await masked("01890a5d-ac96-774b-bcce-b302099a8057"));
  expect((await masked(id)).status).toBe(404);
  for (const path of [id, `${id}/closure`])
    expect((await stranger.put(`${url}/${path}`, place, `"${id}-1"`)).status).toBe(404);
  expect((await stranger.submit(`${page}/${id}/closure`, { version: "1" })).status).toBe(404);
});

test("PUT wants the newest version", async () => {
  const owner = await as("owner");
  const { id } = await make(owner, "Fana");
  const change = (name: string, tag?: string) => owner.put(`${url}/${id}`, { name }, tag);
  expect((await change("Fana 2")).status).toBe(428);
  expect((await change("Fana 2", `"${id}-1"`)).status).toBe(200);
  expect((await change("Fana 3", `"${id}-1"`)).status).toBe(412);
});

test("a closed branch leaves the choices, stays in the list, and opens again", async () => {
  const owner = await as("owner", "s3");
  const { id } = await make(owner, "Kort");
  const names = async () => (await branchesOf(owner.ctx)).map((branch) => branch.name);
  expect(await names()).toEqual(["Kort"]);
  const closed = await owner.put(`${url}/${id}/closure`, {}, `"${id}-1"`);
  expect(Branch.parse(await closed.json()).closedOn).toBe(dayOf(owner.ctx.now));
  expect(await names()).toEqual([]);
  expect(await listBranches(owner.ctx)).toHaveLength(1);
  // The second press of the button finds it done.
  expect((await owner.put(`${url}/${id}/closure`, {}, `"${id}-1"`)).status).toBe(200);
  expect((await owner.delete(`${url}/${id}/closure`, `"${id}-2"`)).status).toBe(200);
  expect(await names()).toEqual(["Kort"]);
});

test("a form sent twice makes one branch", async () => {
  const owner = await as("owner", "s4");
  const once = "01890a5d-ac96-774b-8cce-b302099a8057";
  const send = () => owner.submit(page, { name: "Én gang", _once: once });
  for (const response of [await send(), await send()]) {
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(page);
  }
  expect(await listBranches(owner.ctx)).toHaveLength(1);
});

test("the form of a branch: refused, stale, saved", async () => {
  const owner = await as("owner", "s5");
  const { id } = await make(owner, "Nord");
  const submit = (fields: Record<string, string>) => owner.submit(`${page}/${id}`, fields);
  const refused = await submit({ name: "Nord", postalCode: "0000", version: "1" });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('value="0000"');
  expect((await submit({ name: "Nordre", version: "1" })).status).toBe(303);
  const stale = await submit({ name: "Søndre", version: "1" });
  const html = await stale.text();
  expect(stale.status).toBe(409);
  expect(html).toContain(">Nordre</strong>");
  expect(html).toContain('value="Søndre"');
  expect(html).toContain('name="version" value="2"');
});

test("pages: everybody on the staff reads, the owner's have the buttons", async () => {
  const owner = await as("owner", "s6");
  await make(owner, "Vest");
  expect(await (await owner.get(page)).text()).toContain(`${page}/new`);
  const seen = await (await as("instructor", "s6")).get(page);
  const html = await seen.text();
  expect(html).toContain("Vest");
  expect(html).not.toContain(`${page}/new`);
  expect((await (await as("instructor", "s6")).get(`${page}/new`)).status).toBe(403);
  expect((await cost(owner.ctx, listBranches)).rowsRead).toBeLessThanOrEqual(5);
});
