import type { Snapshot, Transaction } from '../port.ts'
import { StoreUnavailableError } from '../store-unavailable-error.ts'
import { contractCase, expectEqual, expectFailure } from './check.ts'
import { sampleEvent, sampleLead, samplePerson, sampleVisitor } from './samples.ts'

async function writeEverything(tx: Transaction): Promise<void> {
  await tx.insertEvents([sampleEvent('m1')])
  await tx.insertRejected([{ site: 's', messageId: null, receivedAt: 1, reason: 'r', message: 'm' }])
  await tx.saveVisitors([
    { visitor: sampleVisitor('v1'), visits: [], replaces: [], linked: ['email:a@x.io'] },
  ])
  await tx.savePersons([samplePerson('email:a@x.io', 'ld_1')])
  await tx.saveLeads([{ lead: sampleLead('ld_1'), words: ['a@x.io'] }])
  await tx.saveSetting('model', 'one')
}

async function readEverything(snapshot: Snapshot) {
  return {
    events: (await snapshot.events(['visitor:visitor-1'])).length,
    rejected: (await snapshot.rejected(null, 9)).length,
    visitors: (await snapshot.visitors(['v1'])).length,
    linked: (await snapshot.visitorsOf(['email:a@x.io'])).length,
    persons: (await snapshot.persons(['email:a@x.io'])).length,
    leads: (await snapshot.leads(['ld_1'])).length,
    setting: await snapshot.setting('model'),
  }
}

const nothing = { events: 0, rejected: 0, visitors: 0, linked: 0, persons: 0, leads: 0, setting: null }
const everything = { events: 1, rejected: 1, visitors: 1, linked: 1, persons: 1, leads: 1, setting: 'one' }

/** Cases about transactions. */
export const transactionCases = [
  contractCase('a transaction sees what it wrote, and others see it once it is done', async (store) => {
    expectEqual(await store.read(readEverything), nothing, 'before')
    const within = await store.transact(async (tx) => {
      await writeEverything(tx)
      return await readEverything(tx)
    })
    expectEqual(within, everything, 'within the transaction')
    expectEqual(await store.read(readEverything), everything, 'afterwards')
  }),

  contractCase('nothing stays of a transaction that throws, and its error is passed on', async (store) => {
    const failure = new Error('on purpose')
    const failing = store.transact(async (tx) => {
      await writeEverything(tx)
      throw failure
    })
    const error = await expectFailure(failing, 'a failing transaction')
    expectEqual(error === failure, true, 'the very error is passed on')
    expectEqual(await store.read(readEverything), nothing, 'afterwards')
    await store.transact(writeEverything)
    await expectFailure(
      store.transact(async (tx) => {
        await tx.saveSetting('model', 'two')
        await tx.deleteLeads(['ld_1'])
        throw failure
      }),
      'a failing change',
    )
    expectEqual(await store.read(readEverything), everything, 'what was there before a failing change')
  }),

  contractCase('transactions at once do not lose each other’s writes', async (store) => {
    const count = async (tx: Transaction) => {
      const before = Number((await tx.setting('count')) ?? 0)
      await new Promise((resolve) => setTimeout(resolve, 0))
      await tx.saveSetting('count', String(before + 1))
    }
    await Promise.all(Array.from({ length: 10 }, () => store.transact(count)))
    expectEqual(await store.read((snapshot) => snapshot.setting('count')), '10', 'the count')
  }),

  contractCase('a snapshot stays the same while others write', async (store) => {
    let written: Promise<void> | undefined
    const seen = await store.read(async (snapshot) => {
      const before = await readEverything(snapshot)
      written = store.transact(writeEverything)
      await new Promise((resolve) => setTimeout(resolve, 10))
      return [before, await readEverything(snapshot)]
    })
    expectEqual(seen, [nothing, nothing], 'within the snapshot')
    await written
    expectEqual(await store.read(readEverything), everything, 'afterwards')
  }),

  contractCase('what is read belongs to the reader', async (store) => {
    await store.transact(writeEverything)
    await store.read(async (snapshot) => {
      for (const lead of await snapshot.leads(['ld_1'])) lead.visitors.push('changed')
      for (const person of await snapshot.members(['ld_1'])) person.lead = 'changed'
      for (const visitor of await snapshot.visitors(['v1'])) visitor.runs.length = 0
      for (const event of await snapshot.events(['visitor:visitor-1'])) event.properties.path = 'changed'
    })
    await store.read(async (snapshot) => {
      expectEqual(await snapshot.leads(['ld_1']), [sampleLead('ld_1')], 'the lead')
      expectEqual(await snapshot.members(['ld_1']), [samplePerson('email:a@x.io', 'ld_1')], 'the person')
      expectEqual(await snapshot.visitors(['v1']), [sampleVisitor('v1')], 'the visitor')
      expectEqual(await snapshot.events(['visitor:visitor-1']), [sampleEvent('m1')], 'the event')
    })
  }),

  contractCase('empty lists are fine', async (store) => {
    await store.transact(async (tx) => {
      expectEqual(await tx.insertEvents([]), [], 'verdicts')
      await tx.insertRejected([])
      await tx.saveVisitors([])
      await tx.savePersons([])
      await tx.saveLeads([])
      await tx.deleteLeads([])
      const lists = [tx.visitors([]), tx.visitorsOf([]), tx.persons([]), tx.members([]), tx.leads([])]
      expectEqual((await Promise.all<unknown[]>(lists)).flat(), [], 'what is read')
    })
  }),

  contractCase('a closed store is unavailable', async (store) => {
    await store.transact(writeEverything)
    await store.close()
    for (const work of [store.transact(writeEverything), store.read(readEverything)]) {
      const error = await expectFailure(work, 'after closing')
      expectEqual(error instanceof StoreUnavailableError, true, `StoreUnavailableError, not ${error}`)
    }
    await store.close()
  }),
]
