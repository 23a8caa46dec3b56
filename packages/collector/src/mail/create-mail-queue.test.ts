import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type ConsentHarness, startConsentHarness } from '../consents/consents.test.harness.ts'
import { startFormCollector } from '../forms/forms.test.collector.ts'
import { StoreUnavailableError } from '../storage/store-unavailable-error.ts'
import { createMailQueue } from './create-mail-queue.ts'

let harness: ConsentHarness
beforeEach(async () => {
  harness = await startConsentHarness()
})

describe('a mail', () => {
  it('is sent once when the store fails between sending and recording', async () => {
    const { store, mailer, now, mails } = harness
    let down = false
    const transact: typeof store.transact = (work) =>
      down ? Promise.reject(new StoreUnavailableError('down')) : store.transact(work)
    const send = mailer.send
    const failures: unknown[] = []
    const queue = createMailQueue({
      store: { ...store, transact },
      mailer: {
        ...mailer,
        send: async (mail) => {
          await send(mail)
          down = true
        },
      },
      sign: async () => 'token',
      now,
      onError: (error) => void failures.push(error),
    })
    await harness.consent('ada@firm.example')
    await harness.consent('eve@firm.example')
    await queue.run()
    expect(failures).toContainEqual(expect.any(StoreUnavailableError))
    await queue.run()
    expect(mails).toHaveLength(2)
    down = false
    await queue.run()
    // Nobody takes it for one that still waits, not even another collector.
    harness.wait(3_600_000)
    await queue.run()
    await harness.deliver()
    expect(mails).toHaveLength(2)
  })

  it('is sent by one collector only, however slow its mail server is', async () => {
    let accept = () => {}
    const { send } = harness.mailer
    harness.mailer.send = async (mail) => {
      await new Promise<void>((resolve) => {
        accept = resolve
      })
      await send(mail)
    }
    await harness.consent('ada@firm.example')
    const sending = harness.deliver()
    const other = startFormCollector(harness.store)
    for (let minute = 0; minute < 10; minute++) {
      harness.wait(60_000)
      other.wait(60_000)
      await vi.advanceTimersByTimeAsync(60_000)
      await other.deliver()
    }
    accept()
    await sending
    other.wait(600_000)
    await other.deliver()
    expect([harness.mails.length, other.mails.length]).toEqual([1, 0])
  })

  it('is sent by another collector some minutes after the first one died with it', async () => {
    harness.mailer.send = () => new Promise(() => {})
    await harness.consent('ada@firm.example')
    void harness.deliver()
    const other = startFormCollector(harness.store)
    await vi.waitFor(async () => expect(await waiting()).toBeGreaterThan(harness.now()))
    other.wait(121_000)
    await other.deliver()
    expect(other.mails).toHaveLength(1)
  })

  it('that is being sent is recorded before the collector closes its store', async () => {
    let accept = () => {}
    const begun = new Promise<void>((begin) => {
      harness.mailer.send = async () => {
        begin()
        await new Promise<void>((resolve) => {
          accept = resolve
        })
      }
    })
    await harness.consent('ada@firm.example')
    await vi.advanceTimersByTimeAsync(3_000)
    await begun
    const states: string[] = []
    const { close } = harness.store
    harness.store.close = async () => {
      const [mail] = await harness.store.read((snapshot) => snapshot.documents({ collection: 'mails' }))
      states.push(JSON.parse(mail?.content ?? '{}').state)
      await close()
    }
    const closing = harness.collector.close()
    accept()
    await closing
    expect(states).toEqual(['sent'])
  })

  it('is not waited for at the end longer than some seconds', async () => {
    harness.mailer.send = () => new Promise(() => {})
    await harness.consent('ada@firm.example')
    await vi.advanceTimersByTimeAsync(3_000)
    const closing = harness.collector.close()
    await vi.advanceTimersByTimeAsync(5_000)
    await closing
  })

  it('is not sent twice within an hour, whatever the clock shows', async () => {
    // Ten minutes before the full hour.
    harness.wait(30 * 60_000)
    await harness.consent('ada@firm.example', { submission_id: 'before-the-hour' })
    await harness.deliver()
    harness.wait(20 * 60_000)
    await harness.consent('ada@firm.example', { submission_id: 'after-the-hour' })
    await harness.deliver()
    expect(harness.mails).toHaveLength(1)
    harness.wait(3_600_000)
    await harness.consent('ada@firm.example', { submission_id: 'much-later' })
    await harness.deliver()
    expect(harness.mails).toHaveLength(2)
    expect(new Set(harness.mails.map(({ id }) => id)).size).toBe(2)
  })

  it('is one, even if the mail server was down for hours with several submissions', async () => {
    const { send } = harness.mailer
    harness.mailer.send = () => Promise.reject(new Error('down'))
    for (let hour = 0; hour < 5; hour++) {
      await harness.consent('ada@firm.example', { submission_id: `in-hour-${hour}` })
      await harness.deliver()
      harness.wait(3_600_000)
    }
    harness.mailer.send = send
    await harness.deliver()
    expect(harness.mails).toHaveLength(1)
    // Its link confirms all of them.
    const [, token] = /confirmations\/(\S+)/.exec(harness.mails[0]?.text ?? '') ?? []
    expect((await harness.ask(`/v1/confirmations/${token}`, { method: 'POST' })).status).toBe(200)
    const consents = await harness.consentsOf('ada@firm.example')
    expect(consents).toHaveLength(5)
    expect(consents.filter(({ confirmedAt }) => confirmedAt === null)).toEqual([])
  })

  it('is not sent to somebody who has withdrawn all consents that it asks to confirm', async () => {
    await harness.consent('ada@firm.example')
    await harness.consent('eve@firm.example')
    const [given] = await harness.consentsOf('ada@firm.example')
    await harness.api(`/api/leads/email:ada@firm.example/consents/${given?.id}/withdraw`, 'POST')
    await harness.deliver()
    expect(harness.mails.map(({ to }) => to)).toEqual(['eve@firm.example'])
    // A new consent is confirmed as usual.
    await harness.consent('ada@firm.example', { submission_id: 'another-time' })
    await harness.deliver()
    expect(harness.mails.map(({ to }) => to)).toEqual(['eve@firm.example', 'ada@firm.example'])
  })

  it('does not wait for one for which the mailer never answers', async () => {
    const { send } = harness.mailer
    const begun = new Promise<void>((begin) => {
      harness.mailer.send = () => {
        begin()
        return new Promise(() => {})
      }
    })
    await harness.consent('ada@firm.example')
    const delivering = harness.deliver()
    await begun
    harness.mailer.send = send
    await harness.consent('eve@firm.example')
    await vi.advanceTimersByTimeAsync(900_000)
    await delivering
    expect(harness.mails.map(({ to }) => to)).toEqual(['eve@firm.example'])
    expect(harness.failures).toHaveLength(1)
    // Tried again after a pause.
    harness.wait(60_000)
    await harness.deliver()
    expect(harness.mails.map(({ to }) => to)).toEqual(['eve@firm.example', 'ada@firm.example'])
  })

  it('does not wait behind those that were sent a week ago', async () => {
    for (let index = 0; index < 25; index++) await harness.consent(`p${index}@firm.example`)
    await harness.deliver()
    harness.wait(8 * 86_400_000)
    await harness.consent('ada@firm.example')
    await harness.deliver()
    expect(harness.mails.at(-1)?.to).toBe('ada@firm.example')
  })

  it('is given up at once when its address does not exist', async () => {
    let attempts = 0
    harness.mailer.send = () => {
      attempts += 1
      return Promise.reject(Object.assign(new Error('550 5.1.1 unknown'), { noSuchAddress: true }))
    }
    await harness.consent('nobody@firm.example')
    for (let hour = 0; hour < 5; hour++) {
      await harness.deliver()
      harness.wait(3_600_000)
    }
    expect(attempts).toBe(1)
    expect(harness.failures).toHaveLength(1)
  })
})

async function waiting(): Promise<number> {
  const [mail] = await harness.store.read((snapshot) => snapshot.documents({ collection: 'mails' }))
  return mail?.at ?? 0
}
