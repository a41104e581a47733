import { BlockList, isIP } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { asRange, isWithin } from "./ranges.ts";

// Node's own list of addresses is the oracle: another hand wrote it.

const runs = { numRuns: 2_000 };
const v4 = fc.ipV4();
const v6 = fc.ipV6();
const kindOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** A range, and an address in it or near it. */
const near = (bits: 32 | 128) =>
  fc.record({
    address: bits === 32 ? v4 : v6,
    other: bits === 32 ? v4 : v6,
    prefix: fc.nat(bits),
    same: fc.boolean(),
  });

test.each([32, 128] as const)("isWithin() says what Node says, %i bits", (bits) => {
  fc.assert(
    fc.property(near(bits), ({ address, other, prefix, same }) => {
      const list = new BlockList();
      list.addSubnet(address, prefix, kindOf(address));
      const asked = same ? address : other;
      expect(isWithin(asked, `${address}/${prefix}`)).toBe(list.check(asked, kindOf(asked)));
    }),
    runs,
  );
});

test("a range is kept in one way, and that way holds the same addresses", () => {
  fc.assert(
    fc.property(fc.oneof(near(32), near(128)), ({ address, other, prefix }) => {
      const kept = asRange(`${address}/${prefix > 32 && kindOf(address) === "ipv4" ? 32 : prefix}`);
      expect(kept).toBeDefined();
      if (!kept) return;
      expect(asRange(kept)).toBe(kept);
      expect(isWithin(address, kept)).toBe(true);
      expect(isWithin(other, kept)).toBe(isWithin(other, `${address}/${kept.split("/")[1]}`));
    }),
    runs,
  );
});

test("what is no address is no range, and nothing lies in it", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const address = text.split("/")[0] ?? "";
      if (isIP(address.trim()) === 0) expect(asRange(text)).toBeUndefined();
      expect(isWithin(text, "0.0.0.0/0")).toBe(isIP(text) === 4);
    }),
    runs,
  );
});

test("mapped addresses are IPv4, zones and odd lengths are refused", () => {
  expect(asRange("::ffff:192.0.2.7/120")).toBe("192.0.2.0/24");
  expect(isWithin("::ffff:192.0.2.7", "192.0.2.0/24")).toBe(true);
  expect(isWithin("192.0.2.7", "::/0")).toBe(false);
  expect(asRange("2001:DB8::1")).toBe("2001:db8::1/128");
  for (const no of ["fe80::1%eth0", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/08", "192.0.2.0/"])
    expect(asRange(no)).toBeUndefined();
  for (const no of ["010.0.0.1", "1.2.3", "1.2.3.4/24/8", "::1::", "::ffff:192.0.2.7/64", ""])
    expect(asRange(no)).toBeUndefined();
});
