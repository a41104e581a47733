import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { typed } from "#web/ui/draft.ts";
import {
  constraints,
  ErrorSummary,
  Field,
  Fieldset,
  Form,
  Hidden,
  type Option,
  Toggle,
} from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { useView } from "#web/ui/view.ts";
import { nameText } from "#web/words.ts";
import { classCodes } from "#worker/lib/fields.ts";
import type { Draft } from "#worker/lib/input.ts";
import type { Reason } from "#worker/lib/problem.ts";
import { BookingNew, kinds } from "#worker/modules/bookings/input.ts";
import type { Offer, Offers } from "#worker/modules/bookings/offers/rules.ts";
import { useWords } from "../words.ts";
import { beside, More, rulesOf, WhyNot } from "./form_parts.tsx";

const rules = constraints(BookingNew);

export type BookingFormProps = {
  draft: Draft<unknown>;
  offers: Offers;
  branches: readonly { id: string; name: string }[];
  student: { id: string; firstName: string; lastName: string } | undefined;
  /** The classes the student trains for. */
  classes: readonly string[];
  /** The steps of the class that is chosen. */
  steps: readonly string[];
  /** The booking that is changed; without it the form makes one. */
  id?: string;
  refused?: { code: string; reasons: readonly Reason[] };
};

/** The one form of a booking. It offers who and what is free, and says why the others are not. */
export function BookingFormPage(given: BookingFormProps) {
  const { id, refused, student } = given;
  const draft = beside(given.draft);
  const props = { ...given, draft };
  const t = useWords();
  const here = id ? `/bookings/${id}` : "/bookings";
  const labels = Object.fromEntries(Object.keys(rules).map((name) => [name, labelOf(t, name)]));
  const careful = refused?.code === "bookings.careful";
  return (
    <Page
      title={t(id ? "edit_title" : typed(draft, "held") ? "held_title" : "new_title")}
      lead={student ? `${student.firstName} ${student.lastName}` : undefined}
      crumbs={[
        { href: "/calendar", label: t("calendar") },
        ...(id ? [{ href: here, label: t("booking") }] : []),
      ]}
      narrow
    >
      <ErrorSummary draft={draft} labels={labels} />
      {refused && (
        <Reasons reasons={refused.reasons} {...(careful ? { title: t("careful") } : {})} />
      )}
      <Form action={here} draft={draft} once={!id}>
        <Hidden name="version" value={id ? typed(draft, "version") : undefined} />
        <Hidden name="studentId" value={typed(draft, "studentId") || undefined} />
        {/* Enter presses the first button of a form: that must save, not the one below. */}
        <button type="submit" class="ds-sr-only" tabIndex={-1} aria-hidden="true" />
        {(draft.errors.on === "bookings.past" || typed(draft, "held") !== "") && (
          <Toggle name="held" label={t("held")} hint={t("held_hint")} draft={draft} />
        )}
        <When {...props} free={id ? `${here}/free` : "/bookings/free"} />
        <Who {...props} />
        <More {...props} />
        {careful && (
          <Alert tone="warning">
            <Toggle name="anyway" label={t("anyway")} hint={t("anyway_hint")} draft={draft} />
          </Alert>
        )}
        <Actions>
          <Submit>{t(id ? "save" : "book")}</Submit>
          <LinkButton href={id ? here : "/calendar"} variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
      <WhyNot offers={props.offers} />
    </Page>
  );
}

type Words = ReturnType<typeof useWords>;
type Key = Parameters<Words>[0];
const labelOf = (t: Words, name: string) => t(name as Key);

function When({ draft, classes, student, free, id }: BookingFormProps & { free: string }) {
  const t = useWords();
  const shared = { draft, rules: rulesOf(typed(draft, "kind")) };
  const codes = student ? classes : classCodes;
  return (
    <Fieldset legend={t("slot")} hint={t("slot_hint")} columns>
      <Field
        name="kind"
        label={t("kind")}
        options={kinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
        {...shared}
      />
      <Field
        name="classCode"
        label={t("classCode")}
        options={codes.map((value) => ({ value, label: value }))}
        {...shared}
      />
      <Field name="on" label={t("on")} {...shared} />
      <Field name="at" label={t("at")} type="text" inputmode="numeric" size="short" {...shared} />
      <Field name="minutes" label={t("minutes")} unit="min" size="short" {...shared} />
      {!id && (
        <Field name="repeat" label={t("repeat")} hint={t("repeat_hint")} size="short" {...shared} />
      )}
      <Submit variant="secondary" formAction={free}>
        {t("show_free")}
      </Submit>
    </Fieldset>
  );
}

function Who({ draft, offers, steps }: BookingFormProps) {
  const t = useWords();
  const { locale } = useView();
  const step = typed(draft, "step");
  // A step that the class no longer has stays as it was booked.
  const all = step === "" || steps.includes(step) ? steps : [...steps, step];
  const shared = { draft, rules: rulesOf(typed(draft, "kind")) };
  const optionsOf = (name: string, all: readonly Offer[]): Option[] =>
    all
      // What the form has already stays in it, though it may be taken: the answer says why.
      .filter(({ id, reasons }) => reasons.length === 0 || id === typed(draft, name))
      .map(({ id: value, name: label, careful }) => ({
        value,
        label: careful.length > 0 ? `${label} (${t("outside")})` : label,
      }));
  return (
    <Fieldset legend={t("booking")} columns>
      {all.length > 0 && (
        <Field
          name="step"
          label={t("step")}
          hint={t("step_hint")}
          options={all.map((value) => ({ value, label: nameText(locale, value) }))}
          {...shared}
        />
      )}
      <Field
        name="instructorId"
        label={t("instructorId")}
        options={optionsOf("instructorId", offers.instructors)}
        {...shared}
      />
      <Field
        name="vehicleId"
        label={t("vehicleId")}
        options={optionsOf("vehicleId", offers.vehicles)}
        {...shared}
      />
      {offers.trailers.length > 0 && (
        <Field
          name="trailerId"
          label={t("trailerId")}
          options={optionsOf("trailerId", offers.trailers)}
          {...shared}
        />
      )}
      {offers.rooms.length > 0 && (
        <Field
          name="roomId"
          label={t("roomId")}
          options={optionsOf("roomId", offers.rooms)}
          {...shared}
        />
      )}
    </Fieldset>
  );
}
