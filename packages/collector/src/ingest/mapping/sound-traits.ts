import { type JsonObject, type Traits, traitsSchema } from '@leadlight/protocol'

/** The traits among these that are what reserved traits must be; the others are left out. */
export function soundTraits(named: JsonObject): Traits {
  const checked = traitsSchema.safeParse(named)
  if (checked.success) return checked.data
  const faulty = new Set(checked.error.issues.map((issue) => issue.path[0]))
  const sound = Object.entries(named).filter(([key]) => !faulty.has(key))
  return traitsSchema.safeParse(Object.fromEntries(sound)).data ?? {}
}
