import type { AnswerWords } from './answer-words.ts'

/** The words about answers in Hindi. */
export const hi: AnswerWords = {
  required: 'कृपया इसे भरें',
  choose: 'कृपया चुनें',
  tick: 'कृपया इस बॉक्स पर निशान लगाएँ',
  format: 'कृपया इस तरह लिखें: {example}',
  least: 'कम से कम {n}',
  most: '{n} तक',
  earliest: '{n} या उसके बाद',
  characters: '{n} अक्षर',
  check: 'कृपया ये उत्तर जाँचें',
  thanks: 'धन्यवाद!',
}
