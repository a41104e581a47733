import type { Tone } from "#web/ui/tone.ts";
import type { Level, State } from "#worker/modules/security/input.ts";

export const levelTones: Record<Level, Tone> = {
  notice: "neutral",
  warning: "warning",
  danger: "danger",
};

export const stateTones: Record<State, Tone> = {
  open: "info",
  handled: "success",
  dismissed: "neutral",
};
