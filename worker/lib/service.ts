/**
 * How the service is set: as usual, read only, or closed to all but those who operate it. Kept for
 * each request where every page and refusal can read it; who sets it is the operations module.
 */
export type ServiceState = {
  mode: "normal" | "read_only" | "maintenance";
  messageNb: string;
  messageEn: string;
  /** When it is expected to end. */
  until: string | null;
};
