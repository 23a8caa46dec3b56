import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSmtpMailer } from './create-smtp-mailer.ts'

let server: SMTPServer
let received: { from: string; to: string[]; text: string }[]
let refusing = false
let refusal: string | undefined
let smtpUrl: string

beforeEach(async () => {
  received = []
  refusing = false
  refusal = undefined
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    hideENHANCEDSTATUSCODES: true,
    onRcptTo(_address, _session, done) {
      if (refusal === undefined) return done()
      return done(Object.assign(new Error(refusal), { responseCode: 550 }))
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (refusing) return done(new Error('not now'))
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        const to = envelope.rcptTo.map(({ address }) => address)
        received.push({ from, to, text: Buffer.concat(chunks).toString() })
        return done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
})
afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())))

const mailer = () =>
  createSmtpMailer({
    smtpUrl,
    mailFrom: 'Example <letters@example.com>',
    publicUrl: 'https://leads.example.com',
  })
const mail = { id: 'confirm/x/1', to: 'ada@firm.example', subject: 'Grüße', text: 'Hallo, Ada.\n.\nEnde' }

describe('mails by SMTP', () => {
  it('arrive unchanged, with their own Message-ID', async () => {
    await mailer().send(mail)
    await mailer().send(mail)
    expect(received.map(({ from, to }) => [from, to])).toEqual(
      Array(2).fill(['letters@example.com', ['ada@firm.example']]),
    )
    const [first, second] = received.map(({ text }) => /^Message-ID: (.*)\r$/m.exec(text)?.[1])
    expect(first).toMatch(/^<[\da-f]+@example\.com>$/)
    expect(second).toBe(first)
    expect(received[0]?.text).toMatch(/^Subject: =\?UTF-8\?/m)
    expect(received[0]?.text).toMatch(/\r\n\.\.?\r\nEnde/)
  })

  it.each([
    { to: 'ada@firm.example\r\nBcc: eve@spam.example', subject: 'x' },
    { to: 'ada@firm.example, eve@spam.example', subject: 'x' },
    { to: 'ada@firm.example', subject: 'x\r\nBcc: eve@spam.example\r\n\r\n<script>' },
    { to: 'ada@firm.example>\r\nRCPT TO:<eve@spam.example', subject: 'x' },
  ])('go to one address and cannot add headers: %j', async (part) => {
    await mailer()
      .send({ ...mail, ...part })
      .catch(() => {})
    for (const { to, text } of received) {
      expect(to).toHaveLength(1)
      expect(to.join()).not.toBe('eve@spam.example')
      const headers = text.split('\r\n\r\n')[0] ?? ''
      expect(headers).not.toMatch(/^bcc:/im)
    }
  })

  it('fail with an error when the server refuses them or is unreachable', async () => {
    refusing = true
    await expect(mailer().send(mail)).rejects.toThrow('not now')
    smtpUrl = 'smtp://127.0.0.1:9'
    await expect(mailer().send(mail)).rejects.toThrow('ECONNREFUSED')
  })

  it.each([
    ['5.1.1 no such user', true],
    ['5.1.10 no mail here', true],
    ['5.7.1 relaying denied', undefined],
    ['5.1.8 bad sender', undefined],
    ['no', undefined],
  ])('are given up only when there is no such address: 550 %s', async (words, unknown) => {
    refusal = words
    const error = await mailer()
      .send(mail)
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Error)
    expect((error as { noSuchAddress?: boolean }).noSuchAddress).toBe(unknown)
  })

  it('have different ids, however long form and address are', async () => {
    const long = `confirm/${'form-'.repeat(12)}/${'name.'.repeat(10)}ada@firm.example`
    await mailer().send({ ...mail, id: `${long}/1` })
    await mailer().send({ ...mail, id: `${long}/2` })
    const ids = received.map(({ text }) => /^Message-ID: (.*)\r$/m.exec(text.replaceAll('\r\n ', ' '))?.[1])
    expect(new Set(ids).size).toBe(2)
  })

  it.each([
    ['http://mail.example', 'a@b.example', 'The mail server must be'],
    ['smtp://mail.example', 'nobody', 'The sender of mails must be'],
  ])('need an address and a sender: %s %s', (url, mailFrom, message) => {
    expect(() => createSmtpMailer({ smtpUrl: url, mailFrom, publicUrl: 'https://x.example' })).toThrow(
      message,
    )
  })
})
