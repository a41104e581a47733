ALTER TABLE `bulk_changes` ADD `kept` text;--> statement-breakpoint
CREATE INDEX `students_unplaced_name` ON `students` (`school_id`,`sort_name`,`id`) WHERE "students"."instructor_text" is not null and "students"."instructor_id" is null;--> statement-breakpoint
CREATE INDEX `students_unplaced_number` ON `students` (`school_id`,`number`,`id`) WHERE "students"."instructor_text" is not null and "students"."instructor_id" is null;--> statement-breakpoint
CREATE INDEX `students_branch_name` ON `students` (`school_id`,`branch_id`,`sort_name`,`id`);--> statement-breakpoint
CREATE INDEX `students_branch_number` ON `students` (`school_id`,`branch_id`,`number`,`id`);