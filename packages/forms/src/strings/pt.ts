import { pt as answerWords } from '@leadlight/protocol/answer-words'
import type { FormStrings } from './strings.ts'

/** The words of forms in Portuguese. */
export const strings: FormStrings = {
  ...answerWords,
  optional: 'opcional',
  step: 'Passo {step} de {steps}',
  back: 'Voltar',
  next: 'Seguinte',
  send: 'Enviar',
  kept: 'Você está sem conexão. As suas respostas estão guardadas e serão enviadas quando ela voltar.',
  failed: 'Não foi possível enviar. Tente novamente ou contacte-nos de outra forma.',
  close: 'Fechar',
}
