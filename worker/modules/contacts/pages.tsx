import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { AddContact } from "#web/modules/contacts/views/add.tsx";
import { ContactPage } from "#web/modules/contacts/views/contact.tsx";
import { ContactForm as ContactFormView } from "#web/modules/contacts/views/form.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, draftOf, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { townOf } from "#worker/modules/postal/mod.ts";
import { getStudent } from "#worker/modules/students/mod.ts";
import { addContact, changeContact, detachContact, setRoles } from "./actions.ts";
import {
  ByStudentAndContact,
  ContactForm,
  ContactSearch,
  DetachForm,
  LinkForm,
  NewContactInput,
} from "./input.ts";
import { findContacts, getContact, readContact } from "./queries.ts";

const write = can("students:write");
const one = valid("param", ById);
const studentPage = (id: string) => `/students/${id}#contacts`;

/** Guardians and payers as parts of a student's page. */
export const studentContactsPages = new Hono<Env>()
  .get("/:id/contacts/new", write, one, valid("query", ContactSearch), async (c) => {
    const { q } = c.req.valid("query");
    return page(c, await adding(c, { q, draft: emptyDraft }));
  })
  .post("/:id/contacts", write, one, form(NewContactInput), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async (input, once = uuidv7()) => {
        await addContact(c.var.ctx, { id }, { id: once, ...input });
        return studentPage(id);
      },
      again: () => studentPage(id),
      flash: "contacts.added",
      retry: (draft) => adding(c, { q: "", draft }),
    });
  })
  .post("/:id/contacts/link", write, one, form(LinkForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async (link) => {
        await setRoles(c.var.ctx, { id }, { ...link, keep: true });
        return studentPage(id);
      },
      flash: "contacts.linked",
      retry: (draft) => adding(c, { q: "", draft: { ...emptyDraft, errors: draft.errors } }),
    });
  })
  .post(
    "/:id/contacts/:contactId/detachment",
    write,
    valid("param", ByStudentAndContact),
    form(DetachForm),
    (c) => {
      const { id, contactId } = c.req.valid("param");
      return submit(c, c.req.valid("form"), {
        save: async () => {
          await detachContact(c.var.ctx, { id }, contactId);
          return studentPage(id);
        },
        flash: "contacts.detached",
        retry: () => adding(c, { q: "", draft: emptyDraft }),
      });
    },
  );

/** A contact's own page: it may belong to several students. */
export const contactsPages = new Hono<Env>()
  .get("/:id", can("students:read"), one, async (c) => {
    const { contact, students } = await readContact(c.var.ctx, c.req.valid("param").id);
    const town = townOf(contact.postalCode);
    return page(c, <ContactPage contact={contact} students={students} town={town} />);
  })
  .get("/:id/edit", write, one, async (c) => {
    const { id } = c.req.valid("param");
    const draft = draftOf(await getContact(c.var.ctx, id), ContactForm);
    return page(c, <ContactFormView id={id} draft={draft} />);
  })
  .post("/:id", write, one, form(ContactForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...input }) => {
        await changeContact(c.var.ctx, { id, version }, input);
        return `/contacts/${id}`;
      },
      flash: "contacts.changed",
      retry: (draft) => <ContactFormView id={id} draft={draft} />,
      row: { form: ContactForm, now: () => getContact(c.var.ctx, id), at: `/contacts/${id}` },
    });
  });

type Adding = { q: string; draft: Draft<unknown> };

async function adding(c: Context<Env>, { q, draft }: Adding) {
  const { ctx } = c.var;
  const student = await getStudent(ctx, c.req.param("id") ?? "");
  const found = q ? await findContacts(ctx, q) : [];
  return <AddContact student={student} q={q} found={found} draft={draft} />;
}
