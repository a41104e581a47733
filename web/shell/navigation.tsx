import { nav, useNavWords } from "#web/nav.ts";
import { Icon } from "#web/ui/icon.tsx";
import { useView } from "#web/ui/view.ts";
import { useShellWords } from "./words.ts";

// Four fit beneath a thumb on the narrowest phone; the fifth place opens the rest.
const quick = 4;

/** The menu at the side of a wide screen. */
export function SideNav() {
  const t = useShellWords();
  const items = useItems();
  if (items.length === 0) return null;
  return (
    <nav class="side" aria-label={t("main_nav")}>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <Entry {...item} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The same menu at the foot of a phone's screen. */
export function BottomNav() {
  const t = useShellWords();
  const items = useItems();
  if (items.length === 0) return null;
  const [shown, rest] = [items.slice(0, quick), items.slice(quick)];
  return (
    <nav class="bottom" aria-label={t("quick_nav")}>
      <ul>
        {shown.map((item) => (
          <li key={item.href}>
            <Entry {...item} />
          </li>
        ))}
        {rest.length > 0 && (
          <li>
            <details name="menu">
              <summary {...(rest.some(({ here }) => here) ? { "data-here": "" } : {})}>
                <Icon name="menu" />
                <span>{t("more")}</span>
              </summary>
              <ul class="sheet">
                {rest.map((item) => (
                  <li key={item.href}>
                    <Entry {...item} />
                  </li>
                ))}
              </ul>
            </details>
          </li>
        )}
      </ul>
    </nav>
  );
}

type Item = { href: string; icon: (typeof nav)[number]["icon"]; text: string; here: boolean };

function Entry({ href, icon, text, here }: Item) {
  return (
    <a href={href} {...(here ? { "aria-current": "page" as const } : {})}>
      <Icon name={icon} />
      <span>{text}</span>
    </a>
  );
}

/** What this person may open, and which of it the page belongs to. */
function useItems(): Item[] {
  const t = useNavWords();
  const { grants, url } = useView();
  const path = url.pathname;
  const mine = nav.filter(({ grant }) => grants.includes(grant));
  const around = mine.filter(({ href }) => path === href || path.startsWith(`${href}/`));
  // `/me/lessons` is under `/me` too: the longest address is the one that means the page.
  const here = around.toSorted((a, b) => b.href.length - a.href.length)[0];
  return mine.map((item) => {
    const { href, icon, label } = item;
    return { href, icon, text: t(label), here: item === here };
  });
}
