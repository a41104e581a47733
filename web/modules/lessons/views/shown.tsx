import { Card } from "#web/ui/card.tsx";
import { formatInstant } from "#web/ui/date.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { nameText } from "#web/words.ts";
import type { Attested, SelfAssessment } from "#worker/modules/lessons/input.ts";
import { useWords } from "../words.ts";
import { GoalLevels } from "./goals.tsx";

/** What was attested, as the staff and the student read it. */
export function AttestedShown({ attested }: { attested: Attested }) {
  const t = useWords();
  const { locale } = useView();
  const { outcome, minutes, themes, levels, note, cancelReason, recommendation } = attested;
  const delivered = outcome === "delivered";
  return (
    <>
      <Facts
        items={[
          { label: t("outcome"), value: t(`outcome_${outcome}`) },
          ...(delivered ? [{ label: t("minutes"), value: minutes }] : []),
          ...(cancelReason
            ? [{ label: t("cancelReason"), value: t(`reason_${cancelReason}`) }]
            : []),
          ...(attested.step ? [{ label: t("step"), value: nameText(locale, attested.step) }] : []),
          ...(themes.length > 0
            ? [
                {
                  label: t("themes"),
                  value: themes.map((theme) => nameText(locale, `theme.${theme}`)).join(", "),
                },
              ]
            : []),
          ...(recommendation
            ? [{ label: t("recommendation"), value: t(`recommendation_${recommendation}`) }]
            : []),
          ...(note ? [{ label: t("note"), value: note }] : []),
          {
            label: t("attested_by"),
            value: [attested.attestedBy, formatInstant(locale, attested.attestedAt)]
              .filter(Boolean)
              .join(", "),
          },
          ...(attested.reason ? [{ label: t("reason"), value: attested.reason }] : []),
        ]}
      />
      {delivered && Object.keys(levels).length > 0 && <GoalLevels levels={levels} />}
    </>
  );
}

type SelfShownProps = { self: SelfAssessment | null; attestedAt: string | null };

/** How the student saw herself; it is told when that was after the teacher had spoken. */
export function SelfShown({ self, attestedAt }: SelfShownProps) {
  const t = useWords();
  const { locale } = useView();
  return (
    <Card title={t("self")} tinted>
      {self ? (
        <>
          <GoalLevels levels={self.levels} />
          {self.note && <blockquote>{self.note}</blockquote>}
          <p class="hint">
            {fill(t(attestedAt !== null && self.at > attestedAt ? "self_after" : "self_at"), {
              at: formatInstant(locale, self.at),
            })}
          </p>
        </>
      ) : (
        <p class="hint">{t("self_none")}</p>
      )}
    </Card>
  );
}
