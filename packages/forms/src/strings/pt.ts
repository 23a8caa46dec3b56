import type { FormStrings } from './strings.ts'

/** The form's own words in Portuguese. */
export const strings: FormStrings = {
  required: 'Preencha este campo',
  choose: 'Escolha uma opção',
  tick: 'Marque esta caixa',
  format: 'Escreva assim: {example}',
  least: 'Pelo menos {n}',
  most: 'Até {n}',
  earliest: 'A partir de {n}',
  characters: '{n} caracteres',
  check: 'Verifique estas respostas',
  optional: 'opcional',
  step: 'Passo {step} de {steps}',
  back: 'Voltar',
  next: 'Seguinte',
  send: 'Enviar',
  thanks: 'Obrigado!',
  kept: 'Você está sem conexão. As suas respostas estão guardadas e serão enviadas quando ela voltar.',
  failed: 'Não foi possível enviar. Tente novamente ou contacte-nos de outra forma.',
  close: 'Fechar',
}
