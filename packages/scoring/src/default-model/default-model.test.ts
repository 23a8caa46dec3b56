import type { Traits } from '@leadlight/protocol'
import { describe, expect, it } from 'vitest'
import { createScorer } from '../create-scorer.ts'
import { parseModel } from '../model/parse-model.ts'
import type { ScoringEvent } from '../scorer.ts'
import { defaultModel } from './default-model.ts'

const NOW = Date.UTC(2026, 10, 21, 10)
const scorer = createScorer(defaultModel)

function event(name: string, properties: Record<string, unknown>, minutesAgo = 0): ScoringEvent {
  const at = NOW - minutesAgo * 60_000
  return {
    id: `${name} ${minutesAgo} ${JSON.stringify(properties)}`,
    at,
    name,
    properties,
    visit: 'v1',
    excluded: null,
  }
}

/** What each rule gives, without those that give nothing. */
function points(events: ScoringEvent[], traits: Traits = {}): Record<string, number> {
  const { contributions } = scorer.explain(events, traits, NOW)
  return Object.fromEntries(
    contributions.filter((line) => line.points !== 0).map((line) => [line.rule, line.points]),
  )
}

describe('defaultModel', () => {
  it('is a valid model as it stands', () => {
    expect(parseModel(JSON.parse(JSON.stringify(defaultModel)))).toEqual({ model: defaultModel })
  })

  it('gives a cold visitor a low score', () => {
    const events = [event('Visit Started', { number: 1 }), event('page', { path: '/' })]
    expect(points(events)).toEqual({ 'page-view': 0.5 })
    expect(scorer.explain(events, {}, NOW)).toMatchObject({ grade: 'D4', stage: 'lead' })
  })

  it('gives points for minutes of reading, and for reaching the end of an article', () => {
    const read = { path: '/blog/milk', content_type: 'article', page_view_id: 'w' }
    const events = [
      event('Page Engaged', { ...read, engaged_ms: 30_000, scroll_depth: 40 }, 2),
      event('Page Engaged', { ...read, engaged_ms: 150_000, scroll_depth: 90 }),
    ]
    expect(points(events)).toEqual({ reading: 2.5, 'read-to-the-end': 2 })
  })

  it('makes a buyer who answers the questions a sales lead', () => {
    const events = [
      event('Visit Started', { number: 2, channel: 'social' }, 9),
      event('page', { path: '/pricing' }, 8),
      event('page', { path: '/demo' }, 5),
      event('Form Submitted', { form_id: 'demo', fields: {} }),
    ]
    const traits = {
      email: 'ana@dairy.example',
      company: 'Dairy',
      title: 'Head of Operations',
      budget: '20000',
      authority: 'decision-maker',
      need: 'compliance',
      timeline: 'this month',
    }
    expect(points(events, traits)).toEqual({
      'page-view': 1,
      'return-visit': 4,
      pricing: 10,
      demo: 35,
      'company-email': 10,
      company: 5,
      budget: 20,
      decides: 20,
      'senior-title': 10,
      need: 15,
      'timeline-now': 20,
    })
    expect(scorer.explain(events, traits, NOW)).toMatchObject({ score: 150, grade: 'A1', stage: 'sql' })
  })

  it('gives applicants, students and free mail addresses negative points', () => {
    const events = [event('page', { path: '/careers/driver' })]
    const traits = { email: 'a@Gmail.com', title: 'Student', need: 'curious', timeline: '12', budget: 1000 }
    expect(points(events, traits)).toEqual({
      'page-view': 0.5,
      careers: -10,
      'company-email': -10,
      budget: -5,
      'junior-title': -15,
      need: -10,
      'timeline-later': -10,
    })
  })

  it('recognises forms by any of their names', () => {
    const sent = (properties: object) => points([event('Form Submitted', { form_id: 'f1', ...properties })])
    expect(sent({ form_name: 'Contact us' })).toEqual({ contact: 25 })
    expect(sent({ action: 'https://x.example/newsletter' })).toEqual({ newsletter: 6 })
    expect(sent({ form_name: 'Unsubscribe from newsletter' })).toEqual({ 'unsubscribe-form': -25 })
    expect(sent({ form_id: 'contact-demo' })).toEqual({ demo: 35 })
    expect(sent({ form_id: 'search' })).toEqual({})
  })

  it('gives points for a form without a telling name, if answers were captured', () => {
    const sent = (properties: Record<string, unknown>) => points([event('Form Submitted', properties)])
    const fields = { mail: 'ana@dairy.example' }
    expect(sent({ form_id: 'https://forms.example/f/xyz', fields })).toEqual({ 'other-form': 10 })
    expect(sent({ form_id: 'https://forms.example/f/xyz', fields: {} })).toEqual({})
    expect(sent({ form_id: '/contact', fields })).toEqual({ contact: 25 })
    expect(sent({ form_id: 'job-alerts', fields })).toEqual({})
  })

  it('treats an answer without content as unknown', () => {
    const { bant } = scorer.explain([], { budget: 'not sure yet' }, NOW)
    expect(bant.budget).toEqual({ known: false, points: 0, value: 'not sure yet' })
  })

  it('asks for the most informative trait first', () => {
    const { unknown, range, score } = scorer.explain([], { email: 'a@b.example' }, NOW)
    const questions = unknown.map(({ trait }) => trait)
    expect(questions).toEqual(['timeline', 'budget', 'authority', 'need', 'title', 'company', 'phone'])
    expect(range.min).toBeLessThan(score)
    expect(range.max).toBeGreaterThan(score + 50)
  })

  it('recognises customers and disqualified leads', () => {
    expect(scorer.explain([], { customer: true }, NOW).stage).toBe('customer')
    expect(scorer.explain([], { customer: true, disqualified: true }, NOW).stage).toBe('disqualified')
  })
})
