import type { FormField } from '../form-definition.ts'
import type { FieldValue } from '../tracked-events.ts'
import type { Answers } from './answers.ts'
import { meetsCondition } from './meets-condition.ts'

/**
 * The fields whose condition is met. A condition sees only the answers of earlier fields that are shown themselves: an
 * answer whose field has since been hidden does not count.
 */
export function shownFields(fields: readonly FormField[], answers: Answers): FormField[] {
  const counted: Record<string, FieldValue> = {}
  return fields.filter((field) => {
    if (field.showIf !== undefined && !meetsCondition(field.showIf, counted)) return false
    const answer = answers[field.name]
    if (answer !== undefined) counted[field.name] = answer
    return true
  })
}
