import type { ContentfulStatusCode } from "hono/utils/http-status";

/** Field name to problem code; the view turns codes into words. */
export type FieldErrors = Record<string, string>;

/**
 * Why a rule says no. `source` is the law or setting behind it (a code of the words as well),
 * `params` fill the sentence: `{age: 18, on: "2027-03-01"}`.
 */
export type Reason = {
  code: string;
  source: string;
  params?: Record<string, string | number>;
  /** A code of the words too: what would change the answer. */
  help?: string;
};

type More = {
  fields?: FieldErrors;
  reasons?: readonly Reason[];
  /** Seconds until trying again can help; becomes `Retry-After`. */
  retryAfter?: number;
};

/** The one expected failure. Everything else that is thrown is a bug and answers 500. */
export class Problem extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly fields: FieldErrors;
  readonly reasons: readonly Reason[];
  readonly retryAfter: number | undefined;

  constructor(status: ContentfulStatusCode, code: string, more: More = {}) {
    super(code);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.fields = more.fields ?? {};
    this.reasons = more.reasons ?? [];
    this.retryAfter = more.retryAfter;
  }
}

/** Stops an action when its rules gave reasons against it. */
export function refuseFor(reasons: readonly Reason[]): void {
  if (reasons[0]) throw new Problem(409, reasons[0].code, { reasons });
}

/** A refusal that belongs to one field of the form. */
export function fieldProblem(field: string, code: string): Problem {
  return new Problem(422, code, { fields: { [field]: code } });
}
