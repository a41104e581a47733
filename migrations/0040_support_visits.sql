CREATE TABLE `support_visits` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`person_id` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_at` text NOT NULL,
	`reason` text NOT NULL,
	`case_number` text,
	`state` text NOT NULL,
	`decided_by` text,
	`decided_at` text,
	`started_at` text,
	`until` text NOT NULL,
	`ended_by` text,
	`ended_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "support_visits_second" CHECK("support_visits"."decided_by" is null or "support_visits"."decided_by" <> "support_visits"."asked_by"),
	CONSTRAINT "support_visits_other" CHECK("support_visits"."person_id" <> "support_visits"."asked_by"),
	CONSTRAINT "support_visits_decided" CHECK("support_visits"."state" not in ('approved', 'running') or "support_visits"."decided_by" is not null),
	CONSTRAINT "support_visits_asked_at" CHECK("support_visits"."asked_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "support_visits"."asked_at")),
	CONSTRAINT "support_visits_decided_at" CHECK("support_visits"."decided_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "support_visits"."decided_at")),
	CONSTRAINT "support_visits_started_at" CHECK("support_visits"."started_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "support_visits"."started_at")),
	CONSTRAINT "support_visits_until" CHECK("support_visits"."until" IS strftime('%Y-%m-%dT%H:%M:%fZ', "support_visits"."until")),
	CONSTRAINT "support_visits_ended_at" CHECK("support_visits"."ended_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "support_visits"."ended_at")),
	CONSTRAINT "support_visits_version" CHECK("support_visits"."version" > 0)
);
--> statement-breakpoint
CREATE INDEX `support_visits_of_school` ON `support_visits` (`school_id`,`asked_at`);--> statement-breakpoint
CREATE INDEX `support_visits_of_asker` ON `support_visits` (`asked_by`,`asked_at`);--> statement-breakpoint
CREATE INDEX `support_visits_open` ON `support_visits` (`until`) WHERE "support_visits"."state" in ('asked', 'approved', 'running');