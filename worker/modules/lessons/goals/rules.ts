import type { ClassCode } from "#worker/lib/fields.ts";
import { classOn } from "#worker/modules/curriculum/mod.ts";
import { goalsByKind } from "./input.ts";

/** The goals of a stage of a class; of all stages with driving when the stage is not known. */
export function goalsOf(classCode: ClassCode, stage: number | undefined, on: string): string[] {
  const kind = classOn(classCode, on)?.kind;
  if (!kind) return [];
  const stages = stage === undefined ? [2, 3] : [stage];
  return [...new Set(stages.flatMap((one) => goalsByKind[kind][one] ?? []))];
}
