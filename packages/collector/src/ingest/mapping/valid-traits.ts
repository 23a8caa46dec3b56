import { type JsonObject, type Traits, traitsSchema } from '@leadlight/protocol'

/** Leaves out the traits that are not valid. */
export function validTraits(named: JsonObject): Traits {
  const checked = traitsSchema.safeParse(named)
  if (checked.success) return checked.data
  const faulty = new Set(checked.error.issues.map((issue) => issue.path[0]))
  const valid = Object.entries(named).filter(([key]) => !faulty.has(key))
  return traitsSchema.safeParse(Object.fromEntries(valid)).data ?? {}
}
