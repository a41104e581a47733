import { Page } from "#web/ui/page.tsx";
import type { Operation, Paths } from "#worker/lib/openapi.ts";
import { useWords } from "./words.ts";

/** The API's document for people to read: every path, who may use it, what goes in and out. */
export function DocsPage({ paths }: { paths: Paths }) {
  const t = useWords();
  return (
    <Page title={t("title")} lead={t("lead")}>
      <p>
        <a href="/api/v1/openapi.json">{t("download")}</a>
      </p>
      {Object.entries(paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => (
          <Line key={method + path} title={`${method.toUpperCase()} ${path}`} op={operation} />
        )),
      )}
    </Page>
  );
}

function Line({ title, op }: { title: string; op: Operation }) {
  const t = useWords();
  const answer = Object.entries(op.responses).find(([status]) => status !== "default");
  return (
    <details class="ds-details">
      <summary>
        <code>{title}</code>
      </summary>
      <div>
        <p>
          {t("grant")}: <code>{op["x-grant"]}</code>
        </p>
        {op.parameters.length > 0 && (
          <>
            <h3>{t("parameters")}</h3>
            <ul>
              {op.parameters.map((p) => (
                <li key={p.in + p.name}>
                  <code>{p.name}</code> ({p.in}
                  {p.required ? `, ${t("required")}` : ""})
                </li>
              ))}
            </ul>
          </>
        )}
        {op.requestBody && <Schema title={t("body")} value={op.requestBody.content} />}
        {answer && <Schema title={`${t("answer")} ${answer[0]}`} value={answer[1].content ?? {}} />}
      </div>
    </details>
  );
}

function Schema({ title, value }: { title: string; value: object }) {
  const [schema] = Object.values(value) as { schema: object }[];
  return (
    <>
      <h3>{title}</h3>
      <pre>{JSON.stringify(schema?.schema ?? {}, null, 2)}</pre>
    </>
  );
}
