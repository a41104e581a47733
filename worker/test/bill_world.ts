import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { charges } from "#worker/modules/charges/schema.ts";
import { invoiceLines, invoices } from "#worker/modules/invoices/schema.ts";
import { payments } from "#worker/modules/payments/schema.ts";
import { counters } from "#worker/modules/schools/schema.ts";
import { db } from "./harness.ts";

/** The ids of an invoice and a payment, which have addresses of their own. */
export const billIds = () => ({ invoice: uuidv7(), payment: uuidv7() });

type Place = {
  schoolId: string;
  ids: ReturnType<typeof billIds> & { student: string };
  word: string;
  userId: string;
};

/** An issued invoice of one line, and a payment that is all credit, for the batch of a world. */
export function billRows({ schoolId, ids, word, userId }: Place) {
  const at = "2026-01-02T03:04:05.678Z";
  const chargeId = uuidv7();
  const sums = { netOre: 95_000, vatOre: 0, grossOre: 95_000 };
  const line = { text: word, quantity: 1, vatCode: "exempt_education", ...sums } as const;
  const number = sql`select next - 1 from counters where school_id = ${schoolId} and name = 'invoice'`;
  const place = { address: word, postalCode: "2317", town: "Hamar", email: null };
  const party = { ...place, name: word, orgnr: null };
  return [
    db.insert(charges).values({
      ...{ ...line, schoolId, id: chargeId, studentId: ids.student, kind: "manual" },
      ...{
        status: "invoiced",
        invoiceId: ids.invoice,
        onDate: "2026-01-02",
        parts: [],
        createdAt: at,
      },
    }),
    db.insert(invoices).values({
      ...{ schoolId, id: ids.invoice, kind: "invoice", studentId: ids.student, at },
      ...{ dueOn: "2026-01-16", note: word, vat: [], madeBy: userId, ...sums },
    }),
    db.insert(invoiceLines).values({
      ...{ ...line, schoolId, id: uuidv7(), invoiceId: ids.invoice, n: 1, chargeId, rate: 0 },
      ...{ onDate: "2026-01-02", prepaidOre: 0 },
    }),
    db
      .insert(counters)
      .values({ schoolId, name: "invoice", next: 2 })
      .onConflictDoUpdate({
        target: [counters.schoolId, counters.name],
        set: { next: sql`${counters.next} + 1` },
      }),
    db
      .update(invoices)
      .set({
        ...{ state: "open", number: sql`(${number})`, kid: sql`printf('%08d0', (${number}))` },
        ...{ issuedOn: "2026-01-02", issuedBy: userId, openOre: sums.grossOre },
        ...{
          seller: {
            ...party,
            vatRegistered: true,
            companyRegister: true,
            phone: null,
            account: null,
          },
        },
        buyer: { ...party, studentName: word, studentNumber: 1 },
      })
      .where(eq(invoices.id, ids.invoice)),
    db.insert(payments).values({
      ...{ schoolId, id: ids.payment, studentId: ids.student, receivedOn: "2026-01-02" },
      ...{ method: "bank", amountOre: 10_000, creditOre: 10_000, note: word, at, by: userId },
    }),
  ] as const;
}
