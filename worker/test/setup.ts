import "./same_names.ts";
import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";

// Storage is shared by the tests of a file; each file begins with an empty database.
// At the top level, so that a file may sign people in before its first test.
await reset();
await applyD1Migrations(env.DB, env.MIGRATIONS);
