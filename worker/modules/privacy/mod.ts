/**
 * What a school holds about a person: her copy of it, and forgetting her.
 *
 * @module
 */
export { eraseDue, keepTombstone } from "./actions.ts";
export { listOver } from "./retention.ts";
export { replayTombstones, type Tombstone } from "./tombstones.ts";
