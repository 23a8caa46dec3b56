import { pt as answerWords } from '@leadlight/protocol/answer-words'
import type { PageWords } from '../page-words.ts'

/** The words of the collector's pages in Portuguese. */
export const pt: PageWords = {
  ...answerWords,
  received: 'Recebido, n.º {n}',
  goBack: 'Volte atrás com o navegador: o que escreveu ainda está lá. Depois envie de novo.',
  notTaken: 'Não foi possível aceitar isto',
  tooLong: 'As suas respostas são demasiado longas. Volte atrás com o navegador, encurte-as e envie de novo.',
  busy: 'Há demasiados pedidos neste momento. Espere um minuto e envie de novo: ao voltar atrás, o que escreveu ainda está lá.',
  ownersFault: 'Este formulário não está bem configurado. Avise o proprietário do site:',
  notNow: 'Isto não funciona agora',
  tryLater: 'Tente novamente dentro de um minuto.',
  brokenLink: 'Este link não funciona',
  brokenLinkWhy:
    'Pode ter sido cortado: copie-o por inteiro. Também pode ter sido apagado aquilo a que se referia.',
  expired: 'Este link expirou',
  expiredWhy: 'Envie o formulário mais uma vez e receberá um novo.',
  isItYours: 'Este é o seu endereço?',
  confirm: 'Confirmar',
  confirmed: '{email} está confirmado.',
}
