import { es as answerWords } from '@leadlight/protocol/answer-words'
import type { FormStrings } from './strings.ts'

/** The words of forms in Spanish. */
export const strings: FormStrings = {
  ...answerWords,
  optional: 'opcional',
  step: 'Paso {step} de {steps}',
  back: 'Atrás',
  next: 'Siguiente',
  send: 'Enviar',
  kept: 'No tiene conexión. Sus respuestas están guardadas y se enviarán cuando vuelva a tenerla.',
  failed: 'No se ha podido enviar. Inténtelo de nuevo o contáctenos de otra manera.',
  close: 'Cerrar',
}
