import { diffOf } from "#worker/lib/audit.ts";
import { DAY, shift } from "#worker/lib/clock.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { addDays, dayOf } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { ProductKind, SurchargeKind, VatCode } from "#worker/modules/prices/input.ts";
import {
  packageItems,
  packages,
  prices,
  products,
  surcharges,
} from "#worker/modules/prices/schema.ts";
import { randomFrom } from "./random.ts";
import type { School } from "./school.ts";

type Product = {
  name: string;
  kind: ProductKind;
  classCode: ClassCode | null;
  step: string | null;
  unitMinutes: number | null;
  vatCode: VatCode;
  kroner: number;
};

const usual = { step: null, unitMinutes: null, vatCode: "exempt_education" } as const;
const lesson = { ...usual, kind: "lesson", unitMinutes: 45 } as const;
const course = { ...usual, kind: "course", classCode: "B" } as const;
const assessed = { ...usual, kind: "assessment", classCode: "B" } as const;

const list: readonly Product[] = [
  { ...lesson, name: "Kjøretime B", classCode: "B", kroner: 890 },
  { ...lesson, name: "Kjøretime BE", classCode: "BE", kroner: 1090 },
  { ...lesson, name: "Kjøretime A", classCode: "A", kroner: 1050 },
  { ...lesson, name: "Kjøretime A1", classCode: "A1", kroner: 990 },
  { ...lesson, name: "Kjøretime AM146", classCode: "AM146", kroner: 950 },
  { ...assessed, name: "Trinnvurdering 2", step: "B.2.assessment", kroner: 930 },
  { ...assessed, name: "Trinnvurdering 3", step: "B.3.assessment", kroner: 1250 },
  { ...course, name: "Trafikalt grunnkurs", step: "B.1.tgk", kroner: 2100 },
  { ...course, name: "Sikkerhetskurs på bane", step: "B.3.track", kroner: 4900 },
  { ...course, name: "Sikkerhetskurs på vei", step: "B.4.rural", kroner: 10_900 },
  { ...usual, name: "Oppkjøring med skolens bil", kind: "test", classCode: "B", kroner: 2900 },
  { ...usual, name: "Banegebyr", kind: "fee", classCode: null, kroner: 1500 },
  {
    ...{ ...usual, name: "Lærebok", kind: "goods", classCode: null },
    ...{ vatCode: "standard", kroner: 495 },
  },
];

const extras: readonly [SurchargeKind, number, string | null][] = [
  ["evening", 100, "16:00"],
  ["weekend", 150, null],
  ["double", -40, null],
];

const PACK = "Ti kjøretimer B";

/** A price list as a school has one: what held, what holds, and what is planned. */
export async function makePrices(ctx: Ctx, { which, branches }: School): Promise<void> {
  const random = randomFrom(9090);
  const { schoolId, id: setBy } = ctx.actor;
  const then = { ...ctx, now: shift(ctx.now, -189 * DAY) };
  const set = { schoolId, setBy, setAt: then.now };
  const [began, raised] = [addDays(dayOf(ctx.now), -189), addDays(dayOf(ctx.now), -40)];
  const coming = addDays(dayOf(ctx.now), 45);
  const write: Write = (action, entity, entityId, all) =>
    commit(then, { action, entity, entityId, diff: diffOf<object>({}, set), write: all });
  const sold = which === "main" ? list : list.filter(({ classCode }) => classCode !== "A");
  for (const { kroner, ...row } of sold) {
    const id = random.id(then.now);
    const price = (validFrom: string, ore: number, branchId: string | null = null) =>
      ctx.db.insert(prices).values({
        ...{ ...set, id: random.id(then.now), productId: id, branchId, validFrom, priceOre: ore },
      });
    const branch = branches[1];
    const first = row.name === "Kjøretime B";
    await write("prices.product_added", "product", id, [
      ctx.db.insert(products).values({ schoolId, id, ...row }),
      price(began, (kroner - (first ? 40 : 0)) * 100),
      ...(first ? [price(raised, kroner * 100), price(coming, (kroner + 30) * 100)] : []),
      ...(first && branch ? [price(raised, (kroner - 20) * 100, branch)] : []),
    ]);
    if (first) await makePackage(write, ctx, { productId: id, id: random.id(then.now) });
  }
  for (const [kind, kroner, fromTime] of extras) {
    const id = random.id(then.now);
    const row = { kind, scope: `${kind}||`, fromTime, validFrom: began, amountOre: kroner * 100 };
    await write("prices.surcharge_planned", "surcharge", id, [
      ctx.db.insert(surcharges).values({ ...set, id, ...row }),
    ]);
  }
}

type Write = (
  action: `${string}.${string}`,
  entity: string,
  id: string,
  all: Statement[],
) => Promise<void>;

async function makePackage(write: Write, ctx: Ctx, of: { productId: string; id: string }) {
  const { schoolId } = ctx.actor;
  const { id: packageId, productId } = of;
  await write("prices.package_added", "package", packageId, [
    ctx.db.insert(packages).values({ schoolId, id: packageId, name: PACK, validMonths: 12 }),
    ctx.db
      .insert(packageItems)
      .values({ schoolId, packageId, productId, quantity: 10, unitOre: 82_000 }),
  ]);
}
