ALTER TABLE `contacts` ADD `guardian` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `contacts` ADD `payer` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `contacts_name` ON `contacts` (`school_id`,`sort_name`,`id`);--> statement-breakpoint
CREATE INDEX `contacts_guardians` ON `contacts` (`school_id`,`sort_name`,`id`) WHERE "contacts"."guardian" = 1;--> statement-breakpoint
CREATE INDEX `contacts_payers` ON `contacts` (`school_id`,`sort_name`,`id`) WHERE "contacts"."payer" = 1;--> statement-breakpoint
CREATE INDEX `contacts_nobodys` ON `contacts` (`school_id`,`sort_name`,`id`) WHERE "contacts"."guardian" = 0 and "contacts"."payer" = 0;