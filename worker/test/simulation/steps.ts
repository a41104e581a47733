import { evictDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { attest, book, cancel, confirm, hold, move } from "./book_commands.ts";
import { type Fault, faults } from "./faults.ts";
import { credit, draft, issue, pay, sell, takeBack, waive } from "./money_commands.ts";
import { type Answer, ask, type Call, objectsOf, pass, recorded, type Town } from "./town.ts";
import type { Command, Wish } from "./wishes.ts";

/** What has been done at least once, in any town. */
export const done = new Set<string>();

export type Step = { command: Command; fault: Fault; minutes: number };

/** One thing that somebody does, some minutes after the last, and what goes wrong meanwhile. */
export const step: fc.Arbitrary<Step> = fc
  .record({
    command: fc.oneof(
      { weight: 5, arbitrary: book },
      { weight: 3, arbitrary: move },
      { weight: 3, arbitrary: cancel },
      { weight: 4, arbitrary: attest },
      { weight: 2, arbitrary: hold },
      { weight: 3, arbitrary: confirm },
      { weight: 1, arbitrary: sell },
      { weight: 1, arbitrary: waive },
      { weight: 2, arbitrary: pay },
      { weight: 1, arbitrary: takeBack },
      { weight: 4, arbitrary: draft },
      { weight: 4, arbitrary: issue },
      { weight: 3, arbitrary: credit },
    ),
    fault: fc.oneof(
      { weight: 3, arbitrary: fc.constant("none" as const) },
      { weight: 2, arbitrary: fc.constantFrom(...faults) },
    ),
    minutes: fc.constantFrom(0, 1, 11, 25, 60),
  })
  .map((one) => ({ ...one, [fc.toStringMethod]: () => spoken(one) }));

// What a failed run prints of it.
const spoken = ({ command, fault, minutes }: Step) =>
  `${minutes} min later: ${command.name}${fault === "none" ? "" : ` (${fault})`}`;

/** What an answer must not be, and what it may not have done. Empty when all is well. */
export async function run(town: Town, { command, fault, minutes }: Step): Promise<string[]> {
  pass(town, minutes);
  const wish = await command.wish(town);
  if (!wish) return [];
  const { who, call } = wish;
  const before = await recorded(town);
  if (fault === "object reset") {
    const { sessions, live } = objectsOf(town);
    // One that sleeps has nothing in memory to lose.
    await Promise.allSettled([evictDurableObject(sessions), evictDurableObject(live)]);
  }
  const answers =
    fault === "twice"
      ? await Promise.all([ask(town, who, call), ask(town, who, call)])
      : [await ask(town, who, call, fault)];
  if (answers.some(({ status }) => status < 300)) done.add(command.name);
  const made = (await recorded(town)) - before;
  const wrong = answers.flatMap((answer) => ill(answer, fault));
  const good = answers.filter(({ status }) => status < 300);
  // Each change is on record once; what was refused, or failed before it was written, is not.
  if (made > 1) wrong.push(`${made} changes on record`);
  if (good.length > 0 && made !== 1 && call.method !== "GET" && !(await nothingNew(call)))
    wrong.push(`answered ${good[0]?.status} and recorded ${made}`);
  if (good.length === 0 && made > 0 && fault !== "failed after")
    wrong.push(`answered ${answers[0]?.status} and recorded ${made}`);
  if (failed(answers)) wrong.push(...(await again(town, wish, made)));
  return wrong.map((text) => `${command.name}, ${fault}: ${text}`);
}

const failed = (answers: readonly Answer[]) => answers.some(({ status }) => status >= 500);

/** Sent again after a failure it is done exactly once, whether or not it had been written. */
async function again(town: Town, { who, call }: NonNullable<Wish>, made: number) {
  const before = await recorded(town);
  const answer = await ask(town, who, call);
  const more = (await recorded(town)) - before;
  const wrong = ill(answer, "none");
  if (made + more > 1) wrong.push(`sent again it was done ${made + more} times`);
  if (made + more === 0 && answer.status < 300)
    wrong.push("sent again it only says that it is done");
  return wrong;
}

// A change to what it was already is no change, and leaves no trace.
const nothingNew = async ({ method }: Call) => method === "PUT";

function ill({ status, body }: Answer, fault: Fault): string[] {
  const planted = fault === "failed before" || fault === "failed after";
  if (status < 500) return status === 429 ? ["was told to wait"] : [];
  if (!planted) return [`answered ${status} ${JSON.stringify(body)}`];
  return typeof body.instance === "string" ? [] : [`answered ${status} without a request id`];
}
