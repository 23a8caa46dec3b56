import type { Transaction } from '@leadlight/collector'
import { type Call, type WritingMethod, writingMethods } from './entry.ts'

/**
 * A transaction that notes what is changed through it.
 *
 * @param rejected ids of refused messages so far, in the order of the journal
 * @param replaying the calls come from the journal
 */
export function recordCalls(transaction: Transaction, rejected: number[], replaying = false) {
  const calls: Call[] = []
  /** Ids of the messages that this transaction adds. */
  const fresh: number[] = replaying ? rejected : []

  const record = (method: WritingMethod) => {
    return async (...args: Call['args']) => {
      // A copy: what was handed in may be changed afterwards.
      calls.push({ method, args: structuredClone(args) } as Call)
      return Reflect.apply(transaction[method], transaction, args)
    }
  }
  const wrapped = Object.fromEntries(writingMethods.map((method) => [method, record(method)]))
  const recorded = { ...transaction, ...wrapped } as Transaction

  recorded.insertRejected = async (messages) => {
    calls.push({ method: 'insertRejected', args: structuredClone([messages]) })
    await transaction.insertRejected(messages)
    const added = messages.length === 0 ? [] : await transaction.rejected(null, messages.length)
    fresh.push(...added.map(({ id }) => id).reverse())
  }
  recorded.deleteRejected = async (ids) => {
    const known = replaying ? rejected : [...rejected, ...fresh]
    const numbers = replaying ? ids : ids.map((id) => known.indexOf(id)).filter((number) => number >= 0)
    calls.push({ method: 'deleteRejected', args: [numbers] })
    await transaction.deleteRejected(numbers.flatMap((number) => known[number] ?? []))
  }
  return { recorded, calls, fresh }
}
