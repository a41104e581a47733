import type { Page } from "playwright-core";
import { billTemplates } from "./bill_templates.ts";
import type { Who } from "./people.ts";
import { at, id, type Template, under } from "./ways.ts";

export type { Template } from "./ways.ts";

const student = (rest = "") => under("/students", new RegExp(`^/students/${id}$`), rest);
const privacy =
  (rest = "") =>
  async (page: Page) => {
    await student()(page);
    return page.goto(`${new URL(page.url()).pathname.replace("students", "privacy")}${rest}`);
  };
const employee = (rest = "") => under("/employees", new RegExp(`^/employees/${id}$`), rest);
const vehicle = (rest = "") => under("/vehicles", new RegExp(`^/vehicles/${id}$`), rest);
const product = (rest = "") => under("/prices", new RegExp(`^/prices/${id}$`), rest);
const pack = under("/prices/packages", new RegExp(`^/prices/packages/${id}$`), "");

/** Emma's money: she has had lessons, bought a package and paid some of it. */
const money =
  (rest = "") =>
  async (page: Page) => {
    await page.goto("/students?q=emma%20solberg");
    const href = await page.locator("main table tbody tr a").first().getAttribute("href");
    return page.goto(`${href}/money${rest}`);
  };
const charge = async (page: Page) => {
  await money()(page);
  const href = await page.locator("main a[href*='/money/charges/']").last().getAttribute("href");
  return page.goto(`${href}`);
};
const branch = under("/school/branches", new RegExp(`^/school/branches/${id}$`), "");
const setting = under("/school/settings", /^\/school\/settings\/[\w-]+$/, "");
/** What the monitor has said about her own signing in, which may have been a moment ago. */
const securityEvent = async (page: Page) => {
  await page.goto("/security");
  while ((await page.locator("main table tbody tr a").count()) === 0) await page.reload();
  await page.locator("main table tbody tr a").first().click();
  return page.waitForURL(new RegExp(`/security/${id}$`));
};
const contact =
  (rest = "") =>
  async (page: Page) => {
    // Emma is a minor: somebody answers for her.
    await page.goto("/students?q=emma%20solberg");
    await page.click("main table tbody tr a");
    await page.waitForURL(new RegExp(`/students/${id}`));
    const href = await page.locator("main a[href^='/contacts/']").first().getAttribute("href");
    return page.goto(`${href?.replace(/\/edit$/, "")}${rest}`);
  };

/** Emma's training: she is on her way to class B, with something done on each stage so far. */
const training = (rest: string) => async (page: Page) => {
  await page.goto("/students?q=emma%20solberg");
  const href = await page.locator("main table tbody tr a").first().getAttribute("href");
  return page.goto(`${href}/training${rest}`);
};
const leader = (route: string, rest: string, who: string = "academic_leader"): Template => ({
  route,
  who: who as Who,
  go: training(rest),
});
const takingBack = async (page: Page) => {
  await training("")(page);
  const href = await page.locator("main a[href$='/withdrawal']").first().getAttribute("href");
  return page.goto(`${href}`);
};

/** The next lesson that stands: of the school, for the staff. */
const lesson =
  (rest = "") =>
  async (page: Page) => {
    const answer = await page.request.get("/api/v1/bookings");
    const { items } = (await answer.json()) as { items: { id: string; status: string }[] };
    const next = items.findLast(({ status }) => status === "booked");
    return page.goto(`/bookings/${next?.id}${rest}`);
  };
const absence = (rest = "") => under("/absences", new RegExp(`^/absences/${id}$`), rest);
const ownLesson = (rest = "") => under("/me/bookings", new RegExp(`^/me/bookings/${id}$`), rest);
const bookingFor = async (page: Page) => {
  await page.goto("/students?q=emma%20solberg");
  const href = await page.locator("main table tbody tr a").first().getAttribute("href");
  return page.goto(`/bookings/new?student=${href?.split("/").at(-1)}`);
};

/** A form sent empty: the errors are a template of their own. */
const sentEmpty = async (page: Page) => {
  await page.goto("/students/new");
  await page.click("main form[action='/students'] button[type=submit]:not([name])");
  return page.waitForLoadState();
};

const open = (route: string): Template => ({ route });
const owner = (route: string, go?: Template["go"]): Template => ({
  route,
  who: "owner",
  ...(go && { go }),
});
const platform = (route: string, go?: Template["go"]): Template => ({
  ...owner(route, go),
  who: "platform_admin",
});

/** Lessons that wait and lessons that were held, from the lists that name them. */
const waiting = under("/lessons", new RegExp(`^/lessons/${id}/attestation$`), "");
const attested = under("/lessons", new RegExp(`^/lessons/${id}$`), "");
const ownAttested = under("/me/lessons", new RegExp(`^/me/lessons/${id}$`), "");
const thread = under("/messages", new RegExp(`^/messages/${id}$`), "");
const ownThread = under("/me/messages", new RegExp(`^/me/messages/${id}$`), "");
const selfAssessment = under("/me/lessons", /self-assessment$/, "");

