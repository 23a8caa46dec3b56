import type { createCollector, Mail } from '@leadlight/collector'
import { postgresStore } from '@leadlight/collector/storage/postgres'
import type { Consent, FormRow, List } from '@leadlight/protocol'
import { formTemplates } from '@leadlight/protocol/form-templates'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startCollector } from '../packages/collector/src/collector.test.setup.ts'
import { createSigner } from '../packages/collector/src/forms/create-signer.ts'
import { createSpamGuard } from '../packages/collector/src/forms/spam-guard.ts'
import { solveWork } from '../packages/forms/src/served/solve-work.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'

/** Collectors that share a database share forms, counts, mails and what was told, and get in nobody's way. */

let server: PostgresServer
let collectors: ReturnType<typeof createCollector>[]
const mails: Mail[] = []
const failures: unknown[] = []

beforeAll(async () => {
  server = await startPostgres()
  const make = () =>
    startCollector({
      store: postgresStore({ connectionString: server.url, schema: `forms_${process.pid}` }),
      mailer: { send: async (mail) => void mails.push(mail), publicUrl: 'https://leads.example' },
      onError: (error) => failures.push(error),
    })
  collectors = [make(), make(), make()]
}, 120_000)
afterAll(async () => {
  await Promise.all(collectors?.map((collector) => collector.close()) ?? [])
  await server?.stop()
})

async function ask<Answer>(index: number, path: string, method = 'GET', body?: unknown): Promise<Answer> {
  const headers = { authorization: 'Bearer sk' }
  const content = body === undefined ? {} : { body: JSON.stringify(body) }
  const request = new Request(`https://leads.example${path}`, { method, headers, ...content })
  const response = await collectors[index % collectors.length]?.fetch(request)
  expect(response?.status).toBe(200)
  return await response?.json()
}

it('counts each submission once, stores each consent, and sends each mail once', async () => {
  const form = { ...formTemplates.newsletter, protect: { perHour: 1_000 } }
  await ask(0, '/api/forms/newsletter', 'PUT', form)
  const people = 20
  // Everybody sends the same submission through every collector at once.
  const all = Array.from({ length: people * 3 }, (_, index) => {
    const person = index % people
    const properties = {
      submission_id: `submission-${person}`,
      fields: { email: `p${person}@firm.example`, consent: true },
      consents: { consent: 'Yes.' },
    }
    const sent = { writeKey: 'wk', anonymousId: `v${person}`, properties }
    return ask(Math.floor(index / people), '/v1/forms/newsletter', 'POST', sent)
  })
  await Promise.all(all)
  const report = await ask<List<FormRow>>(1, '/api/reports/forms')
  expect(report.data).toMatchObject([{ form: 'newsletter', submissions: people, leads: people }])
  for (const person of [0, 7, people - 1]) {
    const consents = await ask<List<Consent>>(2, `/api/leads/email:p${person}@firm.example/consents`)
    expect(consents.data).toMatchObject([{ text: 'Yes.', published: false }])
  }
  await expect.poll(() => mails.length, { timeout: 30_000, interval: 200 }).toBe(people)
  expect(new Set(mails.map(({ to }) => to)).size).toBe(people)
  expect(failures).toEqual([])
})

it('counts everything that is the first of its day, however much of it comes at once', async () => {
  const forms = Array.from({ length: 5 }, (_, index) => `first-${index}`)
  const viewed = (form: string, index: number) => ({
    ...{
      type: 'track',
      event: 'Form Viewed',
      messageId: `${form}-${index}`,
      anonymousId: `${form}-${index}`,
    },
    properties: { form_id: form },
  })
  for (const form of forms) {
    const sent = Array.from({ length: 120 }, (_, index) =>
      ask(index, '/v1/batch', 'POST', { writeKey: 'wk', batch: [viewed(form, index)] }),
    )
    await Promise.all(sent)
  }
  const report = await ask<List<FormRow>>(1, '/api/reports/forms')
  const views = report.data.flatMap(({ form, views }) => (forms.includes(form) ? [views] : []))
  expect(views).toEqual(forms.map(() => 120))
})

it('accepts a proof of work for one submission only, even if many use it at once', async () => {
  const form = { id: 'worked', fields: [], protect: { work: true } }
  const stores = [0, 1].map(() =>
    postgresStore({ connectionString: server.url, schema: `forms_${process.pid}` }),
  )
  const guards = stores.map((store) => createSpamGuard(store, createSigner(store)))
  const now = Date.now()
  for (let round = 0; round < 5; round++) {
    const opened = await guards[0]?.open(form, now)
    const check = { work: (await solveWork(opened?.work ?? {})) ?? '' }
    const sent = Array.from({ length: 8 }, (_, index) =>
      guards[index % 2]?.classify({
        ...{ form, check, key: `submission-${index}`, ip: null, receivedAt: now, plain: false },
      }),
    )
    const accepted = (await Promise.all(sent)).filter((reason) => reason === null)
    expect(accepted).toHaveLength(1)
  }
  await Promise.all(stores.map((store) => store.close()))
})
