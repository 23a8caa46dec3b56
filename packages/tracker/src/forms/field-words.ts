/**
 * What fields ask for, by the words about them, in English, Hindi, Bengali, Spanish, German, French and Portuguese.
 *
 * A text is read as small letters in words, without accents, so that "Last Name", `lastName` and `last_name` are all
 * ` last name `. A word of Hindi or Bengali becomes its consonants behind a `q`: नाम is `qnm`, प्रथम `qprtm`.
 *
 * Then a capital stands for what a word says, so that "Your last name" is `YFN`, and the capitals tell the kind. Names and
 * the like are found only where all of a text is understood, for "Name of your pet" is no name of a lead: what is not
 * understood is not captured. An e-mail address or a telephone number needs a word for it and a value like one, unless
 * the words tell of somebody else. What a word in doubt tells, as in "Name of the donor", ends in `?`: only the whole form
 * decides it.
 */

/** What ends many a word, and stands as `N`: "Nachname", `companyname`. */
const NAME = 'n(om(bre(?! de? [a-z]+s )|e)?|aa?m(en?)?)s?|q?nmr?'

/**
 * Words by the capital of what they say; up to two letters may follow on four, as endings, and `~` stands for any letters. Those
 * that say nothing by themselves come last; most words of one or two letters are among them.
 */
const words: Record<string, string> = {
  // What makes a first name of a name.
  G: 'first|preferred|fore|vor|given|(prim~|pre|f|ruf)(?= N)|q(phl|prtm|dk(?= N))|pila',
  // What makes a last name of it.
  F: 'last|famili?|nach|ultimo|sur|usage|(zu|sobre|l)(?= N)|q(akr|atm|sss?|bs|(kl|up|sr)(?= N))',
  // A last name all by itself.
  A: 'apell?ido|qpdb',
  // Asks for a name without saying "name".
  H: 'qdkb|appele|(ansprech|kontaktp|interlocut)~|(personn?[ae]?|pessoa)(?= )|hei[^a-r ]+[te]|qbykt|[cl][hl]ama?',
  // Whose name is a lead's own.
  P: 'responsa[bv]|q(abdk|(?!up|byb)[a-z]{3,}(rt|kr)r*(?= )|prrt|grhk|prtnd|ctr)|pa[ct]ient|[ck]li?ent',
  // Whoever fills in the form for another.
  K: 'guardian|qabbbk|parent',
  // Makes a company of what is unknown before it: "In welchem Unternehmen arbeiten Sie?"
  W: 'work|travaill?e|traba[jl]h?a|arbeite|qk[mj]',
  C: 'verein|[ck]lini[ckq]|compan[hi]*|organi~|ra[zi][oas]*n? socia|org|business|shop|unternehmen|empres|entrepris|as+ocia~|societe|com+erc~|fantasia|institu~|universi~|emp[a-z]*[aey]d?[eou]r|arbeitgeber|betrieb|e?s?tab~ment|firm|enti[td]~|structur|colleg|tiend|loja|q(km?pn|prtstn|sstn?|sgtn|bybsy?|bypr|frm|dkn|ny[a-z]*kr?t)|(where|wo|donde|onde|ou|qkh|qkty)(?= .*W)|negoci',
  // Between alternatives.
  '/': 'o|u|oder|or|ou',
  // Asks who somebody is.
  Q: 'who|quien|quem|we[mr]',
  J: 'cargo|(?<!\\n +)title|role|job|puesto|poste|position',
  L: 'pa[iy]s|qds|country',
  S: '(street )?address',
  D: 'need',
  // Whatever stands before it, says nothing about a name: "Would you tell us your".
  Y: 'your|my|ihre?|[md]eine?|[st]e?us?|aapk[ai]|ton|votre|sua|apn[ai]|qap[nk]?',
  '': 'legal|good|complet|p[ou]o?ra|and|und|curren|full|[pm]at~n|(primer|segundo)(?= A)|the|como|comment|sie|vou?s|vollst~|voce|wie|you|ein|denomina~|ist|quel|likh~|te?xt|q(eb|or|prn?|smprn|sb|as|bg|brtmn|k[sn]|lk[en]?|dn|drj|kr[en]?|br|ky|sprk|ygygr|kpy|bt~|atb)|(?!i[dp]|n[or])[a-z]{2}|d(e[lrs]|[ao]s)|[adelosuxy]|[ck]onta[ck]?t',
  // Does something, it seems, as a "donor" or a "Mieter".
  X: '(?!us|util|benut|enf|kind|ev|agent|[a-z]*(inhab|hold))[a-z]{3,}([eo]u?r|ee|nte?|a[ir]+[oae])s?(?= )',
}

