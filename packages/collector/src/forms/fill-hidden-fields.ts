import {
  type FieldSource,
  type FieldValue,
  type FormDefinition,
  fieldsOfForm,
  type Json,
  type JsonObject,
  VISIT_GAP_MS,
} from '@leadlight/protocol'
import { isJsonObject } from '../ingest/json-object.ts'
import type { Store } from '../storage/port.ts'
import type { SourceHint, StoredEvent } from '../stored-event.ts'

/** Where a submission came from, as far as it is known. */
export interface SubmissionSource {
  page?: string | undefined
  referrer?: string | undefined
  campaign?: Pick<SourceHint, 'source' | 'medium' | 'campaign' | 'term' | 'content'> | undefined
}

/**
 * Adds the values of hidden fields to the answers: as sent by the page, or else from what is known of the visit, or else
 * the default.
 */
export function fillHiddenFields(
  form: FormDefinition,
  answers: JsonObject,
  known: SubmissionSource,
): JsonObject {
  const filled: JsonObject = { ...answers }
  for (const { field } of fieldsOfForm(form)) {
    if (field.type !== 'hidden') continue
    const given = Object.hasOwn(answers, field.name) ? answers[field.name] : undefined
    if (given !== undefined && given !== field.default) continue
    const value: FieldValue | undefined =
      (field.source && valueOfSource(field.source, known)) ??
      (given as FieldValue | undefined) ??
      field.default
    if (value !== undefined) filled[field.name] = value
  }
  return filled
}

/** Whether a hidden field needs the visit to be read. */
export function hasSources(form: FormDefinition): boolean {
  return fieldsOfForm(form).some(({ field }) => field.type === 'hidden' && field.source !== undefined)
}

/** The source of a submission: from the event, or else from the visit that it belongs to, if that has begun already. */
export async function sourceOfSubmission(store: Store, event: StoredEvent): Promise<SubmissionSource> {
  const { anonymousId, at, source: own, context, properties } = event
  const page: JsonObject = isJsonObject(context.page) ? context.page : {}
  const [visitor] =
    anonymousId === null || anonymousId.startsWith('form:')
      ? []
      : await store.read((snapshot) => snapshot.visitors([anonymousId]))
  const visit = visitor?.visit
  const current = visit && Math.abs(at - visit.last.at) < VISIT_GAP_MS ? visit : undefined
  const named = [own, current && { ...current.source, campaignKey: current.campaignKey }]
  return {
    page: urlWithoutQuery(properties.page_url) ?? urlWithoutQuery(page.url),
    referrer: urlWithoutQuery(page.referrer) ?? own?.referrer ?? current?.source.referrer ?? undefined,
    campaign: named.find((source) => source && source.campaignKey !== null) ?? undefined,
  }
}

/** A URL without its query, which may contain personal data. */
export function urlWithoutQuery(value: Json | undefined): string | undefined {
  return (typeof value === 'string' ? value.split(/[?#]/)[0] : undefined) || undefined
}

function valueOfSource(
  source: FieldSource,
  { page, referrer, campaign }: SubmissionSource,
): string | undefined {
  if (source === 'page') return page
  if (source === 'referrer') return referrer
  const names = {
    utm_source: 'source',
    utm_medium: 'medium',
    utm_campaign: 'campaign',
    utm_term: 'term',
    utm_content: 'content',
  } as const
  return campaign?.[names[source]] ?? undefined
}
