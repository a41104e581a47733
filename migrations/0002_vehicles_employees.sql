ALTER TABLE `employees` ADD `teaches` integer DEFAULT true NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `employees_email` ON `employees` (`school_id`,`email`) WHERE "employees"."email" is not null and "employees"."left_on" is null;--> statement-breakpoint
ALTER TABLE `vehicles` ADD `inspect_sort` text GENERATED ALWAYS AS (coalesce("inspect_by", '9999-12-31')) VIRTUAL NOT NULL;--> statement-breakpoint
ALTER TABLE `vehicles` ADD `due_on` text GENERATED ALWAYS AS (min(coalesce("inspect_by", '9999-12-31'), coalesce("insured_until", '9999-12-31'))) VIRTUAL NOT NULL;--> statement-breakpoint
CREATE INDEX `vehicles_inspect_sort` ON `vehicles` (`school_id`,`inspect_sort`,`id`);--> statement-breakpoint
CREATE INDEX `vehicles_due` ON `vehicles` (`school_id`,`due_on`,`id`) WHERE "vehicles"."retired_on" is null;