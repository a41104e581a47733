import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { isInstant } from "#worker/lib/checks.ts";
import type { Role } from "#worker/lib/grants.ts";
import { schools } from "#worker/modules/schools/schema.ts";

/** People who can sign in. Global: one person may belong to several schools. */
export const users = sqliteTable(
  "users",
  {
    id: text().primaryKey(), // UUIDv7; its 16 bytes are the handle in the session cookie
    email: text().notNull(), // lower case, NFKC
    name: text().notNull(),
    locale: text({ enum: ["nb", "en"] })
      .notNull()
      .default("nb"),
    passwordEnc: text("password_enc"), // a PHC string, sealed: a pepper that can be rotated
    passwordAt: text("password_at"),
    totpEnc: text("totp_enc"), // the seed, sealed
    totpAt: text("totp_at"), // set when the first code was right; null while it is being set up
    totpStep: integer("totp_step").notNull().default(0), // the last step used: no code works twice
    createdAt: text("created_at").notNull(),
    disabledAt: text("disabled_at"),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex("users_email").on(t.email),
    check("users_password_at", isInstant(t.passwordAt)),
    check("users_totp_at", isInstant(t.totpAt)),
    check("users_created_at", isInstant(t.createdAt)),
    check("users_disabled_at", isInstant(t.disabledAt)),
    check("users_version", sql`${t.version} > 0`),
  ],
);

/** Who belongs to which school, and with which roles. */
export const memberships = sqliteTable(
  "memberships",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id),
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    roles: text({ mode: "json" }).$type<readonly Role[]>().notNull(),
    since: text().notNull(),
    endedAt: text("ended_at"),
    version: integer().notNull().default(1),
    /** 1 for whoever has another role than those of pupils and their families. */
    staff: integer().generatedAlwaysAs(
      sql`replace(replace(replace(roles, '"student"', ''), '"guardian"', ''), ',', '') <> '[]'`,
      { mode: "virtual" },
    ),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.userId] }),
    index("memberships_of").on(t.userId),
    // A school has some employees and thousands of pupils: neither list walks through the other.
    index("memberships_staff").on(t.schoolId, t.staff, t.userId).where(sql`${t.endedAt} is null`),
    check("memberships_since", isInstant(t.since)),
    check("memberships_ended_at", isInstant(t.endedAt)),
    check("memberships_version", sql`${t.version} > 0`),
  ],
);

/** A role offered to an address; accepting it makes the membership. */
export const invitations = sqliteTable(
  "invitations",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id),
    id: text().notNull(),
    email: text().notNull(),
    name: text().notNull(),
    roles: text({ mode: "json" }).$type<readonly Role[]>().notNull(),
    /** Whose row in the register it leads to: a student's. */
    personId: text("person_id"),
    invitedBy: text("invited_by").notNull(),
    invitedAt: text("invited_at").notNull(),
    acceptedAt: text("accepted_at"),
    withdrawnAt: text("withdrawn_at"),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    // One open invitation per address and school: inviting again renews it.
    uniqueIndex("invitations_open")
      .on(t.schoolId, t.email)
      .where(sql`${t.acceptedAt} is null and ${t.withdrawnAt} is null`),
    // Those of the staff, in their list; there are far more of the others.
    index("invitations_of_staff")
      .on(t.schoolId, t.email, t.id)
      .where(sql`${t.acceptedAt} is null and ${t.withdrawnAt} is null and ${t.personId} is null`),
    index("invitations_of_person")
      .on(t.schoolId, t.personId, t.invitedAt)
      .where(sql`${t.personId} is not null`),
    check("invitations_invited_at", isInstant(t.invitedAt)),
    check("invitations_accepted_at", isInstant(t.acceptedAt)),
    check("invitations_withdrawn_at", isInstant(t.withdrawnAt)),
    check("invitations_version", sql`${t.version} > 0`),
  ],
);

/** Single-use links sent by mail. Only a hash of the token is kept. */
export const links = sqliteTable(
  "links",
  {
    hash: text().primaryKey(),
    id: text().notNull(), // the token is derived from it, so that the mail can be made later
    kind: text({ enum: ["reset", "invitation", "device", "setup"] }).notNull(),
    userId: text("user_id"),
    schoolId: text("school_id"),
    invitationId: text("invitation_id"),
    createdAt: text("created_at").notNull(),
    expiresAt: text("expires_at").notNull(),
    usedAt: text("used_at"),
  },
  (t) => [
    uniqueIndex("links_id").on(t.id),
    index("links_of").on(t.userId, t.kind),
    foreignKey({
      columns: [t.schoolId, t.invitationId],
      foreignColumns: [invitations.schoolId, invitations.id],
      name: "links_invitation",
    }),
    check("links_created_at", isInstant(t.createdAt)),
    check("links_expires_at", isInstant(t.expiresAt)),
    check("links_used_at", isInstant(t.usedAt)),
  ],
);

/** One-time codes for whoever has lost the authenticator. Replaced as a set. */
export const recoveryCodes = sqliteTable(
  "recovery_codes",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    hash: text().notNull(),
    usedAt: text("used_at"),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.hash] }),
    check("recovery_codes_used_at", isInstant(t.usedAt)),
  ],
);
