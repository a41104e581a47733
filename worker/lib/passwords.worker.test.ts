import bcrypt from "bcryptjs";
import { expect, test } from "vitest";
import { checkPassword, hashesDone, hashPassword } from "./passwords.ts";

const right = { right: true, weak: false };
const wrong = { right: false, weak: false };

test("hashPassword() makes Argon2id of the cost that OWASP asks for, with a salt of its own", async () => {
  const [one, two] = [await hashPassword("hest er best"), await hashPassword("hest er best")];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(one).not.toBe(two);
});

test("checkPassword() reads every letter, whatever the keyboard composed it of", async () => {
  const hash = await hashPassword("blåbærsyltetøy på Åsen");
  expect(await checkPassword("blåbærsyltetøy på Åsen", hash)).toEqual(right);
  expect(await checkPassword("blåbærsyltetøy på Åsen".normalize("NFD"), hash)).toEqual(right);
  // The library would ignore the last five bytes: one for each letter beyond ASCII.
  expect(await checkPassword("blåbærsyltetøy på Åsex", hash)).toEqual(wrong);
  expect(await checkPassword("blåbærsyltetøy på Å", hash)).toEqual(wrong);
  expect(await checkPassword("", hash)).toEqual(wrong);
});

test("checkPassword() does the same work where there is no hash, and says no", async () => {
  const before = hashesDone();
  expect((await checkPassword("anything", undefined)).right).toBe(false);
  expect(hashesDone()).toBe(before + 1);
});

test.each(["$2a$", "$2b$", "$2y$"])(
  "checkPassword() knows %s of older systems, as weak",
  async (kind) => {
    const hash = (await bcrypt.hash("gammelt passord", 4)).replace("$2b$", kind);
    expect(await checkPassword("gammelt passord", hash)).toEqual({ right: true, weak: true });
    expect(await checkPassword("gammelt passorD", hash)).toEqual({ right: false, weak: true });
  },
);

test("two hashes run, twenty wait, and the rest are told to come back", async () => {
  const hash = await hashPassword("hest er best");
  const before = hashesDone();
  const many = Array.from({ length: 60 }, () => checkPassword("hest er best", hash));
  const results = await Promise.allSettled(many);
  const refused = results.flatMap((r) => (r.status === "rejected" ? [r.reason] : []));
  expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(22);
  expect(hashesDone()).toBe(before + 22);
  expect(refused).toHaveLength(38);
  expect(refused[0]).toMatchObject({ status: 503, code: "busy", retryAfter: 2 });
});
