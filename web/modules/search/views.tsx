import { Alert } from "#web/ui/alert.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { NothingFound } from "#web/ui/empty.tsx";
import { SearchBar } from "#web/ui/filters.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { useProblem } from "#web/words.ts";
import { type Found, type Hit, type HitKind, hitKinds } from "#worker/modules/search/input.ts";
import { useWords } from "./words.ts";

type SearchPageProps = { q: string; found: Found; refused: "national_id" | undefined };

/** What was found in the whole school, by its kind. */
export function SearchPage({ q, found, refused }: SearchPageProps) {
  const t = useWords();
  const problem = useProblem();
  const { grants } = useView();
  return (
    <Page title={t("title")} lead={t("lead")} narrow>
      <SearchBar q={q} label={t("label")} action="/search" />
      {refused && (
        <Alert tone="warning" live>
          <p>{problem(`search.${refused}`)}</p>
          {grants.includes("students:national_id") && (
            <p>
              <a href="/students/find">{t("by_national_id")}</a>
            </p>
          )}
        </Alert>
      )}
      {q !== "" && found.items.length === 0 && (
        <NothingFound q={q} title={fill(t("none"), { q })} text={t("none_text")} />
      )}
      {hitKinds.map((kind) => (
        <Group key={kind} kind={kind} q={q} found={found} />
      ))}
    </Page>
  );
}

const lists: Record<HitKind, string> = {
  student: "/students",
  contact: "/contacts",
  employee: "/employees",
  vehicle: "/vehicles",
};

function Group({ kind, q, found }: { kind: HitKind; q: string; found: Found }) {
  const t = useWords();
  const hits = found.items.filter((hit) => hit.kind === kind);
  if (hits.length === 0) return null;
  const all = `${lists[kind]}?${new URLSearchParams({ q })}`;
  return (
    <Section title={t(kind)} actions={found.more.includes(kind) && <a href={all}>{t("more")}</a>}>
      <ul class="finds">
        {hits.map((hit) => (
          <li key={hit.id}>
            <HitLink hit={hit} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function HitLink({ hit: { href, title, facts, state } }: { hit: Hit }) {
  const t = useWords();
  return (
    <a class="find" href={href}>
      <strong>{title}</strong>
      <span class="hint">{facts.join(" · ")}</span>
      {state && <Badge>{t(state)}</Badge>}
    </a>
  );
}
