import { Badge } from "#web/ui/badge.tsx";
import { Time } from "#web/ui/date.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { Form, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import type { Device } from "#worker/objects/session_rules.ts";
import { useAccountWords } from "../account_words.ts";

/** Where somebody is signed in. */
export function DevicesPage({ devices }: { devices: readonly Device[] }) {
  const t = useAccountWords();
  const crumbs = [{ href: "/account", label: t("account") }];
  const nameOf = (device: Device) => device.label || t("device_unknown");
  const others = devices.length > 1 && (
    <Confirm
      summary={t("end_others")}
      title={t("end_others_title")}
      text={t("end_others_text")}
      action="/account/sessions/others/removal"
    />
  );
  return (
    <Page title={t("sessions")} lead={t("devices_lead")} crumbs={crumbs} actions={others}>
      <DataTable
        caption={t("sessions")}
        rows={devices}
        rowKey={(device) => device.id}
        columns={[
          {
            key: "device",
            label: t("device"),
            cell: (device) => (
              <>
                {nameOf(device)} {device.current && <Badge tone="success">{t("here")}</Badge>}
              </>
            ),
          },
          { key: "since", label: t("since"), cell: (device) => <Time at={device.createdAt} /> },
          { key: "seen", label: t("last_seen"), cell: (device) => <Time at={device.lastSeen} /> },
          { key: "network", label: t("network"), cell: (device) => device.ipPrefix || "–" },
          {
            key: "end",
            label: t("end"),
            cell: (device) =>
              !device.current && (
                <Form action={`/account/sessions/${device.id}/removal`}>
                  <Submit variant="tertiary" tone="danger" small>
                    {t("end")}
                  </Submit>
                </Form>
              ),
          },
        ]}
      />
      {devices.length < 2 && <p>{t("no_others")}</p>}
    </Page>
  );
}
