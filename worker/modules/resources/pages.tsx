import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { RoomForm, type RoomFormProps } from "#web/modules/resources/views/form.tsx";
import { ResourcesPage } from "#web/modules/resources/views/list.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { draftOf, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { branchesOf } from "#worker/modules/schools/mod.ts";
import { addRoom, changeRoom } from "./actions.ts";
import { RoomChange, RoomInput, RoomList } from "./input.ts";
import { getRoom, readResources } from "./queries.ts";

const one = valid("param", ById);
const write = can("resources:write");

export const resourcesPages = new Hono<Env>()
  .get("/", can("resources:read"), valid("query", RoomList), async (c) => {
    const list = c.req.valid("query");
    const { page: rooms, trailers } = await readResources(c.var.ctx, list);
    return page(c, <ResourcesPage page={rooms} trailers={trailers} list={list} />);
  })
  .get("/new", write, async (c) => page(c, await formOf(c, { draft: emptyDraft })))
  .post("/", write, form(RoomInput), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (input, once) => {
        await addRoom(c.var.ctx, once ?? uuidv7(), input);
        return "/resources";
      },
      again: () => "/resources",
      flash: "resources.room_added",
      retry: (draft) => formOf(c, { draft }),
    }),
  )
  .get("/:id/edit", write, one, async (c) => {
    const { id } = c.req.valid("param");
    const draft = draftOf(await getRoom(c.var.ctx, id), RoomChange);
    return page(c, await formOf(c, { id, draft }));
  })
  .post("/:id", write, one, form(RoomChange), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...input }) => {
        await changeRoom(c.var.ctx, { id, version }, input);
        return "/resources";
      },
      flash: "resources.room_changed",
      retry: (draft) => formOf(c, { id, draft }),
      row: { form: RoomChange, now: () => getRoom(c.var.ctx, id), at: "/resources" },
    });
  });

async function formOf(c: Context<Env>, props: Omit<RoomFormProps, "branches">) {
  return <RoomForm {...props} branches={await branchesOf(c.var.ctx)} />;
}
