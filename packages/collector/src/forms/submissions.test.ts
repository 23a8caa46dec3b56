import type { FormAnswer, FormDefinition, FormSession } from '@leadlight/protocol'
import { defaultModel } from '@leadlight/scoring'
import { beforeEach, describe, expect, it } from 'vitest'
import { solveWork } from '../../../forms/src/served/solve-work.ts'
import { type Collector, createCollector } from '../create-collector.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'

const host = 'https://leads.example'
const failures: unknown[] = []
let store: Store
let collector: Collector
let time: number

const form: FormDefinition = {
  id: 'demo',
  name: 'Demo',
  fields: [
    { type: 'email', name: 'email', label: 'E-mail', required: true },
    { type: 'number', name: 'size', label: 'How many?', max: 100 },
    { type: 'multi-select', name: 'needs', label: 'Needs', options: ['a', 'b'] },
    { type: 'hidden', name: 'list', default: 'spring' },
    { type: 'consent', name: 'news', label: 'Send me news <b>.' },
  ],
  success: { message: 'Thanks!', reveal: { text: 'The secret page', links: [{ label: 'Go', href: '/in' }] } },
}

beforeEach(async () => {
  failures.length = 0
  time = Date.parse('2026-11-22T10:00:00Z')
  store = memoryStore()
  collector = createCollector({
    store,
    model: defaultModel,
    keys: [
      { kind: 'write', key: 'wk', site: 'www' },
      { kind: 'secret', key: 'sk' },
    ],
    now: () => time,
    onError: (error) => failures.push(error),
  })
  await save(form)
})

const ask = (path: string, init: RequestInit = {}, ip = '203.0.113.7') =>
  collector.fetch(new Request(host + path, init), { ip })

async function save(definition: FormDefinition): Promise<void> {
  const headers = { authorization: 'Bearer sk' }
  const body = JSON.stringify(definition)
  expect((await ask(`/api/forms/${definition.id}`, { method: 'PUT', headers, body })).status).toBe(200)
}

function sendPlain(fields: Record<string, string> | [string, string][], id = 'demo', ip?: string) {
  const body = new URLSearchParams(fields).toString()
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    origin: 'https://www.site.example',
    referer: 'https://www.site.example/contact?utm_source=ads&utm_medium=cpc',
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
  }
  return ask(`/v1/forms/${id}?writeKey=wk`, { method: 'POST', headers, body }, ip)
}

function sendJson(properties: Record<string, unknown>, more: Record<string, unknown> = {}, id = 'demo') {
  const body = JSON.stringify({ writeKey: 'wk', properties, ...more })
  return ask(`/v1/forms/${id}`, { method: 'POST', body, headers: { origin: 'https://www.site.example' } })
}

async function receiptOf(response: Response): Promise<FormAnswer['receipt']> {
  expect(response.status).toBe(200)
  const answer: FormAnswer = await response.json()
  expect(answer.success).toBe(true)
  return answer.receipt
}

/** The submissions in the log, whoever they are from. */
async function submissions(): Promise<StoredEvent[]> {
  const documents = await store.read((snapshot) => snapshot.documents({ collection: 'test' }))
  expect(documents).toEqual([])
  return await store.read(async (snapshot) => {
    const events = await snapshot.events([...seen])
    return events.filter((event) => event.name === 'Form Submitted')
  })
}
const seen = new Set<string>()
beforeEach(() => {
  seen.clear()
  const { transact } = store
  store.transact = (work) =>
    transact((transaction) => {
      const { insertEvents } = transaction
      transaction.insertEvents = (events) => {
        for (const { anonymousId, email } of events) {
          seen.add(anonymousId === null ? `email:${email}` : `visitor:${anonymousId}`)
        }
        return insertEvents(events)
      }
      return work(transaction)
    })
})

