import type { FormStrings } from './strings.ts'

/** The form's own words in Hindi. */
export const strings: FormStrings = {
  required: 'कृपया इसे भरें',
  choose: 'कृपया चुनें',
  tick: 'कृपया इस बॉक्स पर निशान लगाएँ',
  format: 'कृपया इस तरह लिखें: {example}',
  least: 'कम से कम {n}',
  most: '{n} तक',
  earliest: '{n} या उसके बाद',
  characters: '{n} अक्षर',
  check: 'कृपया ये उत्तर जाँचें',
  optional: 'वैकल्पिक',
  step: '{steps} में से चरण {step}',
  back: 'पीछे',
  next: 'आगे',
  send: 'भेजें',
  thanks: 'धन्यवाद!',
  kept: 'आप ऑफ़लाइन हैं। आपके उत्तर सुरक्षित हैं और ऑनलाइन होते ही भेजे जाएँगे।',
  failed: 'भेजा नहीं जा सका। कृपया फिर से प्रयास करें या किसी और तरह से हमसे संपर्क करें।',
  close: 'बंद करें',
}
