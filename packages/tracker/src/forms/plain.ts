/** Letters of Hindi, by their place in Unicode; those of Bengali stand 128 further on in the same order. */
const sounds = '     aaiiuurleeeeooookkggnccjjnttddnttddnnpfbbmyrrlllbsssh'

/**
 * Small letters in words, each between two blanks: "Last Name", `lastName` and `last_name` are all ` last name `. Accents are left
 * out, and a word of Hindi or Bengali becomes its consonants behind a `q`: नाम is `qnm`, प्रथम `qprtm`.
 */
export function plain(text: string): string {
  return (
    ` ${text}`
      // "lastName"
      .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
      // A number as an example, like "+1 (555) 000-0000", where it is all the label.
      .replace(/^ [+0(][1-9][\d ().-]{9,}/, ' phone ')
      // An address as an example: "you@company.com"
      .replace(/@/g, ' mail ')
      // "Guest 2 e-mail" is somebody else's.
      .replace(/(?<=[a-z]) [2-9]\b/gi, ' friend ')
      .toLowerCase()
      .normalize('NFKD')
      // Accents, vowel signs of Hindi and Bengali, and what nobody sees.
      .replace(/[\p{M}\p{Cf}]/gu, '')
      .replace(/[^\p{L}\n(/]+/gu, ' ')
      .replace(/[\n(/]/g, ' $& ')
      .replace(
        /[\u0900-\u09ff]+/g,
        (word) => `q${word.replace(/./g, (letter) => sounds[letter.charCodeAt(0) % 128] ?? '')}`,
      )
  )
}
