import type { FormStrings } from './strings.ts'

/** The form's own words in Spanish. */
export const strings: FormStrings = {
  required: 'Rellene este campo',
  choose: 'Elija una opción',
  tick: 'Marque esta casilla',
  format: 'Escríbalo así: {example}',
  least: 'Al menos {n}',
  most: 'Hasta {n}',
  earliest: 'Desde {n}',
  characters: '{n} caracteres',
  check: 'Revise estas respuestas',
  optional: 'opcional',
  step: 'Paso {step} de {steps}',
  back: 'Atrás',
  next: 'Siguiente',
  send: 'Enviar',
  thanks: '¡Gracias!',
  kept: 'No tiene conexión. Sus respuestas están guardadas y se enviarán cuando vuelva a tenerla.',
  failed: 'No se ha podido enviar. Inténtelo de nuevo o contáctenos de otra manera.',
  close: 'Cerrar',
}
