import type { CompiledEventRule } from '../rule/compile-event-rule.ts'
import { rememberAll } from './all.ts'
import { rememberEarliest } from './earliest.ts'
import { rememberLongest } from './longest.ts'
import type { Memory } from './memory.ts'

/** Creates the smallest memory from which a rule's points can be computed at any later time. */
export function createMemory(compiled: CompiledEventRule): Memory {
  const { limit } = compiled.rule
  if (compiled.keeps === 'longest') return rememberLongest(compiled)
  return limit === undefined ? rememberAll(compiled) : rememberEarliest(compiled, limit.count)
}
