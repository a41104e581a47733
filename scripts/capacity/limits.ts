/** A limit of the platform, and what of ours would meet it. */
export type Limit = {
  part: string;
  limit: string;
  ours: string;
  source: string;
  /** Not read in Cloudflare's own page, or only in an old copy of it. */
  unverified?: true;
};

const docs = "https://developers.cloudflare.com";
const [workers, d1] = [`${docs}/workers/platform/limits/`, `${docs}/d1/platform/limits/`];
const [objects, queues] = [
  `${docs}/durable-objects/platform/limits/`,
  `${docs}/queues/platform/limits/`,
];

/** Looked up on the day that prices.ts names, for the Workers Paid plan. */
export const limits: readonly Limit[] = [
  {
    ...{ part: "Worker: processor", limit: "30 s a request, up to 5 min by setting" },
    ...{ ours: "a password's hash, about 40 ms, is the most of a request", source: workers },
  },
  {
    ...{ part: "Worker: memory", limit: "128 MB an isolate", source: workers },
    ours: "an upload of 10 MB, a backup's part of 4 million letters, a workbook that is exported",
  },
  {
    ...{ part: "Worker: subrequests", limit: "10,000 a request, 6 connections at once" },
    ...{ ours: "a sweep delivers ten messages at a time", source: workers },
  },
  {
    ...{ part: "Worker: size", limit: "10 MB gzip", source: workers },
    ours: "our own budgets are 1,024 KiB for the app and 1,536 KiB for the documents Worker",
  },
  {
    ...{ part: "Worker: body of a request", limit: "100 MB", source: workers },
    ours: "10 MB for a register, far less elsewhere (`worker/lib/limit_body.ts`)",
  },
  {
    ...{ part: "Cron", limit: "250 an account, 15 min each", source: workers },
    ours: "two: each minute, each night",
  },
  {
    ...{ part: "Assets", limit: "100,000 files of 25 MiB", source: workers },
    ours: "some dozens; they cost nothing and wake no Worker",
  },
  {
    ...{ part: "D1: size", limit: "10 GB a database, for ever", source: d1 },
    ours: "all rows of all schools in one: **the first limit that is met**",
  },
  {
    ...{ part: "D1: account", limit: "50,000 databases, 1 TB in all, more on request" },
    ...{ ours: "one", source: d1, unverified: true },
  },
  {
    ...{ part: "D1: throughput", limit: "one query after the other in each database" },
    ...{ ours: "at most two trips a page, each change one batch", source: d1, unverified: true },
  },
  {
    ...{ part: "D1: a Worker's turn", limit: "1,000 queries, 6 connections at once", source: d1 },
    ours: "the minute's cron: at most 100 reminders, which a test holds to it; whether a batch counts as one is not said [U]",
  },
  {
    ...{ part: "D1: a query", limit: "30 s, 100 parameters, 100 kB of SQL", source: d1 },
    ours: "lists of ids go as one parameter (`json_each`); tests run in the same engine",
  },
  {
    ...{ part: "D1: a row", limit: "2 MB, 100 columns", source: d1 },
    ours: "a piece of an imported register, 250,000 letters",
  },
  {
    ...{ part: "D1: Time Travel", limit: "30 days, 10 restores in 10 min", source: d1 },
    ours: "before each deploy; backups in R2 reach further back",
  },
  {
    ...{ part: "D1: bindings", limit: "about 5,000 a Worker", source: d1 },
    ours: "one; the directory would have some hundreds",
  },
  {
    ...{ part: "Durable Objects: one object", limit: "1,000 requests a second" },
    ...{
      ours: "64 limits and 4 metrics for everybody; all others are one person's or one school's",
    },
    ...{ source: objects, unverified: true },
  },
  {
    ...{ part: "Durable Objects: storage", limit: "10 GB an object, any number of objects" },
    ...{ ours: "some kilobytes in each", source: objects },
  },
  {
    ...{ part: "Queue: throughput", limit: "5,000 messages a second", source: queues },
    ours: "a message for each mail, import, check and backup",
  },
  {
    ...{ part: "Queue: a message", limit: "128 kB, kept 4 days, 100 retries", source: queues },
    ours: "where to look and nothing else, under 200 bytes; five retries, then the cron",
  },
  {
    ...{ part: "Queue: consumers", limit: "250 at once, 15 min each, batches of 100" },
    ...{ ours: "batches of ten; a piece of a backup or an import is a message", source: queues },
  },
  {
    ...{ part: "R2", limit: "any size, 5 TiB an object, 5 GiB an upload" },
    ...{ ours: "parts of a backup, a megabyte or so each", source: `${docs}/r2/platform/limits/` },
  },
  {
    ...{ part: "KV", limit: "one write a second and key", source: `${docs}/kv/platform/limits/` },
    ...{ ours: "not used: it is a minute late", unverified: true },
  },
  {
    ...{ part: "Mail: Email Service", limit: "a daily quota that grows with the account" },
    ...{
      ours: "reminders leave from nine in the morning; what is refused waits and is tried for a day",
    },
    source: `${docs}/email-service/platform/limits/`,
  },
  {
    ...{ part: "Mail: a message", limit: "5 MiB, 50 recipients" },
    ...{ ours: "one recipient, an invoice as PDF" },
    source: `${docs}/email-service/platform/limits/`,
  },
];
