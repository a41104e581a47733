import { uuidv7 } from "uuidv7";

/** A write that was sent: what it makes, whether it was acknowledged, and the version it left. */
export type Write = { entity: "student" | "booking" | "payment"; id: string; acked: number };

export type World = {
  url: string;
  cookie: string;
  students: readonly string[];
  instructorId: string;
};

const DAY = 86_400_000;
let places = 0;

/**
 * Writes of every kind, one after the other, until they are `over`. Each is noted before it is sent.
 * Whatever is not answered, or answered by the door alone, was not acknowledged.
 */
export async function writer(
  world: World,
  lane: number,
  { notes, over }: { notes: Write[]; over: () => boolean },
): Promise<void> {
  for (let n = lane; !over(); n++)
    await kinds[n % kinds.length]?.(world, notes).catch(() => undefined);
}

/** One write of every kind. */
export async function once(world: World): Promise<Write[]> {
  const notes: Write[] = [];
  for (const write of kinds) await write(world, notes);
  return notes;
}

const kinds = [register, book, pay];

async function register(world: World, notes: Write[]): Promise<void> {
  const write = noted(notes, "student");
  const student = {
    firstName: "Kill",
    lastName: `Ni ${write.id.slice(-6)}`,
    birthDate: "2008-01-01",
  };
  if (!(await make(world, write, "/api/v1/students", student))) return;
  const answer = await send(world, "PUT", `/api/v1/students/${write.id}`, {
    body: { ...student, firstName: "Endret" },
    headers: { "if-match": `"${write.id}-1"` },
  });
  if (answer.status === 200) write.acked = 2;
}

async function book(world: World, notes: Write[]): Promise<void> {
  const start = Math.floor(Date.now() / DAY) * DAY + (400 + (places++ % 4000)) * DAY + DAY / 2;
  await make(world, noted(notes, "booking"), "/api/v1/bookings", {
    ...{ kind: "block", title: "Drept", instructorId: world.instructorId, anyway: true },
    startsAt: new Date(start).toISOString(),
    endsAt: new Date(start + DAY / 24).toISOString(),
  });
}

async function pay(world: World, notes: Write[]): Promise<void> {
  const write = noted(notes, "payment");
  await make(world, write, "/api/v1/payments", {
    studentId: world.students[notes.length % world.students.length],
    receivedOn: new Date().toISOString().slice(0, 10),
    ...{ method: "vipps", amountOre: 12_300 },
  });
}

function noted(notes: Write[], entity: Write["entity"]): Write {
  const write = { entity, id: uuidv7(), acked: 0 };
  notes.push(write);
  return write;
}

/** The row's name is ours before it is there, so that what was half done would be found. */
async function make(world: World, write: Write, path: string, body: object): Promise<boolean> {
  const answer = await send(world, "POST", path, {
    body,
    headers: { "idempotency-key": write.id },
  });
  if (answer.status === 429) await new Promise((done) => setTimeout(done, 100));
  if (answer.status !== 201) return false;
  write.acked = 1;
  return true;
}

async function send(
  { url, cookie }: World,
  method: string,
  path: string,
  { body, headers }: { body: object; headers: Record<string, string> },
): Promise<Response> {
  const answer = await fetch(url + path, {
    method,
    headers: {
      ...{ cookie, origin: url, "sec-fetch-site": "same-origin" },
      ...{ "content-type": "application/json", ...headers },
    },
    body: JSON.stringify(body),
  });
  await answer.arrayBuffer(); // only a whole answer acknowledges
  return answer;
}
