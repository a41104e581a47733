import { expect } from "vitest";
import { Import } from "#worker/modules/imports/input.ts";
import { advance } from "#worker/modules/imports/jobs.ts";
import { type Person, send } from "#worker/test/harness.ts";

// What the tests of the importer do again and again.

export const url = "/api/v1/imports";

/** Sends a file through the form, as a browser would. */
export function upload(
  person: Person,
  bytes: Uint8Array<ArrayBuffer> | string,
  { name = "elever.csv", once = "" } = {},
) {
  const body = new FormData();
  body.append("_token", person.token());
  if (once) body.append("_once", once);
  body.append("file", new File([bytes], name, { type: "text/csv" }));
  return send("POST", "/imports", { headers: person.headers, body });
}

export async function get(person: Person, id: string): Promise<Import> {
  const response = await person.get(`${url}/${id}`);
  expect(response.status).toBe(200);
  return Import.parse(await response.json());
}

/** Uploads a file that must be readable; its id. */
export async function uploaded(
  person: Person,
  bytes: Uint8Array<ArrayBuffer> | string,
): Promise<string> {
  const response = await upload(person, bytes);
  expect(response.status, await response.clone().text()).toBe(303);
  return response.headers.get("location")?.split("/").at(-1) ?? "";
}

/** Works until the import stands still, as queue and sweep together do. */
export async function finish(person: Person, id: string): Promise<Import> {
  for (let turn = 0; turn < 100; turn++) {
    const row = await get(person, id);
    if (!["checking", "running", "undoing"].includes(row.state)) return row;
    await advance(person.ctx, id);
  }
  throw new Error("Still at work after 100 turns");
}

/** A step of an import, in the version that is there, and all of the work that follows. */
export async function step(
  person: Person,
  id: string,
  to: "mapping" | "run" | "undo",
): Promise<Import> {
  const row = await get(person, id);
  const body = to === "mapping" ? { mapping: row.mapping, balance: row.balance } : {};
  const response = await person.put(`${url}/${id}/${to}`, body, `"${id}-${row.version}"`);
  expect(response.status, await response.clone().text()).toBe(200);
  return finish(person, id);
}

/** From the file to the register. */
export async function imported(person: Person, bytes: Uint8Array<ArrayBuffer> | string) {
  const id = await uploaded(person, bytes);
  await step(person, id, "mapping");
  return step(person, id, "run");
}

export const page = async (person: Person, path: string) => {
  const response = await person.get(path);
  return { status: response.status, text: await response.text(), headers: response.headers };
};

/** A register as text: a header and rows of cells. */
export const csv = (header: string, ...rows: readonly string[]) =>
  `${[header, ...rows].join("\n")}\n`;
