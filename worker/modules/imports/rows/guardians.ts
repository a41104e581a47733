import { readEmail, readPhone } from "../cells/persons.ts";
import type { Notes } from "./notes.ts";
import type { Guardian } from "./types.ts";

/** Up to two guardians of a row; one without a name is known by number or address. */
export function guardiansOf(n: Notes): Guardian[] {
  return (["guardian", "guardian2"] as const).flatMap((who) => {
    const name = n.text(`${who}Name`, 150);
    const phone = n.read(`${who}Phone`, readPhone, "imports.phone_invalid");
    const email = n.read(`${who}Email`, readEmail, "imports.email_invalid");
    const shown = name || phone || email;
    if (!shown) return [];
    if (name === "") n.mend(phone ? `${who}Phone` : `${who}Email`, "imports.guardian_unnamed");
    return [{ name: shown, phone, email }];
  });
}
