import * as z from "zod";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import {
  type AnyDraft,
  Checks,
  Choice,
  constraints,
  ErrorSummary,
  Field,
  Fieldset,
  Form,
  Submit,
  Toggle,
} from "#web/ui/form.tsx";
import { Section } from "#web/ui/page.tsx";
import { useWords } from "./words.ts";

const Sample = z.strictObject({
  given: z.string().trim().min(1).max(60),
  family: z.string().trim().min(1).max(60),
  born: z.iso.date(),
  email: z.email().max(200),
  phone: z.string().max(20).optional(),
  km: z.coerce.number().int().min(0).max(999_999),
  class: z.enum(["B", "BE", "A2"]),
  gearbox: z.enum(["manual", "automatic"]),
  days: z.array(z.enum(["mon", "tue", "wed"])).optional(),
  note: z.string().max(500).optional(),
  password: z.string().min(12).max(100),
  number: z.string().optional(),
});

const rules = constraints(Sample);

const draft: AnyDraft = {
  values: {
    given: "Ingrid",
    email: "ingrid@",
    class: "BE",
    gearbox: "manual",
    days: ["mon", "wed"],
    km: "1 million",
    consent: "true",
    number: "E-2026-0117",
  },
  errors: {
    family: "required",
    email: "not_an_email",
    km: "out_of_range",
    gearbox: "not_a_choice",
    password: "too_short",
  },
};

/** A form after the server refused it: the summary on top, each error beside its field. */
export function GalleryForm() {
  const t = useWords();
  const label = {
    given: t("given"),
    family: t("family"),
    email: t("email"),
    km: t("km"),
    gearbox: t("gearbox"),
    password: t("password"),
  };
  const of = { draft, rules };
  const classes = ["B", "BE", "A2"].map((value) => ({ value, label: value }));
  return (
    <Section title={t("form")}>
      <p class="lead">{t("form_lead")}</p>
      <ErrorSummary draft={draft} labels={label} />
      <Form action="/dev/kit" once draft={draft}>
        <Fieldset legend={t("person")} columns>
          <Field {...of} name="given" label={label.given} autocomplete="given-name" />
          <Field {...of} name="family" label={label.family} autocomplete="family-name" />
          <Field {...of} name="born" label={t("born")} hint={t("born_hint")} size="medium" />
          <Field {...of} name="email" label={label.email} autocomplete="email" />
          <Field {...of} name="phone" label={t("phone")} type="tel" autocomplete="tel" />
          <Field {...of} name="password" label={label.password} type="password" />
          <Field {...of} name="number" label={t("readonly")} readonly size="medium" />
        </Fieldset>
        <Fieldset legend={t("details")}>
          <Field {...of} name="class" label={t("class")} options={classes} size="medium" />
          <Field {...of} name="km" label={label.km} unit="km" size="medium" />
          <Choice
            {...of}
            name="gearbox"
            label={label.gearbox}
            inline
            options={[
              { value: "manual", label: t("manual") },
              { value: "automatic", label: t("automatic") },
            ]}
          />
          <Checks
            {...of}
            name="days"
            label={t("days")}
            options={[
              { value: "mon", label: t("mon") },
              { value: "tue", label: t("tue"), hint: t("born_hint") },
              { value: "wed", label: t("wed") },
            ]}
          />
          <Field {...of} name="note" label={t("note")} hint={t("note_hint")} type="textarea" />
          <Toggle draft={draft} name="consent" label={t("consent")} />
        </Fieldset>
        <Actions>
          <Submit>{t("save")}</Submit>
          <LinkButton href="/dev/kit" variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Section>
  );
}
