import { Hono } from "hono";
import { requestId } from "hono/request-id";
import { uuidv7 } from "uuidv7";
import { operatingDoors } from "./doors.ts";
import { platform } from "./lib/can.ts";
import { formToken, sameOrigin } from "./lib/csrf.ts";
import type { Env } from "./lib/env.ts";
import { answerError } from "./lib/errors.tsx";
import { headers } from "./lib/headers.ts";
import { leadingBack } from "./lib/lead_back.ts";
import { limitApi } from "./lib/limit_api.ts";
import { limitBody } from "./lib/limit_body.ts";
import { Problem } from "./lib/problem.ts";
import { session } from "./lib/session.ts";
import { watched } from "./lib/watched.ts";
import { absencesApi } from "./modules/absences/api.ts";
import { hoursApi } from "./modules/absences/hours/api.ts";
import { hoursPages } from "./modules/absences/hours/pages.tsx";
import { ownAbsencesApi } from "./modules/absences/own/api.ts";
import { ownAbsencesPages } from "./modules/absences/own/pages.tsx";
import { absencesPages } from "./modules/absences/pages.tsx";
import { barred } from "./modules/addresses/mod.ts";
import { bookingsApi } from "./modules/bookings/api.ts";
import { ownBookingsApi } from "./modules/bookings/own/api.ts";
import { ownBookingsPages } from "./modules/bookings/own/pages.tsx";
import { bookingsPages } from "./modules/bookings/pages.tsx";
import { remindersApi } from "./modules/bookings/reminders/api.ts";
import {
  checkInPages,
  reminderPages,
  shortLinkPages,
} from "./modules/bookings/reminders/pages.tsx";
import { feedPages } from "./modules/calendar/feeds/pages.tsx";
import { livePages } from "./modules/calendar/live/pages.ts";
import { calendarPages } from "./modules/calendar/pages.tsx";
import { chargesApi, studentChargesApi } from "./modules/charges/api.ts";
import { ownMoneyApi } from "./modules/charges/own/api.ts";
import { ownMoneyPages } from "./modules/charges/own/pages.tsx";
import { moneyPages } from "./modules/charges/pages.tsx";
import { contactsApi, studentContactsApi } from "./modules/contacts/api.ts";
import { contactsPages, studentContactsPages } from "./modules/contacts/pages.tsx";
import { contactRegisterApi } from "./modules/contacts/register/api.ts";
import { contactRegisterPages } from "./modules/contacts/register/pages.tsx";
import { curriculumApi } from "./modules/curriculum/api.ts";
import { curriculumPages } from "./modules/curriculum/pages.tsx";
import { devPages } from "./modules/dev/pages.tsx";
import { docsApi, docsPages } from "./modules/docs/pages.tsx";
import { employeesApi } from "./modules/employees/api.ts";
import { approvalsPages } from "./modules/employees/approvals/pages.tsx";
import { employeesPages } from "./modules/employees/pages.tsx";
import { weekPages } from "./modules/employees/week/pages.tsx";
import { whenReady } from "./modules/health/mod.ts";
import { healthPages } from "./modules/health/pages.ts";
import { homePages } from "./modules/home/pages.tsx";
import { importsApi } from "./modules/imports/api.ts";
import { importsPages } from "./modules/imports/pages.tsx";
import { invoicesApi } from "./modules/invoices/api.ts";
import { creditsPages } from "./modules/invoices/credits/pages.tsx";
import { draftsPages } from "./modules/invoices/drafts/pages.tsx";
import { ownInvoicesApi } from "./modules/invoices/own/api.ts";
import { ownInvoicesPages } from "./modules/invoices/own/pages.tsx";
import { invoicesPages } from "./modules/invoices/pages.tsx";
import { ledgerApi } from "./modules/ledger/api.ts";
import { ledgerPages } from "./modules/ledger/pages.tsx";
import { cardApi, lessonsApi } from "./modules/lessons/api.ts";
import { cardPages } from "./modules/lessons/card/pages.tsx";
import { ownLessonsApi } from "./modules/lessons/own/api.ts";
import { ownLessonsPages } from "./modules/lessons/own/pages.tsx";
import { lessonsPages } from "./modules/lessons/pages.tsx";
import { mailApi } from "./modules/mail/api.ts";
import { mailboxPages } from "./modules/mail/mailbox_pages.tsx";
import { mailPages } from "./modules/mail/pages.tsx";
import { messagesApi } from "./modules/messages/api.ts";
import { ownMessagesApi } from "./modules/messages/own/api.ts";
import { ownMessagesPages } from "./modules/messages/own/pages.tsx";
import { messagesPages } from "./modules/messages/pages.tsx";
import { offlinePages } from "./modules/offline/pages.ts";
import { metricsPages } from "./modules/operations/metrics/pages.ts";
import { heldBack, serviceKnown } from "./modules/operations/mod.ts";
import { paymentsApi } from "./modules/payments/api.ts";
import { paymentsPages } from "./modules/payments/pages.tsx";
import { postalApi } from "./modules/postal/api.ts";
import { productsApi } from "./modules/prices/api.ts";
import { packagesApi } from "./modules/prices/packages/api.ts";
import { packagesPages } from "./modules/prices/packages/pages.tsx";
import { pricesPages } from "./modules/prices/pages.tsx";
import { surchargesApi } from "./modules/prices/surcharges/api.ts";
import { surchargesPages } from "./modules/prices/surcharges/pages.tsx";
import { roomsApi } from "./modules/resources/api.ts";
import { resourcesPages } from "./modules/resources/pages.tsx";
import { schoolApi } from "./modules/schools/api.ts";
import { branchesApi } from "./modules/schools/branches/api.ts";
import { branchesPages } from "./modules/schools/branches/pages.tsx";
import { schoolPages } from "./modules/schools/pages.tsx";
import { searchApi } from "./modules/search/api.ts";
import { searchPages } from "./modules/search/pages.tsx";
import { accountPages } from "./modules/sessions/account/pages.tsx";
import { sessionApi, sessionsApi } from "./modules/sessions/api.ts";
import { devicesPages } from "./modules/sessions/devices/pages.tsx";
import { factorPages } from "./modules/sessions/factor/pages.tsx";
import { linkPages } from "./modules/sessions/join/pages.tsx";
import { framePages } from "./modules/sessions/pages.tsx";
import { forgotPages } from "./modules/sessions/reset/pages.tsx";
import { signInPages } from "./modules/sessions/sign_in/pages.tsx";
import { stepUpPages } from "./modules/sessions/step_up/pages.tsx";
import { accessApi } from "./modules/students/access/api.ts";
import { studentsApi } from "./modules/students/api.ts";
import { bulkApi } from "./modules/students/bulk/api.ts";
import { bulkPages } from "./modules/students/bulk/pages.tsx";
import { exportApi } from "./modules/students/exports/api.ts";
import { exportPages } from "./modules/students/exports/pages.ts";
import { nationalIdPages } from "./modules/students/national_ids/pages.tsx";
import { mePages } from "./modules/students/own/pages.tsx";
import { studentsPages } from "./modules/students/pages.tsx";
import { registerPages } from "./modules/students/register/pages.tsx";
import { timelinePages } from "./modules/students/timeline/pages.tsx";
import { trainingApi } from "./modules/training/api.ts";
import { ownTrainingApi } from "./modules/training/own/api.ts";
import { ownTrainingPages } from "./modules/training/own/pages.tsx";
import { trainingPages } from "./modules/training/pages.tsx";
import { plansPages } from "./modules/training/plans/pages.tsx";
import { invitationsApi } from "./modules/users/invitations/api.ts";
import { membersApi } from "./modules/users/members/api.ts";
import { peoplePages } from "./modules/users/pages.tsx";
import { vehiclesApi } from "./modules/vehicles/api.ts";
import { vehiclesPages } from "./modules/vehicles/pages.tsx";
import { backFromVisit, onVisits } from "./modules/visits/mod.ts";

