import { expect, test } from "vitest";
import { app } from "./app.tsx";
import { formPageOf } from "./lib/lead_back.ts";
import { routeLines } from "./lib/route.ts";
import { as, idOf, send } from "./test/harness.ts";
import { fill, isApi, routes } from "./test/routes.ts";

const lines = routeLines(app.routes);
const id = idOf("nobody");

test.each([
  ["/people/invitations", "/people/invitations/new"],
  ["/vehicles/look-up", "/vehicles/new"],
  [`/vehicles/${id}/look-up`, `/vehicles/${id}/edit`],
  ["/school/look-up", "/school/edit"],
  ["/platform/schools/look-up", "/platform/schools/new"],
  [`/students/${id}/deactivation`, `/students/${id}`],
  [`/students/${id}/contacts`, `/students/${id}/contacts/new`],
  [`/students/${id}/contacts/link`, `/students/${id}/contacts/new`],
  ["/students/changes/preview", "/students/changes"],
  [`/imports/${id}/run`, `/imports/${id}`],
  ["/account/second-factor/confirmation", "/account/second-factor"],
])("%s leads to its form", (path, page) => {
  expect(formPageOf(lines, path)).toBe(page);
});

test.each(["/students", `/students/${id}`, "/nowhere", "/sign-out", "/csp-report", "/"])(
  "%s is no address of a form alone, or has no page",
  (path) => expect(formPageOf(lines, path)).toBeUndefined(),
);

test("every page that something leads to is there", () => {
  const gets = new Set(routes.filter(({ method }) => method === "GET").map(({ path }) => path));
  const posts = routes.filter((route) => route.method === "POST" && !isApi(route));
  const led = posts.flatMap((route) => {
    const named = { ...route, path: route.path.replaceAll(/:(\w+)/g, "«$1»") };
    return formPageOf(lines, fill(named, {})) ?? [];
  });
  expect(led.length).toBeGreaterThan(20);
  expect(led.filter((page) => !gets.has(page.replaceAll(/«(\w+)»/g, ":$1")))).toEqual([]);
});

test("loading a refused form's address once more leads to the form, and says so", async () => {
  const owner = await as("owner");
  const answer = await owner.get("/people/invitations");
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/people/invitations/new"]);
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith("__Host-flash="));
  expect(cookie).toContain("generic.form_again");
  // What is not there is not there, and who is not signed in is asked to.
  expect((await owner.get(`/students/${id}`)).status).toBe(404);
  expect((await owner.get("/api/v1/students/bulk/undo")).status).toBe(404);
  const nobody = await send("GET", "/people/invitations");
  expect(nobody.headers.get("location")).toBe("/sign-in?next=%2Fpeople%2Finvitations");
});
