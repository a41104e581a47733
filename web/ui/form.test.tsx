import type { VNode } from "preact";
import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import * as z from "zod";
import { type AnyDraft, Checks, constraints, ErrorSummary, Field, Form, Toggle } from "./form.tsx";
import { View, type ViewData } from "./view.ts";

const view = { locale: "nb", token: "tok", once: "fresh" } as unknown as ViewData;
const draw = (body: VNode) => render(<View.Provider value={view}>{body}</View.Provider>);

const rules = constraints(
  z.strictObject({
    name: z.string().min(1).max(10),
    secret: z.string().min(12),
    km: z.coerce.number().int(),
    days: z.array(z.enum(["mon", "tue"])).optional(),
  }),
);
const empty: AnyDraft = { values: {}, errors: {} };
const wrong: AnyDraft = {
  values: { name: "much too long", secret: "hunter2", days: "tue" },
  errors: { name: "too_long" },
  once: "first",
};

test("Form carries the token, and its id only when it makes a row", () => {
  const plain = draw(<Form action="/x">.</Form>);
  expect(plain).toContain('name="_token" value="tok"');
  expect(plain).not.toContain("_once");
  expect(
    draw(
      <Form action="/x" once>
        .
      </Form>,
    ),
  ).toContain('name="_once" value="fresh"');
});

test("Form shown again keeps the id it was first sent with", () => {
  const html = draw(
    <Form action="/x" once draft={wrong}>
      .
    </Form>,
  );
  expect(html).toContain('name="_once" value="first"');
});

test("Field ties its error to the input, with the limit in words", () => {
  const html = draw(<Field name="name" label="Navn" draft={wrong} rules={rules} hint="Kort" />);
  expect(html).toContain('aria-describedby="field-name-error field-name-hint"');
  expect(html).toContain('aria-invalid="true"');
  expect(html).toContain("Bruk høyst 10 tegn.");
  expect(html).toContain('value="much too long"');
});

test("Field never sends a password back", () => {
  const html = draw(
    <Field name="secret" label="Passord" type="password" draft={wrong} rules={rules} />,
  );
  expect(html).not.toContain("hunter2");
});

test("Field takes a number as text with a number's keyboard", () => {
  const html = draw(<Field name="km" label="Km" draft={empty} rules={rules} />);
  expect(html).toContain('type="text"');
  expect(html).toContain('inputmode="numeric"');
});

test("Checks ticks a value that came alone as well as one of several", () => {
  const options = ["mon", "tue"].map((value) => ({ value, label: value }));
  const html = draw(
    <Checks name="days" label="Dager" draft={wrong} rules={rules} options={options} />,
  );
  expect(html.match(/ checked/g)).toHaveLength(1);
  expect(html).toMatch(/value="tue" checked/);
});

test("Toggle sends nothing when it is not ticked", () => {
  const html = draw(<Toggle name="sms" label="SMS" draft={empty} />);
  expect(html).toContain('value="true"');
  expect(html).not.toContain(" checked");
});

test("ErrorSummary links each error to its field, and is absent without one", () => {
  const html = draw(<ErrorSummary draft={wrong} labels={{ name: "Navn" }} />);
  expect(html).toContain('href="#field-name"');
  expect(html).toContain('role="alert"');
  expect(draw(<ErrorSummary draft={empty} labels={{}} />)).toBe("");
});
