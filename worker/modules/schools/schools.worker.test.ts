import { expect, test } from "vitest";
import { actions, as, auditRows, cost } from "#worker/test/harness.ts";
import { Company, School } from "./input.ts";
import { getSchool } from "./queries.ts";

const url = "/api/v1/school";
const facts = {
  name: "Åsen Kjøreskole",
  orgnr: "971 032 081",
  email: "Post@Aasen.no",
  phone: "22 33 44 55",
  address: "Åsveien 3",
  postalCode: "0150",
};

test("GET answers the own school to its staff, with the town", async () => {
  const instructor = await as("instructor");
  const response = await instructor.get(url);
  expect(response.status).toBe(200);
  const school = School.parse(await response.json());
  expect(school).toMatchObject({ id: instructor.schoolId, town: null, version: 1 });
  expect((await (await as("student")).get(url)).status).toBe(403);
});

test("PUT writes the facts over the version seen, and records the difference", async () => {
  const owner = await as("owner", "s2");
  const tag = (version: number) => `"${owner.schoolId}-${version}"`;
  expect((await owner.put(url, facts)).status).toBe(428);
  const saved = await owner.put(url, facts, tag(1));
  expect(saved.status).toBe(200);
  expect(saved.headers.get("etag")).toBe(tag(2));
  expect(School.parse(await saved.json())).toMatchObject({
    orgnr: "971032081",
    email: "post@aasen.no",
    phone: "+4722334455",
    town: "Oslo",
  });
  expect((await owner.put(url, { ...facts, name: "Ny" }, tag(1))).status).toBe(412);
  const row = (await auditRows()).at(-1);
  expect(row).toMatchObject({ action: "schools.changed", entityId: owner.schoolId });
  expect(row?.changed).toContain("postalCode");
});

test("PUT sent twice changes once", async () => {
  const owner = await as("owner", "s3");
  const change = () => owner.put(url, { name: "Dobbel" }, `"${owner.schoolId}-1"`);
  expect((await change()).status).toBe(200);
  expect((await change()).status).toBe(200);
  const school = School.parse(await (await owner.get(url)).json());
  expect(school.version).toBe(2);
});

test("PUT is the owner's alone, and of her own school", async () => {
  for (const role of ["academic_leader", "office", "instructor", "student"] as const) {
    const person = await as(role, "s4");
    const tag = `"${person.schoolId}-1"`;
    expect((await person.put(url, { name: "Kapret" }, tag)).status).toBe(403);
  }
  const stranger = await as("owner", "s5");
  const other = await as("owner", "s4");
  expect((await stranger.put(url, { name: "Kapret" }, `"${other.schoolId}-1"`)).status).toBe(412);
  expect((await getSchool(other.ctx)).name).toBe("s4");
});

test("PUT says by the field what is wrong, and records nothing", async () => {
  const owner = await as("owner", "s6");
  const before = (await actions()).length;
  const errors = async (change: object) => {
    const response = await owner.put(url, { ...facts, ...change }, `"${owner.schoolId}-1"`);
    expect(response.status).toBe(422);
    return (await response.json<{ errors: object }>()).errors;
  };
  expect(await errors({ orgnr: "971032082" })).toEqual({ orgnr: "orgnr.check_digit" });
  expect(await errors({ postalCode: "0000" })).toEqual({ postalCode: "postal.unknown" });
  expect(await errors({ postalCode: "15" })).toEqual({ postalCode: "postal.format" });
  expect(await errors({ name: " " })).toEqual({ name: "required" });
  expect(await errors({ slug: "mine" })).toEqual({ slug: "unknown" });
  // s2 has it: an organisation number belongs to one school.
  expect(await errors({})).toEqual({ orgnr: "schools.orgnr_taken" });
  expect(await actions()).toHaveLength(before);
});

test("the staff see a new name at the next request", async () => {
  const owner = await as("owner", "s7");
  const office = await as("office", "s7");
  expect(await (await office.get("/school")).text()).toContain("s7");
  await owner.put(url, { name: "Nytt Navn" }, `"${owner.schoolId}-1"`);
  const html = await (await office.get("/api/docs")).text();
  expect(html).toContain("Nytt Navn");
});

