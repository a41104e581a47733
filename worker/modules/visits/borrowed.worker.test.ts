import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { hashOf, sessionsOf } from "#worker/lib/session.ts";
import { company, started } from "#worker/test/visits.ts";

// What a visitor borrows, from whom, and for how long.

test("an edge that knows nothing of visits is told that she is herself, and ends none by asking", async () => {
  const us = await company("owner");
  const visitor = await started(us);
  const { support, owner } = us;
  const asked = sessionsOf(env, support.userId);
  const hash = hashOf(support.secret);
  const told = () => asked.check(hash, support.ctx.now);
  const herself = { schoolId: "platform", roles: ["platform_admin"], shut: [] };
  const platform = expect.objectContaining({ id: "platform" });
  expect(await told()).toMatchObject({ ...herself, schools: [platform] });
  expect(await told()).not.toHaveProperty("visit");
  await owner.submit(`/visits/${visitor.id}/end`, {});
  expect(await told()).toMatchObject(herself);
  // Whoever does know of visits is still to hear that this one is over.
  const knows = await asked.check(hash, support.ctx.now, undefined, true);
  expect(knows).toMatchObject({ ...herself, visitOver: true });
});
