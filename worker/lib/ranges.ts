import {
  convertIPv4BinaryToString,
  convertIPv4ToBinary,
  convertIPv6BinaryToString,
  convertIPv6ToBinary,
  isIPv4MappedIPv6,
} from "hono/utils/ipaddr";

type Address = { bits: 32 | 128; value: bigint };
type Range = Address & { prefix: number };

// An IPv4 address in IPv6 clothes is the IPv4 address; one that holds on one cable only (`%eth0`)
// is nobody's who comes from outside.
function parseAddress(text: string): Address | undefined {
  if (text.length > 45 || text.includes("%")) return undefined;
  try {
    if (!text.includes(":")) return { bits: 32, value: convertIPv4ToBinary(text) };
    const value = convertIPv6ToBinary(text);
    return isIPv4MappedIPv6(value)
      ? { bits: 32, value: value & 0xffff_ffffn }
      : { bits: 128, value };
  } catch {
    return undefined;
  }
}

function parseRange(text: string): Range | undefined {
  const [address = "", length, more] = text.trim().split("/");
  const parsed = parseAddress(address);
  if (!parsed || more !== undefined) return undefined;
  if (length === undefined) return { ...parsed, prefix: parsed.bits };
  if (!/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const mapped = parsed.bits === 32 && address.includes(":");
  const prefix = Number(length) - (mapped ? 96 : 0);
  if (prefix < 0 || prefix > parsed.bits) return undefined;
  const host = BigInt(parsed.bits - prefix);
  return { ...parsed, prefix, value: (parsed.value >> host) << host };
}

/**
 * A range of addresses as it is kept: `192.0.2.7/24` becomes `192.0.2.0/24`, one address gets its
 * full length. Undefined for what is none.
 */
export function asRange(text: string): string | undefined {
  const range = parseRange(text);
  if (!range) return undefined;
  const { bits, value, prefix } = range;
  const address = bits === 32 ? convertIPv4BinaryToString(value) : convertIPv6BinaryToString(value);
  return `${address}/${prefix}`;
}

/** Whether an address lies in a range. What cannot be read lies nowhere. */
export function isWithin(address: string | undefined, range: string): boolean {
  const one = address === undefined ? undefined : parseAddress(address);
  const all = parseRange(range);
  if (!one || !all || one.bits !== all.bits) return false;
  const host = BigInt(all.bits - all.prefix);
  return one.value >> host === all.value >> host;
}

/** How much of an address a range fixes, as a share of it: small is wide. */
export function widthOf(range: string): { bits: 32 | 128; prefix: number } | undefined {
  const parsed = parseRange(range);
  return parsed && { bits: parsed.bits, prefix: parsed.prefix };
}
