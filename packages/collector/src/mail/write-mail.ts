import type { Mail, Mailer } from './mailer.ts'
import type { WaitingMail } from './queue-mails.ts'

const DAY_MS = 86_400_000

/** What `writeMail` works with. */
export interface WritingOptions {
  mailer: Pick<Mailer, 'publicUrl'>
  sign: (purpose: string, content: unknown) => Promise<string>
  /** Milliseconds since 1970. */
  now: () => number
}

/**
 * Writes a mail that waits as it is to be sent, with a link that is valid from now on.
 *
 * @param key id of its document
 */
export async function writeMail(
  { mailer, sign, now }: WritingOptions,
  key: string,
  { since, to, subject, text, link }: WaitingMail,
): Promise<Mail> {
  const token = await sign(link.purpose, { ...Object(link.content), until: now() + link.days * DAY_MS })
  const address = `${mailer.publicUrl.replace(/\/+$/, '')}${link.path}${token}`
  const body = text.includes('{link}') ? text.replaceAll('{link}', address) : `${text}\n\n${address}`
  // Mail servers drop a second mail with the same id.
  const id = since === undefined ? key : `${key}/${since}`
  return { id, to, subject, text: body }
}
