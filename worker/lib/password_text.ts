/**
 * A password as the text that Argon2 is given. NFC: some keyboards write å as a and a ring.
 * Then ASCII only: `@phi-ag/argon2` counts UTF-16 units where it should count bytes, so that it
 * ignores as many bytes at the end of a password as there are letters beyond ASCII in it.
 */
export function passwordText(password: string): string {
  return encodeURIComponent(password.normalize("NFC").toWellFormed());
}