// An empty header name: the id is ours, never the caller's.
const ownRequestId = platform(requestId({ headerName: "", generator: () => uuidv7() }));

/** The whole HTTP map: the middleware in its order, then one line per module door. */
export const app = new Hono<Env>().use(
  ownRequestId,
  watched,
  headers,
  whenReady,
  barred,
  serviceKnown,
  limitBody,
  sameOrigin,
  limitApi(session),
  backFromVisit,
  formToken,
  onVisits,
  heldBack,
);

app.route("/", healthPages);
app.route("/", metricsPages);
app.route("/", offlinePages);

app.route(
  "/api/v1",
  docsApi(() => app.routes),
);
app.route(
  "/api/docs",
  docsPages(() => app.routes),
);

app.route("/api/v1/postal-codes", postalApi);
app.route("/api/v1/licence-classes", curriculumApi);
app.route("/curriculum", curriculumPages);

app.route("/calendar", livePages);
app.route("/calendar", feedPages);
app.route("/calendar", calendarPages);
app.route("/api/v1/bookings", bookingsApi);
app.route("/bookings", bookingsPages);
app.route("/api/v1/me/bookings", ownBookingsApi);
app.route("/me/bookings", ownBookingsPages);
app.route("/api/v1/me/reminders", remindersApi);
app.route("/me/reminders", reminderPages);
app.route("/api/v1/absences", ownAbsencesApi);
app.route("/api/v1/absences", absencesApi);
app.route("/api/v1/plan-exceptions", hoursApi);
app.route("/absences/hours", hoursPages);
app.route("/absences", ownAbsencesPages);
app.route("/absences", absencesPages);
app.route("/api/v1/rooms", roomsApi);
app.route("/resources", resourcesPages);
app.route("/api/v1/employees", employeesApi);
app.route("/employees", employeesPages);
app.route("/employees", approvalsPages);
app.route("/employees", weekPages);
app.route("/api/v1/students", bulkApi);
app.route("/api/v1/students", exportApi);
app.route("/api/v1/students", trainingApi);
app.route("/api/v1/students", studentsApi);
app.route("/api/v1/students", accessApi);
app.route("/api/v1/students", studentContactsApi);
app.route("/api/v1/contacts", contactRegisterApi);
app.route("/api/v1/contacts", contactsApi);
// Fixed paths before "/students/:id", which takes whatever is left.
app.route("/students", registerPages);
app.route("/students", bulkPages);
app.route("/students", exportPages);
app.route("/students", nationalIdPages);
app.route("/students", timelinePages);
app.route("/students", plansPages);
app.route("/students", trainingPages);
app.route("/students", studentsPages);
app.route("/students", studentContactsPages);
app.route("/contacts", contactRegisterPages);
app.route("/contacts", contactsPages);
app.route("/api/v1/me", ownTrainingApi);
app.route("/me", ownTrainingPages);
app.route("/me", mePages);

