import { Disclosure } from "#web/ui/dialog.tsx";
import { typed } from "#web/ui/draft.ts";
import { constraints, Field } from "#web/ui/form.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import type { Draft } from "#worker/lib/input.ts";
import { BookingNew } from "#worker/modules/bookings/input.ts";
import type { Offers } from "#worker/modules/bookings/offers/rules.ts";
import { useWords } from "../words.ts";

const rules = constraints(BookingNew);

/** The form asks for a day and minutes where the rules speak of a start and an end. */
export function beside(draft: Draft<unknown>): Draft<unknown> {
  const { startsAt, endsAt, ...errors } = draft.errors;
  return {
    ...draft,
    errors: { ...errors, ...(startsAt && { on: startsAt }), ...(endsAt && { minutes: endsAt }) },
  };
}

/** A lesson has a class and somebody who teaches it; the rules of a kind are not those of the form. */
export function rulesOf(kind: string): typeof rules {
  const demanded = (name: "classCode" | "instructorId", kinds: readonly string[]) => {
    const rule = rules[name];
    return rule && { [name]: { ...rule, required: kinds.includes(kind) } };
  };
  return {
    ...rules,
    ...demanded("classCode", ["lesson", "assessment", "test"]),
    ...demanded("instructorId", ["lesson", "assessment"]),
  };
}

type MoreProps = { draft: Draft<unknown>; branches: readonly { id: string; name: string }[] };

/** What most bookings do not need. */
export function More({ draft, branches }: MoreProps) {
  const t = useWords();
  const shared = { draft, rules };
  const filled = ["title", "pickup", "note", "bufferMinutes"].some(
    (name) => typed(draft, name) !== "" || draft.errors[name],
  );
  return (
    <Disclosure summary={t("more")} {...(filled ? { open: true } : {})}>
      <Field name="title" label={t("title")} {...shared} />
      <Field name="pickup" label={t("pickup")} hint={t("pickup_hint")} {...shared} />
      <Field
        name="bufferMinutes"
        label={t("bufferMinutes")}
        hint={t("bufferMinutes_hint")}
        unit="min"
        size="short"
        {...shared}
      />
      {branches.length > 0 && (
        <Field
          name="branchId"
          label={t("branchId")}
          options={branches.map(({ id: value, name: label }) => ({ value, label }))}
          {...shared}
        />
      )}
      <Field name="note" label={t("note")} type="textarea" {...shared} />
    </Disclosure>
  );
}

/** Why the others are not offered: each with its reasons. */
export function WhyNot({ offers }: { offers: Offers }) {
  const t = useWords();
  const refused = Object.values(offers)
    .flat()
    .filter(({ reasons }) => reasons.length > 0);
  if (refused.length === 0) return null;
  return (
    <Disclosure summary={t("why_not")}>
      {refused.map(({ id, name, reasons }) => (
        <Reasons key={id} title={name} reasons={reasons} />
      ))}
    </Disclosure>
  );
}
