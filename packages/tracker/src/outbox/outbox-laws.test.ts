import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import {
  countStored,
  event,
  type Fault,
  network,
  openPage,
  type Page,
  resetBrowser,
  settle,
} from './outbox.test.setup.ts'

/** One step of a random history. */
const step = fc.oneof(
  fc.record({ do: fc.constant('add' as const), page: fc.nat(2), form: fc.boolean() }),
  fc.record({ do: fc.constantFrom('flush' as const, 'leave' as const, 'kill' as const), page: fc.nat(2) }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 8_000 }) }),
)
const faults = fc.array(
  fc.constantFrom<Fault[]>('none', 'answer lost', 'no network', 'unavailable', 'portal', 'too large'),
  { maxLength: 20 },
)

test('any history, any faults: loses no stored event, and sends none again after its receipt', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), faults, async (steps, weather) => {
      resetBrowser()
      const confirmed = new Set<string>()
      const expected = new Set<string>()
      let refusals = 0
      network.fault = (ids) => {
        expect(ids.filter((id) => confirmed.has(id))).toEqual([])
        const now = weather.shift() ?? 'none'
        // A single message that is too large would be dropped, which another test covers.
        const outcome = now === 'too large' && ids.length < 2 ? 'unavailable' : now
        if (outcome === 'none') setTimeout(() => ids.forEach((id) => void confirmed.add(id)), 15)
        else refusals++
        return outcome
      }
      const open = [openPage(), openPage(), openPage()]
      const at = (i: number) => open[i % open.length] as Page
      for (const now of steps) {
        if (now.do === 'add') {
          const made = event({ form: now.form })
          expected.add(JSON.parse(made.json).messageId)
          at(now.page).outbox.add(made)
          await settle()
        } else if (now.do === 'flush') await at(now.page).outbox.flush()
        else if (now.do === 'wait') vi.setSystemTime(Date.now() + now.ms)
        else {
          if (now.do === 'leave') at(now.page).outbox.hide()
          await settle()
          at(now.page).kill()
          open[now.page % open.length] = openPage()
        }
      }
      for (let i = 0; i < 40 && (i < 2 || (await countStored()) > 0); i++) {
        vi.setSystemTime(Date.now() + 31_000)
        await Promise.all(open.map(({ outbox }) => outbox.flush()))
      }
      expect(new Set(network.received.flat())).toEqual(expected)
      await vi.waitFor(async () => expect(await countStored()).toBe(0))
      // Only lost responses and dead pages cause copies.
      if (!refusals && !steps.some(({ do: name }) => name === 'leave' || name === 'kill')) {
        expect(network.received.flat()).toHaveLength(expected.size)
      }
      for (const page of open) page.kill()
    }),
    { numRuns: 40 },
  )
}, 60_000)
