import type { ScoreAnswer, TimelineEntry } from '@leadlight/protocol'
import { scoreOfAda } from './ada.ts'
import { ago, hostile, mallory, source } from './leads.ts'
import { reason } from './reason.ts'

/** A score whose every text tries to be markup. */
export function scoreOfMallory(): ScoreAnswer {
  return {
    ...scoreOfAda(''),
    lead: mallory.id,
    model: { name: hostile, version: 1 },
    score: -4,
    contributions: [
      reason({
        rule: hostile,
        label: hostile,
        points: -4,
        events: [{ messageId: 'x', name: 'page', at: ago(2), points: -4, counted: false, why: hostile }],
      }),
    ],
    unknown: [{ trait: hostile, min: -4, max: 4 }],
  }
}

const common = { site: 'example', visitor: 'anonymous-mallory', bot: false }

/** A timeline whose every text tries to be markup, in shapes that no page of ours sends. */
export const timelineOfMallory: TimelineEntry[] = [
  {
    type: 'visit',
    id: 'visit-m',
    visitor: hostile,
    at: ago(2),
    endedAt: ago(2),
    engagedMs: 0,
    source: source({ channel: 'referral', source: hostile, campaign: hostile }),
    events: [
      {
        ...common,
        messageId: 'm1',
        bot: true,
        name: hostile,
        at: ago(2),
        properties: { [hostile]: hostile },
      },
      { ...common, messageId: 'm2', name: 'page', at: ago(2), properties: { title: hostile, path: hostile } },
      {
        ...common,
        messageId: 'm3',
        name: 'Form Submitted',
        at: ago(2),
        properties: {
          form_name: hostile,
          outcome: 'attempted',
          fields: { [hostile]: hostile },
          filled: [hostile],
        },
      },
      {
        ...common,
        messageId: 'm4',
        name: 'Link Clicked',
        at: ago(2),
        properties: { href: `javascript:${hostile}`, kind: hostile, text: hostile },
      },
      {
        ...common,
        messageId: 'm5',
        name: 'Form Submitted',
        at: ago(2),
        properties: { form_name: { type: 'script', props: {} }, fields: [hostile], filled: hostile },
      },
    ],
  },
]
