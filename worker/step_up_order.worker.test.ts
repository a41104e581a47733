import { expect, test } from "vitest";
import { as, auditRows, idOf } from "./test/harness.ts";

test("a form with mistakes is shown again before anybody is asked to prove who she is", async () => {
  const now = new Date(Date.now() - 600_000).toISOString();
  const owner = await as("owner", "order", { now });
  const admin = await as("platform_admin", "platform", { now });
  const before = (await auditRows()).length;
  const forms = [
    [owner, "/people/invitations", { name: "", email: "nei" }, { email: "ja@example.no" }],
    [admin, "/platform/schools", { name: "", ownerEmail: "nei" }, { ownerEmail: "ja@example.no" }],
  ] as const;
  const good = { name: "Ny", roles: "office" };
  const founded = { name: "Ny skole", ownerName: "Eva" };
  for (const [person, path, bad, better] of forms) {
    const wrong = await person.submit(path, bad);
    expect([path, wrong.status]).toEqual([path, 422]);
    expect(await wrong.text()).toContain('value="nei"');
    const right = await person.submit(path, { ...(person === owner ? good : founded), ...better });
    expect([path, right.status]).toEqual([path, 403]);
    expect(await right.text()).toContain('action="/step-up"');
  }
  expect((await auditRows()).length).toBe(before);
});

test("what is done to other people's sessions and to messages given up wants a fresh proof", async () => {
  const now = new Date(Date.now() - 600_000).toISOString();
  const owner = await as("owner", "order2", { now });
  const admin = await as("platform_admin", "platform", { now });
  const id = idOf("order2");
  const dead = "/operations/dead-letters";
  const forms = [
    [owner, `/security/${id}/sessions`, {}],
    [owner, `/security/${id}/proof`, {}],
    [admin, dead, { ids: id, act: "replay" }],
  ] as const;
  for (const [person, path, typed] of forms) {
    const refused = await person.submit(path, typed);
    expect([path, refused.status]).toEqual([path, 403]);
    expect(await refused.text()).toContain('action="/step-up"');
  }
  for (const path of ["replay", "dismissal"]) {
    const refused = await admin.post(`/api/v1${dead}/${path}`, { ids: [id], reason: "Nei" });
    expect([path, refused.status]).toEqual([path, 403]);
    expect(await refused.json()).toMatchObject({ code: "step_up_required" });
  }
});
