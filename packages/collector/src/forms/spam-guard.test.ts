import { expect, it } from 'vitest'
import { memoryStore } from '../storage/memory.ts'
import { createSigner } from './create-signer.ts'
import { createSpamGuard } from './spam-guard.ts'

const form = { id: 'letter', fields: [], protect: { perHour: 3 } }

/** The verdicts on one submission each from these addresses. */
async function verdicts(addresses: string[]): Promise<(string | null)[]> {
  const store = memoryStore()
  const guard = createSpamGuard(store, createSigner(store))
  const found: (string | null)[] = []
  for (const [index, ip] of addresses.entries()) {
    const sent = { form, key: `submission-${index}`, check: undefined, ip, receivedAt: 0, plain: false }
    found.push(await guard.classify(sent))
  }
  return found
}

it('counts the addresses of one IPv6 network as one, of which a sender has any number', async () => {
  const own = [1, 2, 3, 4].map((host) => `2001:db8:1:2:${host}:a:b:${host}`)
  expect(await verdicts(own)).toEqual([null, null, null, 'too_many'])
})

it('counts other networks by themselves', async () => {
  const phones = [1, 2, 3, 4].map((network) => `2001:db8:1:${network}::1`)
  expect(await verdicts(phones)).toEqual([null, null, null, null])
  const offices = [1, 2, 3, 4].map((host) => `203.0.113.${host}`)
  expect(await verdicts(offices)).toEqual([null, null, null, null])
})
