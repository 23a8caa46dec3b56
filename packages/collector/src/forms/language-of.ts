import type { FormDefinition } from '@leadlight/protocol'
import type { StoredEvent } from '../stored-event.ts'

/** The language of a submission: the form's, or else the page's, or else the browser's. */
export function languageOf(
  { properties, context }: Pick<StoredEvent, 'properties' | 'context'>,
  form: FormDefinition | undefined,
): string | null {
  const known = [form?.language, properties.language, context.locale]
  return (
    (known.find((language) => typeof language === 'string' && language !== '') as string | undefined) ?? null
  )
}
