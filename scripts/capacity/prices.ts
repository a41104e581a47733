/** What is paid for. */
export type Metered =
  | "requests"
  | "cpuMs"
  | "rowsRead"
  | "rowsWritten"
  | "databaseGb"
  | "objectRequests"
  | "objectGbSeconds"
  | "objectGb"
  | "queueOperations"
  | "bucketGb"
  | "bucketWrites"
  | "mails";

export type Price = {
  what: string;
  /** In each month's base price, and dollars for `per` more. */
  included: number;
  dollars: number;
  per: number;
  source: string;
  /** Not read in Cloudflare's own page, only in what others say of it. */
  unverified?: true;
};

/** When these were looked up, in stored copies of the pages; the newest of them are of August 2026. */
export const READ = "2026-11-24";
/** The Workers Paid plan, a month. */
export const BASE = 5;

const docs = "https://developers.cloudflare.com";
const M = 1_000_000;

export const prices: Record<Metered, Price> = {
  requests: {
    ...{ what: "requests to the Worker", included: 10 * M, dollars: 0.3, per: M },
    source: `${docs}/workers/platform/pricing/`,
  },
  cpuMs: {
    ...{ what: "CPU milliseconds", included: 30 * M, dollars: 0.02, per: M },
    source: `${docs}/workers/platform/pricing/`,
  },
  rowsRead: {
    ...{ what: "D1 rows read", included: 25_000 * M, dollars: 0.001, per: M },
    ...{ source: `${docs}/d1/platform/pricing/`, unverified: true },
  },
  rowsWritten: {
    ...{ what: "D1 rows written, with index entries", included: 50 * M, dollars: 1, per: M },
    ...{ source: `${docs}/d1/platform/pricing/`, unverified: true },
  },
  databaseGb: {
    ...{ what: "D1 storage, GB", included: 5, dollars: 0.75, per: 1 },
    ...{ source: `${docs}/d1/platform/pricing/`, unverified: true },
  },
  objectRequests: {
    ...{ what: "requests to Durable Objects", included: M, dollars: 0.15, per: M },
    source: `${docs}/durable-objects/platform/pricing/`,
  },
  objectGbSeconds: {
    ...{ what: "Durable Objects at work, GB-s", included: 400_000, dollars: 12.5, per: M },
    source: `${docs}/durable-objects/platform/pricing/`,
  },
  objectGb: {
    ...{ what: "Durable Objects' storage, GB", included: 5, dollars: 0.2, per: 1 },
    ...{ source: `${docs}/durable-objects/platform/pricing/`, unverified: true },
  },
  queueOperations: {
    ...{ what: "Queue operations, three a message", included: M, dollars: 0.4, per: M },
    ...{ source: `${docs}/queues/platform/pricing/`, unverified: true },
  },
  bucketGb: {
    ...{ what: "R2 storage (backups), GB", included: 10, dollars: 0.015, per: 1 },
    source: `${docs}/r2/pricing/`,
  },
  bucketWrites: {
    ...{ what: "R2 writes", included: M, dollars: 4.5, per: M },
    source: `${docs}/r2/pricing/`,
  },
  mails: {
    ...{ what: "mails by Email Service", included: 3_000, dollars: 0.35, per: 1_000 },
    source: `${docs}/email-service/platform/pricing/`,
  },
};

/** What so much costs in a month, beyond what the base price includes. */
export const costOf = ({ included, dollars, per }: Price, used: number) =>
  (Math.max(0, used - included) / per) * dollars;
