import type { Context } from "hono";
import { cardFileName, cardSheet } from "#web/modules/lessons/card_sheet.ts";
import { pdfOf } from "#worker/lib/documents.ts";
import type { Env } from "#worker/lib/env.ts";
import type { TrainingCard } from "./input.ts";

/** A training card as a file to keep, in the language of whoever asks. */
export function pdfOfCard(c: Context<Env>, card: TrainingCard): Promise<Response> {
  const { locale } = c.var.ctx.actor;
  return pdfOf(c, cardSheet(locale, card), cardFileName(locale, card));
}
