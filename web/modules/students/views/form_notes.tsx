import { Alert } from "#web/ui/alert.tsx";
import type { Double } from "#worker/modules/students/card/queries.ts";
import { useWords } from "../words.ts";
import { Born } from "./parts.tsx";

/** Who may be the same person, each a link to her page. */
export function Doubles({ doubles }: { doubles: readonly Double[] }) {
  const t = useWords();
  if (doubles.length === 0) return null;
  return (
    <Alert tone="warning" title={t("doubles_title")} live>
      <p>{t("doubles_text")}</p>
      <ul>
        {doubles.map(({ id, number, firstName, lastName, birthDate }) => (
          <li key={id}>
            <a class="ds-link" href={`/students/${id}`} target="_blank" rel="noopener">
              {firstName} {lastName}
            </a>{" "}
            <Born birthDate={birthDate} /> <span class="hint">{number}</span>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
