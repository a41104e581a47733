import type { Server } from "node:net";
import { type Certificate, selfSigned } from "./certificate.ts";
import { mailSmtp, mailSmtps } from "./mail_smtp.ts";
import type { Mailbox } from "./mailbox.ts";

/** Where mail servers with TLS listen, and the certificate of those that are to be trusted. */
export type MailTls = {
  certificate: Certificate;
  starttls: number;
  smtps: number;
  stranger: number;
};

/** Servers for `localhost`: two that are trusted, and one that nobody knows. */
export function mailServersWithTls(mailbox: Mailbox, tls: MailTls): [Server, port: number][] {
  return [
    [mailSmtp(mailbox, tls.certificate), tls.starttls],
    [mailSmtps(mailbox, tls.certificate), tls.smtps],
    [mailSmtp(mailbox, selfSigned("localhost")), tls.stranger],
  ];
}
