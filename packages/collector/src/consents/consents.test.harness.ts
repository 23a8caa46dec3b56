import type { Consent, FormDefinition, List } from '@leadlight/protocol'
import { expect } from 'vitest'
import { type FormCollector, startFormCollector } from '../forms/forms.test.collector.ts'

/** A form that asks for a consent and has it confirmed by mail. */
export const letter: FormDefinition = {
  id: 'letter',
  fields: [
    { type: 'email', name: 'email', label: 'E-mail', required: true },
    { type: 'consent', name: 'news', label: 'Send me the letter.' },
  ],
  confirm: { subject: 'Please confirm', text: 'Click {link} now.', days: 2 },
}

/** A collector to which people give consents. */
export interface ConsentHarness extends FormCollector {
  /** Submits {@link letter}, or another form, with the box ticked, in German. */
  consent(email: string, more?: Record<string, unknown>, form?: string): Promise<void>
  consentsOf(email: string): Promise<Consent[]>
}

/** Starts a collector in memory with {@link letter}. */
export async function startConsentHarness(): Promise<ConsentHarness> {
  const harness = startFormCollector()
  await harness.save(letter)
  return {
    ...harness,
    async consent(email, more = {}, form = letter.id) {
      const properties = {
        fields: { email, news: true },
        consents: { news: 'Send me the letter.' },
        language: 'de',
        page_url: 'https://www.site.example/letter',
        ...more,
      }
      expect((await harness.sendJson(properties, form)).status).toBe(200)
    },
    async consentsOf(email) {
      const { data } = await harness.api<List<Consent>>(`/api/leads/email:${email}/consents`)
      return data
    },
  }
}
