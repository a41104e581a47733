import { Form, Hidden } from "#web/ui/form.tsx";
import { Icon } from "#web/ui/icon.tsx";
import { type Person, type Scheme, useView } from "#web/ui/view.ts";
import type { PLATFORM } from "#worker/lib/ctx.ts";
import { useShellWords } from "./words.ts";

// `name` makes the menus one set: opening one closes the other, without a script.
const oneOfTheMenus = { name: "menu" };

const platform: typeof PLATFORM = "platform";

/** The active school, and the way to the others of this person. */
export function SchoolMenu({ person }: { person: Person }) {
  const t = useShellWords();
  // The platform bears the name of the brand, which stands beside it.
  const nameOf = (id: string, name: string) => (id === platform ? t("platform") : name);
  const here = nameOf(person.schoolId, person.schoolName);
  if (person.schools.length < 2) return <p class="school-name">{here}</p>;
  return (
    <details class="popup school-menu" {...oneOfTheMenus}>
      <summary>
        <Icon name="school" />
        <span class="ds-sr-only">{t("switch_school")}: </span>
        <span class="school-name">{here}</span>
        <Icon name="expand" />
      </summary>
      <div class="popup-body menu">
        <p class="popup-title">{t("switch_school")}</p>
        <Form action="/session/school">
          {person.schools.map(({ id, name }) => (
            <button
              key={id}
              class="menu-item"
              type="submit"
              name="schoolId"
              value={id}
              {...(id === person.schoolId ? { "aria-current": "true" as const } : {})}
            >
              {nameOf(id, name)}
              {id === person.schoolId && <Icon name="check" />}
            </button>
          ))}
        </Form>
      </div>
    </details>
  );
}

/** What belongs to the person and not to the school. */
export function PersonMenu({ person }: { person: Person }) {
  const t = useShellWords();
  return (
    <details class="popup person-menu" {...oneOfTheMenus}>
      <summary>
        <span class="avatar" aria-hidden="true">
          {initials(person.name)}
        </span>
        <span class="person-name">{person.name}</span>
        <span class="ds-sr-only">{t("me")}</span>
        <Icon name="expand" />
      </summary>
      <div class="popup-body menu">
        <p class="popup-title">{person.name}</p>
        <a class="menu-item" href="/account">
          <Icon name="person" />
          {t("account")}
        </a>
        <a class="menu-item" href="/account/sessions">
          <Icon name="lock" />
          {t("sessions")}
        </a>
        <hr />
        <AppearanceForm />
        <LanguageForm />
        <hr />
        <Form action="/sign-out">
          <button class="menu-item" type="submit">
            <Icon name="sign_out" />
            {t("sign_out")}
          </button>
        </Form>
      </div>
    </details>
  );
}

/** To the other language, and back to the same page. */
export function LanguageForm() {
  const t = useShellWords();
  const { locale, url } = useView();
  const other = locale === "nb" ? "en" : "nb";
  return (
    <Form action="/language">
      <Hidden name="back" value={url.pathname + url.search} />
      <button class="menu-item" type="submit" name="locale" value={other} lang={other}>
        <Icon name="language" />
        {t("language")}
      </button>
    </Form>
  );
}

const schemes: readonly Scheme[] = ["auto", "light", "dark"];

/** Light, dark, or as the device says. */
export function AppearanceForm() {
  const t = useShellWords();
  const { scheme, url } = useView();
  return (
    <Form action="/appearance">
      <Hidden name="back" value={url.pathname + url.search} />
      <fieldset class="segments">
        <legend>{t("appearance")}</legend>
        {schemes.map((one) => (
          <button key={one} type="submit" name="scheme" value={one} aria-pressed={one === scheme}>
            {t(one)}
          </button>
        ))}
      </fieldset>
    </Form>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0]?.[0] ?? "";
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? "") : "";
  return (first + last).toUpperCase();
}
