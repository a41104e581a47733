import { startSimulators } from "./start.ts";

/** Starts the services outside for the worker tests, where vitest.config.ts said they would be. */
export async function setup(): Promise<() => Promise<void>> {
  const port = Number(new URL(process.env.SIMULATORS ?? "").port);
  const smtpPort = Number(new URL(process.env.SIMULATORS_SMTP ?? "").port);
  const mailTls = JSON.parse(process.env.SIMULATORS_TLS ?? "");
  const simulators = await startSimulators({ port, smtpPort, mailTls });
  return () => simulators.close();
}
