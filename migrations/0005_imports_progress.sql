ALTER TABLE `imports` ADD `options` text DEFAULT '{"monthFirst":[],"balance":"credit"}' NOT NULL;--> statement-breakpoint
ALTER TABLE `imports` ADD `tally` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `imports` ADD `next_chunk` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `imports` ADD `progress_at` text;--> statement-breakpoint
ALTER TABLE `imports` ADD `failures` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `imports_working` ON `imports` (`progress_at`) WHERE "imports"."state" in ('checking', 'running', 'undoing');--> statement-breakpoint
CREATE INDEX `imports_waiting` ON `imports` (`created_at`) WHERE "imports"."state" in ('uploaded', 'checking', 'checked');--> statement-breakpoint
CREATE INDEX `import_problems_refused` ON `import_problems` (`school_id`,`import_id`,`refused`,`row`,`n`);--> statement-breakpoint
CREATE INDEX `import_problems_kind` ON `import_problems` (`school_id`,`import_id`,`code`,`column`,`row`,`n`);