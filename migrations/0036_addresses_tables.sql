CREATE TABLE `address_blocks` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`range` text NOT NULL,
	`reason` text NOT NULL,
	`blocked_by` text NOT NULL,
	`blocked_at` text NOT NULL,
	`until` text,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "address_blocks_blocked_at" CHECK("address_blocks"."blocked_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "address_blocks"."blocked_at")),
	CONSTRAINT "address_blocks_until" CHECK("address_blocks"."until" IS strftime('%Y-%m-%dT%H:%M:%fZ', "address_blocks"."until"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `address_blocks_range` ON `address_blocks` (`school_id`,`range`);--> statement-breakpoint
CREATE TABLE `address_openings` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text,
	`reason` text NOT NULL,
	`opened_by` text NOT NULL,
	`opened_at` text NOT NULL,
	`until` text NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "address_openings_opened_at" CHECK("address_openings"."opened_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "address_openings"."opened_at")),
	CONSTRAINT "address_openings_until" CHECK("address_openings"."until" IS strftime('%Y-%m-%dT%H:%M:%fZ', "address_openings"."until")),
	CONSTRAINT "address_openings_order" CHECK("address_openings"."until" > "address_openings"."opened_at")
);
--> statement-breakpoint
CREATE INDEX `address_openings_until` ON `address_openings` (`school_id`,`until`);--> statement-breakpoint
CREATE TABLE `address_ranges` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`range` text NOT NULL,
	`roles` text NOT NULL,
	`note` text,
	`added_by` text NOT NULL,
	`added_at` text NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "address_ranges_added_at" CHECK("address_ranges"."added_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "address_ranges"."added_at"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `address_ranges_range` ON `address_ranges` (`school_id`,`range`);