import fc from "fast-check";

/** Where random inputs begin; the same in every run, unless it was asked for another. */
declare const FUZZ: { seed: number };

// A red run can be run again, and nobody's change is red by chance.
fc.configureGlobal({ seed: FUZZ.seed });
