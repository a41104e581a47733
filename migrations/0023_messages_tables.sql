CREATE TABLE `message_threads` (
	`school_id` text NOT NULL,
	`student_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`last_id` text NOT NULL,
	`last_at` text NOT NULL,
	`last_sender` text NOT NULL,
	`last_text` text NOT NULL,
	`unread_by_student` integer DEFAULT 0 NOT NULL,
	`unread_by_instructor` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`school_id`, `student_id`, `employee_id`),
	FOREIGN KEY (`school_id`,`student_id`) REFERENCES `students`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`employee_id`) REFERENCES `employees`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "message_threads_last_at" CHECK("message_threads"."last_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "message_threads"."last_at")),
	CONSTRAINT "message_threads_unread" CHECK("message_threads"."unread_by_student" >= 0 and "message_threads"."unread_by_instructor" >= 0)
);
--> statement-breakpoint
CREATE INDEX `message_threads_instructor` ON `message_threads` (`school_id`,`employee_id`,`last_at`,`student_id`);--> statement-breakpoint
CREATE TABLE `messages` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`student_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`sender` text NOT NULL,
	`body` text NOT NULL,
	`at` text NOT NULL,
	`by` text NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`student_id`) REFERENCES `students`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`employee_id`) REFERENCES `employees`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "messages_at" CHECK("messages"."at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "messages"."at")),
	CONSTRAINT "messages_body" CHECK(length("messages"."body") between 1 and 2000)
);
--> statement-breakpoint
CREATE INDEX `messages_thread` ON `messages` (`school_id`,`student_id`,`employee_id`,`at`,`id`);