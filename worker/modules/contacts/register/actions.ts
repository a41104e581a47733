import { contactFileWords } from "#web/modules/contacts/file_words.ts";
import type { Cell } from "#worker/lib/csv.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { everyRow, recordExport } from "#worker/lib/export.ts";
import { dialled, tableFile } from "#worker/lib/table_file.ts";
import { townOf } from "#worker/modules/postal/mod.ts";
import type { ContactExport } from "./input.ts";
import { listContacts } from "./queries.ts";

/** Guardians and payers as a file, as they are filtered. */
export async function exportContacts(ctx: Ctx, asked: ContactExport): Promise<Response> {
  await recordExport(ctx, { action: "contacts.exported", entity: "contact_list", asked });
  const { format, ...filters } = asked;
  const words = contactFileWords[ctx.actor.locale];
  const rows: Cell[][] = [];
  for await (const row of everyRow(ctx, (page) => listContacts(ctx, { ...filters, ...page })))
    rows.push([
      row.name,
      row.roles.map((role) => words.role[role]).join(", "),
      row.students.map((student) => student.name).join(", "),
      dialled(row.phone),
      row.email,
      row.address,
      row.postalCode,
      townOf(row.postalCode) ?? null,
      row.orgnr,
    ]);
  return tableFile({
    format,
    sheet: words.fileName,
    name: `${words.fileName}-${dayOf(ctx.now)}`,
    columns: words.columns,
    rows,
  });
}
