import type { Json, JsonObject } from '@leadlight/protocol'
import { REDACTED } from '@leadlight/protocol/redact'
import { cleanObject, type IsPhone } from '../clean-json.ts'
import { isJsonObject } from '../json-object.ts'
import { isSecretKind, traitOfKind } from './trait-of-kind.ts'

/**
 * The properties of `Form Submitted` as they may be kept. The page leaves secrets out already; old pages and forged
 * requests may not.
 */
export function cleanForm(properties: JsonObject, isPhone: IsPhone): JsonObject {
  const { fields, field_types: types, ...rest } = properties
  const cleaned: JsonObject = cleanObject(rest, isPhone)
  const kinds = isJsonObject(types) ? types : {}
  if (isJsonObject(fields)) {
    const kept = mapValues(fields, (value, name) => (isSecretKind(kindOf(kinds, name)) ? REDACTED : value))
    cleaned.fields = cleanObject(
      kept,
      (name) => isPhone(name) || traitOfKind(kindOf(kinds, name)) === 'phone',
    )
  }
  if (isJsonObject(types)) cleaned.field_types = types
  return cleaned
}

function kindOf(kinds: JsonObject, name: string): string {
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
  return typeof kind === 'string' ? kind : ''
}

function mapValues(object: JsonObject, change: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]))
}
