import { Alert } from "#web/ui/alert.tsx";
import { LinkButton, Submit } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { formatDay } from "#web/ui/date.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { Vehicle } from "#worker/modules/vehicles/input.ts";
import { useWords } from "../words.ts";
import { factsOf } from "./form.tsx";

type VehiclePageProps = {
  vehicle: Vehicle;
  /** Why it cannot be driven today, whatever the class. */
  reasons: readonly Reason[];
  /** A button was pressed on an older version of it. */
  stale?: boolean;
};

/** One vehicle: what it is, what runs out, and what can be done with it. */
export function VehiclePage({ vehicle, reasons, stale }: VehiclePageProps) {
  const t = useWords();
  const { grants, locale } = useView();
  const { plate, make, model, year, retiredOn } = vehicle;
  const lead = [make, model, year].filter((part) => part !== null).join(" ");
  const mayWrite = grants.includes("vehicles:write");
  return (
    <Page
      title={plate}
      lead={lead}
      crumbs={[{ href: "/vehicles", label: t("title") }]}
      actions={mayWrite && <VehicleActions vehicle={vehicle} />}
    >
      {stale && (
        <Alert tone="warning" live>
          <p>{t("stale_page")}</p>
        </Alert>
      )}
      {retiredOn && (
        <Alert tone="info">
          <p>{fill(t("retired_on"), { on: formatDay(locale, retiredOn) })}</p>
        </Alert>
      )}
      {!retiredOn && vehicle.classes.length === 0 && (
        <Alert tone="warning">
          <p>{t("no_classes")}</p>
        </Alert>
      )}
      {!retiredOn && <Reasons reasons={reasons} title={t("cannot_drive")} />}
      <Card title={t("vehicle")}>
        <Facts items={factsOf(t, vehicle)} />
      </Card>
    </Page>
  );
}

function VehicleActions({ vehicle: { id, version, retiredOn } }: { vehicle: Vehicle }) {
  const t = useWords();
  if (retiredOn) {
    return (
      <Form action={`/vehicles/${id}/return`}>
        <Hidden name="version" value={version} />
        <Submit variant="secondary">{t("unretire")}</Submit>
      </Form>
    );
  }
  return (
    <>
      <LinkButton href={`/vehicles/${id}/edit`} icon="pencil">
        {t("edit")}
      </LinkButton>
      <Confirm
        summary={t("retire")}
        title={t("retire_title")}
        text={t("retire_text")}
        action={`/vehicles/${id}/retirement`}
        values={{ version }}
      />
    </>
  );
}
