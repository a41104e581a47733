/**
 * Starts an account at Cloudflare on this machine, to rehearse what PRODUCTION_SETUP.md describes.
 *
 *   node scripts/production/stub/main.ts --port 8799 --folder .wrangler/account
 *
 * It prints what the environment must say for the real wrangler to speak to it.
 *
 * @module
 */
import { flagsOf } from "../../flags.ts";
import { startStub } from "./server.ts";

const values = flagsOf({
  port: { type: "string", default: "8799" },
  folder: { type: "string", default: ".wrangler/account" },
  empty: { type: "boolean", default: false },
});
const stub = await startStub({
  port: Number(values.port),
  folder: values.folder,
  prepared: !values.empty,
});
for (const [name, value] of Object.entries(stub.env)) console.log(`export ${name}=${value}`);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void stub.close().then(() => process.exit(0)));
