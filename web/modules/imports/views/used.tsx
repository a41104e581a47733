import { Alert } from "#web/ui/alert.tsx";
import { fill } from "#web/ui/words.ts";
import { useProblem } from "#web/words.ts";
import type { Reason } from "#worker/lib/problem.ts";

type UsedProps = {
  tone: "danger" | "warning";
  title: string;
  text: string;
  reasons: readonly Reason[];
};

/** Who of an import has been used or changed since, each by name and a link. */
export function Used({ tone, title, text, reasons }: UsedProps) {
  const problem = useProblem();
  if (reasons.length === 0) return null;
  return (
    <Alert tone={tone} title={title} live>
      <p>{text}</p>
      <ul>
        {reasons.map(({ code, params = {} }) => (
          <li key={params.path}>
            <a class="ds-link" href={String(params.path)}>
              {fill(problem(code), params)}
            </a>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
