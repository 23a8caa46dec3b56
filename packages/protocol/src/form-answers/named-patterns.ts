import type { NamedPattern } from '../form-definition.ts'
import type { AnswerFormat } from './fault-of.ts'

/** The formats that a field may select by `pattern` instead of its type's. A separate file, so that bundles can omit it. */
export const namedPatterns: Readonly<Record<NamedPattern, AnswerFormat>> = {
  digits: [/^\p{N}+$/u, '12345'],
  'postal-code': [/^[\p{L}\p{N}][\p{L}\p{N} -]{2,9}$/u, 'SW1A 1AA'],
  // Excludes providers of free mailboxes.
  'work-email': [
    /^\S+@(?!(gmail|googlemail|yahoo|hotmail|outlook|live|icloud|aol|gmx|web|proton|protonmail|yandex|qq|163)\.)[^\s@]+\.\S\S+$/i,
    'name@company.com',
  ],
}
