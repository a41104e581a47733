/** An address cut to its network: /24 for IPv4, /48 for IPv6. Enough to see a pattern, not a person. */
export function networkOf(address = ""): string {
  return cut(address, 48) ?? "";
}

/** Who counts as one caller for a limit: an IPv4 address, or an IPv6 /64 (one household's). */
export function callerOf(address = ""): string {
  return (isV4(address) ? address : cut(address, 64)) ?? "unknown";
}

/** Whether callerOf() has said it: of one caller, and not a whole network or nobody known. */
export const isCaller = (address: string): boolean =>
  address !== "unknown" && !/\/(24|48)$/.test(address);

const isV4 = (address: string) => /^\d{1,3}(\.\d{1,3}){3}$/.test(address);

function cut(address: string, bits: 48 | 64): string | undefined {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1];
  if (mapped) return bits === 64 ? mapped : cut(mapped, bits);
  if (isV4(address)) return `${address.split(".").slice(0, 3).join(".")}.0/24`;
  if (!/^[0-9a-f:]+$/i.test(address) || !address.includes(":")) return undefined;
  const [head = "", tail] = address.toLowerCase().split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill("0"), ...right];
  if (groups.length !== 8) return undefined;
  const kept = groups
    .slice(0, bits / 16)
    .map((group) => Number.parseInt(group || "0", 16).toString(16));
  return `${kept.join(":")}::/${bits}`;
}
