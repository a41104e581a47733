/** A path of our own to go on to; anything that could lead elsewhere becomes the fallback. */
export function localPath(value: unknown, fallback = "/"): string {
  if (typeof value !== "string" || value.length > 1000) return fallback;
  // Browsers read "\" as "/", and skip tabs and line ends.
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value)) return fallback;
  const base = "https://here.invalid";
  const url = URL.parse(value, base);
  return url?.origin === base ? url.pathname + url.search : fallback;
}
