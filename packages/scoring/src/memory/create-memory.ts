import type { ReadyEventRule } from '../rule/compile-event-rule.ts'
import { rememberAll } from './all.ts'
import { rememberEarliest } from './earliest.ts'
import { rememberLongest } from './longest.ts'
import type { Memory } from './memory.ts'

/** Creates the smallest memory from which a rule's points can be computed at any later time. */
export function createMemory(ready: ReadyEventRule): Memory {
  const { limit } = ready.rule
  if (ready.keeps === 'longest') return rememberLongest(ready)
  return limit === undefined ? rememberAll(ready) : rememberEarliest(ready, limit.count)
}
