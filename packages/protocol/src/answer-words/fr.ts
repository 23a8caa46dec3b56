import type { AnswerWords } from './answer-words.ts'

/** The words about answers in French. */
export const fr: AnswerWords = {
  required: 'Veuillez remplir ce champ',
  choose: 'Veuillez choisir',
  tick: 'Veuillez cocher cette case',
  format: 'Veuillez écrire ainsi : {example}',
  least: 'Au moins {n}',
  most: 'Jusqu’à {n}',
  earliest: 'À partir du {n}',
  characters: '{n} caractères',
  check: 'Veuillez vérifier ces réponses',
  thanks: 'Merci !',
}
