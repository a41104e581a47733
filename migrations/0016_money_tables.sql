CREATE TABLE `charge_totals` (
	`school_id` text NOT NULL,
	`student_id` text NOT NULL,
	`status` text NOT NULL,
	`n` integer NOT NULL,
	`gross_ore` integer NOT NULL,
	`prepaid_ore` integer NOT NULL,
	PRIMARY KEY(`school_id`, `student_id`, `status`)
);
--> statement-breakpoint
CREATE TABLE `charges` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`student_id` text NOT NULL,
	`booking_id` text,
	`product_id` text,
	`student_package_id` text,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`quantity` integer NOT NULL,
	`net_ore` integer NOT NULL,
	`vat_code` text NOT NULL,
	`vat_ore` integer NOT NULL,
	`gross_ore` integer NOT NULL,
	`prepaid_ore` integer DEFAULT 0 NOT NULL,
	`status` text NOT NULL,
	`on_date` text NOT NULL,
	`due_on` text,
	`reason` text,
	`parts` text NOT NULL,
	`invoice_id` text,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`student_id`) REFERENCES `students`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`booking_id`) REFERENCES `bookings`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`product_id`) REFERENCES `products`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`student_package_id`) REFERENCES `student_packages`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "charges_on_date" CHECK("charges"."on_date" IS date("charges"."on_date")),
	CONSTRAINT "charges_due_on" CHECK("charges"."due_on" IS date("charges"."due_on")),
	CONSTRAINT "charges_created_at" CHECK("charges"."created_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "charges"."created_at")),
	CONSTRAINT "charges_quantity" CHECK("charges"."quantity" between 1 and 1000),
	CONSTRAINT "charges_sum" CHECK("charges"."net_ore" + "charges"."vat_ore" = "charges"."gross_ore"),
	CONSTRAINT "charges_ore" CHECK("charges"."net_ore" >= 0 and "charges"."vat_ore" >= 0 and "charges"."gross_ore" <= 100000000000 and typeof("charges"."gross_ore") = 'integer'),
	CONSTRAINT "charges_prepaid" CHECK("charges"."prepaid_ore" between 0 and "charges"."gross_ore"),
	CONSTRAINT "charges_version" CHECK("charges"."version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `charges_booking` ON `charges` (`school_id`,`booking_id`);--> statement-breakpoint
CREATE INDEX `charges_student` ON `charges` (`school_id`,`student_id`,`on_date`,`id`);--> statement-breakpoint
CREATE INDEX `charges_student_status` ON `charges` (`school_id`,`student_id`,`status`,`on_date`);--> statement-breakpoint
CREATE INDEX `charges_status` ON `charges` (`school_id`,`status`,`on_date`,`id`);--> statement-breakpoint
CREATE INDEX `charges_invoice` ON `charges` (`school_id`,`invoice_id`) WHERE "charges"."invoice_id" is not null;--> statement-breakpoint
CREATE TABLE `student_package_items` (
	`school_id` text NOT NULL,
	`student_package_id` text NOT NULL,
	`product_id` text NOT NULL,
	`quantity` integer NOT NULL,
	`used` integer DEFAULT 0 NOT NULL,
	`unit_ore` integer NOT NULL,
	PRIMARY KEY(`school_id`, `student_package_id`, `product_id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`student_package_id`) REFERENCES `student_packages`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`product_id`) REFERENCES `products`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "student_package_items_used" CHECK("student_package_items"."used" between 0 and "student_package_items"."quantity"),
	CONSTRAINT "student_package_items_ore" CHECK("student_package_items"."unit_ore" >= 0 and typeof("student_package_items"."unit_ore") = 'integer')
);
--> statement-breakpoint
CREATE TABLE `student_packages` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`student_id` text NOT NULL,
	`package_id` text NOT NULL,
	`name` text NOT NULL,
	`price_ore` integer NOT NULL,
	`sold_on` text NOT NULL,
	`expires_on` text NOT NULL,
	`ended_on` text,
	`reason` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`student_id`) REFERENCES `students`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`package_id`) REFERENCES `packages`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "student_packages_sold_on" CHECK("student_packages"."sold_on" IS date("student_packages"."sold_on")),
	CONSTRAINT "student_packages_expires_on" CHECK("student_packages"."expires_on" IS date("student_packages"."expires_on")),
	CONSTRAINT "student_packages_ended_on" CHECK("student_packages"."ended_on" IS date("student_packages"."ended_on")),
	CONSTRAINT "student_packages_order" CHECK("student_packages"."expires_on" >= "student_packages"."sold_on"),
	CONSTRAINT "student_packages_ore" CHECK("student_packages"."price_ore" >= 0 and typeof("student_packages"."price_ore") = 'integer'),
	CONSTRAINT "student_packages_version" CHECK("student_packages"."version" > 0)
);
--> statement-breakpoint
CREATE INDEX `student_packages_of` ON `student_packages` (`school_id`,`student_id`,`sold_on`);--> statement-breakpoint
CREATE TABLE `account_totals` (
	`school_id` text NOT NULL,
	`account` text NOT NULL,
	`month` text NOT NULL,
	`debit_ore` integer NOT NULL,
	`credit_ore` integer NOT NULL,
	PRIMARY KEY(`school_id`, `month`, `account`)
);
--> statement-breakpoint
CREATE TABLE `ledger` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`n` integer NOT NULL,
	`at` text NOT NULL,
	`on_date` text NOT NULL,
	`debit` text NOT NULL,
	`credit` text NOT NULL,
	`amount_ore` integer NOT NULL,
	`student_id` text,
	`payer_id` text,
	`kind` text NOT NULL,
	`ref_kind` text NOT NULL,
	`ref_id` text NOT NULL,
	`text` text NOT NULL,
	`reverses_id` text,
	`owed_ore` integer,
	`by` text NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`student_id`) REFERENCES `students`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`payer_id`) REFERENCES `contacts`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`reverses_id`) REFERENCES `ledger`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ledger_n_positive" CHECK("ledger"."n" > 0),
	CONSTRAINT "ledger_at" CHECK("ledger"."at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "ledger"."at")),
	CONSTRAINT "ledger_on_date" CHECK("ledger"."on_date" IS date("ledger"."on_date")),
	CONSTRAINT "ledger_amount" CHECK("ledger"."amount_ore" > 0 and "ledger"."amount_ore" <= 100000000000 and typeof("ledger"."amount_ore") = 'integer'),
	CONSTRAINT "ledger_moves" CHECK("ledger"."debit" <> "ledger"."credit")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_n` ON `ledger` (`school_id`,`n`);--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_reverses` ON `ledger` (`school_id`,`reverses_id`);--> statement-breakpoint
CREATE INDEX `ledger_student` ON `ledger` (`school_id`,`student_id`,`n`) WHERE "ledger"."student_id" is not null;--> statement-breakpoint
CREATE INDEX `ledger_ref` ON `ledger` (`school_id`,`ref_kind`,`ref_id`,`n`);--> statement-breakpoint
CREATE TABLE `student_balances` (
	`school_id` text NOT NULL,
	`student_id` text NOT NULL,
	`account` text NOT NULL,
	`debit_ore` integer NOT NULL,
	`credit_ore` integer NOT NULL,
	PRIMARY KEY(`school_id`, `student_id`, `account`)
);
--> statement-breakpoint
CREATE TABLE `package_items` (
	`school_id` text NOT NULL,
	`package_id` text NOT NULL,
	`product_id` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_ore` integer NOT NULL,
	PRIMARY KEY(`school_id`, `package_id`, `product_id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`package_id`) REFERENCES `packages`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`product_id`) REFERENCES `products`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "package_items_quantity" CHECK("package_items"."quantity" between 1 and 1000),
	CONSTRAINT "package_items_ore" CHECK("package_items"."unit_ore" between 0 and 100000000 and typeof("package_items"."unit_ore") = 'integer')
);
--> statement-breakpoint
CREATE TABLE `packages` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`valid_months` integer NOT NULL,
	`closed_on` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "packages_valid_months" CHECK("packages"."valid_months" between 1 and 120),
	CONSTRAINT "packages_closed_on" CHECK("packages"."closed_on" IS date("packages"."closed_on")),
	CONSTRAINT "packages_version" CHECK("packages"."version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `packages_name` ON `packages` (`school_id`,`name`);--> statement-breakpoint
CREATE TABLE `prices` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`product_id` text NOT NULL,
	`branch_id` text,
	`valid_from` text NOT NULL,
	`price_ore` integer NOT NULL,
	`set_by` text NOT NULL,
	`set_at` text NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`product_id`) REFERENCES `products`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`branch_id`) REFERENCES `branches`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "prices_valid_from" CHECK("prices"."valid_from" IS date("prices"."valid_from")),
	CONSTRAINT "prices_set_at" CHECK("prices"."set_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "prices"."set_at")),
	CONSTRAINT "prices_ore" CHECK("prices"."price_ore" between 0 and 100000000 and typeof("prices"."price_ore") = 'integer')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `prices_from` ON `prices` (`school_id`,`product_id`,`valid_from`,`branch_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `prices_from_everywhere` ON `prices` (`school_id`,`product_id`,`valid_from`) WHERE "prices"."branch_id" is null;--> statement-breakpoint
CREATE TABLE `products` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`class_code` text,
	`step` text,
	`unit_minutes` integer,
	`vat_code` text NOT NULL,
	`closed_on` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "products_closed_on" CHECK("products"."closed_on" IS date("products"."closed_on")),
	CONSTRAINT "products_unit_minutes" CHECK("products"."unit_minutes" between 5 and 1440),
	CONSTRAINT "products_version" CHECK("products"."version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `products_name` ON `products` (`school_id`,`name`);--> statement-breakpoint
CREATE INDEX `products_for` ON `products` (`school_id`,`kind`,`class_code`,`step`);--> statement-breakpoint
CREATE TABLE `surcharges` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`class_code` text,
	`branch_id` text,
	`scope` text NOT NULL,
	`from_time` text,
	`valid_from` text NOT NULL,
	`amount_ore` integer NOT NULL,
	`set_by` text NOT NULL,
	`set_at` text NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`branch_id`) REFERENCES `branches`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "surcharges_valid_from" CHECK("surcharges"."valid_from" IS date("surcharges"."valid_from")),
	CONSTRAINT "surcharges_set_at" CHECK("surcharges"."set_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "surcharges"."set_at")),
	CONSTRAINT "surcharges_ore" CHECK("surcharges"."amount_ore" between -100000000 and 100000000 and typeof("surcharges"."amount_ore") = 'integer')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `surcharges_from` ON `surcharges` (`school_id`,`scope`,`valid_from`);