import type { Personal } from "#worker/lib/personal.ts";

// Whoever has an account because of her: herself, and guardians who are here for nobody else.
const theirs = `(select user_id from students
    where school_id = :school and id = :person and user_id is not null
  union select c.user_id from contacts c join student_contacts t
    on t.school_id = c.school_id and t.contact_id = c.id and t.student_id = :person
    where c.school_id = :school and c.user_id is not null
      and not exists (select 1 from student_contacts o where o.school_id = :school
        and o.contact_id = c.id and o.student_id <> :person))`;
const hers =
  "(select user_id from students where school_id = :school and id = :person and user_id is not null)";
// An account that has another place to go to stays what it is.
const placeless = `not exists (select 1 from memberships m
  where m.user_id = users.id and m.ended_at is null)`;

/** Accounts. Where somebody belongs to another school too, only this membership ends. */
export const personal: readonly Personal[] = [
  {
    table: "memberships",
    whose: `school_id = :school and user_id in ${theirs}
      and replace(replace(replace(roles, '"student"', ''), '"guardian"', ''), ',', '') = '[]'`,
    shows: ["roles", "since", "ended_at"],
    inner: ["school_id", "user_id", "version", "staff"],
    erase: { set: { ended_at: "coalesce(ended_at, :now)", version: "version + 1" } },
    stays: "numbers",
  },
  {
    table: "invitations",
    whose: "school_id = :school and person_id = :person",
    shows: ["email", "name", "invited_at", "accepted_at", "withdrawn_at"],
    inner: ["school_id", "id", "roles", "person_id", "invited_by", "version"],
    erase: {
      set: {
        ...{ email: "'slettet-' || id || '@invalid'", name: "'Slettet'" },
        ...{ withdrawn_at: "iif(accepted_at is null, coalesce(withdrawn_at, :now), null)" },
        version: "version + 1",
      },
    },
    stays: "numbers",
  },
  {
    table: "links",
    whose: `user_id in (select id from users where id in ${theirs} and ${placeless})`,
    shows: [],
    inner: [
      ...["hash", "id", "kind", "user_id", "school_id", "invitation_id", "created_at"],
      ...["expires_at", "used_at"],
    ],
    erase: "delete",
  },
  {
    table: "recovery_codes",
    whose: `user_id in (select id from users where id in ${theirs} and ${placeless})`,
    shows: [],
    inner: ["user_id", "hash", "used_at"],
    erase: "delete",
  },
  {
    table: "users",
    whose: `id in ${hers}`,
    shows: ["email", "name", "locale", "created_at", "password_at", "totp_at", "disabled_at"],
    inner: ["id", "password_enc", "totp_enc", "totp_step", "version"],
    erase: "nothing",
  },
  {
    table: "users",
    whose: `id in ${theirs} and ${placeless}`,
    shows: [],
    inner: [
      ...["id", "email", "name", "locale", "created_at", "password_at", "totp_at", "disabled_at"],
      ...["password_enc", "totp_enc", "totp_step", "version"],
    ],
    erase: {
      set: {
        ...{ email: "'slettet-' || id || '@invalid'", name: "'Slettet'", password_enc: "null" },
        ...{ password_at: "null", totp_enc: "null", totp_at: "null", disabled_at: ":now" },
        version: "version + 1",
      },
    },
    stays: "numbers",
  },
];
