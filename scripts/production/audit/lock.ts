/** One package of package-lock.json, as far as it is judged. */
type Locked = {
  version?: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  dev?: boolean;
  hasInstallScript?: boolean;
  link?: boolean;
};
export type Lock = { lockfileVersion: number; packages: Record<string, Locked> };

const REGISTRY = "https://registry.npmjs.org/";

// What may stand in what is shipped: none asks more than to be named.
const ALLOWED = new Set([
  "MIT",
  "ISC",
  "0BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "CC0-1.0",
  "Zlib",
  "Unlicense",
]);
// Read by a person, and named with the reason.
const READ: Readonly<Record<string, string>> = {
  "dejavu-fonts-ttf": "Bitstream Vera and public domain: may be embedded and sold with software",
};

const nameOf = (path: string) => path.split("node_modules/").at(-1) ?? path;
const packagesOf = ({ packages }: Lock) => Object.entries(packages).filter(([path]) => path !== "");

/** Each package has a hash to be checked against, and comes from the one registry. */
export function unsafeSources(lock: Lock): string[] {
  if (packagesOf(lock).length === 0) return ["package-lock.json names no package"];
  return packagesOf(lock).flatMap(([path, { integrity, resolved, link }]) => [
    ...(integrity?.startsWith("sha512-") || link ? [] : [`${path}: no sha512 integrity`]),
    ...(resolved === undefined || resolved.startsWith(REGISTRY)
      ? []
      : [`${path}: from ${resolved}`]),
  ]);
}

/** Packages of the product whose licence nobody has said yes to. */
export function unknownLicences(lock: Lock): string[] {
  return packagesOf(lock)
    .filter(([path, { dev }]) => !dev && !(nameOf(path) in READ))
    .filter(([, { license = "" }]) => !isAllowed(license))
    .map(([path, { license }]) => `${nameOf(path)}: ${license ?? "no licence"}`);
}

/** `A OR B` needs one that is allowed, `A AND B` both. */
function isAllowed(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, "");
  return plain
    .split(" OR ")
    .some((one) => one.split(" AND ").every((id) => ALLOWED.has(id.trim())));
}

/** Packages that run something while they are installed, without a yes or no in `allowScripts`. */
export function unjudgedScripts(
  lock: Lock,
  allowScripts: Readonly<Record<string, boolean>>,
): string[] {
  return packagesOf(lock)
    .filter(([path, { hasInstallScript }]) => hasInstallScript && !(nameOf(path) in allowScripts))
    .map(([path]) => `${nameOf(path)} runs a script while it is installed`);
}
