import type { Assumed } from "./assumed.ts";
import { type Driver, growsWith } from "./growth.ts";
import { limits } from "./limits.ts";
import type { Measured } from "./measure.ts";
import { BASE, prices } from "./prices.ts";
import { type Projection, perUnit, project, schoolYear } from "./project.ts";

const row = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

/** Three digits that mean something, with thousands set apart. */
export function number(value: number): string {
  if (value === 0) return "0";
  const digits = value < 100 ? 2 : 3;
  return Number(value.toPrecision(digits)).toLocaleString("en", { maximumFractionDigits: 6 });
}

const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** 1.2 kB, 34 MB: decimal, as Cloudflare counts. */
export function size(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3));
  return `${number(bytes / 1000 ** power)} ${units[power]}`;
}

const dollars = (value: number) => (value < 0.5 ? "0" : number(value));

/** The largest tables of the demo. */
export function measuredTable({ tables }: Measured): string {
  const of = (name: string) =>
    name === "audit" ? "what it is about" : (growsWith[name] ?? "school");
  return table(
    ["Table", "Rows", "With its indexes", "A row", "Grows with"],
    tables
      .slice(0, 12)
      .map(({ name, rows, bytes }) => [
        ...[`\`${name}\``, number(rows), size(bytes), size(bytes / rows), of(name)],
      ]),
  );
}

/** What each unit leaves behind, and a school in a year. */
export function schoolTable(measured: Measured, a: Assumed): string {
  const unit = perUnit(measured);
  const times: [Driver, string, number][] = [
    ["student", "a student, registered, with her plan", a.students],
    ["booking", "a lesson in the calendar, charged and reminded of", a.students * a.lessons],
    ["lesson", "the same, attested", a.students * a.lessons],
    ["invoice", "an invoice, booked and paid", a.students * a.invoices],
    ["school", "what a school has once: prices, people, vehicles", 1],
  ];
  const year = schoolYear(measured, a);
  return table(
    ["One", "Rows", "Bytes", "A year"],
    [
      ...times.map(([driver, what, count]) => [
        ...[what, number(unit[driver].rows), size(unit[driver].bytes)],
        `${number(count)} × = ${size(unit[driver].bytes * count)}`,
      ]),
      ["**a school's year**", number(year.rows), size(year.bytes), size(year.bytes)],
    ],
  );
}

/** 1, 100 and 10,000 schools: what is there, what happens, and what it costs. */
export function sizesTable(measured: Measured, a: Assumed): string {
  const sizes = [1, 100, 10_000].map((schools) => project(measured, a, schools, 1));
  const five = [1, 100, 10_000].map((schools) => project(measured, a, schools, 5));
  const line = (what: string, tell: (one: Projection) => string, of = sizes) => [
    ...[what, ...of.map(tell)],
  ];
  const bill = sizes[0]?.costs.map(({ name }, at) =>
    line(
      `${prices[name].what}, a month${prices[name].unverified ? " [U]" : ""}`,
      ({ used, costs }) => `${number(used[name])}: $${dollars(costs[at]?.dollars ?? 0)}`,
    ),
  );
  return table(
    ["", "1 school", "100 schools", "10,000 schools"],
    [
      line("rows after a year", ({ rows }) => number(rows)),
      line("bytes after a year", ({ bytes }) => size(bytes)),
      line("databases after a year", ({ databases }) => number(databases)),
      line("bytes after five years, nothing erased", ({ bytes }) => size(bytes), five),
      line("databases after five years", ({ databases }) => number(databases), five),
      line("requests a second in the busiest minute", ({ peak }) => number(peak.requests)),
      line("commits a second in the busiest minute", ({ peak }) => number(peak.commits)),
      line("the same in one of its databases", (one) => number(one.peak.commits / one.databases)),
      line("reminders in a morning, in one of its databases", (one) =>
        number(one.reminders / one.databases),
      ),
      line("objects: sessions", ({ objects }) => number(objects.sessions)),
      line("objects: live, security", ({ objects }) => number(objects.live + objects.security)),
      line("requests a second at one of the 64 limits, at most", ({ peak }) =>
        number(peak.requests / 64),
      ),
      ...(bill ?? []),
      line(
        `**dollars a month** in the first year, $${BASE} among them`,
        (one) => `**${number(one.dollars)}**`,
      ),
      line("the same in the fifth year", (one) => number(one.dollars), five),
    ],
  );
}

/** What each part can do at most, and what of ours sits on it. */
export const limitsTable = (): string =>
  table(
    ["Part", "Limit", "What of ours sits on it", "Source"],
    limits.map(({ part, limit, ours, source, unverified }) => [
      ...[part, unverified ? `${limit} [U]` : limit, ours],
      `<${source}>`,
    ]),
  );

/** Prices as they stand in the bill. */
export const pricesTable = (): string =>
  table(
    ["What", "Included a month", "Dollars", "for", "Source"],
    Object.values(prices).map(({ what, included, dollars: price, per, source, unverified }) => [
      ...[unverified ? `${what} [U]` : what, number(included), String(price), number(per)],
      `<${source}>`,
    ]),
  );

const why: Record<keyof Assumed, string> = {
  students: "new students of a school in a year",
  lessons: "lessons of a student until the test",
  invoices: "invoices to a student",
  mails: "mails to a student beside one for each lesson and invoice",
  staff: "staff of a school who sign in",
  requestsALesson: "requests for a lesson, of all who have to do with it",
  rowsARequest: "rows that a request reads: the budget of a list",
  cpuMsARequest: "CPU milliseconds of a request",
  objectMsARequest: "milliseconds that an object works on a request",
  workdays: "working days in a year",
  hoursADay: "hours of a working day",
  peak: "the busiest minute against the average one",
  backups: "backups that are kept: nights and months",
  fullAt: "how full a database may become",
};

/** What nobody could count yet. */
export const assumedTable = (a: Assumed): string =>
  table(
    ["Assumed", ""],
    (Object.keys(why) as (keyof Assumed)[]).map((name) => [why[name], number(a[name])]),
  );
