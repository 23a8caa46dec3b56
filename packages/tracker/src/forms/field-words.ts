/**
 * What the words around a field mean, in English, Hindi, Bengali, Spanish, German, French and Portuguese.
 *
 * Each word is turned into a letter, and the letters of a text into a meaning: "company name" is CN, "name of your pet"
 * is No-?. A word that is not listed is a `?`. But for the few meanings that may stand among any words, nothing is made of
 * a text with a `?`: what is not understood is not captured.
 */

/** Letters of the kinds of words: of unknown ones, then of those in {@link stems}. */
const LETTERS = '?EANFLUXP#CJTWcKBHDM&o-'

/**
 * Words by kind, as sources of regular expressions, written the way {@link fold} leaves them: small letters without
 * accents; Hindi and Bengali without vowels, and both in Devanagari, where most of their words become the same.
 */
const stems = [
  // E: e-mail
  '[a-z]*mails?(?:id)?|courriel|correo|electronico|मल',
  // A: address
  'add?ress?[eo]?|direccion|endereco|पत|ठकन',
  // N: name
  'name|nom(?:br)?e?s?|नम',
  // F: first
  'first|given|fname|vor|prenom|primer|primeiro|पहल|परथम',
  // L: last
  'last|famil[a-z]+|sur|lname|nach|apell?idos?|sobrenome|पनम|तम|सरनम|शष|पदब',
  // U: full
  'full|complet[eo]?|vollstandiger|पर|समपरण',
  // X: contact
  'conta[ck]?to?|kontakt|सपरक',
  // P: phone
  '(?:tele)?phone|telef[a-z]+|tel|mobil[a-z]*|cell|celular|movil|handy|फन|मबल|टलफन',
  // #: number
  'number|nummer|numero|नम?बर',
  // C: company
  'compan(?:y|ia)|organi[sz]a[a-z]+|business|firma|firmen|unternehmens?|empresa|entreprise|societe|कम?पनर?|परतषठनर?|ससथन?',
  // J: job
  'job|role|position|puesto|cargo|poste|fonction|पद|पदनम',
  // T: title
  'title|titel',
  // W: website
  'web|website|url|homepage|site|sitio|[वय]बसट',
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
  // &: and
  '[&/,+ye]|et|und|and|र',
  // o: of
  'of|d[aeou][lrs]?|क',
  // -: words that say nothing
  '[a-z]{1,2}|the|your?|what|are|please|enter|ihre?|deine?|bitte|votre|vos|los|una|seu|sua|work|profes[a-z]+|corporat[a-z]+|field|पक|पन|पनर|दरज|कर|लखन?',
]

/** Meanings of words among any others. One may stand before ("work e-mail"), not behind ("e-mail subject"), nor with an "of". */
const loose: [RegExp, string][] = [
  [/^(?!.*(\?.*o|E.*\?)).*E/, 'email'],
  [/^(?!.*(\?.*o|P.*\?)).*(P|X#|#.?X)/, 'tel'],
  [/B/, 'budget'],
  [/H/, 'authority'],
  [/M/, 'timeline'],
  [/^[-NFLUo]+&[-NFLUo]+$/, 'name'],
]

/** Meanings of texts that have the first of these letters and no others than these. */
const strict = {
  NUX: 'name',
  FN: 'given-name',
  LN: 'family-name',
  CN: 'organization',
  JTNC: 'organization-title',
  WAC: 'url',
  cN: 'address-level2',
  KN: 'country-name',
  AC: 'street-address',
  D: 'need',
}

/** A text in words: small letters without accents, camelCase and compounds taken apart, brackets dropped. */
export function fold(text: string): string[] {
  return (
    text
      .slice(0, 200)
      .replace(/\([^)]*\)|[:?*].*/gs, '')
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .normalize('NFKD')
      // The Bengali block repeats the Devanagari one, 128 code points on.
      .replace(/[ঀ-৿]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 128))
      .replace(/[\u0300-\u036f\u0900-\u0914\u093a-\u0957]/g, '')
      .replace(/([a-z]{2})(name|number|nummer|add?ress|title)/g, '$1 $2')
      .match(/\p{L}+|[&/,+]/gu) ?? []
  )
}

/** Makes the function that tells what a field is by a text about it; undefined for what it does not understand. */
export function createMeaning(): (text: string) => string | undefined {
  const known = new RegExp(`^(?:(${stems.join(')|(')}))$`)
  return (text) => {
    const letters = fold(text)
      .map((word) => LETTERS[known.exec(word)?.indexOf(word, 1) ?? 0])
      .join('')
    const found =
      loose.find(([pattern]) => pattern.test(letters)) ??
      Object.entries(strict).find(
        ([kinds]) => letters.includes(kinds.charAt(0)) && RegExp(`^[-o${kinds}]+$`).test(letters),
      )
    return found?.[1]
  }
}
