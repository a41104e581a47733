import { useRole } from "#web/role_words.ts";
import { Alert } from "#web/ui/alert.tsx";
import { Time } from "#web/ui/date.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Form, Submit } from "#web/ui/form.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import type { Lists } from "#worker/modules/addresses/input.ts";
import { AllowForm, BlockForm } from "./forms.tsx";
import { useWords } from "./words.ts";

const here = "/addresses";
const none: Draft<unknown> = { values: {}, errors: {} };

type Props = {
  lists: Lists;
  platform: boolean;
  drafts: { allow?: Draft<unknown>; block?: Draft<unknown> };
};

/** From where a school's people, or the platform's, may come, and who is kept out. */
export function AddressesPage({ lists, platform, drafts }: Props) {
  const t = useWords();
  return (
    <Page title={t("title")} lead={t(platform ? "lead_platform" : "lead")}>
      <Own own={lists.own} />
      <Section title={t("ranges")}>
        <p class="hint">{t(platform ? "ranges_hint_platform" : "ranges_hint")}</p>
        <Ranges ranges={lists.ranges} />
        <AllowForm draft={drafts.allow ?? none} own={lists.own} platform={platform} />
      </Section>
      <Section title={t("blocks")}>
        <p class="hint">{t(platform ? "blocks_hint_platform" : "blocks_hint")}</p>
        <Blocks blocks={lists.blocks} />
        <BlockForm draft={drafts.block ?? none} />
      </Section>
      <Section title={t("openings")}>
        <p class="hint">{t("openings_hint")}</p>
        <Openings openings={lists.openings} />
      </Section>
    </Page>
  );
}

function Own({ own }: { own: string | undefined }) {
  const t = useWords();
  return (
    <Alert tone="info" title={t("own_title")}>
      <p>{own ? fill(t("own"), { address: own }) : t("own_unknown")}</p>
    </Alert>
  );
}

function Ranges({ ranges }: { ranges: Lists["ranges"] }) {
  const t = useWords();
  const role = useRole();
  const names = (roles: readonly string[]) => roles.map((one) => role(one as "owner")).join(", ");
  return (
    <DataTable
      caption={t("ranges")}
      rows={ranges}
      rowKey={({ id }) => id}
      empty={<EmptyState icon="lock" title={t("no_ranges")} text={t("no_ranges_text")} />}
      columns={[
        { key: "range", label: t("range"), cell: ({ range }) => <code>{range}</code> },
        { key: "roles", label: t("roles"), cell: ({ roles }) => names(roles) },
        { key: "note", label: t("note"), cell: ({ note }) => note ?? "–" },
        {
          key: "remove",
          label: t("change"),
          cell: ({ id, range }) => (
            <Remove action={`${here}/ranges/${id}/removal`} label={t("remove")} range={range} />
          ),
        },
      ]}
    />
  );
}

type RemoveProps = { action: string; label: string; range: string };

function Remove({ action, label, range }: RemoveProps) {
  return (
    <Form action={action}>
      <Submit variant="tertiary" small>
        {label}
        <span class="ds-sr-only"> {range}</span>
      </Submit>
    </Form>
  );
}

function Blocks({ blocks }: { blocks: Lists["blocks"] }) {
  const t = useWords();
  type Row = Lists["blocks"][number];
  const until = ({ until }: Row) => (until ? <Time at={until} /> : t("until_lifted"));
  return (
    <DataTable
      caption={t("blocks")}
      rows={blocks}
      rowKey={({ id }) => id}
      empty={<EmptyState icon="check" title={t("no_blocks")} />}
      columns={[
        { key: "range", label: t("range"), cell: ({ range }) => <code>{range}</code> },
        { key: "reason", label: t("reason"), cell: ({ reason }) => reason },
        { key: "by", label: t("by"), cell: ({ by }) => by ?? t("system"), hideOnPhone: true },
        { key: "until", label: t("until"), cell: until },
        {
          key: "lift",
          label: t("change"),
          cell: ({ id, range }) => (
            <Remove action={`${here}/blocks/${id}/removal`} label={t("lift")} range={range} />
          ),
        },
      ]}
    />
  );
}

function Openings({ openings }: { openings: Lists["openings"] }) {
  const t = useWords();
  return (
    <DataTable
      caption={t("openings")}
      rows={openings}
      rowKey={({ id }) => id}
      empty={<EmptyState icon="check" title={t("no_openings")} />}
      columns={[
        { key: "at", label: t("opened_at"), cell: ({ openedAt }) => <Time at={openedAt} /> },
        { key: "until", label: t("until"), cell: ({ until }) => <Time at={until} /> },
        { key: "by", label: t("by"), cell: ({ by }) => by ?? "–" },
        { key: "reason", label: t("reason"), cell: ({ reason }) => reason },
      ]}
    />
  );
}
