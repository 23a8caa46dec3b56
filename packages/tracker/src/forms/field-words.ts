/**
 * What the words around a field mean, in English, Hindi, Bengali, Spanish, German, French and Portuguese.
 *
 * Each word is turned into a letter, and the letters of a text into a meaning: "company name" is CN, "name of your pet"
 * is No?. A word that is not in the list is a `?`, and but for the few meanings that stand any words around them nothing
 * is made of a text with a `?`: what is not understood is not captured.
 */

/** Letters of the kinds of words, in the order of {@link stems}. */
const LETTERS = 'EANFLUXP#CJTWcKBHDM&o'

/**
 * Words by kind, as the sources of regular expressions, written the way {@link fold} leaves them: small letters without
 * accents; Hindi and Bengali without vowels, and both in Devanagari, where most of their words become the same.
 */
const stems = [
  // E: e-mail
  '[a-z]*mails?(?:id)?|courriel|correo|electronic[oa]|मल',
  // A: address
  'addr|add?ress[eo]?|direccion|endereco|पत|ठकन',
  // N: name
  'name|nom(?:br)?e?s?|नम',
  // F: first
  'first|given|fore|fname|vor|prenoms?|primer|primeiro|pila|पहल|परथम',
  // L: last
  'last|family|sur|lname|nach|famil[a-z]+|apell?idos?|sobrenome|ultimo|पनम|तम|सरनम|शष|पदब',
  // U: full
  'full|complet[eo]?|vollstandig[a-z]*|पर|परण|समपरण|सपरण',
  // X: contact
  'conta[ck]?to?|kontakt|सपरक',
  // P: phone
  '(?:tele)?phone|tele?f[a-z]*|tel|mobil[a-z]*|cell?(?:ular|phone)?|handy|movil|portable|whatsapp|फन|मबल|टलफन|दरभष',
  // #: number
  'number|nummer|numero|नम?बर|सखय',
  // C: company
  'compan(?:y|ia)|organi[sz]a[a-z]+|business|firma|firmen|unternehmens?|empresa|entreprise|societe|employer|कम?पनर?|ससथ|ससथन|परतषठनर?',
  // J: job
  'job|role|position|puesto|cargo|poste|fonction|funktion|beruf|designation|पद|पदनम',
  // T: title
  'title|titel',
  // W: website
  'web|website|webseite|url|homepage|site|sitio|[वय]बसट',
  // c: city
  'city|town|stadt|ort|wohnort|ciudad|ville|cidade|शहर|नगर',
  // K: country
  'country|land|pais|pays|दश',
  // B: budget
  'budget|presupuesto|orcamento|बजट',
  // H: who decides
  'authority|deci[sd][a-z]+|entscheid[a-z]+|नरणय|सदधनत',
  // D: need
  'needs?|requirements?|bedarf|necesidad(?:es)?|necessidades?|besoins?|जररत|वशयकत|परयजन',
  // M: timeline
  'time(?:line|frame)|zeitrahmen|zeitplan|plazo|prazo|delai|समय|समयसम|सम',
  // &: and
  '[&/,+yeu]|et|und|and|र|एव',
  // o: of
  'of|d[aeou][lrs]?|क',
]

/** Words that say nothing: pronouns, articles, requests. Latin ones of one or two letters are left out besides. */
const filler =
  /^([a-z]{1,2}|the|you|your|our|this|what|which|are|please|enter|ihre?|deine?|bitte|votre|vos|vous|quel(le)?|les|los|las|uma|una|une|seu|sua|work|private|profes[a-z]+|corporat[a-z]+|required|field|पक|पन|पनर|कपय|दरज|कर|लख|लखन|दन)$/

/** Meanings of a row of letters, the first that fits counts: an autofill token, or one of the four of BANT. */
const meanings: [RegExp, string][] = [
  // Another word may stand before ("work e-mail"), not behind ("e-mail subject") nor with an "of" ("Betreff der E-Mail").
  [/^(?!.*(\?.*o|E.*\?)).*E/, 'email'],
  [/^(?!.*(\?.*o|P.*\?)).*(P|X#|#o?X)/, 'tel'],
  [/B/, 'budget'],
  [/H/, 'authority'],
  [/M/, 'timeline'],
  [/^[NFLUo]+&[NFLUo]+$/, 'name'],
  [/^[UXo]*N[UXo]*$/, 'name'],
  [/^N*o?F+N*$/, 'given-name'],
  [/^N*o?L+N*$/, 'family-name'],
  [/^[No]*C+o?N*$/, 'organization'],
  [/^[No]*J[JTNCo]*$/, 'organization-title'],
  [/^[ACo]*W[WACo]*$/, 'url'],
  [/^[No]*c[cN&]*$/, 'address-level2'],
  [/^[No]*K+N*$/, 'country-name'],
  [/^[Co]*A[Co]*$/, 'street-address'],
  [/^o*D+$/, 'need'],
]

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
      .replace(/[\u0980-\u09ff]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 128))
      .replace(/[\u0300-\u036f\u0900-\u0914\u093a-\u0957]/g, '')
      .replace(/([a-z]{2})(name|number|nummer|add?ress|title)/g, '$1 $2')
      .match(/\p{L}+|[&/,+]/gu) ?? []
  )
}

/** Makes the function that tells what a field is by a text about it; undefined for what it does not understand. */
export function createMeaning(): (text: string) => string | undefined {
  const known = new RegExp(`^(?:(${stems.join(')|(')}))$`)
  return (text) => {
    let letters = ''
    for (const word of fold(text)) {
      const kind = known.exec(word)?.indexOf(word, 1)
      letters += kind ? LETTERS[kind - 1] : filler.test(word) ? '' : '?'
    }
    return meanings.find(([pattern]) => pattern.test(letters))?.[1]
  }
}
