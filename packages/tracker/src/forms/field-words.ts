/**
 * What the words around a field mean, in English, Hindi, Bengali, Spanish, German, French and Portuguese.
 *
 * Each word is turned into a letter, and the letters of a text into a meaning: "company name" is CN, "name of your pet"
 * is No-?. A word that is not listed is a `?`. But for the few meanings that may stand among any words, nothing is made of
 * a text with a `?`: what is not understood is not captured.
 */

/** Letters of the kinds of words: of unknown ones, then of those in {@link stems}. */
const LETTERS = '?EANFLUXP#CJTWcKBHDM!&o-'

/**
 * Words by kind, as sources of regular expressions, written the way {@link fold} leaves them: small letters without
 * accents; Hindi and Bengali without vowel signs, with one letter for all other vowels, and both in Devanagari, where most of
 * their words become the same.
 */
const stems = [
  // E: e-mail
  '[a-z]*mails?(?:id)?|courriel|correo|अ?मअ?ल',
  // A: address
  'add?ress?[eo]?|direccion|endereco|पत|ठकन|अय?डरस',
  // N: name
  'name|nom(?:br)?e?s?|person|ansprechpartner|नम',
  // F: first
  'first|given|fore|fname|vor|prenom|primer|primeiro|पहल|परथम',
  // L: last
  'last|famil[a-z]+|sur|lname|nach|zu|apell?idos?|sobrenome|ultimo|अपनम|कलनम|अतम|सरनम|शष|पदब',
  // U: full
  'full|complet[eo]?|vollstandiger|पर|सम?परण|शभ',
  // X: contact
  'conta[ck]?to?|kontakt|सम?परक|यगयग',
  // P: phone
  '(?:tele)?phone|telef[a-z]+|tel|mobil[a-z]*|cell|celular|movil|handy|portable|whats(?:app)?|फन|मबअल|टलफन|दरभष',
  // #: number
  'number|nummer|numero|नम?बर',
  // C: company
  'compan(?:y|ia)|organi[sz][a-z]+|business|employer|firma|firmen|unternehmens?|empresa|entreprise|societe|कम?पनर?|परतषठनर?|ससथन?र?|सगठन|वयवसय',
  // J: job
  'job|role|position|puesto|cargo|poste|fonction|पद|पदनम',
  // T: title
  'title|titel',
  // W: website
  'web|website|url|homepage|site|sitio|(?:अय|व)बसअट',
  // c: city
  'city|town|stadt|ort|ciudad|ville|cidade|शहर',
  // K: country
  'country|land|pais|pays|दश',
  // B: budget
  'budget|presupuesto|orcamento|बजट',
  // H: who decides
  'authority|deci[sd][a-z]+|entscheid[a-z]+|नरणय|सदधनत',
  // D: need
  'needs?|requirements?|bedarf|nece[a-z]+|besoins?|जररत|परयजन',
  // M: timeline
  'timeline|timeframe|zeitrahmen|plazo|prazo|delai|समय|समयसम|सम',
  // !: somebody else's
  'friend|recipient|emergency|amig[oa]|freund[a-z]*',
  // &: and
  '[&/,+ye]|et|und|and|अर|अब',
  // o: of
  'of|d[aeou][lrs]?|क',
  // -: words that say nothing
  '[a-z]{1,2}|the|your?|what|are|please|enter|quel|qual|ihre?|deine?|bitte|votre|vos|los|una|seu|sua|work|profes[a-z]+|field|अ|अपक|अपनर?',
]

/** Meanings of words that may stand among any others; where these say too little, the value has to agree. */
const loose: [words: RegExp, meaning: string, value?: RegExp][] = [
  [/E/, 'email', /\S@\S/],
  [/P|X.?#|#.?X/, 'tel', /(\d\D*){7}/],
  [/B/, 'budget'],
  [/H/, 'authority'],
  [/M/, 'timeline'],
  [/^[-NFLUo]+&[-NFLUo]+$/, 'name'],
]

/** Meanings of texts that have the first of these letters and no others than these. */
const strict = {
  NUX: 'name',
  FN: 'given-name',
  LNF: 'family-name',
  CN: 'organization',
  JTNC: 'organization-title',
  WAC: 'url',
  cN: 'address-level2',
  KN: 'country-name',
  AC: 'street-address',
  D: 'need',
}

/** A text in words: small letters without accents, camelCase and compounds taken apart. */
export function fold(text: string): string[] {
  return (
    text
      .slice(0, 300)
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .normalize('NFKD')
      // The Bengali block repeats the Devanagari one, 128 code points on.
      .replace(/[ঀ-৿]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 128))
      .replace(/[\u0300-\u036f\u0900-\u0903\u093a-\u0957]/g, '')
      .replace(/[ऄ-औ]/g, 'अ')
      .replace(/([a-z]{2})(name|number|nummer|add?ress|title)/g, '$1 $2')
      // "Enter …" stands last.
      .replace(/ (दरज कर|लखन?|दन)$/, '')
      .match(/\p{L}+|[&/,+]/gu) ?? []
  )
}

/** Makes the function that tells what a field is by a text about it, and its value; undefined for what it does not understand. */
export function createMeaning(): (text: string, value: string) => string | undefined {
  const known = new RegExp(`^(?:(${stems.join(')|(')}))$`)
  const rules = loose.concat(
    Object.entries(strict).map(([kinds, meaning]) => [
      new RegExp(`^(?=.*${kinds.charAt(0)})[-o&${kinds}]+$`),
      meaning,
    ]),
  )
  return (text, value) => {
    const letters = fold(text)
      .map((word) => LETTERS[known.exec(word)?.indexOf(word, 1) ?? 0])
      .join('')
    if (letters.includes('!')) return
    return rules.find(([words, , values]) => words.test(letters) && (values?.test(value) ?? true))?.[1]
  }
}
