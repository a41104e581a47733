import { expect, test } from "vitest";
import { publicAddress } from "./public_address.ts";

const production = { ENVIRONMENT: "production", ORIGIN: "https://tms.skole.no" };
const local = { ENVIRONMENT: "local", ORIGIN: "http://localhost:8787" };

test("a name out in the world is public", () => {
  for (const address of ["https://varsel.skole.no/krok?x=1", "https://xn--brum-0qa.no/a"])
    expect(publicAddress(address, production)?.href).toBe(address);
});

test.each([
  "http://varsel.skole.no/",
  "https://varsel.skole.no:8443/",
  "https://bruker:password@varsel.skole.no/",
  "https://127.0.0.1/",
  "https://2130706433/",
  "https://0x7f.1/",
  "https://10.0.0.7/",
  "https://169.254.169.254/latest/meta-data",
  "https://[::1]/",
  "https://[fd00::1]/",
  "https://[::ffff:10.0.0.1]/",
  "https://localhost/",
  "https://db/",
  "https://vault.internal/",
  "https://vault.internal./",
  "https://printer.local/",
  "https://tms.skole.no/sign-in",
  "ftp://varsel.skole.no/",
  "javascript:alert(1)",
  "varsel",
])("%s is not", (address) => {
  expect(publicAddress(address, production)).toBeUndefined();
});

test("a local run may call its own simulators, and production may not", () => {
  expect(publicAddress("http://127.0.0.1:9000/hooks", local)).toBeDefined();
  expect(publicAddress("http://127.0.0.1:9000/hooks", production)).toBeUndefined();
});