/** Every template of the product. A page route that is missing here fails a test. */
export const templates: readonly Template[] = [
  open("/sign-in"),
  open("/sign-in/device"),
  open("/sign-in/device/sent"),
  open("/forgot"),
  open("/forgot/sent"),
  open("/api/docs"),
  open("/dev/kit"),
  open("/dev/mailbox"),
  open("/dev/sms"),
  { route: "404", go: at("/finnes-ikke") },

  owner("/"),
  { route: "/", who: "instructor" },
  { route: "/", who: "student" },
  { route: "/", who: "guardian" },
  { route: "/", who: "platform_admin" },
  { route: "/me", who: "student" },
  { route: "/me", who: "guardian" },
  { route: "/curriculum", who: "instructor" },
  { route: "/curriculum/:code", who: "academic_leader", go: at("/curriculum/B") },
  { route: "/me/training", who: "student" },
  { route: "/me/training", who: "guardian" },

  { route: "/lessons", who: "instructor" },
  { route: "/lessons", who: "academic_leader" },
  { route: "/lessons/:id", who: "instructor", go: attested },
  { route: "/lessons/:id/attestation", who: "academic_leader", go: waiting },
  owner("/students/:id/card", student("/card")),
  { route: "/me/lessons", who: "student" },
  { route: "/me/lessons", who: "guardian" },
  { route: "/me/lessons/:id", who: "student", go: ownAttested },
  { route: "/me/lessons/:id/self-assessment", who: "student", go: selfAssessment },
  { route: "/me/card", who: "student" },
  { route: "/messages", who: "academic_leader" },
  { route: "/messages/:id", who: "academic_leader", go: thread },
  { route: "/me/reminders", who: "student" },
  { route: "/me/messages", who: "student" },
  { route: "/me/messages/:id", who: "student", go: ownThread },

  owner("/students"),
  owner("/students/new"),
  owner("/students/new sent empty", sentEmpty),
  owner("/students/find"),
  owner("/students/:id", student()),
  owner("/students/:id/edit", student("/edit")),
  owner("/students/:id/timeline", student("/timeline")),
  ...["instructor", "academic_leader"].map((who) => leader("/students/:id/training", "", who)),
  leader("/students/:id/training/records/new", "/records/new?step=B.3.assessment"),
  leader("/students/:id/training/credits/new", "/credits/new?step=B.3.track"),
  leader("/students/:id/training/overrides/new", "/overrides/new?step=B.4.risk&rule=track_first"),
  leader("/students/:id/training/papers/new", "/papers/new"),
  leader("/students/:id/training/plans/:classCode", "/plans/B?version=2017-01-01"),
  {
    route: "/students/:id/training/:kind/:rowId/withdrawal",
    who: "academic_leader",
    go: takingBack,
  },
  owner("/students/:id/national-id", student("/national-id")),
  owner("/students/:id/contacts/new", student("/contacts/new")),
  owner("/contacts"),
  owner("/contacts/:id", contact()),
  owner("/contacts/:id/edit", contact("/edit")),
  owner("/students/changes"),

  owner("/employees"),
  owner("/employees/new"),
  owner("/employees/:id", employee()),
  owner("/employees/:id/edit", employee("/edit")),
  owner("/employees/:id/approvals", employee("/approvals")),
  owner("/employees/:id/hours", employee("/hours")),
  owner("/vehicles"),
  owner("/vehicles/new"),
  owner("/vehicles/:id", vehicle()),
  owner("/vehicles/:id/edit", vehicle("/edit")),
  ...billTemplates,
  owner("/prices"),
  { route: "/prices", who: "instructor" },
  owner("/prices/new"),
  owner("/prices/:id", product()),
  owner("/prices/:id/edit", product("/edit")),
  owner("/prices/surcharges"),
  owner("/prices/packages"),
  owner("/prices/packages/new"),
  owner("/prices/packages/:id", pack),
  owner("/students/:id/money", money()),
  { route: "/students/:id/money", who: "instructor", go: money() },
  owner("/students/:id/money with every entry", money("?view=entries")),
  owner("/students/:id/money/charges/new", money("/charges/new")),
  owner("/students/:id/money/charges/:chargeId", charge),
  owner("/students/:id/money/packages/new", money("/packages/new")),
  { route: "/me/money", who: "student" },
  { route: "/me/money", who: "guardian" },
  owner("/calendar"),
  { route: "/calendar", who: "instructor" },
  owner("/calendar week of the school", at("/calendar?view=week&instructor=all")),
  { route: "/calendar week of one", who: "instructor", go: at("/calendar?view=week") },
  owner("/calendar month", at("/calendar?view=month&instructor=all")),
  { route: "/calendar agenda", who: "instructor", go: at("/calendar?view=agenda") },
  { route: "/calendar/feeds", who: "instructor" },
  { route: "/calendar/feeds", who: "student" },
  owner("/bookings/new"),
  owner("/bookings/new with a student", bookingFor),
  owner("/bookings/:id", lesson()),
  owner("/bookings/:id/edit", lesson("/edit")),
  { route: "/me/bookings", who: "student" },
  { route: "/me/bookings", who: "guardian" },
  { route: "/me/bookings/new", who: "student" },
  { route: "/me/bookings/:id", who: "student", go: ownLesson() },
  { route: "/me/bookings/:id/move", who: "student", go: ownLesson("/move") },
  owner("/absences"),
  { route: "/absences", who: "instructor" },
  owner("/absences/new"),
  { route: "/absences/own", who: "instructor" },
  owner("/absences/:id", absence()),
  owner("/absences/:id/edit", absence("/edit")),
  owner("/absences/hours/new"),
  owner("/resources"),
  owner("/resources/new"),
  owner("/resources/:id/edit", under("/resources", new RegExp(`^/resources/${id}/edit$`), "")),

  owner("/imports"),
  owner("/imports/new"),
  owner("/mail"),
  owner("/people"),
  owner("/people/roles"),
  owner("/people/invitations/new"),
  owner("/people/:id", under("/people", new RegExp(`^/people/${id}$`), "")),
  owner("/school"),
  owner("/school/edit"),
  owner("/school/classes"),
  owner("/school/settings"),
  owner("/school/settings/:id", setting),
  owner("/school/branches"),
  owner("/school/branches/new"),
  owner("/school/branches/:id", branch),
  owner("/search", at("/search?q=em")),
  owner("/account"),
  owner("/account/password"),
  owner("/account/second-factor"),
  owner("/account/sessions"),
  owner("/step-up"),

  owner("/security"),
  owner("/security/:id", securityEvent),
  owner("/security/rules"),
  platform("/operations"),
  platform("/operations/routes"),
  platform("/operations/dead-letters"),
  owner("/security/alerts"),
  platform("/operations/service"),
  platform("/operations/audit"),
  owner("/privacy"),
  owner("/privacy/:id", privacy()),
  owner("/privacy/:id/copy", privacy("/copy")),
  { route: "/me/privacy/copy", who: "student" },
  { route: "/me/privacy/reads", who: "student" },
  owner("/privacy/reads"),
  platform("/platform/schools"),
  platform("/platform/schools/new"),
  platform("/operations/backups"),
  owner("/addresses"),
  platform("/addresses"),
  owner("/addresses/opening"),
  platform(
    "/platform/schools/:id/opening",
    under("/platform/schools", /^\/platform\/schools\/[0-9a-f-]{36}$/, "/opening"),
  ),
  platform(
    "/platform/schools/:id",
    under("/platform/schools", /^\/platform\/schools\/[0-9a-f-]{36}$/, ""),
  ),
  platform(
    "/platform/schools/:id/visits/new",
    under("/platform/schools", /^\/platform\/schools\/[0-9a-f-]{36}$/, "/visits/new"),
  ),
  platform("/platform/visits"),
  platform(
    "/platform/visits/:id",
    under("/platform/visits", /^\/platform\/visits\/[0-9a-f-]{36}$/, ""),
  ),
  owner("/visits"),
  owner("/visits/:id", under("/visits", /^\/visits\/[0-9a-f-]{36}$/, "")),
];

