import { parseArgs } from "node:util";
import { startSimulators } from "./start.ts";

// The services outside, for a developer's machine: node scripts/simulators/main.ts --port 8788
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8788" },
    "smtp-port": { type: "string", default: "8789" },
  },
});
const simulators = await startSimulators({
  port: Number(values.port),
  smtpPort: Number(values["smtp-port"]),
});
console.log(`Simulators on ${simulators.url} and ${simulators.smtpUrl.replace(/\/\/.*@/, "//")}`);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void simulators.close().then(() => process.exit(0)));
