/**
 * What the law asks of whoever wants a licence, as dated data, and rules that explain it.
 *
 * @module
 */
export { LicenceClass, type Step } from "./input.ts";
export { classesOn, classOn, stepsTo, whyNotClass, whyNotOffer } from "./rules.ts";