app.route("/api/v1/search", searchApi);
app.route("/search", searchPages);
app.route("/api/v1/vehicles", vehiclesApi);
app.route("/vehicles", vehiclesPages);

app.route("/api/v1/products", productsApi);
app.route("/api/v1/surcharges", surchargesApi);
app.route("/api/v1/packages", packagesApi);
app.route("/prices/surcharges", surchargesPages);
app.route("/prices/packages", packagesPages);
app.route("/prices", pricesPages);
app.route("/api/v1/charges", chargesApi);
app.route("/api/v1/students", studentChargesApi);
app.route("/api/v1/me", ownMoneyApi);
app.route("/students", moneyPages);
app.route("/me", ownMoneyPages);

app.route("/api/v1/invoices", invoicesApi);
app.route("/invoices", draftsPages);
app.route("/invoices", invoicesPages);
app.route("/invoices", creditsPages);
app.route("/api/v1/me/invoices", ownInvoicesApi);
app.route("/me/invoices", ownInvoicesPages);
app.route("/api/v1/ledger", ledgerApi);
app.route("/ledger", ledgerPages);
app.route("/api/v1/payments", paymentsApi);
app.route("/payments", paymentsPages);

app.route("/api/v1/lessons", lessonsApi);
app.route("/lessons", lessonsPages);
app.route("/api/v1/students", cardApi);
app.route("/students", cardPages);
app.route("/api/v1/me", ownLessonsApi);
app.route("/me", ownLessonsPages);
app.route("/api/v1/messages", messagesApi);
app.route("/messages", messagesPages);
app.route("/api/v1/me/messages", ownMessagesApi);
app.route("/me/messages", ownMessagesPages);

app.route("/api/v1/imports", importsApi);
app.route("/imports", importsPages);

app.route("/api/v1/mails", mailApi);
app.route("/mail", mailPages);
if (LOCAL) app.route("/dev", mailboxPages()).route("/dev", devPages());
app.route("/api/v1/school", schoolApi);
app.route("/api/v1/branches", branchesApi);
app.route("/school/branches", branchesPages);
app.route("/school", schoolPages);
app.route("/", operatingDoors);

app.route("/api/v1/session", sessionApi);
app.route("/api/v1/sessions", sessionsApi);
app.route("/api/v1/members", membersApi);
app.route("/api/v1/invitations", invitationsApi);
app.route("/people", peoplePages);
app.route("/sign-in", signInPages);
app.route("/forgot", forgotPages);
app.route("/link", linkPages);
app.route("/link", checkInPages);
app.route("/r", shortLinkPages);
app.route("/step-up", stepUpPages);
app.route("/account/second-factor", factorPages);
app.route("/account/sessions", devicesPages);
app.route("/account", accountPages);
app.route("/", homePages);
app.route("/", framePages);

app.notFound(() => {
  throw new Problem(404, "not_found");
});
app.onError(leadingBack(() => app.routes, answerError));
