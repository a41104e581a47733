import { addressOf, type Road } from "./road.ts";

// The codes of Cloudflare's Email Service that are about this one mail.
const aboutTheMail =
  /^E_(VALIDATION_ERROR|FIELD_MISSING|RECIPIENT_\w+|TOO_MANY_RECIPIENTS|CONTENT_TOO_LARGE|HEADER\w*)$/;

/** Cloudflare's own mail service, by the send_email binding. */
export const byBinding: Road = async (env, { from, to, subject, text, html, files }) => {
  try {
    const attachments = files.map(({ name, type, bytes }) => ({
      ...{ disposition: "attachment" as const, filename: name, type, content: bytes },
    }));
    const { messageId } = await env.EMAIL.send({
      ...{ from: addressOf(from), to, subject, text, html },
      ...(attachments.length > 0 && { attachments }),
    });
    return { state: "sent", providerId: messageId };
  } catch (error) {
    const { code = "", message = String(error) } = error as { code?: string; message?: string };
    const refused = aboutTheMail.test(code) || /^destination address/i.test(message);
    return { state: refused ? "refused" : "later", why: `${code} ${message}`.trim() };
  }
};
