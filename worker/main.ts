import { app } from "./app.tsx";
import "./followers.ts";
import { queue, scheduled } from "./jobs.ts";

export { MetricsShard } from "./objects/metrics_shard.ts";
export { RateLimiter } from "./objects/rate_limiter.ts";
export { SchoolLive } from "./objects/school_live.ts";
export { SecurityMonitor } from "./objects/security_monitor.ts";
export { UserSessions } from "./objects/user_sessions.ts";

export default { fetch: app.fetch, queue, scheduled };
