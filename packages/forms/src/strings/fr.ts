import type { FormStrings } from './strings.ts'

/** The form's own words in French. */
export const strings: FormStrings = {
  required: 'Veuillez remplir ce champ',
  choose: 'Veuillez choisir',
  tick: 'Veuillez cocher cette case',
  format: 'Veuillez écrire ainsi : {example}',
  least: 'Au moins {n}',
  most: 'Jusqu’à {n}',
  earliest: 'À partir du {n}',
  characters: '{n} caractères',
  check: 'Veuillez vérifier ces réponses',
  optional: 'facultatif',
  step: 'Étape {step} sur {steps}',
  back: 'Retour',
  next: 'Suivant',
  send: 'Envoyer',
  thanks: 'Merci !',
  kept: 'Vous êtes hors ligne. Vos réponses sont gardées et seront envoyées dès votre retour en ligne.',
  failed: 'L’envoi a échoué. Veuillez réessayer ou nous joindre autrement.',
  close: 'Fermer',
}