test("POST /school keeps what was typed and says what is wrong", async () => {
  const owner = await as("owner", "s8");
  const refused = await owner.submit("/school", { name: "Vik", orgnr: "971032082", version: "1" });
  const html = await refused.text();
  expect(refused.status).toBe(422);
  expect(html).toContain('value="971032082"');
  expect(html).toContain("Kontrollsifferet stemmer ikke");
  const saved = await owner.submit("/school", { name: "Vik", postalCode: "5013", version: "1" });
  expect(saved.status).toBe(303);
  const shown = await (await owner.get("/school")).text();
  expect(shown).toContain("5013 Bergen");
});

test("POST /school over a newer version shows both", async () => {
  const owner = await as("owner", "s9");
  expect((await owner.submit("/school", { name: "Deres", version: "1" })).status).toBe(303);
  const conflict = await owner.submit("/school", { name: "Vår", version: "1" });
  const html = await conflict.text();
  expect(conflict.status).toBe(409);
  expect(html).toContain(">Deres</strong>");
  expect(html).toContain('value="Vår"');
  expect((await owner.submit("/school", { name: "Vår", version: "2" })).status).toBe(303);
});

test("POST /school/look-up fills the form from the register and saves nothing", async () => {
  const owner = await as("owner", "s10");
  const before = (await actions()).length;
  const fields = { orgnr: "800 000 106", name: "Fjordby", email: "a@b.no", version: "1" };
  const response = await owner.submit("/school/look-up", fields);
  const html = await response.text();
  expect(response.status).toBe(200);
  expect(html).toContain('value="FJORDBYEN TRAFIKKSKOLE AS"');
  expect(html).toContain('value="5013"');
  expect(html).toContain('value="a@b.no"'); // what the register does not know is kept
  expect(html).toContain("Fjordby</td>"); // and what differed is told
  expect(await actions()).toHaveLength(before);
  expect((await getSchool(owner.ctx)).version).toBe(1);
});

test("POST /school/look-up says why the register did not tell, and the form still works", async () => {
  const owner = await as("owner", "s10");
  const told = async (orgnr: string) => {
    const response = await owner.submit("/school/look-up", { orgnr, name: "Her", version: "1" });
    expect(response.status).toBe(200);
    return response.text();
  };
  const unknown = await told("971032081");
  expect(unknown).toContain("kjenner ikke nummeret");
  expect(unknown).toContain('value="Her"');
  expect(await told("800000165")).toContain("slettet i Enhetsregisteret");
  expect(await told("800000173")).toContain("svarer ikke akkurat nå");
  expect(await told("800000130")).toContain("konkurs");
  const wrong = await owner.submit("/school/look-up", { orgnr: "123", version: "1" });
  expect(wrong.status).toBe(422);
});

test("GET /companies/:orgnr answers what the register knows", async () => {
  const owner = await as("owner", "s10");
  const found = await owner.get(`${url}/companies/800000114`);
  expect(found.status).toBe(200);
  const company = Company.parse(await found.json());
  expect(company).toMatchObject({ postalCode: "0150", bankrupt: false });
  const unknown = await owner.get(`${url}/companies/971032081`);
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toMatchObject({ code: "schools.register_unknown" });
  expect((await owner.get(`${url}/companies/800000173`)).status).toBe(503);
  expect((await (await as("office", "s10")).get(`${url}/companies/800000114`)).status).toBe(403);
});

test("look-ups of companies are so many an hour, and then typed by hand", async () => {
  const owner = await as("owner", "curious");
  const look = () => owner.get(`${url}/companies/971032081`);
  for (let n = 0; n < 20; n++) expect((await look()).status).toBe(404);
  const refused = await look();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: "schools.register_limit" });
  const page = await owner.submit("/school/look-up", { orgnr: "971032081", name: "Min" });
  expect(page.status).toBe(429);
  const text = await page.text();
  expect(text).toContain("slått opp mange ganger");
  expect(text).toContain('value="Min"');
});

test("the page of the school costs one row", async () => {
  const owner = await as("owner", "s2");
  const spent = await cost(owner.ctx, getSchool);
  expect(spent.queries).toBe(1);
  expect(spent.rowsRead).toBeLessThanOrEqual(2);
});

test("GET /school is for schools: the platform has none", async () => {
  const odd = await as(["platform_admin", "owner"], "platform");
  expect((await odd.get(url)).status).toBe(404);
});
