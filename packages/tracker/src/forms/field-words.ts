/**
 * What fields ask for, by the words about them, in English, Hindi, Bengali, Spanish, German, French and Portuguese.
 *
 * A text is read as small letters in words, without accents, so that "Last Name", `lastName` and `last_name` are all
 * ` last name `. A word of Hindi or Bengali becomes its consonants behind a `q`: नाम is `qnm`, प्रथम `qprtm`.
 *
 * Then a capital stands for what a word says, so that "Your last name" is `YFN`, and the capitals tell the kind. Names and
 * the like are found only where all of a text is understood, for "Name of your pet" is no name of a lead: what is not
 * understood is not captured. Where the value tells by itself, as an e-mail address does, the words around hardly matter,
 * unless they tell of somebody else or of a secret.
 */

/** What ends many a word, and stands as `N`: "Nachname", `companyname`. */
const NAME = 'n(om((br)?e)?|aa?m(en?)?)s?|q?nmr?'

/**
 * Words by the capital of what they say; up to two letters may follow on four, as endings, and `~` stands for any letters. Those
 * that say nothing by themselves come last; most words of one or two letters are among them.
 */
const words: Record<string, string> = {
  // What makes a first name of a name.
  G: 'first|preferred|given|fore|vor|pila|(prim~|pre|f|ruf)(?= N)|proprio|qphl|qprtm',
  // What makes a last name of it.
  F: 'last|famili?|sur|nach|ultimo|usage|(zu|sobre|l)(?= N)|q(akr|atm|ss|bs|(kl|up|sr)(?= N))',
  // A last name all by itself.
  A: 'apell?ido|qpdb',
  // Asks for a name without saying "name".
  H: '(personn?[ae]?|pessoa)(?= )|(ansprech|kontaktp)~|hei[^a-r ]+[te]|[cl][hl]am|appele|qbykt',
  // Whose name is a lead's own.
  P: 'responsa[bv]|owner|applicant|customer|client|guest|partici~|candidat|student|pa[ct]ient|member|teiln~|demandeur|kunde|solicit~|interes~|q(abdk|[a-z]{3,}rt|prrt|abdnkr|ygygkr|grhk|prtnd|ctr)',
  // Makes a company of what is unknown before it: "In welchem Unternehmen arbeiten Sie?"
  W: 'work|represent|arbeite|traba[jl]h?a|travaill?e|qk[mj]',
  C: 'trading|workplace|compan[hi]*|organi~|org|business|enterprise|brand|shop|firm|unternehmen|empres|entrepris|societe|negoci|ra[zi][oas]*n? socia|com+erc~|fantasia|institu~|universi~|colleg|[ck]lini[ckq]|emp[a-z]*[aey]d?[eou]r|arbeitgeber|betrieb|einrichtung|behorde|verein|praxis|agenc|agentur|e?s?tab~ment|associa~|enti[td]~|structur|boutique|tiend|loja|sanstha|vyavsay|q(km?pn|prtstn|sstn?|sgtn|bybsy?|bypr|frm|dkn|ny[a-z]*kr?t|krmstl|klj|afs)|(where|wo|donde|onde|ou|qkh|qkty)(?= .*W)',
  // Between alternatives.
  '/': 'oder|or|ou|o|u|q[yb]|qatb',
  J: '(?<!\\n +)title|job|role|position|puesto|cargo|poste',
  L: 'country|pa[iy]s|qds',
  S: '(street )?address',
  D: 'need',
  // Whatever stands before it, says nothing about a name: "Would you tell us your".
  Y: 'your|my|ihre?|deine?|[st]e?us?|ton|sua|votre|vos|mer[ai]|apn[ai]|aapk[ai]|qap[nk]?|qtmr',
  '': 'full|good|vollst~|complet|p[ou]o?ra|primary|and|und|[pm]at~n|(primer|segundo)(?= .*A)|curren|a[ck]?tu[ae]l|you|are|what|which|welche|the|for|from|with|here|aqui|please|enter|legal|user(?= [GF])|[ck]onta[ck]?t|how|como|comment|wie|sie|vou?s|voce|call|req(uired)?|opti?on~|obligat~|te?xt|field|d(e[lrs]|[ao]s)|l[aeo]s|qu[ea]l?(le)?|likh~|d[ae]+l|q(eb|or|prn?|smprn|sb|as|bg|brtmn|k[sn]|lk[en]?|dn|drj|kr[en]?|br|ky|sprk|ygygr|kpy|bt~)|[adelosuxy]|(?!i[dp]|n[or])[a-z]{2}',
}

/** Somebody else's, or secret, or of a thing: whatever the value looks like. */
const strange =
  / (fr[ie]+u?nd|empf[ao][nh]|amig|ami |recipient|destinat|emergen|urgen|notfall|refer|coll?e(a|g[au])|kolleg|manager|invit|boss|father|mother|parent|spouse|vater|mutter|[pm]adre|pet|qmtr|qdst|qbnd|pass[wpck]|contrase|kennw|mot de pass|senha|qps|qpn (?!qk ql)|secret|secur|verific|pin |otp|imei|pix|ban[ck]|[ck]art[ae]|tarjet|card|(?<!place )hold|inhaber|titula|account n|qbks|(tele)?fax)/

