import type { Mailer } from '@leadlight/collector'
import { createTransport } from 'nodemailer'
import { Failure } from '../failure.ts'

/** Where mails are handed in, and from whom they are. */
export interface SmtpOptions {
  /** Like `smtps://user:password@mail.example.com`. */
  smtpUrl: string
  /** Like `Example <letters@example.com>`. */
  mailFrom: string
  /** The server's own address as everybody reaches it. */
  publicUrl: string
}

/** A mail server that says nothing is given up, in milliseconds. */
const TIMEOUT_MS = 30_000

/**
 * Sends mails through SMTP. What goes into a mail is text, whatever it looks like: headers are encoded, so that nobody can add
 * one, and neither files nor addresses are read.
 */
export function createSmtpMailer({ smtpUrl, mailFrom, publicUrl }: SmtpOptions): Mailer & { close(): void } {
  const url = URL.parse(smtpUrl)
  if (url === null || !/^smtps?:$/.test(url.protocol)) {
    throw new Failure('The mail server must be an address like smtps://user:password@mail.example.com.', 2)
  }
  const domain = /@([\w.-]+)>?\s*$/.exec(mailFrom)?.[1]
  if (domain === undefined || /[\r\n]/.test(mailFrom)) {
    throw new Failure('The sender of mails must be an address like Example <letters@example.com>.', 2)
  }
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    publicUrl,
    async send({ id, to, subject, text }) {
      await transport.sendMail({
        from: mailFrom,
        // As an object it is one address, whatever commas and brackets it holds.
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${Buffer.from(id).toString('hex').slice(0, 200)}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      })
    },
    close: () => transport.close(),
  }
}
