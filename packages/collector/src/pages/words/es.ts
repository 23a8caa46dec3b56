import { es as answerWords } from '@leadlight/protocol/answer-words'
import type { PageWords } from '../page-words.ts'

/** The words of the collector's pages in Spanish. */
export const es: PageWords = {
  ...answerWords,
  received: 'Recibido, n.º {n}',
  goBack: 'Vuelva atrás con el navegador: lo que ha escrito sigue ahí. Después envíelo de nuevo.',
  notTaken: 'No se ha podido aceptar',
  tooLong:
    'Sus respuestas son demasiado largas. Vuelva atrás con el navegador, acórtelas y envíelas de nuevo.',
  busy: 'Hay demasiadas solicitudes en este momento. Espere un minuto y envíelo de nuevo: al volver atrás encontrará lo que ha escrito.',
  ownersFault: 'Este formulario no está bien configurado. Avise al propietario del sitio web:',
  notNow: 'Ahora no funciona',
  tryLater: 'Inténtelo de nuevo dentro de un minuto.',
  brokenLink: 'Este enlace no funciona',
  brokenLinkWhy:
    'Puede que esté cortado: cópielo entero. También es posible que se haya eliminado aquello de lo que trataba.',
  expired: 'Este enlace ha caducado',
  expiredWhy: 'Envíe el formulario otra vez y recibirá uno nuevo.',
  isItYours: '¿Es esta su dirección?',
  confirm: 'Confirmar',
  confirmed: '{email} está confirmada.',
}
