import { beforeEach, describe, expect, it } from 'vitest'
import { startFormCollector } from '../forms/form-desk.test.collector.ts'
import type { Mail } from '../mail/mailer.ts'
import { type ConsentDesk, startConsentDesk } from './consents.test.desk.ts'

let desk: ConsentDesk
beforeEach(async () => {
  desk = await startConsentDesk()
})

const linkIn = (mail: Mail | undefined) =>
  /https:\S+\/v1\/confirmations\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''

describe('double opt-in', () => {
  it('sends a mail, and confirms once, by the button behind its link', async () => {
    await desk.consent('ada@firm.example')
    await desk.deliver()
    await desk.deliver()
    expect(desk.mails).toHaveLength(1)
    expect(desk.mails[0]).toMatchObject({ to: 'ada@firm.example', subject: 'Please confirm' })
    expect(desk.mails[0]?.text).toMatch(
      /^Click https:\/\/public\.example\/base\/v1\/confirmations\/\S+ now\.$/,
    )
    const path = `/v1/confirmations/${linkIn(desk.mails[0])}`
    const page = await desk.ask(path)
    expect(await page.text()).toContain('<button>Bestätigen</button>')
    // Programs that look through desk.mails have followed the link by now.
    expect(await desk.consentsOf('ada@firm.example')).toMatchObject([{ confirmedAt: null }])
    desk.wait(3_600_000)
    expect(await (await desk.ask(path, { method: 'POST' })).text()).toContain(
      'ada@firm.example ist bestätigt',
    )
    desk.wait(3_600_000)
    expect((await desk.ask(path, { method: 'POST' })).status).toBe(200)
    expect(await desk.consentsOf('ada@firm.example')).toMatchObject([
      { confirmedAt: '2026-11-22T11:20:00.000Z' },
    ])
  })

  it('sends one mail an hour to an address, and none for robots or unknown forms', async () => {
    for (let index = 0; index < 5; index++)
      await desk.consent('ada@firm.example', { submission_id: `number-${index}` })
    await desk.consent('robot@firm.example', { form_check: { trap: 'x' } })
    await desk.consent('eve@firm.example', {}, 'unknown')
    await desk.deliver()
    expect(desk.mails.map(({ to }) => to)).toEqual(['ada@firm.example'])
    desk.wait(3_600_000)
    await desk.consent('ada@firm.example', { submission_id: 'much-later' })
    await desk.deliver()
    expect(desk.mails).toHaveLength(2)
  })

  it('retries while mails cannot be sent, also after a restart', async () => {
    const { send } = desk.mailer
    desk.mailer.send = async () => {
      throw new Error('refused')
    }
    await desk.consent('ada@firm.example')
    await desk.deliver()
    expect(desk.failures).toMatchObject([{ message: 'refused' }])
    desk.mailer.send = send
    await desk.deliver()
    expect(desk.mails).toEqual([])
    const restarted = startFormCollector(desk.store)
    restarted.wait(31_000)
    await restarted.deliver()
    expect(restarted.mails).toHaveLength(1)
  })

  it('sends each mail once from collectors that share a store', async () => {
    for (let index = 0; index < 20; index++) await desk.consent(`p${index}@firm.example`)
    await Promise.all([desk.deliver(), desk.deliver(), desk.deliver()])
    expect(new Set(desk.mails.map(({ id }) => id)).size).toBe(20)
    expect(desk.mails).toHaveLength(20)
  })

  it.each([
    ['expired', 410, 'ist abgelaufen', (token: string) => token, 3 * 86_400_000],
    ['forged', 404, 'does not work', (token: string) => `${token}x`, 0],
    ['of another kind', 404, 'does not work', () => 'e30.e30', 0],
  ])('says clearly that a link is %s', async (_, status, words, change, later) => {
    await desk.consent('ada@firm.example')
    await desk.deliver()
    desk.wait(later)
    for (const method of ['GET', 'POST']) {
      const response = await desk.ask(`/v1/confirmations/${change(linkIn(desk.mails[0]))}`, { method })
      expect(response.status).toBe(status)
      expect(await response.text()).toContain(words)
    }
    expect(await desk.consentsOf('ada@firm.example')).toMatchObject([{ confirmedAt: null }])
    expect(desk.failures).toEqual([])
  })

  it('ends when the lead is erased: no mail is sent, and no link works', async () => {
    await desk.consent('ada@firm.example')
    await desk.deliver()
    await desk.consent('eve@firm.example')
    for (const name of ['ada', 'eve']) {
      await desk.api(`/api/leads/email:${name}@firm.example`, 'DELETE')
    }
    await desk.deliver()
    expect(desk.mails).toHaveLength(1)
    expect((await desk.ask(`/v1/confirmations/${linkIn(desk.mails[0])}`, { method: 'POST' })).status).toBe(
      404,
    )
  })
})
