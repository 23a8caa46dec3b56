import fc from 'fast-check'

/** Keys that the collector reads, so that arbitrary JSON passes the first check. */
export const knownKey = fc.constantFrom(
  ...[
    'type',
    'event',
    'name',
    'userId',
    'anonymousId',
    'messageId',
    'groupId',
    'previousId',
    'timestamp',
    'sentAt',
  ],
  ...[
    'properties',
    'traits',
    'context',
    'fields',
    'field_types',
    'url',
    'path',
    'referrer',
    'campaign',
    'page',
    'ip',
  ],
  ...[
    'email',
    'budget',
    'phone',
    'address',
    'company',
    'userAgent',
    'library',
    'outcome',
    'engaged_ms',
    'page_view_id',
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length'],
)
const knownValue = fc.constantFrom<unknown>(
  ...[
    'track',
    'page',
    'identify',
    'Form Submitted',
    'Page Engaged',
    'ada@example.com',
    '2026-11-21T10:00:00Z',
    '$10k',
  ],
  ...[
    'https://x.example/?gclid=a&utm_source=b',
    '+275760-09-13T00:00:00Z',
    '-271821-04-20T00:00:00Z',
    '\ud800',
    '\0',
  ],
  ...[1e308, -1e308, -0, 0.1, true, null, [], {}],
)
/** Arbitrary JSON with keys and values that the collector knows. */
export const { value: anyValue } = fc.letrec((again) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    knownValue,
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(again('value'), { maxLength: 4 }),
    fc.array(fc.tuple(fc.oneof(knownKey, fc.string()), again('value')), { maxLength: 6 }).map(objectOf),
  ),
}))

/** With own properties even for `__proto__`, as `JSON.parse` makes them. */
export function objectOf(entries: [string, unknown][]): unknown {
  return Object.fromEntries(entries)
}

const type = fc.constantFrom('track', 'page', 'identify', 'screen', 'group', 'alias')
/** An arbitrary message of any type. */
export const message = fc
  .tuple(type, anyValue, anyValue, anyValue, fc.constantFrom('Form Submitted', 'Page Engaged', 'Other'))
  .map(([kind, properties, traits, context, event]) => {
    return {
      type: kind,
      anonymousId: 'v',
      userId: 'u',
      event,
      groupId: 'g',
      previousId: 'p',
      properties,
      traits,
      context,
    }
  })
