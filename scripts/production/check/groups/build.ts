import { type Check, fail, judge, none, packageOf, pass, warn } from "../project.ts";

const FIX = "npm run build";

/** What the original asked of its packages and of tsc: that what would be deployed is built. */
export const build: readonly Check[] = [
  {
    id: "build.whole",
    title: "the build is there, byte for byte as it was made",
    run: ({ build: built }) =>
      judge(built, FIX, ({ changed, release }) =>
        none(changed, `worker ${release.worker.slice(0, 12)}`, FIX),
      ),
  },
  {
    id: "build.fresh",
    title: "it is a build of this source",
    run: ({ build: built }) =>
      judge(built, FIX, ({ release, source }) => {
        const commit = (text: string) => text.replace("+changes", "");
        return commit(release.source) === commit(source)
          ? pass(release.source.slice(0, 12))
          : warn(
              `it was built from ${release.source.slice(0, 12)}, here is ${source.slice(0, 12)}`,
              FIX,
            );
      }),
  },
  {
    id: "build.sbom",
    title: "the list of its parts names every dependency",
    run: (project) =>
      judge(project.build, FIX, ({ missingFromSbom }) =>
        none(
          missingFromSbom,
          `${Object.keys(packageOf(project).dependencies ?? {}).length} dependencies`,
          FIX,
        ),
      ),
  },
  {
    id: "build.types",
    title: "the source is of one piece (tsc)",
    run: ({ types }) =>
      "told" in types ? pass("no finding") : fail(types.why, "npm run ok shows where"),
  },
];