/** What a field asks for: by the capitals of a line, or by the words and the value. The first that fits counts. */
const kinds: Record<string, RegExp> = {
  budget: / (budget|presupuest|orcament|qbjt)/,
  authority: / (authority|decision)/,
  timeline: / (time ?(line|frame)|delai)/,
  need: /^D$/m,
  // A box to tick next to "e-mail" is a consent.
  '': /radio|checkbox/,
  // One to choose among is the page's own, as that of a department.
  email: /^(?! select).*\n [^\s@]+@[^\s@]+\.(\p{L}{2,}|xn--[\w-]+)$/su,
  tel: /(phon|fon|mo[bv](il| )|movel|handy|ruf|. (tel|tl?fn?o?) | cel[lu]| portable| whats|call|reach|joind|rappel|erreich|llam|lig(ar|ne)|landl|[ck]onta[ck]t ?n|num[a-z ]+contac| q[a-z]*fn|qmbil|qdrbs|qsprk q[ns]|qygygr? qn| qm qn | qkl |qbht|qhyt).*\n \+?[(\p{Nd}][\p{Nd}\s()./-]{6}/su,
  url: /(web|site|url|bsit).*\n \S+\.\S+$/s,
  'given-name': /^(.*Y)?((G+N?)+|NG+)$/m,
  'family-name': /^(.*Y)?((F+N?|A)+|NF+)$/m,
  organization: /^[a-zY]{0,7}C+W[^P\n]*$|(^|\/)[YNH]*C[YNHC]*($|\/)/m,
  'organization-title': /^[YNC]*J+[YNC]*$/m,
  'country-name': /^Y*LN?$/m,
  'street-address': /^Y*S$/m,
  name: /^(.*Y)?P*[NGFAH][PNGFAH]*$/m,
}

/** Letters of Hindi, by their place in Unicode; those of Bengali stand 128 further on in the same order. */
const sounds = '     aaiiuurleeeeooookkggnccjjnttddnttddnnpfbbmyrrlllbsssh'

/** Small letters in words, each between two blanks; where a telephone number as an example is all the label, it becomes the word. */
export function plain(text: string): string {
  return ` ${text}`
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .replace(/^ [+0(][1-9][\d ()]{10,}/, ' phone ')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[^\p{L}\n(/]+/gu, ' ')
    .replace(/[\n/]/g, ' $& ')
    .replace(
      /[\u0900-\u09ff]+/g,
      (word) => `q${word.replace(/./g, (letter) => sounds[letter.charCodeAt(0) % 128] ?? '')}`,
    )
}

/** Tells what a field asks for by texts about it, a line each, in the page's code and on the page, and by its value. */
export type MeaningOf = (hidden: string, visible: string, value: string) => string | undefined

/** Makes the function that tells what a field asks for: an autofill token, one of the four of BANT, or undefined. */
export function createMeaning(): MeaningOf {
  const capitals = Object.entries(words).map(
    ([capital, any]) =>
      [
        capital,
        new RegExp(` (?:${any.replaceAll('~', '[a-z]+')})(?:(?<=\\S{4})[a-z]{1,2})?(?= )`, 'g'),
      ] as const,
  )
  const name = new RegExp(` ?(?:${NAME}) `, 'g')

  /**
   * The capitals of each line, with the words that are not understood; without what is in parentheses. Twice, for only a
   * company is looked for between the bars of alternatives: "Vorname/Nachname" asks for both.
   */
  function capitalsOf(text: string): string {
    let rest = text.replace(/\(.*/g, ' ').replace(name, ' N ')
    for (const [capital, word] of capitals) rest = rest.replace(word, ` ${capital}`)
    rest = rest.replaceAll(' ', '')
    return `${rest}\n${rest.replaceAll('/', '')}`
  }

  const find = (text: string) => Object.keys(kinds).find((kind) => kinds[kind]?.test(text))

  return (hidden, visible, value) => {
    const code = plain(hidden)
    const shown = plain(visible)
    const said = capitalsOf(shown)
    // "Name of your pet" is no name of a lead, even if the page's code says `name`; type and autofill token are the first two lines.
    const known = /[NC]/.test(said) && !find(said) ? code.split('\n', 2).join('\n') : code
    const entered = value.slice(0, 300).trim().replaceAll('\n', ' ').toLowerCase()
    const text = `${code}${shown}\n${capitalsOf(known)}\n${said} ${entered}`
    const kind = find(text)
    // Nobody's name is a number.
    return kind && (strange.test(text) || (/name$/.test(kind) && !/\p{L}/u.test(value))) ? '' : kind
  }
}
