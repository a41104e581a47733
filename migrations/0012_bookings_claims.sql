CREATE TABLE `absences` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`employee_id` text NOT NULL,
	`kind` text NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`note` text,
	`cancelled_at` text,
	`created_by` text NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`employee_id`) REFERENCES `employees`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "absences_starts_at" CHECK("absences"."starts_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "absences"."starts_at")),
	CONSTRAINT "absences_ends_at" CHECK("absences"."ends_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "absences"."ends_at")),
	CONSTRAINT "absences_cancelled_at" CHECK("absences"."cancelled_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "absences"."cancelled_at")),
	CONSTRAINT "absences_created_at" CHECK("absences"."created_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "absences"."created_at")),
	CONSTRAINT "absences_order" CHECK("absences"."ends_at" > "absences"."starts_at"),
	CONSTRAINT "absences_version" CHECK("absences"."version" > 0)
);
--> statement-breakpoint
CREATE INDEX `absences_employee` ON `absences` (`school_id`,`employee_id`,`ends_at`) WHERE "absences"."cancelled_at" is null;--> statement-breakpoint
CREATE INDEX `absences_ends` ON `absences` (`school_id`,`ends_at`) WHERE "absences"."cancelled_at" is null;--> statement-breakpoint
CREATE INDEX `absences_starts` ON `absences` (`school_id`,`starts_at`,`id`);--> statement-breakpoint
CREATE TABLE `plan_exceptions` (
	`school_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`on_date` text NOT NULL,
	`spans` text NOT NULL,
	`note` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `employee_id`, `on_date`),
	FOREIGN KEY (`school_id`,`employee_id`) REFERENCES `employees`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "plan_exceptions_on_date" CHECK("plan_exceptions"."on_date" IS date("plan_exceptions"."on_date")),
	CONSTRAINT "plan_exceptions_version" CHECK("plan_exceptions"."version" > 0)
);
--> statement-breakpoint
CREATE INDEX `plan_exceptions_date` ON `plan_exceptions` (`school_id`,`on_date`);--> statement-breakpoint
CREATE TABLE `bookings` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`student_id` text,
	`instructor_id` text,
	`vehicle_id` text,
	`room_id` text,
	`trailer_id` text,
	`branch_id` text,
	`class_code` text,
	`step` text,
	`title` text,
	`pickup` text,
	`note` text,
	`buffer_minutes` integer DEFAULT 0 NOT NULL,
	`hold_until` text,
	`series_id` text,
	`series_n` integer,
	`cancelled_at` text,
	`cancelled_by` text,
	`cancel_reason` text,
	`cancelled_late` integer DEFAULT false NOT NULL,
	`reminded_at` text,
	`checked_in_at` text,
	`created_by` text NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`student_id`) REFERENCES `students`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`instructor_id`) REFERENCES `employees`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`vehicle_id`) REFERENCES `vehicles`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`trailer_id`) REFERENCES `vehicles`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`room_id`) REFERENCES `rooms`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`branch_id`) REFERENCES `branches`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bookings_starts_at" CHECK("bookings"."starts_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "bookings"."starts_at")),
	CONSTRAINT "bookings_ends_at" CHECK("bookings"."ends_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "bookings"."ends_at")),
	CONSTRAINT "bookings_hold_until" CHECK("bookings"."hold_until" IS strftime('%Y-%m-%dT%H:%M:%fZ', "bookings"."hold_until")),
	CONSTRAINT "bookings_cancelled_at" CHECK("bookings"."cancelled_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "bookings"."cancelled_at")),
	CONSTRAINT "bookings_reminded_at" CHECK("bookings"."reminded_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "bookings"."reminded_at")),
	CONSTRAINT "bookings_checked_in_at" CHECK("bookings"."checked_in_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "bookings"."checked_in_at")),
	CONSTRAINT "bookings_created_at" CHECK("bookings"."created_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "bookings"."created_at")),
	CONSTRAINT "bookings_order" CHECK("bookings"."ends_at" > "bookings"."starts_at"),
	CONSTRAINT "bookings_buffer" CHECK("bookings"."buffer_minutes" between 0 and 240),
	CONSTRAINT "bookings_version" CHECK("bookings"."version" > 0)
);
--> statement-breakpoint
CREATE INDEX `bookings_starts` ON `bookings` (`school_id`,`starts_at`,`id`);--> statement-breakpoint
CREATE INDEX `bookings_instructor` ON `bookings` (`school_id`,`instructor_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `bookings_student` ON `bookings` (`school_id`,`student_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `bookings_vehicle` ON `bookings` (`school_id`,`vehicle_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `bookings_trailer` ON `bookings` (`school_id`,`trailer_id`,`starts_at`) WHERE "bookings"."trailer_id" is not null;--> statement-breakpoint
CREATE INDEX `bookings_room` ON `bookings` (`school_id`,`room_id`,`starts_at`) WHERE "bookings"."room_id" is not null;--> statement-breakpoint
CREATE INDEX `bookings_branch` ON `bookings` (`school_id`,`branch_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `bookings_series` ON `bookings` (`school_id`,`series_id`,`series_n`) WHERE "bookings"."series_id" is not null;--> statement-breakpoint
CREATE INDEX `bookings_held` ON `bookings` (`school_id`,`hold_until`) WHERE "bookings"."status" = 'held';--> statement-breakpoint
CREATE INDEX `bookings_remind` ON `bookings` (`starts_at`) WHERE "bookings"."status" = 'booked' and "bookings"."reminded_at" is null;--> statement-breakpoint
CREATE TABLE `claims` (
	`school_id` text NOT NULL,
	`kind` text NOT NULL,
	`resource_id` text NOT NULL,
	`booking_id` text NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	PRIMARY KEY(`school_id`, `kind`, `resource_id`, `starts_at`, `booking_id`),
	FOREIGN KEY (`school_id`,`booking_id`) REFERENCES `bookings`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "claims_starts_at" CHECK("claims"."starts_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "claims"."starts_at")),
	CONSTRAINT "claims_ends_at" CHECK("claims"."ends_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "claims"."ends_at")),
	CONSTRAINT "claims_order" CHECK("claims"."ends_at" > "claims"."starts_at"),
	CONSTRAINT "claims_a_day" CHECK("claims"."ends_at" <= strftime('%Y-%m-%dT%H:%M:%fZ', "claims"."starts_at", '+1 day'))
);
--> statement-breakpoint
CREATE INDEX `claims_booking` ON `claims` (`school_id`,`booking_id`);--> statement-breakpoint
CREATE TABLE `rooms` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`seats` integer,
	`branch_id` text,
	`address` text,
	`note` text,
	`closed_on` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`branch_id`) REFERENCES `branches`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "rooms_seats" CHECK("rooms"."seats" is null or "rooms"."seats" between 1 and 1000),
	CONSTRAINT "rooms_closed_on" CHECK("rooms"."closed_on" IS date("rooms"."closed_on")),
	CONSTRAINT "rooms_version" CHECK("rooms"."version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rooms_name` ON `rooms` (`school_id`,`name`);