describe('a form without a script', () => {
  it('is taken in, typed by its definition, as the submission of a lead', async () => {
    const response = await sendPlain([
      ['email', ' Ada@Firm.example '],
      ['size', '12,5'],
      ['needs', 'a'],
      ['needs', 'b'],
      ['news', 'on'],
      ['password', 'hunter2'],
    ])
    expect(response.status).toBe(200)
    const html = await response.text()
    expect(html).toContain('Thanks!')
    expect(html).toContain('The secret page')
    expect(html).toMatch(/Received, no\. [\dA-Z]{4}-[\dA-Z]{4}/)
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    const [event, ...more] = await submissions()
    expect(more).toEqual([])
    expect(event).toMatchObject({
      email: 'ada@firm.example',
      bot: false,
      properties: {
        form_id: 'demo',
        fields: { email: 'Ada@Firm.example', size: 12.5, needs: ['a', 'b'], news: true, list: 'spring' },
        filled: ['password'],
        outcome: 'submitted',
      },
    })
    expect(JSON.stringify(event)).not.toContain('hunter2')
    expect(JSON.stringify(event)).not.toContain('form_check')
    const lead = await (
      await ask('/api/leads/email:ada@firm.example', { headers: { authorization: 'Bearer sk' } })
    ).json()
    expect(lead.score).toBeGreaterThan(0)
  })

  it('leads on to the page that the form names', async () => {
    await save({ ...form, success: { redirect: 'https://www.site.example/thanks' } })
    const response = await sendPlain({ email: 'ada@firm.example' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('https://www.site.example/thanks')
  })

  it('counts a double click once, and another submission again', async () => {
    await Promise.all([sendPlain({ email: 'ada@firm.example' }), sendPlain({ email: 'ada@firm.example' })])
    expect(await submissions()).toHaveLength(1)
    await sendPlain({ email: 'ada@firm.example', size: '3' })
    expect(await submissions()).toHaveLength(2)
  })

  it('is told what is wrong by the labels, and kept all the same', async () => {
    const response = await sendPlain({ email: 'ada', size: 'many', needs: '<script>alert(1)</script>' })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('E-mail: Please write it like this: name@example.com')
    expect(html).toContain('How many?: Please write it like this: 1000')
    expect(html).not.toContain('<script>')
    const [event] = await submissions()
    expect(event?.properties).toMatchObject({
      outcome: 'attempted',
      problems: { needs: 'must be some of the options' },
    })
  })

  it.each<[string, () => Promise<Response>, number, string]>([
    ['an unknown write key', () => ask('/v1/forms/demo?writeKey=x', plainInit('email=a')), 401, 'not known'],
    ['ten megabytes', () => sendPlain({ email: 'x'.repeat(10_000_000) }), 413, 'too long'],
    ['too long an answer', () => sendPlain({ email: 'a'.repeat(40_000) }), 413, 'too long'],
  ])('answers %s with a page for people', async (_, send, status, words) => {
    const response = await send()
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain(words)
    expect(failures).toEqual([])
  })

  it('is taken in though the form was removed, or never was', async () => {
    const response = await sendPlain({ email: 'ada@firm.example', note: 'hello' }, 'gone')
    expect(await response.text()).toContain('Thank you!')
    expect((await submissions())[0]?.properties).toMatchObject({ form_id: 'gone', fields: { note: 'hello' } })
  })
})
const plainInit = (body: string) => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body,
})

describe('a submission by itself', () => {
  const fields = { email: 'ada@firm.example' }

  it('is answered with its receipt, and with what only those get who sent the form', async () => {
    const receipt = await receiptOf(await sendJson({ fields, submission_id: 'abcdef0123456789' }))
    expect(receipt).toEqual({
      number: expect.stringMatching(/^[\dA-Z]{4}-[\dA-Z]{4}$/),
      text: 'The secret page',
      links: [{ label: 'Go', href: '/in' }],
    })
    const [event] = await submissions()
    expect(event).toMatchObject({ email: 'ada@firm.example', anonymousId: 'form:abcdef0123456789' })
    expect(event?.properties.receipt).toBe(receipt.number)
  })

  it('counts once, however often it is sent', async () => {
    const send = () => sendJson({ fields, submission_id: 'abcdef0123456789' })
    const receipts = await Promise.all(
      [send(), send(), send()].map(async (answer) => receiptOf(await answer)),
    )
    expect(new Set(receipts.map(({ number }) => number)).size).toBe(1)
    expect(await submissions()).toHaveLength(1)
  })

  it('is kept with what is wrong, and cannot claim to be right', async () => {
    const receipt = await receiptOf(
      await sendJson({ fields: { email: 7, size: 1_000 }, problems: {}, spam: 'x', receipt: 'forged' }),
    )
    expect(receipt.problems).toEqual({ email: 'must be a text', size: 'must be at most 100' })
    const [event] = await submissions()
    expect(event?.properties.problems).toEqual(receipt.problems)
    expect(event?.properties.spam).toBeUndefined()
    expect(event?.properties.receipt).toBe(receipt.number)
  })

  it.each<[unknown, number]>([
    [[], 400],
    [{ writeKey: 'wk' }, 400],
    [{ writeKey: 'wk', properties: { fields: 'x' } }, 400],
    [{ writeKey: 'other', properties: { fields } }, 401],
    [{ writeKey: 'wk', properties: { fields: { constructor: 'x' } } }, 400],
  ])('is refused when it is none: %j', async (body, status) => {
    const response = await ask('/v1/forms/demo', { method: 'POST', body: JSON.stringify(body) })
    expect(response.status).toBe(status)
    expect(failures).toEqual([])
  })
})

