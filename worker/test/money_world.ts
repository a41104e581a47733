import { uuidv7 } from "uuidv7";
import { charges, studentPackageItems, studentPackages } from "#worker/modules/charges/schema.ts";
import {
  packageItems,
  packages,
  prices,
  products,
  surcharges,
} from "#worker/modules/prices/schema.ts";
import { db } from "./harness.ts";

/** The ids of a row of everything about money that has an address of its own. */
export const moneyIds = () => ({
  product: uuidv7(),
  price: uuidv7(),
  surcharge: uuidv7(),
  package: uuidv7(),
  charge: uuidv7(),
  studentPackage: uuidv7(),
});

type Place = {
  schoolId: string;
  ids: ReturnType<typeof moneyIds> & { student: string };
  word: string;
  userId: string;
};

/** Those rows, for the batch that makes a world. */
export function moneyRows({ schoolId, ids, word, userId }: Place) {
  const set = { schoolId, setBy: userId, setAt: "2026-01-02T03:04:05.678Z" };
  const later = "2099-01-01"; // not begun, so that it can be taken back
  return [
    db.insert(products).values({
      ...{ schoolId, id: ids.product, name: word, kind: "lesson", classCode: "B" },
      ...{ unitMinutes: 45, vatCode: "exempt_education" },
    }),
    db.insert(prices).values([
      { ...set, id: uuidv7(), productId: ids.product, validFrom: "2026-01-01", priceOre: 95_000 },
      { ...set, id: ids.price, productId: ids.product, validFrom: later, priceOre: 99_000 },
    ]),
    db.insert(surcharges).values({
      ...{ ...set, id: ids.surcharge, kind: "weekend", scope: word },
      ...{ validFrom: later, amountOre: 10_000 },
    }),
    db.insert(packages).values({ schoolId, id: ids.package, name: word, validMonths: 12 }),
    db.insert(packageItems).values({
      ...{ schoolId, packageId: ids.package, productId: ids.product },
      ...{ quantity: 10, unitOre: 90_000 },
    }),
    db.insert(studentPackages).values({
      ...{ schoolId, id: ids.studentPackage, studentId: ids.student, packageId: ids.package },
      ...{ name: word, priceOre: 900_000, soldOn: "2026-01-02", expiresOn: "2027-01-02" },
    }),
    db.insert(studentPackageItems).values({
      ...{ schoolId, studentPackageId: ids.studentPackage, productId: ids.product },
      ...{ quantity: 10, unitOre: 90_000 },
    }),
    db.insert(charges).values({
      ...{ schoolId, id: ids.charge, studentId: ids.student, productId: ids.product },
      ...{ kind: "manual", text: word, quantity: 1, status: "due", vatCode: "exempt_education" },
      ...{ netOre: 95_000, vatOre: 0, grossOre: 95_000, onDate: "2026-01-02" },
      ...{ dueOn: "2026-01-02", parts: [], createdAt: set.setAt },
    }),
  ] as const;
}
