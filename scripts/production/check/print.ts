import type { Report } from "./checks.ts";

const marks = { pass: "ok  ", warn: "WARN", fail: "FAIL" } as const;

/** The report for people: by group, and under what does not hold how to mend it. */
export function printed({ score, checks }: Report): string {
  const groups = [...new Set(checks.map(({ group }) => group))];
  const lines = groups.flatMap((name) => [
    name,
    ...checks
      .filter(({ group }) => group === name)
      .flatMap(({ id, status, message, fix }) => [
        `  ${marks[status]} ${id.slice(name.length + 1).padEnd(16)} ${message}`,
        ...(fix ? [`       -> ${fix}`] : []),
      ]),
  ]);
  const count = (wanted: string) => checks.filter(({ status }) => status === wanted).length;
  const sum = `${count("pass")} hold, ${count("warn")} warn, ${count("fail")} fail`;
  return [...lines, "", `score ${score}: ${sum}`].join("\n");
}
