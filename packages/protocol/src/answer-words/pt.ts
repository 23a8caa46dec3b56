import type { AnswerWords } from './answer-words.ts'

/** The words about answers in Portuguese. */
export const pt: AnswerWords = {
  required: 'Preencha este campo',
  choose: 'Escolha uma opção',
  tick: 'Marque esta caixa',
  format: 'Escreva assim: {example}',
  least: 'Pelo menos {n}',
  most: 'Até {n}',
  earliest: 'A partir de {n}',
  characters: '{n} caracteres',
  check: 'Verifique estas respostas',
  thanks: 'Obrigado!',
}
