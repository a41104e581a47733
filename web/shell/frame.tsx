import { OfflineNotice } from "#web/modules/offline/notice.tsx";
import { ServiceBanner } from "#web/modules/operations/banner.tsx";
import { SearchPalette } from "#web/modules/search/palette.tsx";
import { VisitBanner } from "#web/modules/visits/banner.tsx";
import { formatInstant } from "#web/ui/date.tsx";
import { Flash } from "#web/ui/flash.tsx";
import { Icon } from "#web/ui/icon.tsx";
import { SkipLink } from "#web/ui/skip_link.tsx";
import { type Person, useView } from "#web/ui/view.ts";
import { SecondFactorBanner } from "./banner.tsx";
import { Brand } from "./brand.tsx";
import { LanguageForm, PersonMenu, SchoolMenu } from "./menus.tsx";
import { BottomNav, SideNav } from "./navigation.tsx";
import { useShellWords } from "./words.ts";

/** Around the pages of somebody who is signed in. */
export function SignedIn({ person, html }: { person: Person; html: string }) {
  const { grants, locale, now } = useView();
  return (
    <>
      <SkipLink />
      <header class="top">
        <Brand />
        <SchoolMenu person={person} />
        {grants.includes("search:use") && <TopSearch />}
        {!person.visitUntil && <PersonMenu person={person} />}
      </header>
      <div class="frame">
        <SideNav />
        <div class="content">
          <p class="paper">
            {person.schoolName} · {formatInstant(locale, now)}
          </p>
          <VisitBanner />
          <OfflineNotice />
          <ServiceBanner />
          <SecondFactorBanner />
          <Flash />
          {/* Rendered before the shell, so that its title and its islands are known here. */}
          <div dangerouslySetInnerHTML={{ __html: html }} />
          <Footer />
        </div>
      </div>
      <BottomNav />
      {grants.includes("search:use") && <SearchPalette />}
    </>
  );
}

/** Around sign-in, invitations and signed links: the brand, the page, the language. */
export function SignedOut({ html }: { html: string }) {
  return (
    <div class="outside">
      <SkipLink />
      <header>
        <Brand />
        <LanguageForm />
      </header>
      <ServiceBanner />
      <Flash />
      <div class="outside-main" dangerouslySetInnerHTML={{ __html: html }} />
      <Footer />
    </div>
  );
}

function TopSearch() {
  const t = useShellWords();
  const { url } = useView();
  return (
    <search class="top-search">
      <form action="/search">
        <Icon name="search" />
        <input
          type="search"
          name="q"
          maxLength={200}
          autocomplete="off"
          aria-label={t("search")}
          placeholder={t("search")}
          value={url.pathname === "/search" ? (url.searchParams.get("q") ?? "") : ""}
        />
        <button class="ds-sr-only" type="submit">
          {t("search_go")}
        </button>
      </form>
      <a class="search-link" href="/search">
        <Icon name="search" />
        <span class="ds-sr-only">{t("search")}</span>
      </a>
    </search>
  );
}

function Footer() {
  const t = useShellWords();
  const { local } = useView();
  return (
    <footer class="foot">
      <p>
        TMS · {t("tagline")}
        {local && ` · ${t("local")}`}
      </p>
    </footer>
  );
}
