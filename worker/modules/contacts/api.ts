import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { studentQuery, toStudent } from "#worker/modules/students/mod.ts";
import { addContact, changeContact, detachContact, setRoles } from "./actions.ts";
import {
  ByStudentAndContact,
  Contact,
  ContactInput,
  LinkedContacts,
  NewContactInput,
  RolesInput,
} from "./input.ts";
import { contactsOfStudent, getContact, toLinked } from "./queries.ts";

const read = can("students:read");
const write = can("students:write");
const one = valid("param", ById);
const both = valid("param", ByStudentAndContact);

/** The contacts of one student. The tags are the student's: her contacts are part of her. */
export const studentContactsApi = new Hono<Env>()
  .get("/:id/contacts", read, one, answers(LinkedContacts), (c) =>
    sendLinked(c, c.req.valid("param").id),
  )
  .post(
    "/:id/contacts",
    write,
    one,
    valid("json", NewContactInput),
    answers(LinkedContacts, 201),
    async (c) => {
      const { id } = c.req.valid("param");
      await addContact(c.var.ctx, { id }, { id: uuidv7(), ...c.req.valid("json") });
      return sendLinked(c, id, 201);
    },
  )
  .put(
    "/:id/contacts/:contactId",
    write,
    both,
    ifMatch(),
    valid("json", RolesInput),
    answers(LinkedContacts),
    async (c) => {
      const { id, contactId } = c.req.valid("param");
      const { roles } = c.req.valid("json");
      await setRoles(c.var.ctx, { id, ...c.req.valid("header") }, { contactId, roles });
      return sendLinked(c, id);
    },
  )
  .delete(
    "/:id/contacts/:contactId",
    write,
    both,
    ifMatch(),
    answers(LinkedContacts),
    async (c) => {
      const { id, contactId } = c.req.valid("param");
      await detachContact(c.var.ctx, { id, ...c.req.valid("header") }, contactId);
      return sendLinked(c, id);
    },
  );

/** Contacts as people of their own. */
export const contactsApi = new Hono<Env>()
  .get("/:id", read, one, answers(Contact), (c) => send(c, c.req.valid("param").id))
  .put("/:id", write, one, ifMatch(), valid("json", ContactInput), answers(Contact), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await changeContact(c.var.ctx, seen, c.req.valid("json"));
    return send(c, seen.id);
  });

async function sendLinked(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const { ctx } = c.var;
  const [rows, linked] = await ctx.db.batch([studentQuery(ctx, id), contactsOfStudent(ctx, id)]);
  const student = toStudent(rows);
  return c.json({ items: toLinked(linked) }, status, { ETag: etag(student) });
}

async function send(c: Context<Env>, id: string) {
  const contact = await getContact(c.var.ctx, id);
  return c.json(contact, 200, { ETag: etag(contact) });
}
