import { platform } from "./can.ts";

// No inline script or style exists, so the policy needs no nonce and public pages stay cacheable.
const kinds = ["script", "style", "img", "font", "connect", "manifest", "worker"];
const policy = [
  "default-src 'none'",
  ...kinds.map((kind) => `${kind}-src 'self'`),
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types app",
  "report-to csp",
  "report-uri /csp-report",
].join("; ");

const off = "accelerometer camera geolocation gyroscope microphone payment usb browsing-topics";

/** The headers that every answer carries, refusals and errors too. */
export const securityHeaders = {
  "Content-Security-Policy": policy,
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "Reporting-Endpoints": 'csp="/csp-report"',
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Origin-Agent-Cluster": "?1",
  "Permissions-Policy": off.replaceAll(/\S+/g, "$&=()").replaceAll(" ", ", "),
  "X-Permitted-Cross-Domain-Policies": "none",
  "X-DNS-Prefetch-Control": "off",
  "X-XSS-Protection": "0",
  "X-Robots-Tag": "noindex",
  "Cache-Control": "no-store",
} as const;

/** Sets them last, whatever answered. A page with a secret in its address sends no referrer. */
export const headers = platform(async (c, next) => {
  await next();
  if (c.res.webSocket) return; // a handshake shows nothing, and its headers are closed
  const answer = c.res.headers;
  for (const [name, value] of Object.entries(securityHeaders)) answer.set(name, value);
  if (/^\/(link|r|setup|calendar\/feed)\//.test(c.req.path))
    answer.set("Referrer-Policy", "no-referrer");
});
