import type { FieldValue } from '@leadlight/protocol'
import { type AskedField, namedPatterns } from '@leadlight/protocol/form-answers'
import { describe, expect, it } from 'vitest'
import { strings } from '../strings/en.ts'
import { checkAnswer } from './check-answer.ts'

const words = { ...strings, locale: 'en-IN' }
const options = ['a', 'b', 'c']
const common = { name: 'x', label: 'X' }

describe('checkAnswer', () => {
  it.each<[field: AskedField, answer: FieldValue | undefined, error: string | undefined]>([
    [{ type: 'text', ...common }, undefined, undefined],
    [{ type: 'text', ...common, required: true }, undefined, 'Please fill this in'],
    [{ type: 'select', ...common, options, required: true }, undefined, 'Please choose'],
    [{ type: 'multi-select', ...common, options, required: true }, undefined, 'Please choose'],
    [{ type: 'rating', ...common, required: true }, undefined, 'Please choose'],
    [{ type: 'consent', ...common, required: true }, undefined, 'Please tick this box'],
    [{ type: 'consent', ...common }, undefined, undefined],
    [{ type: 'consent', ...common, required: true }, true, undefined],
    [{ type: 'email', ...common }, 'ada', 'Please write it like this: name@example.com'],
    [{ type: 'email', ...common }, 'ada@firm', 'Please write it like this: name@example.com'],
    [{ type: 'email', ...common }, 'ada+news@mail.firm.co.uk', undefined],
    [{ type: 'email', ...common }, 'आदा@उदाहरण.भारत', undefined],
    [{ type: 'tel', ...common }, 'call me', 'Please write it like this: +1 555 010 0199'],
    [{ type: 'tel', ...common }, '+91 (0)80 2222-1111 ext. 4', undefined],
    [{ type: 'tel', ...common }, '०८० २२२२', undefined],
    [{ type: 'email', pattern: 'work-email', ...common }, 'ada@firm.example', undefined],
    [
      { type: 'email', pattern: 'work-email', ...common },
      'ada@Gmail.com',
      'Please write it like this: name@company.com',
    ],
    [
      { type: 'email', pattern: 'work-email', ...common },
      'ada',
      'Please write it like this: name@company.com',
    ],
    [{ type: 'text', pattern: 'digits', ...common }, '०१२9', undefined],
    [{ type: 'text', pattern: 'digits', ...common }, '12 3', 'Please write it like this: 12345'],
    [{ type: 'text', pattern: 'postal-code', ...common }, 'SW1A 1AA', undefined],
    [{ type: 'text', pattern: 'postal-code', ...common }, '<b>', 'Please write it like this: SW1A 1AA'],
    [{ type: 'url', ...common }, 'none', 'Please write it like this: https://example.com'],
    [{ type: 'url', ...common }, 'firm.example/about', undefined],
    [{ type: 'number', ...common }, Number.NaN, 'Please write it like this: 1000'],
    [{ type: 'number', ...common, min: 150_000 }, 149_999, 'At least 1,50,000'],
    [{ type: 'number', ...common, max: 0 }, 1, 'Up to 0'],
    [{ type: 'number', ...common, min: 0 }, 0, undefined],
    [{ type: 'date', ...common }, Number.NaN, 'Please write it like this: 2026-11-21'],
    [{ type: 'date', ...common, min: '2026-11-21' }, '2026-11-20', '21/11/2026 or later'],
    [{ type: 'date', ...common, max: '2026-11-21' }, '2027-01-01', 'Up to 21/11/2026'],
    [{ type: 'text', ...common, minLength: 3 }, 'ab', 'At least 3 characters'],
    [{ type: 'text', ...common, maxLength: 3 }, 'abcd', 'Up to 3 characters'],
    [{ type: 'textarea', ...common }, 'x'.repeat(10_000_000), 'Up to 4,000 characters'],
    [{ type: 'email', ...common }, `${'@'.repeat(4_001)}`, 'Up to 4,000 characters'],
    [{ type: 'multi-select', ...common, options, min: 2 }, ['a'], 'At least 2'],
    [{ type: 'multi-select', ...common, options, max: 2 }, options, 'Up to 2'],
  ])('%j', (field, answer, error) => {
    expect(checkAnswer(field, answer, words, namedPatterns)).toBe(error)
  })
})
