import type { CompiledEventRule } from '../rule/compile-event-rule.ts'
import { addShare, dayShare } from '../rule/day-sums.ts'
import { admitDay, type ByDay, daysUntil, firstDay, type Memory } from './memory.ts'

/** The memory of a rule without limit: one sum per day. */
export function rememberAll({ worth, days, halfLifeMs }: CompiledEventRule): Memory {
  return {
    add(known, event, day) {
      const hundredths = worth(event)
      if (hundredths === 0) return known
      const kept = (known ?? {}) as ByDay<number>
      if (Object.hasOwn(kept, day) || admitDay(kept, day, days) !== undefined) {
        kept[day] = addShare(kept[day] ?? 0, dayShare(hundredths, event.at, day, halfLifeMs))
      }
      return kept
    },
    sums: (kept, today) => daysUntil(kept as ByDay<number>, today, days),
    oldest: (kept, today) => firstDay(kept as ByDay<number>, today, days),
  }
}
