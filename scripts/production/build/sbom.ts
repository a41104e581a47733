import * as z from "zod";

const Sbom = z.looseObject({
  serialNumber: z.string().optional(),
  metadata: z.looseObject({
    timestamp: z.string().optional(),
    tools: z.unknown().optional(),
    component: z.looseObject({ name: z.string() }),
  }),
  components: z.array(z.looseObject({ "bom-ref": z.string(), name: z.string() })),
});

/**
 * npm's list of what the product is made of (CycloneDX), the same for the same lock file: without
 * the minute, the random number, npm's own version and the folder that it was made in.
 */
export function steadySbom(json: string, name: string): string {
  const { serialNumber: _, metadata, components, ...rest } = Sbom.parse(JSON.parse(json));
  const { timestamp: _at, tools: _by, component, ...more } = metadata;
  const sorted = components.toSorted((a, b) => (a["bom-ref"] < b["bom-ref"] ? -1 : 1));
  const steady = { ...more, component: { ...component, name } };
  return `${JSON.stringify({ ...rest, metadata: steady, components: sorted }, null, 1)}\n`;
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
