import { setupWords as w } from "./words.ts";

type Missing = "keys" | "schema";

/** The whole page when nothing else can be shown: no keys, so no session, no form, no shell. */
export function NotReadyDocument({ missing, styles }: { missing: Missing; styles: string }) {
  const both = ({ nb, en }: { nb: string; en: string }) => (
    <p>
      {nb}
      <br />
      <span lang="en">{en}</span>
    </p>
  );
  return (
    <html lang="nb">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{w.title}</title>
        <link rel="stylesheet" href={styles} />
      </head>
      <body>
        <main id="main" class="page page-narrow">
          <h1>{w.title}</h1>
          {both(w[missing])}
          {both(w.help)}
          <pre>npm start</pre>
          {missing === "schema" && both(w.only_migrate)}
          {missing === "schema" && <pre>npx wrangler d1 migrations apply DB --local</pre>}
          {both(w.production)}
        </main>
      </body>
    </html>
  );
}
