import type { NamedPattern } from '../form-definition.ts'
import type { AnswerFormat } from './fault-of.ts'

/** The formats that a field may name as its `pattern`, in place of that of its type; a file of its own, since few forms do. */
export const namedPatterns: Readonly<Record<NamedPattern, AnswerFormat>> = {
  digits: [/^\p{N}+$/u, '12345'],
  'postal-code': [/^[\p{L}\p{N}][\p{L}\p{N} -]{2,9}$/u, 'SW1A 1AA'],
  // Mailboxes that anybody can have.
  'work-email': [
    /^\S+@(?!(gmail|googlemail|yahoo|hotmail|outlook|live|icloud|aol|gmx|web|proton|protonmail|yandex|qq|163)\.)\S+\.\S\S+$/i,
    'name@company.com',
  ],
}
