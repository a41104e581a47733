import assets from "#web/assets.gen.json" with { type: "json" };
import { SignedIn, SignedOut } from "#web/shell/frame.tsx";
import { View, type ViewData } from "#web/ui/view.ts";

const urls: Record<string, string | undefined> = assets;

/** The whole document around a page that is rendered already. Only an island brings a script. */
export function Shell({ view, html }: { view: ViewData; html: string }) {
  const { title } = view.head;
  // The frame's own islands are drawn after the head.
  const framed = [
    ...(view.person && view.grants.includes("search:use") ? ["search/palette"] : []),
    ...(view.person && view.keeps ? ["offline/keep"] : []),
  ];
  const islands = addresses([...framed, ...view.head.islands]);
  return (
    <View.Provider value={view}>
      <html lang={view.locale} data-color-scheme={view.scheme}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
          <title>{title ? `${title} · TMS` : "TMS"}</title>
          <meta name="color-scheme" content={view.scheme === "auto" ? "light dark" : view.scheme} />
          <ThemeColour view={view} />
          <link rel="stylesheet" href={urls.styles} />
          <link rel="icon" type="image/svg+xml" href={urls.icon} />
          <link rel="apple-touch-icon" href={urls.icon192} />
          <link rel="manifest" href="/manifest.webmanifest" />
          {islands && <script type="module" src={urls.client} data-islands={islands} />}
        </head>
        <body>
          {view.person ? <SignedIn person={view.person} html={html} /> : <SignedOut html={html} />}
        </body>
      </html>
    </View.Provider>
  );
}

const bars = { light: "#ffffff", dark: "#10191d" };

/** The browser's own bar takes the colour of ours. */
function ThemeColour({ view }: { view: ViewData }) {
  if (view.scheme !== "auto") return <meta name="theme-color" content={bars[view.scheme]} />;
  return (
    <>
      <meta name="theme-color" media="(prefers-color-scheme: light)" content={bars.light} />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content={bars.dark} />
    </>
  );
}

/** The islands of this page and where their code is, as the waker reads them. */
function addresses(islands: readonly string[]): string | undefined {
  if (islands.length === 0) return undefined;
  return JSON.stringify(Object.fromEntries(islands.map((name) => [name, urls[name]])));
}
