import type { AnswerWords } from './answer-words.ts'

/** The words about answers in Spanish. */
export const es: AnswerWords = {
  required: 'Rellene este campo',
  choose: 'Elija una opción',
  tick: 'Marque esta casilla',
  format: 'Escríbalo así: {example}',
  least: 'Al menos {n}',
  most: 'Hasta {n}',
  earliest: 'Desde {n}',
  characters: '{n} caracteres',
  check: 'Revise estas respuestas',
  thanks: '¡Gracias!',
}
