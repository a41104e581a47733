import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { formatDay, formatInstant, Time } from "#web/ui/date.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { type AnyDraft, constraints, ErrorSummary, Field, Form, Submit } from "#web/ui/form.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { FirstCode } from "#worker/modules/sessions/input.ts";
import { useAccountWords } from "../account_words.ts";

const rules = constraints(FirstCode);
const FEW = 3;

type Factor =
  | { stage: "off" }
  | { stage: "pending"; seed: string; uri: string }
  | { stage: "on"; since: string; left: number };
type Square = { size: number; path: string };

type FactorProps = {
  factor: Factor;
  square: Square | undefined;
  draft: AnyDraft;
  enrolBy: string | null;
};

export function FactorPage({ factor, square, draft, enrolBy }: FactorProps) {
  const t = useAccountWords();
  const { locale } = useView();
  const crumbs = [{ href: "/account", label: t("account") }];
  return (
    <Page title={t("factor")} crumbs={crumbs} narrow>
      {factor.stage !== "on" && (
        <>
          <p>{t("factor_why")}</p>
          {enrolBy && (
            <Alert tone="warning">
              <p>{fill(t("factor_must"), { day: formatInstant(locale, enrolBy, "day") })}</p>
            </Alert>
          )}
        </>
      )}
      {factor.stage === "off" && (
        <Form action="/account/second-factor">
          <Submit>{t("factor_begin")}</Submit>
        </Form>
      )}
      {factor.stage === "pending" && square && (
        <Pending {...factor} square={square} draft={draft} />
      )}
      {factor.stage === "on" && <SetUp since={factor.since} left={factor.left} draft={draft} />}
    </Page>
  );
}

type PendingProps = { seed: string; uri: string; square: Square; draft: AnyDraft };

function Pending({ seed, uri, square, draft }: PendingProps) {
  const t = useAccountWords();
  const { size, path } = square;
  return (
    <>
      <Section title={t("scan_title")}>
        <svg
          class="qr"
          viewBox={`0 0 ${size} ${size}`}
          width="240"
          height="240"
          role="img"
          aria-label={t("scan_alt")}
          shape-rendering="crispEdges"
        >
          {/* Black on white in both colour schemes: that is what cameras read. */}
          <rect width={size} height={size} fill="#fff" />
          <path d={path} fill="#000" />
        </svg>
        {/* Nobody can scan the screen that she holds. */}
        <p>
          {t("scan_here")} <a href={uri}>{t("scan_open")}</a>
        </p>
        <p>{t("scan_manual")}</p>
        <p>
          <code>{seed.replaceAll(/.{4}(?=.)/g, "$& ")}</code>
        </p>
      </Section>
      <Section title={t("first_title")}>
        <ErrorSummary draft={draft} labels={{ code: t("code") }} />
        <Form action="/account/second-factor/confirmation">
          <Field
            name="code"
            label={t("code")}
            hint={t("code_hint")}
            autocomplete="one-time-code"
            inputmode="numeric"
            size="short"
            draft={{ ...draft, values: {} }}
            rules={rules}
          />
          <Submit>{t("factor_confirm")}</Submit>
        </Form>
      </Section>
    </>
  );
}

function SetUp({ since, left, draft }: { since: string; left: number; draft: AnyDraft }) {
  const t = useAccountWords();
  return (
    <>
      {left < FEW && (
        <Alert tone="warning">
          <p>{t(left === 0 ? "codes_none" : "codes_low")}</p>
        </Alert>
      )}
      <Facts
        items={[
          { label: t("on_since"), value: <Time at={since} /> },
          { label: t("codes_left"), value: left },
        ]}
      />
      <Section title={t("factor_change")}>
        <p>{t("codes_renew_text")}</p>
        <p>{t("remove_text")}</p>
        <ErrorSummary draft={draft} labels={{ code: t("code") }} />
        <Form action="/account/second-factor/recovery-codes">
          <Field
            name="code"
            label={t("code")}
            hint={t("factor_change_hint")}
            autocomplete="one-time-code"
            size="short"
            draft={{ ...draft, values: {} }}
            rules={rules}
          />
          <Actions>
            <Submit variant="secondary">{t("codes_renew")}</Submit>
            <Submit variant="secondary" tone="danger" formAction="/account/second-factor/removal">
              {t("remove")}
            </Submit>
          </Actions>
        </Form>
      </Section>
    </>
  );
}

/** Shown once, to be printed. */
export function CodesPage({ codes, fresh }: { codes: readonly string[]; fresh?: boolean }) {
  const t = useAccountWords();
  const { locale, person, today } = useView();
  return (
    <Page title={t("codes_title")} lead={t("codes_lead")} narrow>
      <p>{fill(t("codes_whose"), { name: person?.name ?? "", day: formatDay(locale, today) })}</p>
      {fresh && (
        <Alert tone="success" live>
          <p>{t("codes_fresh")}</p>
        </Alert>
      )}
      <ol class="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p class="hint">{t("codes_print")}</p>
      <LinkButton href="/account/second-factor" variant="primary">
        {t("codes_done")}
      </LinkButton>
    </Page>
  );
}
