import type { Json, JsonObject } from '@leadlight/protocol'
import { REDACTED } from '@leadlight/protocol/redact'
import type { Cleaner } from '../create-cleaner.ts'
import { isJsonObject } from '../json-object.ts'
import { isSecretKind, traitOfKind } from './trait-of-kind.ts'
import type { TraitOfName } from './trait-of-name.ts'

/**
 * Cleans the properties of `Form Submitted` for storage. Our script leaves out secrets already; old versions and forged
 * requests may not.
 */
export function cleanForm(properties: JsonObject, cleaner: Cleaner, traitOfName: TraitOfName): JsonObject {
  const { fields, field_types: types, ...rest } = properties
  const cleaned: JsonObject = cleaner.object(rest)
  const kinds = isJsonObject(types) ? types : {}
  if (isJsonObject(fields)) {
    const kept = mapValues(fields, (value, name) => (isSecretKind(kindOf(kinds, name)) ? REDACTED : value))
    cleaned.fields = cleaner.object(
      kept,
      (name) => traitOfName(name) === 'phone' || traitOfKind(kindOf(kinds, name)) === 'phone',
    )
  }
  if (isJsonObject(types)) cleaned.field_types = cleanKinds(types, cleaner)
  return cleaned
}

function kindOf(kinds: JsonObject, name: string): string {
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
  return typeof kind === 'string' ? kind : ''
}

/** The kinds that are texts; that a field called `password` is of this kind is no secret. */
function cleanKinds(kinds: JsonObject, cleaner: Cleaner): JsonObject {
  return Object.fromEntries(
    Object.entries(kinds).flatMap(([name, kind]) =>
      typeof kind === 'string' ? [[cleaner.text(name), cleaner.text(kind)]] : [],
    ),
  )
}

function mapValues(object: JsonObject, change: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]))
}
