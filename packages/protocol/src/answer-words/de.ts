import type { AnswerWords } from './answer-words.ts'

/** The words about answers in German. */
export const de: AnswerWords = {
  required: 'Bitte ausfüllen',
  choose: 'Bitte auswählen',
  tick: 'Bitte ankreuzen',
  format: 'Bitte so schreiben: {example}',
  least: 'Mindestens {n}',
  most: 'Bis {n}',
  earliest: 'Ab {n}',
  characters: '{n} Zeichen',
  check: 'Bitte diese Antworten prüfen',
  thanks: 'Vielen Dank!',
}
