import { contactFileWords } from "#web/modules/contacts/file_words.ts";
import { type Diff, diffOf } from "#worker/lib/audit.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Cell } from "#worker/lib/csv.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { take } from "#worker/lib/limits.ts";
import { dialled, tableFile } from "#worker/lib/table_file.ts";
import { townOf } from "#worker/modules/postal/mod.ts";
import type { ContactExport } from "./input.ts";
import { allContacts } from "./queries.ts";

/**
 * Guardians and payers as a file, as they are filtered. Nothing of it is sent before the audit row
 * is safe: whoever takes it out of the house is on record.
 */
export async function exportContacts(ctx: Ctx, list: ContactExport): Promise<Response> {
  await take(ctx, "export.actor", ctx.actor.id);
  await commit(ctx, {
    action: "contacts.exported",
    entity: "contact_list",
    entityId: ctx.actor.schoolId,
    diff: diffOf<ContactExport>({}, list) satisfies Diff,
    write: [],
  });
  const words = contactFileWords[ctx.actor.locale];
  const rows: Cell[][] = [];
  for await (const page of allContacts(ctx, list))
    for (const { name, roles, phone, email, address, postalCode, orgnr, students } of page)
      rows.push([
        name,
        roles.map((role) => words.role[role]).join(", "),
        students.map((student) => student.name).join(", "),
        dialled(phone),
        email,
        address,
        postalCode,
        townOf(postalCode) ?? null,
        orgnr,
      ]);
  return tableFile({
    format: list.format,
    sheet: words.fileName,
    name: `${words.fileName}-${dayOf(ctx.now)}`,
    columns: words.columns,
    rows,
  });
}
