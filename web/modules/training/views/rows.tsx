import { Badge } from "#web/ui/badge.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { Day } from "#web/ui/date.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { nameText } from "#web/words.ts";
import type {
  RowKind,
  Training,
  TrainingOverride,
  TrainingPaper,
  TrainingRecord,
} from "#worker/modules/training/input.ts";
import { useWords } from "../words.ts";

/** `here` where whoever looks may do something about the rows. */
type CardProps = { training: Training; here?: string | undefined };

type Taken = { id: string; withdrawnAt: string | null; withdrawnWhy: string | null };

/** The last column: a way to take the row back, or why it was. */
function useTakeBack<Row extends Taken>(kind: RowKind, here: string | undefined): Column<Row>[] {
  const t = useWords();
  const { grants } = useView();
  if (!here) return [];
  const cell = (row: Row) => {
    if (row.withdrawnAt !== null)
      return <Badge>{fill(t("withdrawn"), { reason: row.withdrawnWhy ?? "" })}</Badge>;
    if (!grants.includes("training:override")) return null;
    return (
      <a class="ds-link" href={`${here}/${kind}/${row.id}/withdrawal`}>
        {t("withdraw")}
      </a>
    );
  };
  return [{ key: "do", label: t("do"), cell }];
}

/** Licences, permits and tests. */
export function PapersCard({ training, here }: CardProps) {
  const t = useWords();
  const { grants } = useView();
  const last = useTakeBack<TrainingPaper>("papers", here);
  const { papers } = training;
  return (
    <Card
      title={t("papers")}
      actions={
        here &&
        grants.includes("training:plan") && (
          <LinkButton href={`${here}/papers/new`} small icon="plus">
            {t("paper_add")}
          </LinkButton>
        )
      }
    >
      <DataTable
        caption={t("papers")}
        rows={papers}
        rowKey={(row) => row.id}
        empty={<p class="hint">{t("papers_none")}</p>}
        columns={[
          {
            key: "kind",
            label: t("kind"),
            cell: (row) => `${t(`kind_${row.kind}`)} ${row.classCode ?? ""}`,
          },
          { key: "onDate", label: t("onDate"), cell: (row) => <Day date={row.onDate} /> },
          {
            key: "until",
            label: t("until"),
            cell: (row) => (row.until ? <Day date={row.until} /> : "–"),
            hideOnPhone: true,
          },
          {
            key: "result",
            label: t("result"),
            cell: (row) =>
              row.passed === null ? (
                "–"
              ) : (
                <Badge tone={row.passed ? "success" : "danger"}>
                  {t(row.passed ? "result_passed" : "result_failed")}
                </Badge>
              ),
          },
          ...last,
        ]}
      />
    </Card>
  );
}

/** What was done, newest first. */
export function RecordsCard({ training, here }: CardProps) {
  const t = useWords();
  const { locale } = useView();
  const last = useTakeBack<TrainingRecord>("records", here);
  return (
    <Card title={t("records")}>
      <DataTable
        caption={t("records")}
        rows={training.records}
        rowKey={(row) => row.id}
        empty={<p class="hint">{t("records_none")}</p>}
        columns={[
          {
            key: "step",
            label: t("step"),
            cell: (row) => (
              <>
                {row.classCode} · {nameText(locale, row.step)}
                {row.recommendation && (
                  <p class="hint">{t(`recommendation_${row.recommendation}`)}</p>
                )}
                {row.note && <p class="hint">{row.note}</p>}
              </>
            ),
          },
          { key: "onDate", label: t("onDate"), cell: (row) => <Day date={row.onDate} /> },
          { key: "minutes", label: t("minutes"), align: "end", cell: (row) => row.minutes },
          {
            key: "source",
            label: t("source"),
            cell: (row) => t(`source_${row.source}`),
            hideOnPhone: true,
          },
          {
            key: "employee",
            label: t("employeeId"),
            cell: (row) => row.employee ?? row.by,
            hideOnPhone: true,
          },
          ...last,
        ]}
      />
    </Card>
  );
}

/** Rules that were set aside, by whom and why; nothing where none was. */
export function OverridesCard({ training, here }: CardProps) {
  const t = useWords();
  const { locale } = useView();
  const last = useTakeBack<TrainingOverride>("overrides", here);
  if (training.overrides.length === 0) return null;
  return (
    <Card title={t("overrides")}>
      <DataTable
        caption={t("overrides")}
        rows={training.overrides}
        rowKey={(row) => row.id}
        columns={[
          { key: "step", label: t("step"), cell: (row) => nameText(locale, row.step) },
          { key: "rule", label: t("rule"), cell: (row) => nameText(locale, `rule.${row.rule}`) },
          { key: "reason", label: t("reason"), cell: (row) => row.reason },
          { key: "by", label: t("by"), cell: (row) => row.by },
          ...last,
        ]}
      />
    </Card>
  );
}
