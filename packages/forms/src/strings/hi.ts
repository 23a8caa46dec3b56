import { hi as answerWords } from '@leadlight/protocol/answer-words'
import type { FormStrings } from './strings.ts'

/** The words of forms in Hindi. */
export const strings: FormStrings = {
  ...answerWords,
  optional: 'वैकल्पिक',
  step: '{steps} में से चरण {step}',
  back: 'पीछे',
  next: 'आगे',
  send: 'भेजें',
  kept: 'आप ऑफ़लाइन हैं। आपके उत्तर सुरक्षित हैं और ऑनलाइन होते ही भेजे जाएँगे।',
  failed: 'भेजा नहीं जा सका। कृपया फिर से प्रयास करें या किसी और तरह से हमसे संपर्क करें।',
  close: 'बंद करें',
}