describe('a submission in a batch', () => {
  const batch = (properties: Record<string, unknown>, messageId = 'm1') => ({
    writeKey: 'wk',
    sentAt: new Date(time).toISOString(),
    batch: [
      {
        type: 'track' as const,
        event: 'Form Submitted',
        messageId,
        anonymousId: 'v1',
        properties: { form_id: 'demo', ...(properties as { fields: { email: string } }) },
      },
    ],
  })

  it('has a receipt once it is stored, for whoever knows its id', async () => {
    const ask4 = () => ask('/v1/forms/demo/receipts/abcdef0123456789')
    expect((await ask4()).status).toBe(404)
    await collector.ingest(
      batch({ fields: { email: 'ada@firm.example' }, submission_id: 'abcdef0123456789' }),
    )
    const receipt = await receiptOf(await ask4())
    expect(receipt).toMatchObject({ text: 'The secret page', number: expect.any(String) })
    expect((await ask('/v1/forms/demo/receipts/0000000000000000')).status).toBe(404)
  })

  it('is flagged, not refused, when an answer is wrong', async () => {
    const answer = await collector.ingest(batch({ fields: { email: 'ada@firm.example', size: 'many' } }))
    expect(answer).toEqual({ success: true })
    expect((await submissions())[0]?.properties).toMatchObject({ problems: { size: 'must be a number' } })
  })
})