/** Somebody else's, or secret, or of a thing: whatever the value looks like. */
const strange =
  / (fr[ie]+u?nd|empf[ao][nh]|ami[g ]|recipient|destinat|emergen|urgen|notfall|refer|recom|indic|coll?e(a|g[au])|kolleg|manager|boss|invit|[fm][ao]ther|doctor|benefi|nomin|partner|qjrr q|(va|mut)ter|[pm]adre|q(mtr|dst|bnd|bks)|pass[wck]|verific|pix|ban[ck]|(?<!place )hold|inhaber|titula|(tele)?fax)/

/** What a field asks for: by the capitals of a line, or by the words and the value. The first that fits counts. */
const kinds: Record<string, RegExp> = {
  budget: / (budget|presupuest|orcament|qbjt)/,
  authority: / (authority|decision)/,
  timeline: / (time ?(line|frame)|delai)/,
  need: /^D$/m,
  // A box to tick next to "e-mail" is a consent.
  '': /radio|checkbox/,
  // One to choose among is the page's own, as that of a department.
  email:
    /^(?! select).*(mail|corr|courr|messag|mel |el[ec]*tr|qi?mi?l|\n +text).*\n [^\s@]+@[^\s@]+\.(\p{L}{2,}|xn--[\w-]+)$/su,
  tel: /(phon|fon|mo[bv](il|el| )|handy|ruf|. (tel|tl?fn?o?) | cel[lu]| portable| whats|reach|durchw|erreich|llam|lig(ar|ne)|[ck]onta[ck]t ?n| q[a-z]*fn|qmbil|qdrbs|qsprk q[ns]|qygygr? qn|qkl |qbht|qhyt).*\n \+?[(\p{Nd}][\p{Nd}\s()./-]{6}/su,
  url: /(web|site|url|bsit).*\n \S+\.\S+$/s,
  'given-name': /^(.*Y)?[PKX]*((G+N?)+|NG+)[PKX]*$/m,
  'family-name': /^(.*Y)?[PKX]*((F+N?|A)+|NF+)[PKX]*$/m,
  organization: /^[a-zY]{0,12}C+W[^P\n]*$|(^|\/)[YNH]*C[YNHC]*($|\/)/m,
  'organization-title': /^[YNC]*J+[YNC]*$/m,
  'country-name': /^Y*LN?$/m,
  'street-address': /^Y*S$/m,
  name: /^(.*Y)?[PKX]*[NGFAH][PKXQNGFAH/]*$/m,
  'name?': /^(?! select).*(Q|\n[PK]+\n)/s,
}

/** Letters of Hindi, by their place in Unicode; those of Bengali stand 128 further on in the same order. */
const sounds = '     aaiiuurleeeeooookkggnccjjnttddnttddnnpfbbmyrrlllbsssh'

/** Small letters in words, each between two blanks; where a telephone number as an example is all the label, it becomes the word. */
export function plain(text: string): string {
  return ` ${text}`
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .replace(/^ [+0(][1-9][\d ()]{10,}/, ' phone ')
    .replace(/@/g, ' mail ')
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

/** Tells what a field asks for, with a `?` where that is in doubt, by texts about it, a line each, in the page's code and on the page, and by its value. */
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
    if (!kind || strange.test(text) || (/name\??$/.test(kind) && !/\p{L}/u.test(value))) return kind && ''
    return /K/.test(text) || (/name$/.test(kind) && /[XP]/.test(text)) ? `${kind}?` : kind
  }
}
