/**
 * Operations: how the system fares, for whoever keeps it running.
 *
 * @module
 */
export { outboxState } from "./metrics/queries.ts";
export { heldBack, serviceKnown } from "./service/held.tsx";
