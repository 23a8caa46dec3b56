import { beforeEach, describe, expect, it } from 'vitest'
import { startFormCollector } from '../forms/forms.test.collector.ts'
import type { Mail } from '../mail/mailer.ts'
import { type ConsentHarness, startConsentHarness } from './consents.test.harness.ts'

let harness: ConsentHarness
beforeEach(async () => {
  harness = await startConsentHarness()
})

const linkIn = (mail: Mail | undefined) =>
  /https:\S+\/v1\/confirmations\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''

describe('double opt-in', () => {
  it('sends a mail, and confirms once, by the button behind its link', async () => {
    await harness.consent('ada@firm.example')
    await harness.deliver()
    await harness.deliver()
    expect(harness.mails).toHaveLength(1)
    expect(harness.mails[0]).toMatchObject({ to: 'ada@firm.example', subject: 'Please confirm' })
    expect(harness.mails[0]?.text).toMatch(
      /^Click https:\/\/public\.example\/base\/v1\/confirmations\/\S+ now\.$/,
    )
    const path = `/v1/confirmations/${linkIn(harness.mails[0])}`
    const page = await harness.ask(path)
    expect(await page.text()).toContain('<button>Bestätigen</button>')
    // Programs that look through harness.mails have followed the link by now.
    expect(await harness.consentsOf('ada@firm.example')).toMatchObject([{ confirmedAt: null }])
    harness.wait(3_600_000)
    expect(await (await harness.ask(path, { method: 'POST' })).text()).toContain(
      'ada@firm.example ist bestätigt',
    )
    harness.wait(3_600_000)
    expect((await harness.ask(path, { method: 'POST' })).status).toBe(200)
    expect(await harness.consentsOf('ada@firm.example')).toMatchObject([
      { confirmedAt: '2026-11-22T11:20:00.000Z' },
    ])
  })

  it('sends one mail an hour to an address, and none for robots or unknown forms', async () => {
    for (let index = 0; index < 5; index++)
      await harness.consent('ada@firm.example', { submission_id: `number-${index}` })
    await harness.consent('robot@firm.example', { form_check: { trap: 'x' } })
    await harness.consent('eve@firm.example', {}, 'unknown')
    await harness.deliver()
    expect(harness.mails.map(({ to }) => to)).toEqual(['ada@firm.example'])
    harness.wait(3_600_000)
    await harness.consent('ada@firm.example', { submission_id: 'much-later' })
    await harness.deliver()
    expect(harness.mails).toHaveLength(2)
  })

  it('retries while mails cannot be sent, also after a restart', async () => {
    const { send } = harness.mailer
    harness.mailer.send = async () => {
      throw new Error('refused')
    }
    await harness.consent('ada@firm.example')
    await harness.deliver()
    expect(harness.failures).toMatchObject([{ message: 'refused' }])
    harness.mailer.send = send
    await harness.deliver()
    expect(harness.mails).toEqual([])
    const restarted = startFormCollector(harness.store)
    restarted.wait(31_000)
    await restarted.deliver()
    expect(restarted.mails).toHaveLength(1)
  })

  it('sends each mail once from collectors that share a store', async () => {
    for (let index = 0; index < 20; index++) await harness.consent(`p${index}@firm.example`)
    await Promise.all([harness.deliver(), harness.deliver(), harness.deliver()])
    expect(new Set(harness.mails.map(({ id }) => id)).size).toBe(20)
    expect(harness.mails).toHaveLength(20)
  })

  it.each([
    ['expired', 410, 'ist abgelaufen', (token: string) => token, 3 * 86_400_000],
    ['forged', 404, 'does not work', (token: string) => `${token}x`, 0],
    ['of another kind', 404, 'does not work', () => 'e30.e30', 0],
  ])('says clearly that a link is %s', async (_, status, words, change, later) => {
    await harness.consent('ada@firm.example')
    await harness.deliver()
    harness.wait(later)
    for (const method of ['GET', 'POST']) {
      const response = await harness.ask(`/v1/confirmations/${change(linkIn(harness.mails[0]))}`, { method })
      expect(response.status).toBe(status)
      expect(await response.text()).toContain(words)
    }
    expect(await harness.consentsOf('ada@firm.example')).toMatchObject([{ confirmedAt: null }])
    expect(harness.failures).toEqual([])
  })

  it('ends when the lead is erased: no mail is sent, and no link works', async () => {
    await harness.consent('ada@firm.example')
    await harness.deliver()
    await harness.consent('eve@firm.example')
    for (const name of ['ada', 'eve']) {
      await harness.api(`/api/leads/email:${name}@firm.example`, 'DELETE')
    }
    await harness.deliver()
    expect(harness.mails).toHaveLength(1)
    expect(
      (await harness.ask(`/v1/confirmations/${linkIn(harness.mails[0])}`, { method: 'POST' })).status,
    ).toBe(404)
  })
})
