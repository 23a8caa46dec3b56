import { beforeEach, describe, expect, it } from 'vitest'
import { askAsOwner } from '../collector.test.setup.ts'
import {
  form,
  receiptOf,
  type SubmissionHarness,
  startSubmissionHarness,
} from './submissions.test.harness.ts'

let harness: SubmissionHarness
beforeEach(async () => {
  harness = await startSubmissionHarness()
})

describe('a form without a script', () => {
  it('is stored with the types of its definition, and makes a lead', async () => {
    const response = await harness.sendPlain([
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
    const [event, ...more] = await harness.submissions()
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
    const lead = await (await askAsOwner(harness.collector, '/api/leads/email:ada@firm.example')).json()
    expect(lead.score).toBeGreaterThan(0)
  })

  it('redirects to the page that the form names', async () => {
    await harness.save({ ...form, success: { redirect: 'https://www.site.example/thanks' } })
    const response = await harness.sendPlain({ email: 'ada@firm.example' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('https://www.site.example/thanks')
  })

  it('counts a double click once when a minute of the clock begins between its clicks', async () => {
    harness.wait(59_900)
    const first = await harness.sendPlain({ email: 'ada@firm.example' })
    harness.wait(200)
    const second = await harness.sendPlain({ email: 'ada@firm.example' })
    expect([first.status, second.status]).toEqual([200, 200])
    const [one, other] = await Promise.all([first.text(), second.text()])
    const number = /[\dA-Z]{4}-[\dA-Z]{4}/
    expect(number.exec(other)?.[0]).toBe(number.exec(one)?.[0])
    expect(await harness.submissions()).toHaveLength(1)
    harness.wait(60_000)
    await harness.sendPlain({ email: 'ada@firm.example' })
    expect(await harness.submissions()).toHaveLength(2)
  })

  it('counts a double click once, and a later submission separately', async () => {
    await Promise.all([
      harness.sendPlain({ email: 'ada@firm.example' }),
      harness.sendPlain({ email: 'ada@firm.example' }),
    ])
    expect(await harness.submissions()).toHaveLength(1)
    await harness.sendPlain({ email: 'ada@firm.example', size: '3' })
    expect(await harness.submissions()).toHaveLength(2)
  })

  it('is stored although answers are wrong; the page names them by their labels', async () => {
    const response = await harness.sendPlain({
      email: 'ada',
      size: 'many',
      needs: '<script>alert(1)</script>',
    })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('E-mail: Please write it like this: name@example.com')
    expect(html).toContain('How many?: Please write it like this: 1000')
    expect(html).not.toContain('<script>')
    const [event] = await harness.submissions()
    expect(event?.properties).toMatchObject({
      outcome: 'attempted',
      problems: { needs: 'must be some of the options' },
    })
  })

  it.each<[string, () => Promise<Response>, number, string]>([
    [
      'an unknown write key',
      () => harness.ask('/v1/forms/demo?writeKey=x', plainInit('email=a')),
      401,
      'Unknown write key',
    ],
    ['ten megabytes', () => harness.sendPlain({ email: 'x'.repeat(10_000_000) }), 413, 'too long'],
    ['too long an answer', () => harness.sendPlain({ email: 'a'.repeat(40_000) }), 413, 'too long'],
  ])('answers %s with a page for people', async (_, send, status, words) => {
    const response = await send()
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain(words)
    expect(harness.failures).toEqual([])
  })

  it('is stored even if its form was removed or never existed', async () => {
    const response = await harness.sendPlain({ email: 'ada@firm.example', note: 'hello' }, 'gone')
    expect(await response.text()).toContain('Thank you!')
    expect((await harness.submissions())[0]?.properties).toMatchObject({
      form_id: 'gone',
      fields: { note: 'hello' },
    })
  })
})
const plainInit = (body: string) => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body,
})

describe('a submission as JSON', () => {
  const fields = { email: 'ada@firm.example' }

  it('is answered with its receipt and what the form reveals', async () => {
    const receipt = await receiptOf(await harness.sendJson({ fields, submission_id: 'abcdef0123456789' }))
    expect(receipt).toEqual({
      number: expect.stringMatching(/^[\dA-Z]{4}-[\dA-Z]{4}$/),
      text: 'The secret page',
      links: [{ label: 'Go', href: '/in' }],
    })
    const [event] = await harness.submissions()
    expect(event).toMatchObject({ email: 'ada@firm.example', anonymousId: 'form:abcdef0123456789' })
    expect(event?.properties.receipt).toBe(receipt.number)
  })

  it('counts once, however often it is sent', async () => {
    const send = () => harness.sendJson({ fields, submission_id: 'abcdef0123456789' })
    const receipts = await Promise.all(
      [send(), send(), send()].map(async (answer) => receiptOf(await answer)),
    )
    expect(new Set(receipts.map(({ number }) => number)).size).toBe(1)
    expect(await harness.submissions()).toHaveLength(1)
  })

  it('is stored with its problems, and cannot claim to have none', async () => {
    const receipt = await receiptOf(
      await harness.sendJson({
        fields: { email: 7, size: 1_000 },
        problems: {},
        spam: 'x',
        receipt: 'forged',
      }),
    )
    expect(receipt.problems).toEqual({ email: 'must be a text', size: 'must be at most 100' })
    const [event] = await harness.submissions()
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
  ])('is refused when it is malformed: %j', async (body, status) => {
    const response = await harness.ask('/v1/forms/demo', { method: 'POST', body: JSON.stringify(body) })
    expect(response.status).toBe(status)
    expect(harness.failures).toEqual([])
  })
})

describe('a submission in a batch', () => {
  const batch = (properties: Record<string, unknown>, messageId = 'm1') => ({
    writeKey: 'wk',
    sentAt: new Date(harness.now()).toISOString(),
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

  it('has a receipt once it is stored, which can be read with its id', async () => {
    const ask4 = () => harness.ask('/v1/forms/demo/receipts/abcdef0123456789')
    expect((await ask4()).status).toBe(404)
    await harness.collector.ingest(
      batch({ fields: { email: 'ada@firm.example' }, submission_id: 'abcdef0123456789' }),
    )
    const receipt = await receiptOf(await ask4())
    expect(receipt).toMatchObject({ text: 'The secret page', number: expect.any(String) })
    expect((await harness.ask('/v1/forms/demo/receipts/0000000000000000')).status).toBe(404)
  })

  it('is flagged, not refused, when an answer is wrong', async () => {
    const answer = await harness.collector.ingest(
      batch({ fields: { email: 'ada@firm.example', size: 'many' } }),
    )
    expect(answer).toEqual({ success: true })
    expect((await harness.submissions())[0]?.properties).toMatchObject({
      problems: { size: 'must be a number' },
    })
  })
})
