import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Consent, List } from '@leadlight/protocol'
import { formTemplates } from '@leadlight/protocol/form-templates'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { USER_AGENT } from './browser.ts'
import { runLeadlight, startLeadlight } from './leadlight-process.ts'

/** Double opt-in by the real command, a real database file and a real mail server, through a crash. */

let folder: string
let smtp: SMTPServer
const mails: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-mail-'))
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString())
        done()
      })
    },
  })
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
})
afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
  rmSync(folder, { recursive: true })
})

it('confirms an address by mail, even if the server was killed between submission and mail', async () => {
  const db = join(folder, 'leads.db')
  const file = join(folder, 'form.json')
  writeFileSync(file, JSON.stringify(formTemplates.newsletter))
  const { port } = smtp.server.address() as AddressInfo
  const keys = ['--write-key', 'wk', '--secret-key', 'sk', '--db', db]
  const mail = [
    ...['--smtp-url', `smtp://127.0.0.1:${port}`, '--mail-from', 'Example <letters@example.com>'],
    ...['--public-url', 'https://leads.example.com/'],
  ]
  const first = await startLeadlight([...keys, ...mail])
  const added = await runLeadlight(['forms', 'add', file, '--url', first.url, '--secret-key', 'sk'])
  expect(added.stdout).toContain('<leadlight-form form="newsletter">')
  const body = new URLSearchParams({ email: 'ada@firm.example', consent: 'on', writeKey: 'wk' })
  const headers = { 'user-agent': USER_AGENT }
  const sent = await fetch(`${first.url}/v1/forms/newsletter`, { method: 'POST', body, headers })
  expect(sent.status).toBe(200)
  await first.end('SIGKILL')
  expect(mails).toEqual([])

  const second = await startLeadlight([...keys, ...mail])
  // Some seconds; two minutes if the first server had taken the mail in hand just before it was killed.
  await expect.poll(() => mails.length, { timeout: 150_000, interval: 200 }).toBe(1)
  expect(mails[0]).toMatch(/^To: ada@firm\.example\r$/m)
  const text = mails[0]?.replaceAll('=\r\n', '').replaceAll('=3D', '=') ?? ''
  const link = /https:\/\/leads\.example\.com(\/v1\/confirmations\/\S+)/.exec(text)?.[1]
  const consents = async () => {
    const address = `${second.url}/api/leads/email:ada@firm.example/consents`
    const response = await fetch(address, { headers: { authorization: 'Bearer sk' } })
    const list = (await response.json()) as List<Consent>
    return list.data
  }
  expect(await consents()).toMatchObject([{ how: 'plain form', confirmedAt: null }])
  const page = await fetch(second.url + link)
  expect(await page.text()).toContain('<button>Confirm</button>')
  expect((await fetch(second.url + link, { method: 'POST' })).status).toBe(200)
  expect(await consents()).toMatchObject([{ confirmedAt: expect.stringMatching(/^20/) }])
  await second.end('SIGTERM')
  expect(mails).toHaveLength(1)
}, 200_000)

it('refuses to start with incomplete settings for mail', async () => {
  const { code, stderr } = await runLeadlight([
    'serve',
    '--db',
    ':memory:',
    '--smtp-url',
    'smtp://127.0.0.1:9',
  ])
  expect(code).toBe(2)
  expect(stderr).toContain('pass --mail-from and --public-url besides --smtp-url')
})
