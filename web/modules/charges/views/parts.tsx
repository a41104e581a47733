import { Badge } from "#web/ui/badge.tsx";
import { Card, Grid, StatCard } from "#web/ui/card.tsx";
import { formatMoney, Money } from "#web/ui/money.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import type { Tone } from "#web/ui/tone.ts";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Charge, ChargeStatus, Light } from "#worker/modules/charges/input.ts";
import { useWords } from "../words.ts";

const tones: Record<ChargeStatus, Tone> = {
  planned: "neutral",
  due: "warning",
  cancelled: "neutral",
  waived: "neutral",
  invoiced: "info",
  prepaid: "success",
};

export function StatusBadge({ charge }: { charge: Pick<Charge, "status" | "paid"> }) {
  const t = useWords();
  const { status, paid } = charge;
  if (paid) return <Badge tone="success">{t("paid")}</Badge>;
  return <Badge tone={tones[status]}>{t(`status_${status}`)}</Badge>;
}

/** What is owed, or what the student has to her credit, in words and kroner. */
export function Owed({ ore }: { ore: number }) {
  const t = useWords();
  if (ore === 0) return <>{t("even")}</>;
  return (
    <>
      {t(ore > 0 ? "owes" : "to_credit")} <Money ore={Math.abs(ore)} />
    </>
  );
}

type Params = Record<string, string | number>;
const amounts = ["price", "ore", "charged", "booked"];

/** The values of a reason or of a step of a price, with amounts as people write them. */
export function useKroner() {
  const { locale } = useView();
  return (params: Params = {}): Params =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        amounts.includes(name) && typeof value === "number" ? formatMoney(locale, value) : value,
      ]),
    );
}

const lights: Record<Light["color"], Tone> = { green: "success", yellow: "warning", red: "danger" };

/** Whether planned, done, charged and paid agree, and what is off where they do not. */
export function LightCard({ light }: { light: Light }) {
  const t = useWords();
  const kroner = useKroner();
  const { color, planned, done, charged, off } = light;
  const lines = ({ n }: { n: number }) => (n === 1 ? t("one_line") : fill(t("n_lines"), { n }));
  return (
    <Card title={t("light")} actions={<Badge tone={lights[color]}>{t(`light_${color}`)}</Badge>}>
      <Grid>
        <StatCard label={t("planned")} value={<Money ore={planned.ore} />} hint={lines(planned)} />
        <StatCard label={t("done")} value={<Money ore={done.ore} />} hint={lines(done)} />
        <StatCard label={t("charged")} value={<Money ore={charged.ore} />} hint={lines(charged)} />
        <StatCard label={t("paid")} value={<Money ore={light.paidOre} />} />
      </Grid>
      {off.length === 0 && <p>{t("light_ok")}</p>}
      <Reasons
        title={t("off")}
        reasons={off.map(({ params, ...reason }) => ({ ...reason, params: kroner(params) }))}
      />
    </Card>
  );
}
