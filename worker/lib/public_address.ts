const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
// Names that lead nowhere, or to what stands beside the machine that asks.
const inner =
  /(^|\.)(localhost|local|lan|internal|intranet|corp|home|arpa|test|example|invalid|onion|alt)$/;

/**
 * An address that a school has given us, when it is out in the world: https, a name with a dot in
 * it and no number, no other port, nobody's password, and not ourselves.
 */
export function publicAddress(
  address: string,
  env: { ENVIRONMENT: string; ORIGIN: string },
): URL | undefined {
  const url = URL.parse(address);
  if (!url || url.username || url.password) return undefined;
  // The simulators of a developer's machine.
  if (env.ENVIRONMENT === "local" && url.protocol === "http:" && LOOPBACK.includes(url.hostname))
    return url;
  const host = url.hostname.replace(/\.$/, "");
  const numeric = host.startsWith("[") || /^[\d.]+$/.test(host);
  const ours = URL.parse(env.ORIGIN)?.hostname === host;
  if (url.protocol !== "https:" || url.port || numeric || ours) return undefined;
  return host.includes(".") && !inner.test(host) ? url : undefined;
}
