/** What a colour means; `data-color` of Designsystemet takes the same words. */
export type Tone = "neutral" | "accent" | "info" | "success" | "warning" | "danger";
