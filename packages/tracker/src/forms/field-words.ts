/**
 * What fields ask for, by the words about them, in English, Hindi, Bengali, Spanish, German, French and Portuguese.
 *
 * A text is read as small letters in words, without accents and the vowel signs of Hindi and Bengali, so that "Last Name",
 * `lastName` and `last_name` are all ` last name`. Most kinds are found only where all of a text is understood, for "Name of
 * your pet" is no name of a lead: what is not understood is not captured. Where the value tells by itself, as an e-mail
 * address does, the words around hardly matter, unless they tell of somebody else or of a secret.
 */

const NAME = 'n(?:om(?:(?:br)?e)?|aa?m(?:e|en)?)s?|नमर?'

/** Whose it is; before a name, whatever stands before it. */
const YOUR =
  'your|my|ihr(?:e[nmrs]?)?|deine?n?|t[uo]n?|[st]u|[st]eu|sua|votre|vos|mer[ai]|apn(?:[ai]|ar)|a?a?pk[ai]|tomar|[अआ]प[नक]र?|तमर'

/** What may stand before "name", understood or not: "Would you kindly tell us your". */
const YOURS = `(?:.* (?:${YOUR})(?= ))?`

/** Words that say nothing by themselves; those of one or two letters are known by their length. */
const FILLING = `${YOUR}|you|what|which|the|for|here|please|enter|legal|user(?= [fl])|conta[ck]?t(?:er|[eo])?s?|kontakt|work|how|call|req(?:uired)?|option\\w*|obligat\\w*|te?xt|tbx|field|de[lrs]|[ld][aeo]s|qu[ea]l?(?:le)?|likh\\w*|d[ae]+l\\w*|लख[एन]?|दन|दरज|कर[एन]?|डल|भर|कय|सपरक`
const SHORT = '[delosxy]|(?!i[dp]|n[or])[a-z]{2}|[^ -~]'

/** Whose name is a lead's own, beside "name". */
const PERSON =
  'person[ae]?|charge|personne(?= a )|pessoa|ansprech(?:partner|person)(?:in)?|responsa[bv]ele?|responsable|owner|primary|lead|applicant|[ei]nquirer|requester|student|customer|client[es]?|guest|visitor|attendee|participant[es]?|candidate|sender|user(?= full)|teilnehmer|antragsteller|kunden?|demandeur|(?:solicit|interes)\\w*|आवदक|[क-ह]+रथर?|आ[वब]दनकरर?|यगयगकरर|वयकत|गरहकर?|कसटमर|करतर?|परतनधर?'

const FIRST =
  'first|preferred|given|fore|f(?= ?n)|vor|pre(?=n)|pri?mer[oa]?|primeiro|ruf(?= ?n)|proprio|पहल|परथम'
const LAST =
  'last|आखर|famil(?:y|ien|le|ia)|sur|l(?= ?n)|nach|zu(?=n)|sobre(?=n)|ultimo|अतम|शष|कल|उप|पदब|पदव|बशर?|सर'

const COMPANY =
  'workplace|einrichtung|entidade?|compan(?:y|h?ia)|org(?=[ \n])|organi[sz][a-z]{2,7}|organisme|business|enterprise|firm[ae]?n?|unternehmens?|empresa|entreprise|societe|negocio|ra[zi][oas]*n? soci[ae]le?|institu[a-z]*|employe[ru]r?|arbeitgeber|betrieb|behorde|agenc[ye]|agentur|etablissement|association|verein|sanstha|vyavsay|protish?th?an(?:er)?|कम?पनर?|परतषठनर?|ससथन?र?|सगठनर?|वयवसय|वयपर|बयबसय?र?|फरम|दकन'

/** Somebody else's, or secret, or of a thing: whatever the value looks like. */
const STRANGE =
  'friend|freund|empfohl|amig|ami |recipient|destinat|empfanger|emergen|urgenc|notfall|refer|colleag|kolleg|collegue|manager|invit|boss|father|mother|parent|spouse|vater|mutter|padre|madre|pet|मतर|दसत|बनध|pass(?=w|p|c|k)|contrase|kennw|mot de pass|senha|पसवरड|पन |secret|secur|securi|verific|pin |otp|imei|pix|upi|bank|banc|karte|carta|tarjet|card|(?<!place )hold|inhaber|titula|account n|बकश|fax|telefax|birth|geburt|naiss|nacim|nascim'

