import { type FormDefinition, fieldsOfForm } from '@leadlight/protocol'
import { meaningOf } from '@leadlight/protocol/form-answers'
import { createScorer, type Model } from '@leadlight/scoring'
import { traitOfKind } from '../ingest/mapping/trait-of-kind.ts'
import type { Store } from '../storage/port.ts'
import { isAnswered, readAnsweredFields } from './answered-fields.ts'

/**
 * Selects the fields with `"ask": "unknown"` to show to a visitor, by name, most informative first; undefined for a form without
 * such fields. Anybody who knows a visitor's id may ask, so the answer depends only on what was answered in forms under this id:
 * not on other devices or imports, and never on values.
 */
export type SelectFields = (form: FormDefinition, anonymousId: string | null) => Promise<string[] | undefined>

/** How long the scoring model is cached, in milliseconds. */
const FRESH_MS = 60_000

/** Orders fields by how much an answer narrows the score of an unknown lead. */
export function createProgressiveProfiling(
  store: Store,
  model: () => Promise<Model>,
  now: () => number,
): SelectFields {
  let known: { at: number; traits: Promise<string[]> } | undefined
  const tellingTraits = (): Promise<string[]> => {
    if (known === undefined || Math.abs(now() - known.at) > FRESH_MS) {
      const traits = model().then((own) =>
        createScorer(own)
          .explain([], {}, now())
          .unknown.map(({ trait }) => trait),
      )
      known = { at: now(), traits }
      traits.catch(() => {
        known = undefined
      })
    }
    return known.traits
  }
  return async (form, anonymousId) => {
    const asked = fieldsOfForm(form).flatMap(({ field }) => ('ask' in field && field.ask ? [field] : []))
    if (asked.length === 0) return undefined
    const answered =
      anonymousId === null
        ? { fields: [], traits: [] }
        : await store.read((snapshot) => readAnsweredFields(snapshot, anonymousId))
    const order = await tellingTraits()
    const rank = (trait: string | undefined) => {
      const place = trait === undefined ? -1 : order.indexOf(trait)
      return place < 0 ? order.length : place
    }
    return asked
      .filter((field) => !isAnswered(field, answered))
      .map((field) => ({ name: field.name, rank: rank(traitOfKind(meaningOf(field))) }))
      .sort((a, b) => a.rank - b.rank)
      .slice(0, form.progressive?.most)
      .map(({ name }) => name)
  }
}
