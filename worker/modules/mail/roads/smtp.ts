import { Email } from "worker-mailer";
import { addressOf, base64Of, type Outgoing, type Road } from "./road.ts";
import { type Dialogue, open, SmtpRefusal } from "./smtp_dialogue.ts";

/**
 * Any mail server, by `smtp://user:password@host:587` (STARTTLS) or `smtps://...:465` (TLS).
 * The library makes the message; the conversation is ours, because the library's waits for ever
 * on a server that hangs up, and goes on without TLS when a server offers none.
 */
export const bySmtp: Road = async (env, mail) => {
  let dialogue: Dialogue | undefined;
  try {
    dialogue = await open(env);
    const reply = await converse(dialogue, env.SMTP_URL ?? "", mail);
    return { state: "sent", providerId: /queued as (\S+)/i.exec(reply)?.[1] ?? null };
  } catch (error) {
    if (error instanceof SmtpRefusal)
      return { state: error.final ? "refused" : "later", why: error.message };
    return { state: "later", why: error instanceof Error ? error.message : "mail.unreachable" };
  } finally {
    await dialogue?.close();
  }
};

async function converse(smtp: Dialogue, url: string, mail: Outgoing): Promise<string> {
  const { username, password } = new URL(url);
  if (username) {
    const secret = `\0${decodeURIComponent(username)}\0${decodeURIComponent(password)}`;
    // A wrong password is ours to put right: the mail waits.
    await smtp.say(`AUTH PLAIN ${Buffer.from(secret).toString("base64")}`, { about: "us" });
  }
  await smtp.say(`MAIL FROM:<${addressOf(mail.from).email}>`, { about: "us" });
  await smtp.say(`RCPT TO:<${mail.to}>`);
  await smtp.say("DATA");
  return smtp.send(messageOf(mail));
}

/** The message with its headers, dots stuffed and the final dot on it. */
function messageOf({ key, from, to, subject, text, html, files }: Outgoing): string {
  const { name, email } = addressOf(from);
  const headers = {
    From: name ? `${encoded(name)} <${email}>` : email,
    Subject: encoded(subject),
    "Message-ID": `<${key}@${email.split("@").at(-1)}>`,
  };
  const attachments = files.map((file) => ({
    ...{ filename: file.name, mimeType: file.type, content: base64Of(file) },
  }));
  return new Email({ from: email, to, subject, text, html, headers, attachments }).getEmailData();
}

/** RFC 2047: words of at most 75 characters, which no character is cut in two by. */
function encoded(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [];
  let word = "";
  for (const letter of text) {
    if (Buffer.byteLength(word + letter) > 45) {
      words.push(word);
      word = "";
    }
    word += letter;
  }
  return [...words, word]
    .map((part) => `=?UTF-8?B?${Buffer.from(part).toString("base64")}?=`)
    .join("\r\n ");
}