describe('robots', () => {
  const fields = { email: 'robot@spam.example' }
  const open = async (id = 'demo'): Promise<FormSession> => {
    const body = JSON.stringify({ writeKey: 'wk' })
    const response = await ask(`/v1/forms/${id}/session`, { method: 'POST', body })
    expect(response.status).toBe(200)
    return await response.json()
  }
  const spamOf = async (properties: Record<string, unknown>) => {
    await receiptOf(await sendJson({ fields, ...properties }))
    return (await submissions()).at(-1)?.properties.spam
  }
  const lead = async () =>
    (await ask('/api/leads/email:robot@spam.example', { headers: { authorization: 'Bearer sk' } })).status

  it('fill in what people do not see: kept, and no lead', async () => {
    expect((await sendPlain({ ...fields, website_address: 'x' })).status).toBe(200)
    const [event] = await submissions()
    expect(event).toMatchObject({ bot: true, properties: { spam: 'trap', fields } })
    expect(await lead()).toBe(404)
    expect(await spamOf({ form_check: { trap: 'x' } })).toBe('trap')
    expect(await spamOf({ form_check: { trap: '' } })).toBeUndefined()
    expect(await lead()).toBe(200)
  })

  it('say themselves what they are: listed as well', async () => {
    const body = JSON.stringify({ writeKey: 'wk', properties: { fields } })
    const headers = { 'user-agent': 'node' }
    expect((await ask('/v1/forms/unknown', { method: 'POST', body, headers })).status).toBe(200)
    const { data } = await (await ask('/api/spam', { headers: { authorization: 'Bearer sk' } })).json()
    expect(data).toMatchObject([{ reason: 'robot', form: 'unknown', fields }])
  })

  it('are too fast, or have never opened the form', async () => {
    await save({ ...form, protect: { seconds: 3 } })
    const { token } = await open()
    time += 2_900
    expect(await spamOf({ form_check: { token } })).toBe('too_fast')
    expect(await spamOf({})).toBe('unsigned')
    expect(await spamOf({ form_check: { token: `${token}x` } })).toBe('unsigned')
    time += 200
    expect(await spamOf({ form_check: { token } })).toBeUndefined()
    await save({ ...form, id: 'other', protect: { seconds: 3 } })
    const foreign = await open('other')
    time += 5_000
    expect(await spamOf({ form_check: { token: foreign.token } })).toBe('unsigned')
  })

  it('do not work, or have one puzzle solved for many', async () => {
    await save({ ...form, protect: { work: true } })
    const { work } = await open()
    const solution = await solveWork(work ?? {})
    expect(solution).toBeDefined()
    const check = { form_check: { work: solution } }
    expect(await spamOf({ ...check, submission_id: 'first-one' })).toBeUndefined()
    expect(await spamOf({ ...check, submission_id: 'second-one' })).toBe('replayed_work')
    expect(await spamOf({})).toBe('no_work')
    const forged = btoa(JSON.stringify({ ...JSON.parse(atob(`${solution}`)), number: 1 }))
    expect(await spamOf({ form_check: { work: forged } })).toBe('no_work')
    const late = await solveWork((await open()).work ?? {})
    time += 8 * 86_400_000
    expect(await spamOf({ form_check: { work: late } })).toBe('no_work')
  })

  it('send too many: what is sent again counts once, and other addresses go on', async () => {
    await save({ ...form, protect: { perHour: 3 } })
    for (let index = 0; index < 10; index++) await sendJson({ fields, submission_id: 'the-same-one' })
    for (let index = 0; index < 5; index++) await sendJson({ fields, submission_id: `number-${index}` })
    const flagged = (await submissions()).filter(({ properties }) => properties.spam === 'too_many')
    expect(flagged).toHaveLength(3)
    await sendPlain({ email: 'eve@firm.example' }, 'demo', '198.51.100.9')
    expect((await submissions()).at(-1)?.bot).toBe(false)
    time += 2.1 * 3_600_000
    expect(await spamOf({ submission_id: 'much-later' })).toBeUndefined()
  })

  it('are listed with the reason, and taken in after all when somebody says so, once', async () => {
    const owner = { authorization: 'Bearer sk' }
    await sendPlain({ ...fields, website_address: 'x', news: 'on' })
    await sendPlain({ email: 'other@spam.example', website_address: 'x' })
    const { data, next } = await (await ask('/api/spam?limit=1', { headers: owner })).json()
    expect(data).toMatchObject([{ reason: 'trap', form: 'demo', site: 'www' }])
    const rest = await (await ask(`/api/spam?cursor=${next}`, { headers: owner })).json()
    const all = [...data, ...rest.data]
    expect(all).toHaveLength(2)
    expect(rest.next).toBeNull()
    const own = all.find((item: { fields: { email: string } }) => item.fields.email === fields.email)
    expect(await lead()).toBe(404)
    const accept = () => ask(`/api/spam/${own.id}/accept`, { method: 'POST', headers: owner })
    expect((await accept()).status).toBe(200)
    expect(await lead()).toBe(200)
    expect((await accept()).status).toBe(404)
    const other = all.find((item: { id: string }) => item.id !== own.id)
    expect((await ask(`/api/spam/${other.id}`, { method: 'DELETE', headers: owner })).status).toBe(200)
    expect((await (await ask('/api/spam', { headers: owner })).json()).data).toEqual([])
    expect((await ask('/api/spam')).status).toBe(401)
    expect((await ask('/api/spam?cursor=x', { headers: owner })).status).toBe(400)
  })

  it('leave nothing of an address that is erased', async () => {
    await sendPlain({ ...fields, website_address: 'x' })
    await sendPlain({ ...fields, size: '2' })
    expect(await submissions()).toHaveLength(2)
    const init = { method: 'DELETE', headers: { authorization: 'Bearer sk' } }
    expect((await ask('/api/leads/email:robot@spam.example', init)).status).toBe(200)
    expect(await submissions()).toEqual([])
    const left = await (await ask('/api/spam', { headers: init.headers })).json()
    expect(left.data).toEqual([])
  })
})