/** Page routes without a template, each with its reason. */
export const without: Record<string, string> = {
  "/healthz": "for machines",
  "/readyz": "for machines",
  "/metrics": "for machines",
  "/operator/backups/:id": "for machines",
  "/robots.txt": "for machines",
  "/favicon.ico": "for machines",
  "/manifest.webmanifest": "for machines",
  "/sw.js": "for machines",
  "/.well-known/security.txt": "for machines",
  "/sign-in/code": "needs a half-done sign-in; the journey of signing in goes through it",
  "/link/reset/:token": "needs a mail; the journey of a reset goes through it",
  "/link/device/:token": "needs a mail",
  "/link/invitation/:token": "needs a mail; the journey of an invitation goes through it",
  "/link/reminder/:token": "needs a reminder's mail; its own tests look at it",
  "/r/:token": "the same page by the link of an SMS",
  "/link/setup/:token": "only for an empty production",
  "/mail/:id": "the journey of an invitation goes through it",
  "/students/changes/:id": "the journey of a bulk change goes through it",
  "/students/export": "a file",
  "/privacy/:id/file": "a file",
  "/me/privacy/file": "a file",
  "/privacy/reads/export": "a file",
  "/contacts/export": "a file",
  "/invoices/export": "a file",
  "/payments/export": "a file",
  "/invoices/:id/pdf": "a file",
  "/me/invoices/:id/pdf": "a file",
  "/students/:id/training-card/pdf": "a file",
  "/ledger/export": "a file",
  "/ledger/balance/export": "a file",
  "/me/card/pdf": "a file",
  "/calendar/live": "a socket",
  "/security/live": "a socket",
  "/calendar/feed/:token": "a file",
  "/step-up/file": "goes on to a file at once",
  "/imports/:id": "the journey of an import goes through it",
  "/imports/:id/mapping": "the journey of an import goes through it",
  "/imports/:id/problems": "the journey of an import goes through it",
  "/imports/:id/problems.csv": "a file",
};
