import { createHash } from 'node:crypto'
import type { Mailer } from '@leadlight/collector'
import { createTransport } from 'nodemailer'
import { Failure } from '../failure.ts'

/** Options of `createSmtpMailer`. */
export interface SmtpOptions {
  /** Like `smtps://user:password@mail.example.com`. */
  smtpUrl: string
  /** Like `Example <letters@example.com>`. */
  mailFrom: string
  /** Public address of the server. */
  publicUrl: string
}

/** Time after which a silent mail server counts as failed, in milliseconds. */
const TIMEOUT_MS = 30_000

/**
 * Creates a mailer over SMTP. All content is plain text: headers are encoded, so that none can be injected, and no files or
 * addresses are fetched.
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
      const sending = transport.sendMail({
        from: mailFrom,
        // An object is always a single address, even if it contains commas or brackets.
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${createHash('sha256').update(id).digest('hex').slice(0, 32)}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      })
      await sending.catch((error: unknown) => {
        throw isAddressUnknown(error) ? Object.assign(Object(error), { noSuchAddress: true }) : error
      })
    },
    close: () => transport.close(),
  }
}

/**
 * Whether the mail server says that there is no such address (RFC 5321, 501; RFC 3463, 5.1.x). Other permanent errors, such as a refusal to
 * relay, are often mended by whoever runs the server.
 */
function isAddressUnknown(error: unknown): boolean {
  const { responseCode, response, command } = Object(error) as Record<string, unknown>
  const isSyntax = responseCode === 501 && command === 'RCPT TO'
  return isSyntax || /^5\d\d[ -]5\.1\.([1236]|10)\b/.test(`${response}`)
}
