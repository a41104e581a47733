import type { Ctx } from "#worker/lib/ctx.ts";
import { foldedWords } from "#worker/lib/fold.ts";
import { contactsByPhone, type Link } from "#worker/modules/contacts/mod.ts";
import type { Guardian } from "../rows/types.ts";
import { derivedId } from "./rules.ts";

type Child = { id: string; guardians: readonly Guardian[] };

/**
 * The contact people of some students, and the ties to them. Who has the same name and the same
 * telephone number is the same person: of siblings in the file, and of those here already.
 */
export async function contactsOf(ctx: Ctx, importId: string, children: readonly Child[]) {
  const phones = children.flatMap(({ guardians }) => guardians.flatMap(({ phone }) => phone ?? []));
  const here = phones.length ? await contactsByPhone(ctx, [...new Set(phones)]) : [];
  const ids = new Map(here.map((contact) => [keyOf(contact), contact.id]));
  const contacts = new Map<string, ReturnType<typeof contactOf>>();
  const links = children.flatMap(({ id: studentId, guardians }) =>
    guardians.map((guardian): Link => {
      const key = guardian.phone ? keyOf(guardian) : `${studentId}|${keyOf(guardian)}`;
      const contactId = ids.get(key) ?? derivedId(importId, `contact|${key}`);
      if (!ids.has(key)) contacts.set(contactId, contactOf(contactId, importId, guardian));
      return { studentId, contactId, role: "guardian" };
    }),
  );
  return { contacts: [...contacts.values()], links };
}

const keyOf = ({ name, phone }: { name: string; phone: string | null }) =>
  `${foldedWords(name).sort().join(" ")}|${phone ?? ""}`;

const contactOf = (id: string, importId: string, guardian: Guardian) => ({
  ...guardian,
  id,
  importId,
  address: null,
  postalCode: null,
  orgnr: null,
});
