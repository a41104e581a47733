import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { addRoom, changeRoom } from "./actions.ts";
import { Room, RoomInput, RoomList, Rooms } from "./input.ts";
import { getRoom, listRooms } from "./queries.ts";

const one = valid("param", ById);

export const roomsApi = new Hono<Env>()
  .get("/", can("resources:read"), valid("query", RoomList), answers(Rooms), async (c) =>
    c.json(await listRooms(c.var.ctx, c.req.valid("query"))),
  )
  .post("/", can("resources:write"), valid("json", RoomInput), answers(Room, 201), async (c) => {
    const id = uuidv7();
    await addRoom(c.var.ctx, id, c.req.valid("json"));
    return send(c, id, 201);
  })
  .get("/:id", can("resources:read"), one, answers(Room), (c) => send(c, c.req.valid("param").id))
  .put(
    "/:id",
    can("resources:write"),
    one,
    ifMatch(),
    valid("json", RoomInput),
    answers(Room),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await changeRoom(c.var.ctx, seen, c.req.valid("json"));
      return send(c, seen.id);
    },
  );

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const room = await getRoom(c.var.ctx, id);
  return c.json(room, status, { ETag: etag(room) });
}
