import { budgets } from "../../../checks/bundle.ts";
import { type Check, fail, judge, pass, warn } from "../project.ts";

const MIB = 1024 * 1024;
const GB = 1e9;
const mib = (bytes: number) => `${(bytes / MIB).toFixed(2)} MiB`;

/** What the original asked of memory, cores and disk: that what we need fits into what we are given. */
export const limits: readonly Check[] = [
  {
    id: "limits.worker",
    title: "the worker is within its size",
    run: ({ build }) =>
      judge(build, "npm run build", ({ workerGzip }) =>
        workerGzip <= budgets.workerGzip
          ? pass(`${mib(workerGzip)} gzip of ${mib(budgets.workerGzip)}`)
          : fail(`${mib(workerGzip)} gzip`, "look for what grew: npm run ok prints it"),
      ),
  },
  {
    id: "limits.assets",
    title: "Cloudflare takes that many assets of that size",
    run: ({ build }) =>
      judge(build, "npm run build", ({ assets }) => {
        const largest = Math.max(0, ...assets.map(({ bytes }) => bytes));
        if (assets.length === 0) return fail("there are no assets", "npm run build");
        return assets.length <= 20_000 && largest <= 25 * MIB
          ? pass(`${assets.length} files, the largest ${mib(largest)}`)
          : fail(`${assets.length} files, the largest ${mib(largest)}`, "split or leave out");
      }),
  },
  {
    id: "limits.database",
    title: "the database has room (10 GB at most)",
    run: ({ cloudflare }) =>
      judge(cloudflare.database, "see network.account", ({ bytes }) => {
        const said = `${(bytes / GB).toFixed(3)} GB of 10`;
        const fix = "move the largest school to a database of its own";
        if (bytes < 7 * GB) return pass(said);
        return bytes < 9 * GB ? warn(said, fix) : fail(said, fix);
      }),
  },
];
