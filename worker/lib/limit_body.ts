import { bodyLimit } from "hono/body-limit";
import { platform } from "./can.ts";
import { Problem } from "./problem.ts";

const MIB = 1024 * 1024;
const most = (maxSize: number, code: string) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new Problem(413, code);
    },
  });
const ordinary = most(256 * 1024, "too_large");
// A register is at most 10 MB: what is a little larger is told so by its form. The API's is base64.
const uploads = new Map([
  ["/imports", most(11 * MIB, "imports.file_too_large")],
  ["/api/v1/imports", most(14.5 * MIB, "imports.file_too_large")],
]);

/** At most 256 kB a request; more where a register is uploaded. */
export const limitBody = platform((c, next) =>
  ((c.req.method === "POST" && uploads.get(c.req.path)) || ordinary)(c, next),
);
