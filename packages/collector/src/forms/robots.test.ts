import type { FormSession } from '@leadlight/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { solveWork } from '../../../forms/src/served/solve-work.ts'
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

describe('robots', () => {
  const fields = { email: 'robot@spam.example' }
  const open = async (id = 'demo'): Promise<FormSession> => {
    const body = JSON.stringify({ writeKey: 'wk' })
    const response = await harness.ask(`/v1/forms/${id}/session`, { method: 'POST', body })
    expect(response.status).toBe(200)
    return await response.json()
  }
  const spamOf = async (properties: Record<string, unknown>) => {
    await receiptOf(await harness.sendJson({ fields, ...properties }))
    return (await harness.submissions()).at(-1)?.properties.spam
  }
  const lead = async () => (await askAsOwner(harness.collector, '/api/leads/email:robot@spam.example')).status

  it('are detected by the hidden field; the submission is kept, but makes no lead', async () => {
    expect((await harness.sendPlain({ ...fields, website_address: 'x' })).status).toBe(200)
    const [event] = await harness.submissions()
    expect(event).toMatchObject({ bot: true, properties: { spam: 'trap', fields } })
    expect(await lead()).toBe(404)
    expect(await spamOf({ form_check: { trap: 'x' } })).toBe('trap')
    expect(await spamOf({ form_check: { trap: '' } })).toBeUndefined()
    expect(await lead()).toBe(200)
  })

  it('are detected by their user agent, and listed', async () => {
    const body = JSON.stringify({ writeKey: 'wk', properties: { fields } })
    const headers = { 'user-agent': 'node' }
    expect((await harness.ask('/v1/forms/unknown', { method: 'POST', body, headers })).status).toBe(200)
    const { data } = await (await askAsOwner(harness.collector, '/api/spam')).json()
    expect(data).toMatchObject([{ reason: 'robot', form: 'unknown', fields }])
  })

  it('are detected when they are too fast or have not opened the form', async () => {
    await harness.save({ ...form, protect: { seconds: 3 } })
    const { token } = await open()
    harness.wait(2_900)
    expect(await spamOf({ form_check: { token } })).toBe('too_fast')
    expect(await spamOf({})).toBe('unsigned')
    expect(await spamOf({ form_check: { token: `${token}x` } })).toBe('unsigned')
    harness.wait(200)
    expect(await spamOf({ form_check: { token } })).toBeUndefined()
    await harness.save({ ...form, id: 'other', protect: { seconds: 3 } })
    const foreign = await open('other')
    harness.wait(5_000)
    expect(await spamOf({ form_check: { token: foreign.token } })).toBe('unsigned')
  })

  it('are detected when they skip the proof of work or reuse one', async () => {
    await harness.save({ ...form, protect: { work: true } })
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
    harness.wait(8 * 86_400_000)
    expect(await spamOf({ form_check: { work: late } })).toBe('no_work')
  })

  it('are detected by the number of submissions; repeats count once, and other addresses are not affected', async () => {
    await harness.save({ ...form, protect: { perHour: 3 } })
    for (let index = 0; index < 10; index++) await harness.sendJson({ fields, submission_id: 'the-same-one' })
    for (let index = 0; index < 5; index++)
      await harness.sendJson({ fields, submission_id: `number-${index}` })
    const flagged = (await harness.submissions()).filter(({ properties }) => properties.spam === 'too_many')
    expect(flagged).toHaveLength(3)
    await harness.sendPlain({ email: 'eve@firm.example' }, 'demo', '198.51.100.9')
    expect((await harness.submissions()).at(-1)?.bot).toBe(false)
    harness.wait(2.1 * 3_600_000)
    expect(await spamOf({ submission_id: 'much-later' })).toBeUndefined()
  })

  it('are listed with the reason, and can be accepted once', async () => {
    const ask = (path: string, method?: string) => askAsOwner(harness.collector, path, method)
    await harness.sendPlain({ ...fields, website_address: 'x', news: 'on' })
    await harness.sendPlain({ email: 'other@spam.example', website_address: 'x' })
    const { data, next } = await (await ask('/api/spam?limit=1')).json()
    expect(data).toMatchObject([{ reason: 'trap', form: 'demo', site: 'www' }])
    const rest = await (await ask(`/api/spam?cursor=${next}`)).json()
    const all = [...data, ...rest.data]
    expect(all).toHaveLength(2)
    expect(rest.next).toBeNull()
    const own = all.find((item: { fields: { email: string } }) => item.fields.email === fields.email)
    expect(await lead()).toBe(404)
    const accept = () => ask(`/api/spam/${own.id}/accept`, 'POST')
    expect((await accept()).status).toBe(200)
    expect(await lead()).toBe(200)
    expect((await accept()).status).toBe(404)
    const other = all.find((item: { id: string }) => item.id !== own.id)
    expect((await ask(`/api/spam/${other.id}`, 'DELETE')).status).toBe(200)
    expect((await (await ask('/api/spam')).json()).data).toEqual([])
    expect((await harness.ask('/api/spam')).status).toBe(401)
    expect((await ask('/api/spam?cursor=x')).status).toBe(400)
  })

  it('are erased together with the lead of their address', async () => {
    await harness.sendPlain({ ...fields, website_address: 'x' })
    await harness.sendPlain({ ...fields, size: '2' })
    expect(await harness.submissions()).toHaveLength(2)
    const erasure = await askAsOwner(harness.collector, '/api/leads/email:robot@spam.example', 'DELETE')
    expect(erasure.status).toBe(200)
    expect(await harness.submissions()).toEqual([])
    const left = await (await askAsOwner(harness.collector, '/api/spam')).json()
    expect(left.data).toEqual([])
  })
})
