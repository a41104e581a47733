CREATE TABLE `service_switch` (
	`id` text PRIMARY KEY NOT NULL,
	`mode` text NOT NULL,
	`message_nb` text NOT NULL,
	`message_en` text NOT NULL,
	`until` text,
	`since` text NOT NULL,
	`set_by` text NOT NULL,
	`version` integer NOT NULL,
	CONSTRAINT "service_switch_one" CHECK("service_switch"."id" = 'service'),
	CONSTRAINT "service_switch_until" CHECK("service_switch"."until" IS strftime('%Y-%m-%dT%H:%M:%fZ', "service_switch"."until")),
	CONSTRAINT "service_switch_since" CHECK("service_switch"."since" IS strftime('%Y-%m-%dT%H:%M:%fZ', "service_switch"."since")),
	CONSTRAINT "service_switch_version" CHECK("service_switch"."version" > 1)
);
