import { bodyLimit } from "hono/body-limit";
import { platform } from "./can.ts";
import { Problem } from "./problem.ts";

const refuse = () => {
  throw new Problem(413, "too_large");
};
const ordinary = bodyLimit({ maxSize: 256 * 1024, onError: refuse });
const upload = bodyLimit({ maxSize: 10 * 1024 * 1024, onError: refuse });

/** At most 256 kB a request; 10 MB where a register is uploaded. */
export const limitBody = platform((c, next) =>
  c.req.method === "POST" && c.req.path === "/imports" ? upload(c, next) : ordinary(c, next),
);
