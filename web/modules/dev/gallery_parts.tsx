import { Alert } from "#web/ui/alert.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Card, Grid, Split, Stack, StatCard } from "#web/ui/card.tsx";
import { BarChart, LineChart } from "#web/ui/chart.tsx";
import { Time } from "#web/ui/date.tsx";
import { Confirm, Disclosure } from "#web/ui/dialog.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Icon, iconNames } from "#web/ui/icon.tsx";
import { formatMoney, Money } from "#web/ui/money.tsx";
import { Section } from "#web/ui/page.tsx";
import { Progress } from "#web/ui/progress.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { Timeline } from "#web/ui/timeline.tsx";
import type { Tone } from "#web/ui/tone.ts";
import { useView } from "#web/ui/view.ts";
import { useWords } from "./words.ts";

const tones: readonly Tone[] = ["neutral", "accent", "info", "success", "warning", "danger"];
const weeks = [31, 28, 40, 22, 35, 38, 47, 44].map((value, i) => ({ label: `${40 + i}`, value }));
const months = [4_120_000, 5_230_000, 4_980_000, 6_310_000, 7_020_000, 6_640_000].map(
  (value, i) => ({ label: `${i + 6}/26`, value }),
);

/** Everything that is neither a list nor a form. */
export function GalleryParts() {
  const t = useWords();
  const { locale } = useView();
  return (
    <>
      <Section title={t("numbers")}>
        <Grid>
          <StatCard label={t("stat_lessons")} value="42" hint={t("stat_hint")} icon="calendar" />
          <StatCard
            label={t("stat_late")}
            value={<Money ore={1_284_000} whole />}
            tone="danger"
            icon="danger"
            href="/dev/kit?late"
          />
          <StatCard label={t("stat_tests")} value="91 %" tone="success" icon="success" />
          <StatCard label={t("stat_cars")} value="2" tone="warning" icon="vehicles" />
        </Grid>
        <Split
          main={
            <Card>
              <BarChart title={t("chart_bar")} desc={t("chart_desc")} points={weeks} />
            </Card>
          }
          side={
            <Card>
              <LineChart
                title={t("chart_line")}
                desc={t("chart_desc")}
                points={months}
                format={(value) => formatMoney(locale, value)}
                axis={(value) => formatMoney(locale, value, "whole")}
              />
            </Card>
          }
        />
      </Section>
      <Section title={t("feedback")}>
        <Stack>
          <Alert>{t("alert_info")}</Alert>
          <Alert tone="success">{t("alert_ok")}</Alert>
          <Alert tone="warning">{t("alert_warn")}</Alert>
          <Alert tone="danger" title={t("alert_title")}>
            {t("alert_bad")}
          </Alert>
          <Reasons
            reasons={[
              { code: "stale", source: "Trafikkopplæringsforskriften § 8-5", remedy: t("remedy") },
            ]}
          />
          <EmptyState
            title={t("empty_title")}
            text={t("empty_text")}
            icon="students"
            action={<LinkButton href="/dev/kit?new">{t("new")}</LinkButton>}
          />
        </Stack>
      </Section>
      <Split
        main={
          <Card title={t("history")}>
            <Timeline
              items={[
                {
                  at: "2026-11-20T13:05:00.000Z",
                  who: "Kari Lunde",
                  title: t("passed"),
                  tone: "success",
                },
                {
                  at: "2026-11-11T09:30:00.000Z",
                  title: t("failed"),
                  text: t("fail_text"),
                  tone: "danger",
                },
                {
                  at: "2026-10-02T07:12:00.000Z",
                  who: "Ola Berg",
                  title: t("changed"),
                  tone: "accent",
                },
                { at: "2026-08-14T10:00:00.000Z", who: "Kari Lunde", title: t("made") },
              ]}
            />
          </Card>
        }
        side={
          <>
            <Card title={t("details")}>
              <Facts
                items={[
                  { label: t("name"), value: "Ingrid Sæther" },
                  { label: t("phone"), value: "912 34 567" },
                  { label: t("email"), value: "" },
                  { label: t("last"), value: <Time at="2026-11-20T13:05:00.000Z" /> },
                ]}
              />
              <Progress label={t("progress")} value={9} max={13} />
            </Card>
            <Card title={t("side")} tinted>
              <Disclosure summary={t("more")}>{t("more_text")}</Disclosure>
            </Card>
          </>
        }
      />
      <Section title={t("buttons")}>
        <Actions>
          <LinkButton href="#buttons" variant="primary" icon="check">
            {t("primary")}
          </LinkButton>
          <LinkButton href="#buttons">{t("secondary")}</LinkButton>
          <LinkButton href="#buttons" variant="tertiary">
            {t("tertiary")}
          </LinkButton>
          <LinkButton href="#buttons" small icon="pencil">
            {t("secondary")}
          </LinkButton>
          <Confirm
            summary={t("remove")}
            title={t("remove_title")}
            text={t("remove_text")}
            action="/dev/kit"
            icon="trash"
            values={{ version: 3 }}
          />
        </Actions>
      </Section>
      <Section title={t("badges")}>
        <Actions>
          {tones.map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
          <Badge tone="warning" icon="warning">
            {t("late")}
          </Badge>
        </Actions>
      </Section>
      <Section title={t("icons")}>
        <Actions>
          {iconNames.map((name) => (
            <span key={name}>
              <Icon name={name} /> <small>{name}</small>
            </span>
          ))}
        </Actions>
      </Section>
    </>
  );
}
