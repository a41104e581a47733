CREATE TABLE `contacts` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text,
	`name` text NOT NULL,
	`sort_name` text NOT NULL,
	`email` text,
	`phone` text,
	`address` text,
	`postal_code` text,
	`orgnr` text,
	`import_id` text,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`import_id`) REFERENCES `imports`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "contacts_created_at" CHECK("contacts"."created_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "contacts"."created_at")),
	CONSTRAINT "contacts_version" CHECK("contacts"."version" > 0)
);
--> statement-breakpoint
CREATE INDEX `contacts_phone` ON `contacts` (`school_id`,`phone`);--> statement-breakpoint
CREATE INDEX `contacts_import` ON `contacts` (`school_id`,`import_id`) WHERE "contacts"."import_id" is not null;--> statement-breakpoint
CREATE INDEX `contacts_user` ON `contacts` (`school_id`,`user_id`) WHERE "contacts"."user_id" is not null;--> statement-breakpoint
CREATE TABLE `student_contacts` (
	`school_id` text NOT NULL,
	`student_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`school_id`, `student_id`, `contact_id`, `role`),
	FOREIGN KEY (`school_id`,`student_id`) REFERENCES `students`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`contact_id`) REFERENCES `contacts`(`school_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `student_contacts_of` ON `student_contacts` (`school_id`,`contact_id`);--> statement-breakpoint
CREATE TABLE `approvals` (
	`school_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`class_code` text NOT NULL,
	`approved_from` text NOT NULL,
	`approved_to` text,
	PRIMARY KEY(`school_id`, `employee_id`, `class_code`),
	FOREIGN KEY (`school_id`,`employee_id`) REFERENCES `employees`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "approvals_from" CHECK("approvals"."approved_from" IS date("approvals"."approved_from")),
	CONSTRAINT "approvals_to_date" CHECK("approvals"."approved_to" IS date("approvals"."approved_to")),
	CONSTRAINT "approvals_order" CHECK("approvals"."approved_to" is null or "approvals"."approved_to" >= "approvals"."approved_from")
);
--> statement-breakpoint
CREATE INDEX `approvals_to` ON `approvals` (`school_id`,`approved_to`);--> statement-breakpoint
CREATE TABLE `employees` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text,
	`first_name` text NOT NULL,
	`last_name` text NOT NULL,
	`sort_name` text NOT NULL,
	`email` text,
	`phone` text,
	`title` text,
	`branch_id` text,
	`hired_on` text,
	`left_on` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "employees_hired_on" CHECK("employees"."hired_on" IS date("employees"."hired_on")),
	CONSTRAINT "employees_left_on" CHECK("employees"."left_on" IS date("employees"."left_on")),
	CONSTRAINT "employees_version" CHECK("employees"."version" > 0)
);
--> statement-breakpoint
CREATE INDEX `employees_sort_name` ON `employees` (`school_id`,`sort_name`,`id`);--> statement-breakpoint
CREATE INDEX `employees_user` ON `employees` (`school_id`,`user_id`);--> statement-breakpoint
CREATE TABLE `working_hours` (
	`school_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`weekday` integer NOT NULL,
	`starts` text NOT NULL,
	`ends` text NOT NULL,
	PRIMARY KEY(`school_id`, `employee_id`, `weekday`, `starts`),
	FOREIGN KEY (`school_id`,`employee_id`) REFERENCES `employees`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "working_hours_weekday" CHECK("working_hours"."weekday" between 1 and 7),
	CONSTRAINT "working_hours_starts" CHECK("working_hours"."starts" is strftime('%H:%M', "working_hours"."starts")),
	CONSTRAINT "working_hours_ends" CHECK("working_hours"."ends" is strftime('%H:%M', "working_hours"."ends")),
	CONSTRAINT "working_hours_order" CHECK("working_hours"."ends" > "working_hours"."starts")
);
--> statement-breakpoint
CREATE TABLE `import_chunks` (
	`school_id` text NOT NULL,
	`import_id` text NOT NULL,
	`n` integer NOT NULL,
	`first_row` integer NOT NULL,
	`rows_enc` text NOT NULL,
	`checked_at` text,
	`imported_at` text,
	PRIMARY KEY(`school_id`, `import_id`, `n`),
	FOREIGN KEY (`school_id`,`import_id`) REFERENCES `imports`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "import_chunks_checked_at" CHECK("import_chunks"."checked_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "import_chunks"."checked_at")),
	CONSTRAINT "import_chunks_imported_at" CHECK("import_chunks"."imported_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "import_chunks"."imported_at"))
);
--> statement-breakpoint
CREATE TABLE `import_problems` (
	`school_id` text NOT NULL,
	`import_id` text NOT NULL,
	`row` integer NOT NULL,
	`n` integer NOT NULL,
	`column` text NOT NULL,
	`code` text NOT NULL,
	`refused` integer NOT NULL,
	PRIMARY KEY(`school_id`, `import_id`, `row`, `n`),
	FOREIGN KEY (`school_id`,`import_id`) REFERENCES `imports`(`school_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `import_seen` (
	`school_id` text NOT NULL,
	`import_id` text NOT NULL,
	`key` text NOT NULL,
	`row` integer NOT NULL,
	PRIMARY KEY(`school_id`, `import_id`, `key`),
	FOREIGN KEY (`school_id`,`import_id`) REFERENCES `imports`(`school_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`state` text NOT NULL,
	`file_name` text NOT NULL,
	`encoding` text NOT NULL,
	`delimiter` text NOT NULL,
	`columns` text NOT NULL,
	`mapping` text NOT NULL,
	`row_count` integer NOT NULL,
	`done_count` integer DEFAULT 0 NOT NULL,
	`bad_count` integer DEFAULT 0 NOT NULL,
	`repaired_count` integer DEFAULT 0 NOT NULL,
	`created_by` text NOT NULL,
	`created_at` text NOT NULL,
	`finished_at` text,
	`undone_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "imports_created_at" CHECK("imports"."created_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "imports"."created_at")),
	CONSTRAINT "imports_finished_at" CHECK("imports"."finished_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "imports"."finished_at")),
	CONSTRAINT "imports_undone_at" CHECK("imports"."undone_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "imports"."undone_at")),
	CONSTRAINT "imports_version" CHECK("imports"."version" > 0)
);
--> statement-breakpoint
CREATE INDEX `imports_newest` ON `imports` (`school_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `mails` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`template` text NOT NULL,
	`locale` text NOT NULL,
	`recipient` text NOT NULL,
	`params` text NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`why` text,
	`provider_id` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`created_at` text NOT NULL,
	`done_at` text,
	PRIMARY KEY(`school_id`, `id`),
	CONSTRAINT "mails_created_at" CHECK("mails"."created_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "mails"."created_at")),
	CONSTRAINT "mails_done_at" CHECK("mails"."done_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "mails"."done_at")),
	CONSTRAINT "mails_attempts" CHECK("mails"."attempts" >= 0)
);
--> statement-breakpoint
CREATE INDEX `mails_newest` ON `mails` (`school_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `mails_state` ON `mails` (`school_id`,`state`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `branches` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`address` text,
	`postal_code` text,
	`phone` text,
	`closed_on` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "branches_closed_on" CHECK("branches"."closed_on" IS date("branches"."closed_on")),
	CONSTRAINT "branches_version" CHECK("branches"."version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `branches_name` ON `branches` (`school_id`,`name`);--> statement-breakpoint
CREATE TABLE `counters` (
	`school_id` text NOT NULL,
	`name` text NOT NULL,
	`next` integer NOT NULL,
	PRIMARY KEY(`school_id`, `name`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "counters_next" CHECK("counters"."next" > 0)
);
--> statement-breakpoint
CREATE TABLE `school_classes` (
	`school_id` text NOT NULL,
	`code` text NOT NULL,
	`since` text NOT NULL,
	PRIMARY KEY(`school_id`, `code`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "school_classes_since" CHECK("school_classes"."since" IS date("school_classes"."since"))
);
--> statement-breakpoint
CREATE TABLE `schools` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`orgnr` text,
	`email` text,
	`phone` text,
	`address` text,
	`postal_code` text,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "schools_created_at" CHECK("schools"."created_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "schools"."created_at")),
	CONSTRAINT "schools_version" CHECK("schools"."version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `schools_slug` ON `schools` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `schools_orgnr` ON `schools` (`orgnr`);--> statement-breakpoint
CREATE TABLE `settings` (
	`school_id` text NOT NULL,
	`key` text NOT NULL,
	`since` text NOT NULL,
	`id` text NOT NULL,
	`value` text NOT NULL,
	`set_by` text NOT NULL,
	PRIMARY KEY(`school_id`, `key`, `since`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "settings_since" CHECK("settings"."since" IS strftime('%Y-%m-%dT%H:%M:%fZ', "settings"."since"))
);
--> statement-breakpoint
CREATE TABLE `bulk_changes` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`field` text NOT NULL,
	`value` text,
	`at` text NOT NULL,
	`made_by` text NOT NULL,
	`items` text NOT NULL,
	`undone_at` text,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bulk_changes_at" CHECK("bulk_changes"."at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "bulk_changes"."at")),
	CONSTRAINT "bulk_changes_undone_at" CHECK("bulk_changes"."undone_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "bulk_changes"."undone_at"))
);
--> statement-breakpoint
CREATE INDEX `bulk_changes_newest` ON `bulk_changes` (`school_id`,`at`);--> statement-breakpoint
CREATE TABLE `opening_balances` (
	`school_id` text NOT NULL,
	`student_id` text NOT NULL,
	`amount` integer NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`school_id`, `student_id`),
	FOREIGN KEY (`school_id`,`student_id`) REFERENCES `students`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "opening_balances_at" CHECK("opening_balances"."at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "opening_balances"."at"))
);
--> statement-breakpoint
CREATE TABLE `student_classes` (
	`school_id` text NOT NULL,
	`student_id` text NOT NULL,
	`class_code` text NOT NULL,
	`automatic_only` integer DEFAULT false NOT NULL,
	`sort_name` text NOT NULL,
	`number` integer NOT NULL,
	PRIMARY KEY(`school_id`, `student_id`, `class_code`),
	FOREIGN KEY (`school_id`,`student_id`) REFERENCES `students`(`school_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `student_classes_name` ON `student_classes` (`school_id`,`class_code`,`sort_name`,`student_id`);--> statement-breakpoint
CREATE INDEX `student_classes_number` ON `student_classes` (`school_id`,`class_code`,`number`,`student_id`);--> statement-breakpoint
CREATE TABLE `students` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`number` integer NOT NULL,
	`user_id` text,
	`first_name` text NOT NULL,
	`last_name` text NOT NULL,
	`sort_name` text NOT NULL,
	`birth_date` text NOT NULL,
	`email` text,
	`phone` text,
	`address` text,
	`postal_code` text,
	`status` text NOT NULL,
	`branch_id` text,
	`instructor_id` text,
	`instructor_text` text,
	`started_on` text,
	`note` text,
	`national_id_enc` text,
	`national_id_index` text,
	`former_number` text,
	`import_id` text,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`branch_id`) REFERENCES `branches`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`instructor_id`) REFERENCES `employees`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`import_id`) REFERENCES `imports`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "students_birth_date" CHECK("students"."birth_date" IS date("students"."birth_date")),
	CONSTRAINT "students_started_on" CHECK("students"."started_on" IS date("students"."started_on")),
	CONSTRAINT "students_created_at" CHECK("students"."created_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "students"."created_at")),
	CONSTRAINT "students_number_positive" CHECK("students"."number" > 0),
	CONSTRAINT "students_version" CHECK("students"."version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `students_number` ON `students` (`school_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `students_national_id` ON `students` (`school_id`,`national_id_index`);--> statement-breakpoint
CREATE INDEX `students_name` ON `students` (`school_id`,`sort_name`,`id`);--> statement-breakpoint
CREATE INDEX `students_status_name` ON `students` (`school_id`,`status`,`sort_name`,`id`);--> statement-breakpoint
CREATE INDEX `students_status_number` ON `students` (`school_id`,`status`,`number`,`id`);--> statement-breakpoint
CREATE INDEX `students_instructor_name` ON `students` (`school_id`,`instructor_id`,`sort_name`,`id`);--> statement-breakpoint
CREATE INDEX `students_instructor_number` ON `students` (`school_id`,`instructor_id`,`number`,`id`);--> statement-breakpoint
CREATE INDEX `students_unplaced` ON `students` (`school_id`,`instructor_text`) WHERE "students"."instructor_text" is not null and "students"."instructor_id" is null;--> statement-breakpoint
CREATE INDEX `students_import` ON `students` (`school_id`,`import_id`) WHERE "students"."import_id" is not null;--> statement-breakpoint
CREATE INDEX `students_user` ON `students` (`school_id`,`user_id`) WHERE "students"."user_id" is not null;--> statement-breakpoint
CREATE TABLE `invitations` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`roles` text NOT NULL,
	`invited_by` text NOT NULL,
	`invited_at` text NOT NULL,
	`accepted_at` text,
	`withdrawn_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "invitations_invited_at" CHECK("invitations"."invited_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "invitations"."invited_at")),
	CONSTRAINT "invitations_accepted_at" CHECK("invitations"."accepted_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "invitations"."accepted_at")),
	CONSTRAINT "invitations_withdrawn_at" CHECK("invitations"."withdrawn_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "invitations"."withdrawn_at")),
	CONSTRAINT "invitations_version" CHECK("invitations"."version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_open` ON `invitations` (`school_id`,`email`) WHERE "invitations"."accepted_at" is null and "invitations"."withdrawn_at" is null;--> statement-breakpoint
CREATE TABLE `links` (
	`hash` text PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`user_id` text,
	`school_id` text,
	`invitation_id` text,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`school_id`,`invitation_id`) REFERENCES `invitations`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "links_created_at" CHECK("links"."created_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "links"."created_at")),
	CONSTRAINT "links_expires_at" CHECK("links"."expires_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "links"."expires_at")),
	CONSTRAINT "links_used_at" CHECK("links"."used_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "links"."used_at"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `links_id` ON `links` (`id`);--> statement-breakpoint
CREATE INDEX `links_of` ON `links` (`user_id`,`kind`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`school_id` text NOT NULL,
	`user_id` text NOT NULL,
	`roles` text NOT NULL,
	`since` text NOT NULL,
	`ended_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `user_id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "memberships_since" CHECK("memberships"."since" IS strftime('%Y-%m-%dT%H:%M:%fZ', "memberships"."since")),
	CONSTRAINT "memberships_ended_at" CHECK("memberships"."ended_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "memberships"."ended_at")),
	CONSTRAINT "memberships_version" CHECK("memberships"."version" > 0)
);
--> statement-breakpoint
CREATE INDEX `memberships_of` ON `memberships` (`user_id`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`user_id` text NOT NULL,
	`hash` text NOT NULL,
	`used_at` text,
	PRIMARY KEY(`user_id`, `hash`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "recovery_codes_used_at" CHECK("recovery_codes"."used_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "recovery_codes"."used_at"))
);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`locale` text DEFAULT 'nb' NOT NULL,
	`password_enc` text,
	`password_at` text,
	`totp_enc` text,
	`totp_at` text,
	`totp_step` integer DEFAULT 0 NOT NULL,
	`created_at` text NOT NULL,
	`disabled_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "users_password_at" CHECK("users"."password_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "users"."password_at")),
	CONSTRAINT "users_totp_at" CHECK("users"."totp_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "users"."totp_at")),
	CONSTRAINT "users_created_at" CHECK("users"."created_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "users"."created_at")),
	CONSTRAINT "users_disabled_at" CHECK("users"."disabled_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "users"."disabled_at")),
	CONSTRAINT "users_version" CHECK("users"."version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `vehicles` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`plate` text NOT NULL,
	`kind` text NOT NULL,
	`make` text,
	`model` text,
	`year` integer,
	`classes` text NOT NULL,
	`gearbox` text NOT NULL,
	`fuel` text,
	`dual_controls` integer NOT NULL,
	`branch_id` text,
	`inspect_by` text,
	`insurer` text,
	`policy` text,
	`insured_until` text,
	`note` text,
	`retired_on` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "vehicles_inspect_by" CHECK("vehicles"."inspect_by" IS date("vehicles"."inspect_by")),
	CONSTRAINT "vehicles_insured_until" CHECK("vehicles"."insured_until" IS date("vehicles"."insured_until")),
	CONSTRAINT "vehicles_retired_on" CHECK("vehicles"."retired_on" IS date("vehicles"."retired_on")),
	CONSTRAINT "vehicles_year" CHECK("vehicles"."year" is null or "vehicles"."year" between 1900 and 2200),
	CONSTRAINT "vehicles_version" CHECK("vehicles"."version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `vehicles_plate` ON `vehicles` (`school_id`,`plate`);--> statement-breakpoint
CREATE INDEX `vehicles_inspect_by` ON `vehicles` (`school_id`,`inspect_by`,`id`);--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`school_id` text NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`on_behalf_of` text,
	`action` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`changed` text NOT NULL,
	`diff_enc` text,
	`ip_prefix` text NOT NULL,
	`request_id` text NOT NULL,
	`reason` text,
	`kid` text NOT NULL,
	`mac` text NOT NULL,
	CONSTRAINT "audit_at" CHECK("audit"."at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "audit"."at"))
);
--> statement-breakpoint
CREATE INDEX `audit_of` ON `audit` (`school_id`,`entity`,`entity_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_in` ON `audit` (`school_id`,`seq`);--> statement-breakpoint
CREATE TABLE `guard` (
	`ok` integer NOT NULL,
	CONSTRAINT "guard_ok" CHECK("guard"."ok" = 1)
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`topic` text NOT NULL,
	`subject_id` text NOT NULL,
	`at` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` text NOT NULL,
	`last_error` text,
	`delivered_at` text,
	PRIMARY KEY(`school_id`, `id`),
	CONSTRAINT "outbox_at" CHECK("outbox"."at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "outbox"."at")),
	CONSTRAINT "outbox_next_at" CHECK("outbox"."next_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "outbox"."next_at")),
	CONSTRAINT "outbox_delivered_at" CHECK("outbox"."delivered_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "outbox"."delivered_at")),
	CONSTRAINT "outbox_attempts" CHECK("outbox"."attempts" >= 0)
);
--> statement-breakpoint
CREATE INDEX `outbox_waiting` ON `outbox` (`next_at`) WHERE "outbox"."delivered_at" is null;--> statement-breakpoint
CREATE TABLE `search_terms` (
	`school_id` text NOT NULL,
	`kind` text NOT NULL,
	`term` text NOT NULL,
	`id` text NOT NULL,
	PRIMARY KEY(`school_id`, `kind`, `term`, `id`)
);
--> statement-breakpoint
CREATE INDEX `search_terms_of` ON `search_terms` (`school_id`,`kind`,`id`,`term`);