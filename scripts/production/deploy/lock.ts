import { hostname, userInfo } from "node:os";
import type { Wrangler } from "./wrangler.ts";

type Row = { who: string; since: string; run: string };

const table =
  "create table if not exists deploy_lock (one integer primary key check (one = 1), who text not null, since text not null, run text not null)";
const select = "select who, since, run from deploy_lock";
const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

/**
 * Only one deploy at a time, whatever machine it comes from: the lock is a row in the target's own
 * database. Who holds it already, goes on; one that was left behind is taken over.
 */
export async function takeLock(
  wrangler: Wrangler,
  run: string,
  { now, staleMinutes }: { now: Date; staleMinutes: number },
): Promise<string[]> {
  const stale = new Date(now.getTime() - staleMinutes * 60_000).toISOString();
  const me = `${userInfo().username}@${hostname()}`;
  const mine = [me, now.toISOString(), run].map(text).join(", ");
  const [before] = await wrangler.rows<Row>(`${table}; ${select}`);
  const [held] = await wrangler.rows<Row>(
    `insert into deploy_lock (one, who, since, run) values (1, ${mine}) on conflict (one) do update set who = excluded.who, since = excluded.since, run = excluded.run where deploy_lock.run = excluded.run or deploy_lock.since < ${text(stale)}; ${select}`,
  );
  if (held?.run !== run)
    throw new Error(`${held?.who} has been deploying since ${held?.since} (run ${held?.run})`);
  if (before && before.run !== run)
    return [`took over the lock that ${before.who} left behind at ${before.since}`];
  return [];
}

/** Whether it is still ours: a rollback takes it away from whoever deploys. */
export async function holdsLock(wrangler: Wrangler, run: string): Promise<boolean> {
  const [held] = await wrangler.rows<Row>(select);
  return held?.run === run;
}

/** Takes it away from whoever has it, so that she moves no more visitors; says who it was. */
export async function breakLock(wrangler: Wrangler): Promise<Row | undefined> {
  const [held] = await wrangler.rows<Row>(`${table}; ${select}`);
  if (held) await dropLock(wrangler, held.run);
  return held;
}

/** Gives it back, when it is ours. */
export async function dropLock(wrangler: Wrangler, run: string): Promise<void> {
  await wrangler.rows(`delete from deploy_lock where run = ${text(run)}; select 1 as one`);
}
