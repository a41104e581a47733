/** A path of our own to go on to; anything that could lead elsewhere becomes the fallback. */
export function localPath(value: unknown, fallback = "/"): string {
  if (typeof value !== "string" || value.length > 1000) return fallback;
  // Browsers read "\" as "/", and skip tabs and line ends.
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value)) return fallback;
  const base = "https://here.invalid";
  const url = URL.parse(value, base);
  if (url?.origin !== base) return fallback;
  // "/.//evil" is a path of ours until its dot is resolved: then it is a host.
  return url.pathname.startsWith("//") ? fallback : url.pathname + url.search;
}
