const nightly = "15 3 * * *";

/** Rings the crons as Cloudflare would: wrangler has the bell, but nobody to ring it. */
export function ringCrons(origin: string): () => void {
  const ring = (cron: string) =>
    fetch(`${origin}/cdn-cgi/handler/scheduled?cron=${encodeURIComponent(cron)}`).catch(() => {
      // Reloading just now: the next minute comes.
    });
  const timer = setInterval(() => {
    const now = new Date();
    void ring("* * * * *");
    if (now.getUTCHours() === 3 && now.getUTCMinutes() === 15) void ring(nightly);
  }, 60_000);
  void ring("* * * * *");
  return () => clearInterval(timer);
}