/**
 * Small letters in words, each line between two blanks; what stands in parentheses keeps their beginning, by which
 * `only` below passes over it. Bengali letters stand 128 code points behind those of Hindi.
 */
function plain(text: string): string {
  return text
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[^\p{L}\n(]+/gu, ' ')
    .replace(/\(/g, '( ')
    .replace(/^ ?(.*?) ?\n/gm, ' $1 \n')
    .replace(/[ঀ-৿]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 128))
}

/** Tells what a field asks for by texts about it, a line each, in the page's code and on the page, and by its value. */
export type MeaningOf = (hidden: string, visible: string, value: string) => string | undefined

/** Makes the function that tells what a field asks for: an autofill token, one of the four of BANT, or undefined. */
export function createMeaning(): MeaningOf {
  /** A text with one of these words, and with no others but those that may stand beside them. */
  const only = (words: string, others = NAME, start = '') =>
    // What was read as a word is not read in another way (the backreference), or long texts would take long.
    new RegExp(
      `^${start}(?=.*(?:${words}))(?:(?=( (?![^ \n]{26})(?:${SHORT}|(?:${words}|${FILLING}|${others})+s?)(?=[ (\n])))\\1)+ ?(?:[(].*)?\n`,
      'm',
    )
  /** A part of a name, with "name" at most beside itself: "Last name, name" asks for all of it. */
  const part = (words: string, more: string) => only(`(?:${words})(?: ?(?:${NAME}))?|${more}`, '-', YOURS)
  /** The first that fits counts. The value is the last line, without a line feed. */
  const kinds: Record<string, RegExp> = {
    budget: / (budget|presupuest|orcament|बजट)/,
    authority: / (authority|decision)/,
    timeline: / (time ?(line|frame)|delai)/,
    need: only('needs?', 'do'),
    // A box to tick next to "e-mail" is a consent.
    '': /radio|checkbox/,
    // One to choose among is the page's own, as that of a department.
    email: /^(?! select).*\n[^\s@]+@[^\s@]+\.(\p{L}{2,}|xn--[\w-]+)$/su,
    tel: /(phon|fon|mo[bv]il|movel|handy|ruf|. (?:tel|tl?fn?o?) | cel[lu]| portable| whats|contact n|numero de contac|फन|मबइल|दरभष|सपरक [नस]|यगयगर? न| म न |वहट|हयट).*\n\+?[(\p{Nd}][\p{Nd}\s()./-]{6}/su,
    url: /(web|site|url|बसइट).*\n\S+\.\S+$/s,
    'given-name': part(FIRST, `(?:${NAME}) (?:de )?(?:pila|proprio|${FIRST}) ?(?:अश|भग)?`),
    'family-name': part(
      LAST,
      `apell?idos?|patern[oa]|matern[oa]|primer|segundo|(?:${NAME}) (?:de? )?(?:famil\\w+|usage|शष अश)`,
    ),
    organization: only(
      `${COMPANY}|(?:${NAME}) (?:com+ercial|fantasia)`,
      `${NAME}|and|und|current|trading|traba[jl]h?as?`,
    ),
    // `data-leadlight-field="title"` means the job's; elsewhere it says too little.
    'organization-title': only('(?<!\n )title|job|role|position|puesto|cargo|poste', 'organization'),
    'country-name': only('country|pa[iy]s|दश'),
    'street-address': only('(?:street ?)?address'),
    name: only(
      `${NAME}|${PERSON}`,
      `${FIRST}|${LAST}|apell?idos?|full|good|vollstandiger|complet[eo]?|poora|pura|and|und|एव|और|परण?|समपरण|शभ`,
      YOURS,
    ),
  }
  const strange = new RegExp(` (?:${STRANGE})`)
  const named = new RegExp(` (?:${NAME})[ \n]`)

  const find = (text: string) => Object.keys(kinds).find((kind) => kinds[kind]?.test(text))

  return (hidden, visible, value) => {
    const shown = plain(visible)
    let code = plain(hidden)
    // "Name of your pet" is no name of a lead, even if the page's code says `name`; type and autofill token are the first two lines.
    if (named.test(shown) && !find(shown)) {
      let line = 0
      code = code.replace(/^ /gm, () => (line++ > 1 ? ' ( ' : ' '))
    }
    const text = code + shown + value.slice(0, 300).trim().replaceAll('\n', ' ')
    const kind = find(text)
    return kind && strange.test(text) ? '' : kind
  }
}
