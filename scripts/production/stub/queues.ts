import { randomUUID } from "node:crypto";
import type { AccountFile, QueueState } from "./account.ts";
import { type Ask, jsonOf, ok, Refused, type Route } from "./protocol.ts";

/** Queues, and who consumes them. */
export function queueRoutes(account: AccountFile): readonly Route[] {
  const { state } = account;
  const of = ({ caught: [id] }: Ask): QueueState => {
    const found = state.queues.find(({ queue_id }) => queue_id === id);
    if (!found) throw new Refused(11_000, `Queue ${id} not found`, 404);
    return found;
  };
  const list = ({ query }: Ask) => {
    const names = query.getAll("name");
    const found = state.queues.filter(
      ({ queue_name }) => names.length === 0 || names.includes(queue_name),
    );
    return ok(found.map(shown), { result_info: { total_pages: 1, count: found.length } });
  };
  const create = (ask: Ask) => {
    const { queue_name } = jsonOf<{ queue_name: string }>(ask);
    if (state.queues.some((one) => one.queue_name === queue_name))
      throw new Refused(11_009, `Queue name '${queue_name}' is already taken`);
    const made = newQueue(queue_name);
    state.queues.push(made);
    account.save();
    return ok(shown(made));
  };
  const consume = (ask: Ask) => {
    const queue = of(ask);
    const consumer = { consumer_id: randomUUID(), ...jsonOf<object>(ask) };
    queue.consumers = [consumer];
    account.save();
    return ok(consumer);
  };
  return [
    ["GET", "/queues", list],
    ["POST", "/queues", create],
    ["GET", "/queues/:id", (ask) => ok(shown(of(ask)))],
    ["GET", "/queues/:id/consumers", (ask) => ok(of(ask).consumers)],
    ["POST", "/queues/:id/consumers", consume],
    ["PUT", "/queues/:id/consumers/:consumer", consume],
  ];
}

export const newQueue = (queue_name: string): QueueState => ({
  queue_id: randomUUID(),
  queue_name,
  consumers: [],
});

const shown = (queue: QueueState) => ({
  ...queue,
  ...{ producers: [], producers_total_count: 0, consumers_total_count: queue.consumers.length },
  settings: {},
});
