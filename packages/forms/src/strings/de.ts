import { de as answerWords } from '@leadlight/protocol/answer-words'
import type { FormStrings } from './strings.ts'

/** The words of forms in German. */
export const strings: FormStrings = {
  ...answerWords,
  optional: 'freiwillig',
  step: 'Schritt {step} von {steps}',
  back: 'Zurück',
  next: 'Weiter',
  send: 'Absenden',
  kept: 'Sie sind offline. Ihre Antworten sind gespeichert und werden gesendet, sobald Sie wieder online sind.',
  failed: 'Das Senden hat nicht geklappt. Bitte noch einmal versuchen oder uns anders erreichen.',
  close: 'Schließen',
}
