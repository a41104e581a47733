import { expect, test } from "vitest";
import { Counts } from "../edge/counts.ts";
import { comparable, faultsOf, hasty } from "./gates.ts";
import { between, type Counted, countedFor, p95, parsed } from "./numbers.ts";
import { DeploySettings } from "./settings.ts";

const { gates } = DeploySettings.parse({});

/** So many answers of one length, and so many failures among them. */
function seen(requests: number, failed: number, ms: number): Counted {
  const counts = new Counts();
  for (let n = 0; n < requests; n++) counts.add("v", n < failed ? 500 : 200, ms);
  return parsed(counts.text()).get("v") ?? { requests: 0, failed: 0, times: new Map() };
}

test.each([
  ["as good as before", seen(1000, 0, 40), seen(1000, 0, 40), []],
  ["one failure decides nothing", seen(1000, 0, 40), seen(100, 1, 40), []],
  ["more than half a per cent", seen(1000, 0, 40), seen(1000, 6, 40), ["0.60 %"]],
  ["twice the old version's errors", seen(1000, 2, 40), seen(1000, 4, 40), []],
  ["more than that", seen(2000, 2, 40), seen(1000, 4, 40), ["2 times"]],
  ["without the old version's numbers", seen(0, 0, 40), seen(1000, 4, 40), []],
  ["a hundred milliseconds more", seen(300, 0, 40), seen(300, 0, 140), []],
  ["much slower", seen(300, 0, 40), seen(300, 0, 480), ["p95 is"]],
  ["a quarter slower", seen(300, 0, 950), seen(300, 0, 950), []],
  ["slower, but too few to tell", seen(300, 0, 40), seen(199, 0, 480), []],
])("the gate: %s", (_, old, next, expected) => {
  const faults = faultsOf({ old, new: next }, gates);
  expect(faults).toHaveLength(expected.length);
  for (const [n, part] of expected.entries()) expect(faults[n]).toContain(part);
});

test("a step ends before its time only for what will not mend", () => {
  const old = seen(1000, 0, 40);
  expect(hasty({ old, new: seen(20, 4, 40) }, gates)).toBeUndefined();
  expect(hasty({ old, new: seen(1000, 6, 40) }, gates)).toBeUndefined();
  expect(hasty({ old, new: seen(20, 5, 40) }, gates)).toContain("5 of 20");
  // Where everything fails, as when the database is away, the new version is not to blame.
  expect(hasty({ old: seen(100, 50, 40), new: seen(20, 10, 40) }, gates)).toBeUndefined();
  expect(comparable({ old, new: seen(200, 0, 40) }, gates)).toBe(true);
});

test("numbers are read from Prometheus' format, and only what came in between counts", () => {
  const page = (good: number, bad: number, slow: number) => `# HELP http_requests_total x
http_requests_total{route="/a",method="GET",status_class="2xx",version="v1"} ${good}
http_requests_total{route="/b",method="GET",status_class="5xx",version="v1"} ${bad}
http_requests_total{route="/b",method="GET",status_class="2xx",version="v2"} 7
http_request_duration_seconds_bucket{kind="page",version="v1",le="0.1"} ${good}
http_request_duration_seconds_bucket{kind="page",version="v1",le="1"} ${good + slow}
http_request_duration_seconds_bucket{kind="page",version="v1",le="+Inf"} ${good + slow}
ready 1
`;
  const [before, after] = [parsed(page(10, 1, 0)), parsed(page(100, 3, 10))];
  const came = between(before.get("v1"), after.get("v1"));
  expect([came.requests, came.failed]).toEqual([92, 2]);
  expect(p95(came)).toBeCloseTo(550); // the middle of the slow ones
  expect(after.get("v2")?.requests).toBe(7);
  expect(p95(between(undefined, undefined))).toBeUndefined();
});

test("a version is found by its whole id, or by the eight signs that the worker tells", () => {
  const id = "8605568a-2ef5-496c-b135-7469835c8875";
  const line = (version: string) =>
    `http_requests_total{status_class="2xx",version="${version}"} 3\n`;
  for (const version of [id, "8605568a"])
    expect(countedFor(parsed(line(version)), id)?.requests).toBe(3);
  expect(countedFor(parsed(line("1398aaec")), id)).toBeUndefined();
});

test("the last share of a release is everybody", () => {
  expect(() => DeploySettings.parse({ shares: [{ share: 50, seconds: 1 }] })).toThrow("100");
  expect(() => DeploySettings.parse({ gate: {} })).toThrow();
});
