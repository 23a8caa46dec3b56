import type { FormStrings } from './strings.ts'

/** The form's own words in German. */
export const strings: FormStrings = {
  required: 'Bitte ausfüllen',
  choose: 'Bitte auswählen',
  tick: 'Bitte ankreuzen',
  format: 'Bitte so schreiben: {example}',
  least: 'Mindestens {n}',
  most: 'Bis {n}',
  earliest: 'Ab {n}',
  characters: '{n} Zeichen',
  check: 'Bitte diese Antworten prüfen',
  optional: 'freiwillig',
  step: 'Schritt {step} von {steps}',
  back: 'Zurück',
  next: 'Weiter',
  send: 'Absenden',
  thanks: 'Vielen Dank!',
  kept: 'Sie sind offline. Ihre Antworten sind gespeichert und werden gesendet, sobald Sie wieder online sind.',
  failed: 'Das Senden hat nicht geklappt. Bitte noch einmal versuchen oder uns anders erreichen.',
  close: 'Schließen',
}
