import { uuidv7 } from "uuidv7";
import { parameters } from "./policy.ts";
import { fill, paramsOf, type Route } from "./routes.ts";
import { shapeOf } from "./samples.ts";
import type { World } from "./world.ts";

const kindsOf = ({ path }: Route) => parameters.find((line) => line.path.test(path))?.names ?? {};

/** The fields of an input that name a row, and the kind of row they name. */
const references = {
  branchId: "branch",
  instructorId: "employee",
  employeeId: "employee",
  studentId: "student",
  contactId: "contact",
  vehicleId: "vehicle",
  trailerId: "vehicle",
  roomId: "room",
  importId: "import",
  productId: "product",
  packageId: "package",
} as const;

/** The parameters that nobody has said anything about. */
export const unknownParams = (route: Route) =>
  paramsOf(route).filter((name) => kindsOf(route)[name] === undefined);

/** Whether a request can name a row of a school: in its address or in what it sends. */
export function namesRows(route: Route): boolean {
  const schema = route.note.json ?? route.note.form;
  const fields = Object.keys((schema && shapeOf(schema)) ?? {});
  return (
    paramsOf(route).some((name) => !kindsOf(route)[name]?.startsWith("=")) ||
    fields.some((name) => name in references || name === "ids")
  );
}

let count = 0;

/** Values that must be new, since a taken one would be refused for that reason. */
export const fresh = () => ({
  version: 1,
  plate: `EB${10_000 + ++count}`,
  email: `ny${count}@example.no`,
  name: `Ny ${count}`,
  range: `192.0.2.${count % 250}`,
});

/**
 * A route's path with the ids of that school's rows, or with random ids, and values for the fields
 * of its input that name rows.
 */
export function placeIn(route: Route, place: World | "nowhere", values: object = fresh()) {
  const rows: Record<string, string> = place === "nowhere" ? {} : place.ids;
  const tokens: Record<string, string> = place === "nowhere" ? {} : place.tokens;
  const kinds = kindsOf(route);
  const row = (kind: string) => rows[kind] ?? uuidv7();
  const params = Object.fromEntries(
    paramsOf(route).map((name): [string, string] => {
      const kind = kinds[name] ?? "";
      const fixed = kind.slice(1);
      return [name, kind.startsWith("=") ? (tokens[fixed] ?? fixed) : row(kind)];
    }),
  );
  const named = Object.entries(references).map(([field, kind]) => [field, row(kind)]);
  const known: Record<string, unknown> = {
    ...values,
    ...Object.fromEntries(named),
    ids: [row("student")],
    ...params,
  };
  return { path: fill(route, params), known };
}
