CREATE TABLE `lessons` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`booking_id` text NOT NULL,
	`version` integer NOT NULL,
	`outcome` text NOT NULL,
	`student_id` text NOT NULL,
	`instructor_id` text,
	`starts_at` text NOT NULL,
	`minutes` integer NOT NULL,
	`class_code` text,
	`step` text,
	`themes` text NOT NULL,
	`levels` text NOT NULL,
	`note` text,
	`cancel_reason` text,
	`recommendation` text,
	`reason` text,
	`record_id` text,
	`attested_by` text NOT NULL,
	`attested_at` text NOT NULL,
	`superseded_at` text,
	`signed_at` text,
	`signed_by` text,
	`objected_at` text,
	`objection` text,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`booking_id`) REFERENCES `bookings`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`student_id`) REFERENCES `students`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`instructor_id`) REFERENCES `employees`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "lessons_starts_at" CHECK("lessons"."starts_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "lessons"."starts_at")),
	CONSTRAINT "lessons_attested_at" CHECK("lessons"."attested_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "lessons"."attested_at")),
	CONSTRAINT "lessons_superseded_at" CHECK("lessons"."superseded_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "lessons"."superseded_at")),
	CONSTRAINT "lessons_signed_at" CHECK("lessons"."signed_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "lessons"."signed_at")),
	CONSTRAINT "lessons_objected_at" CHECK("lessons"."objected_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "lessons"."objected_at")),
	CONSTRAINT "lessons_minutes" CHECK("lessons"."minutes" between 0 and 960),
	CONSTRAINT "lessons_version_above_0" CHECK("lessons"."version" > 0),
	CONSTRAINT "lessons_reason" CHECK("lessons"."version" = 1 or coalesce(length("lessons"."reason"), 0) > 0),
	CONSTRAINT "lessons_begun" CHECK("lessons"."attested_at" >= "lessons"."starts_at")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lessons_version` ON `lessons` (`school_id`,`booking_id`,`version`);--> statement-breakpoint
CREATE UNIQUE INDEX `lessons_current` ON `lessons` (`school_id`,`booking_id`) WHERE "lessons"."superseded_at" is null;--> statement-breakpoint
CREATE INDEX `lessons_student` ON `lessons` (`school_id`,`student_id`,`starts_at`,`booking_id`) WHERE "lessons"."superseded_at" is null;--> statement-breakpoint
CREATE INDEX `lessons_objected` ON `lessons` (`school_id`,`starts_at`,`booking_id`) WHERE "lessons"."superseded_at" is null and "lessons"."objected_at" is not null and "lessons"."signed_at" is null;--> statement-breakpoint
CREATE TABLE `self_assessments` (
	`school_id` text NOT NULL,
	`booking_id` text NOT NULL,
	`levels` text NOT NULL,
	`note` text,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `booking_id`),
	FOREIGN KEY (`school_id`,`booking_id`) REFERENCES `bookings`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "self_assessments_at" CHECK("self_assessments"."at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "self_assessments"."at")),
	CONSTRAINT "self_assessments_version" CHECK("self_assessments"."version" > 0)
);
--> statement-breakpoint
CREATE INDEX `bookings_waiting` ON `bookings` (`school_id`,`starts_at`,`id`) WHERE "bookings"."status" = 'booked' and "bookings"."student_id" is not null;--> statement-breakpoint
CREATE INDEX `bookings_own_waiting` ON `bookings` (`school_id`,`instructor_id`,`starts_at`,`id`) WHERE "bookings"."status" = 'booked' and "bookings"."student_id" is not null;