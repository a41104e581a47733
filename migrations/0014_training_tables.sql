CREATE TABLE `training_overrides` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`student_id` text NOT NULL,
	`class_code` text NOT NULL,
	`step` text NOT NULL,
	`rule` text NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`withdrawn_at` text,
	`withdrawn_by` text,
	`withdrawn_why` text,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`student_id`) REFERENCES `students`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "training_overrides_at" CHECK("training_overrides"."at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "training_overrides"."at")),
	CONSTRAINT "training_overrides_withdrawn_at" CHECK("training_overrides"."withdrawn_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "training_overrides"."withdrawn_at"))
);
--> statement-breakpoint
CREATE INDEX `training_overrides_of` ON `training_overrides` (`school_id`,`student_id`,`step`);--> statement-breakpoint
CREATE TABLE `training_papers` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`student_id` text NOT NULL,
	`kind` text NOT NULL,
	`class_code` text,
	`on_date` text NOT NULL,
	`until` text,
	`passed` integer,
	`note` text,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`withdrawn_at` text,
	`withdrawn_by` text,
	`withdrawn_why` text,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`student_id`) REFERENCES `students`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "training_papers_on_date" CHECK("training_papers"."on_date" IS date("training_papers"."on_date")),
	CONSTRAINT "training_papers_until" CHECK("training_papers"."until" IS date("training_papers"."until")),
	CONSTRAINT "training_papers_order" CHECK("training_papers"."until" is null or "training_papers"."until" >= "training_papers"."on_date"),
	CONSTRAINT "training_papers_at" CHECK("training_papers"."at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "training_papers"."at")),
	CONSTRAINT "training_papers_withdrawn_at" CHECK("training_papers"."withdrawn_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "training_papers"."withdrawn_at"))
);
--> statement-breakpoint
CREATE INDEX `training_papers_of` ON `training_papers` (`school_id`,`student_id`,`on_date`);--> statement-breakpoint
CREATE TABLE `training_plans` (
	`school_id` text NOT NULL,
	`student_id` text NOT NULL,
	`class_code` text NOT NULL,
	`version` text NOT NULL,
	`route` text NOT NULL,
	`started_on` text NOT NULL,
	PRIMARY KEY(`school_id`, `student_id`, `class_code`),
	FOREIGN KEY (`school_id`,`student_id`) REFERENCES `students`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "training_plans_version" CHECK("training_plans"."version" IS date("training_plans"."version")),
	CONSTRAINT "training_plans_started_on" CHECK("training_plans"."started_on" IS date("training_plans"."started_on"))
);
--> statement-breakpoint
CREATE TABLE `training_records` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`student_id` text NOT NULL,
	`class_code` text NOT NULL,
	`step` text NOT NULL,
	`minutes` integer NOT NULL,
	`on_date` text NOT NULL,
	`source` text NOT NULL,
	`themes` text NOT NULL,
	`employee_id` text,
	`group_size` integer,
	`recommendation` text,
	`note` text,
	`booking_id` text,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`withdrawn_at` text,
	`withdrawn_by` text,
	`withdrawn_why` text,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`student_id`) REFERENCES `students`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`employee_id`) REFERENCES `employees`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "training_records_minutes" CHECK("training_records"."minutes" between 1 and 2000),
	CONSTRAINT "training_records_group" CHECK("training_records"."group_size" is null or "training_records"."group_size" > 0),
	CONSTRAINT "training_records_on_date" CHECK("training_records"."on_date" IS date("training_records"."on_date")),
	CONSTRAINT "training_records_at" CHECK("training_records"."at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "training_records"."at")),
	CONSTRAINT "training_records_withdrawn_at" CHECK("training_records"."withdrawn_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "training_records"."withdrawn_at"))
);
--> statement-breakpoint
CREATE INDEX `training_records_of` ON `training_records` (`school_id`,`student_id`,`on_date`);--> statement-breakpoint
CREATE INDEX `training_records_booking` ON `training_records` (`school_id`,`booking_id`) WHERE "training_records"."booking_id" is not null;