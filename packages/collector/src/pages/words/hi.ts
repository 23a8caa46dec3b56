import { hi as answerWords } from '@leadlight/protocol/answer-words'
import type { PageWords } from '../page-words.ts'

/** The words of the collector's pages in Hindi. */
export const hi: PageWords = {
  ...answerWords,
  received: 'प्राप्त हुआ, क्रमांक {n}',
  goBack: 'ब्राउज़र से वापस जाएँ: आपने जो लिखा था वह वहीं है। फिर उसे दोबारा भेजें।',
  notTaken: 'इसे स्वीकार नहीं किया जा सका',
  tooLong: 'आपके उत्तर बहुत लंबे हैं। ब्राउज़र से वापस जाएँ, उन्हें छोटा करें और दोबारा भेजें।',
  busy: 'अभी बहुत अधिक अनुरोध आ रहे हैं। एक मिनट रुकें और फिर भेजें: वापस जाने पर आपका लिखा हुआ वहीं मिलेगा।',
  ownersFault: 'यह फ़ॉर्म ठीक से तैयार नहीं है। कृपया वेबसाइट के मालिक को बताएँ:',
  notNow: 'यह अभी काम नहीं कर रहा है',
  tryLater: 'कृपया एक मिनट बाद फिर प्रयास करें।',
  brokenLink: 'यह लिंक काम नहीं करता',
  brokenLinkWhy: 'हो सकता है कि यह कट गया हो: इसे पूरा कॉपी करें। यह जिसके बारे में था, वह हटाया भी जा चुका हो सकता है।',
  expired: 'इस लिंक की समय-सीमा समाप्त हो गई है',
  expiredWhy: 'फ़ॉर्म एक बार फिर भेजें, आपको नया लिंक मिलेगा।',
  isItYours: 'क्या यह आपका पता है?',
  confirm: 'पुष्टि करें',
  confirmed: '{email} की पुष्टि हो गई है।',
}
