import { inject } from "vitest";

type Mail = { to: string; subject: string; text: string; html?: string };

/** The newest mail to an address; waits for it, since it leaves by a queue. */
export async function mailTo(address: string, about: RegExp = /./): Promise<Mail> {
  for (let tries = 0; tries < 60; tries++) {
    const found = (await mailsTo(address)).filter(({ subject }) => about.test(subject));
    const newest = found.at(-1);
    if (newest) return newest;
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error(`No mail about ${about} came to ${address}`);
}

export async function mailsTo(address: string): Promise<Mail[]> {
  const answer = await fetch(`${inject("mailUrl")}/messages?to=${encodeURIComponent(address)}`);
  return ((await answer.json()) as { items: Mail[] }).items;
}

/** The way a mail's link leads, without the place it was made for. */
export function linkIn({ text }: Mail): string {
  const link = /https?:\/\/[^\s/]+(\/link\/\S+)/.exec(text)?.[1];
  if (!link) throw new Error(`The mail has no link:\n${text}`);
  return link;
}
