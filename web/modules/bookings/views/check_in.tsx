import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { Time } from "#web/ui/date.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { Form } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import type { Booking } from "#worker/modules/bookings/input.ts";
import { useOwnWords } from "../own_words.ts";

/** What a reminder leads to: the lesson, and a yes. Only what the reminder said is on it. */
export function CheckInPage({ booking, action }: { booking: Booking; action: string }) {
  const t = useOwnWords();
  const { now } = useView();
  const { id, startsAt, endsAt, instructor, pickup, branch, checkedInAt, status } = booking;
  const over = status !== "booked" || startsAt <= now;
  return (
    <Page title={t(checkedInAt ? "check_in_done" : "check_in_title")} narrow>
      {checkedInAt && (
        <Alert tone="success">
          <p>{t("check_in_thanks")}</p>
        </Alert>
      )}
      {over && !checkedInAt && (
        <Alert tone="info">
          <p>{t("check_in_over")}</p>
        </Alert>
      )}
      <Card title={t("lesson")}>
        <Facts
          items={[
            {
              label: t("when"),
              value: (
                <>
                  <Time at={startsAt} />–<Time at={endsAt} format="clock" />
                </>
              ),
            },
            { label: t("instructor"), value: instructor },
            { label: t("pickup"), value: pickup ?? branch },
          ]}
        />
      </Card>
      {!over && (
        <Actions>
          {!checkedInAt && (
            <Form action={action}>
              <Submit>{t("check_in")}</Submit>
            </Form>
          )}
          <LinkButton href={`/me/bookings/${id}`}>{t("check_in_other")}</LinkButton>
        </Actions>
      )}
    </Page>
  );
}
