import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSourceReader } from './create-source-reader.ts'
import { readSource } from './read-source.ts'
import { createReferrerClassifier } from './referrer.ts'

it('gives the same results with and without its memory', () => {
  const classifier = createReferrerClassifier()
  const reader = createSourceReader(classifier)
  const urls = [
    'https://x.example/',
    'https://x.example/?utm_source=a',
    'https://x.example/\nhttps://t.co/',
    '',
    null,
  ]
  const referrers = [
    'https://www.google.com/',
    'https://x.example/a',
    'https://t.co/\n',
    'no address',
    '',
    null,
  ]
  const landing = fc.record({
    url: fc.constantFrom(...urls),
    referrer: fc.constantFrom(...referrers),
    campaign: fc.constantFrom({}, {}, { source: 'newsletter' }),
  })
  fc.assert(
    fc.property(fc.array(landing), (landings) => {
      expect(landings.map(reader)).toEqual(landings.map((each) => readSource(each, classifier)))
    }),
  )
})
