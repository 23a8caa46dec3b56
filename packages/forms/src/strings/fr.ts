import { fr as answerWords } from '@leadlight/protocol/answer-words'
import type { FormStrings } from './strings.ts'

/** The words of forms in French. */
export const strings: FormStrings = {
  ...answerWords,
  optional: 'facultatif',
  step: 'Étape {step} sur {steps}',
  back: 'Retour',
  next: 'Suivant',
  send: 'Envoyer',
  kept: 'Vous êtes hors ligne. Vos réponses sont gardées et seront envoyées dès votre retour en ligne.',
  failed: 'L’envoi a échoué. Veuillez réessayer ou nous joindre autrement.',
  close: 'Fermer',
}
