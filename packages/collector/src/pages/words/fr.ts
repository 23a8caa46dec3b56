import { fr as answerWords } from '@leadlight/protocol/answer-words'
import type { PageWords } from '../page-words.ts'

/** The words of the collector's pages in French. */
export const fr: PageWords = {
  ...answerWords,
  received: 'Reçu, n° {n}',
  goBack:
    'Revenez en arrière avec votre navigateur : ce que vous avez écrit est encore là. Puis envoyez-le de nouveau.',
  notTaken: 'Ceci n’a pas pu être pris en compte',
  tooLong:
    'Vos réponses sont trop longues. Revenez en arrière avec votre navigateur, raccourcissez-les et envoyez-les de nouveau.',
  busy: 'Il y a trop de demandes en ce moment. Attendez une minute, puis envoyez de nouveau : en revenant en arrière, vous retrouverez ce que vous avez écrit.',
  ownersFault:
    'Ce formulaire n’est pas configuré correctement. Veuillez en informer le propriétaire du site :',
  notNow: 'Cela ne fonctionne pas pour le moment',
  tryLater: 'Veuillez réessayer dans une minute.',
  brokenLink: 'Ce lien ne fonctionne pas',
  brokenLinkWhy:
    'Il a peut-être été coupé : copiez-le en entier. Ce dont il s’agissait a peut-être aussi été supprimé.',
  expired: 'Ce lien a expiré',
  expiredWhy: 'Envoyez le formulaire encore une fois, et vous en recevrez un nouveau.',
  isItYours: 'Est-ce votre adresse ?',
  confirm: 'Confirmer',
  confirmed: '{email} est confirmée.',
}
