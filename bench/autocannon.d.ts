// The package has no types of its own: as much of it as is used here.
declare module "autocannon" {
  export type Options = {
    url: string;
    headers?: Record<string, string>;
    duration?: number;
    connections?: number;
    /** Requests a second over all connections, corrected for coordinated omission. */
    overallRate?: number;
  };
  export type Result = {
    requests: { average: number; total: number };
    latency: { p50: number; p99: number };
    non2xx: number;
  };
  export default function autocannon(options: Options): Promise<Result>;
}
