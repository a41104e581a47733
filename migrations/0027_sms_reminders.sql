CREATE TABLE `check_in_links` (
	`hash` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`booking_id` text NOT NULL,
	`starts_at` text NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`school_id`,`booking_id`) REFERENCES `bookings`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "check_in_links_expires_at" CHECK("check_in_links"."expires_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "check_in_links"."expires_at"))
);
--> statement-breakpoint
CREATE INDEX `check_in_links_of` ON `check_in_links` (`school_id`,`booking_id`);--> statement-breakpoint
CREATE TABLE `reminder_choices` (
	`school_id` text NOT NULL,
	`user_id` text NOT NULL,
	`by` text NOT NULL,
	PRIMARY KEY(`school_id`, `user_id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `mails` ADD `channel` text DEFAULT 'mail' NOT NULL;--> statement-breakpoint
ALTER TABLE `mails` ADD `begun_at` text;