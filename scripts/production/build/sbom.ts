import * as z from "zod";

const Sbom = z.looseObject({
  serialNumber: z.string().optional(),
  metadata: z.looseObject({
    timestamp: z.string().optional(),
    tools: z.unknown().optional(),
    component: z.looseObject({ name: z.string() }),
  }),
  components: z.array(
    z.looseObject({
      ...{ "bom-ref": z.string(), name: z.string() },
      properties: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
    }),
  ),
  dependencies: z
    .array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).optional() }))
    .optional(),
});

const DEVELOPMENT = "cdx:npm:package:development";

/**
 * npm's list of what the product is made of (CycloneDX), the same for the same lock file: without
 * the minute, the random number, npm's own version and the folder that it was made in. What only
 * development needs is left out here: asked to do it, npm leaves out every version of such a name.
 */
export function steadySbom(json: string, name: string): string {
  const { serialNumber: _, metadata, dependencies, ...said } = Sbom.parse(JSON.parse(json));
  const { components: all, ...rest } = said;
  const components = all.filter(
    ({ properties = [] }) => !properties.some((one) => one.name === DEVELOPMENT),
  );
  const shipped = new Set(components.map((one) => one["bom-ref"]));
  const edges = dependencies
    ?.filter(({ ref }) => shipped.has(ref) || ref === metadata.component["bom-ref"])
    .map((one) => ({ ...one, dependsOn: one.dependsOn?.filter((ref) => shipped.has(ref)) }));
  const { timestamp: _at, tools: _by, component, ...more } = metadata;
  const sorted = components.toSorted((a, b) => (a["bom-ref"] < b["bom-ref"] ? -1 : 1));
  const steady = { ...more, component: { ...component, name } };
  return `${JSON.stringify({ ...rest, metadata: steady, components: sorted, dependencies: edges }, null, 1)}\n`;
}

/** Dependencies of the product that the list does not name at their version. */
export function missingFrom(
  sbom: string,
  dependencies: Readonly<Record<string, string>>,
): string[] {
  const refs = new Set(Sbom.parse(JSON.parse(sbom)).components.map((one) => one["bom-ref"]));
  return Object.entries(dependencies)
    .map(([name, version]) => `${name}@${version}`)
    .filter((ref) => !refs.has(ref));
}
