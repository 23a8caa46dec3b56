import { de as answerWords } from '@leadlight/protocol/answer-words'
import type { PageWords } from '../page-words.ts'

/** The words of the collector's pages in German. */
export const de: PageWords = {
  ...answerWords,
  received: 'Eingegangen, Nr. {n}',
  goBack:
    'Gehen Sie mit Ihrem Browser zurück: Was Sie geschrieben haben, steht noch da. Senden Sie es dann noch einmal.',
  notTaken: 'Das konnte nicht angenommen werden',
  tooLong:
    'Ihre Antworten sind zu lang. Gehen Sie mit Ihrem Browser zurück, kürzen Sie sie und senden Sie sie noch einmal.',
  busy: 'Gerade ist zu viel los. Bitte warten Sie eine Minute und senden Sie es dann noch einmal: Was Sie geschrieben haben, steht noch da, wenn Sie zurückgehen.',
  ownersFault:
    'Dieses Formular ist nicht richtig eingerichtet. Bitte sagen Sie es dem Betreiber der Website:',
  notNow: 'Das geht gerade nicht',
  tryLater: 'Bitte versuchen Sie es in einer Minute noch einmal.',
  brokenLink: 'Dieser Link funktioniert nicht',
  brokenLinkWhy:
    'Vielleicht ist er abgeschnitten: Kopieren Sie ihn ganz. Oder das, worum es ging, wurde gelöscht.',
  expired: 'Dieser Link ist abgelaufen',
  expiredWhy: 'Senden Sie das Formular noch einmal, dann bekommen Sie einen neuen.',
  isItYours: 'Ist das Ihre Adresse?',
  confirm: 'Bestätigen',
  confirmed: '{email} ist bestätigt.',
}
