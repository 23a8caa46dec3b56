/**
 * What fields ask for, by the words about them, in English, Hindi, Bengali, Spanish, German, French and Portuguese.
 *
 * A text is read as letters alone: small, without blanks, accents, and the vowel signs of Hindi and Bengali, so that "Last
 * Name", `lastName` and `last_name` are all `lastname`. Most kinds are found only where all of a text is understood, for
 * "Name of your pet" is no name of a lead: what is not understood is not captured. Where the value tells by itself, as an
 * e-mail address does, the words around hardly matter.
 */

const NAME = 'n[ao]m(?:br)?e?s?|नम'

/** Words that say nothing by themselves. No word may be made of others, or long texts would take long. */
const FILLING =
  'your|what|is|you|of|d[aeou][lrs]?|la|ihre?|deine?|tu|s[ue]u?a?|votre|contact|work|[अआ]प[नक]|[कर]'

const FIRST = 'first|given|fore|f(?=n)|vor|pre(?=n)|primer|primeiro|पहल|परथम'
const LAST = 'last|famil(?:y|ien|le)|sur|l(?=n)|nach|zu|apell?idos?|sobre|ultimo|उप|अतम|कल|सर|शष|पदब|बश'

/**
 * Makes the function that tells what a field asks for: an autofill token, one of the four of BANT, or undefined.
 *
 * @returns takes texts about the field, each ended by a line feed, and its value
 */
export function createMeaning(): (about: string, value: string) => string | undefined {
  /** A text with one of these words, and with no others but those that may stand beside them. */
  const only = (words: string, others = words) =>
    new RegExp(`^(?=.*(${words}))(${NAME}|${FILLING}|${others})+\n`, 'm')
  /** The first that fits counts. The value is the last line, without a line feed. */
  const kinds: Record<string, RegExp> = {
    budget: /(budget|presupuest|orcament|बजट).*\n/,
    authority: /(authority|decision).*\n/,
    timeline: /(timeline|timeframe|delai).*\n/,
    need: only('needs?'),
    // Somebody else's address; and a box to tick next to "e-mail" is a consent.
    '': /friend|recipient|emergenc|amig|freund|radio|checkbox/,
    email: /\n[^\s@]+@[^\s@]+\.\p{L}{2,}$/u,
    tel: /(phon|telef|^tel|mo[bv]il|cel[lu]|handy|portable|whats|contactn|फन|मबइल|दरभष|सपरक|यगयग|वहट).*\n\+?[\d\s()./-]{7}/ms,
    url: /(web|site|url).*\n\S+\.\S+$/s,
    'given-name': only(FIRST),
    'family-name': only(LAST),
    organization: only(
      'company|compania|organi[sz][a-z]{2,6}|business|firm[ae]n?|unternehmens?|empresa|entreprise|societe|कम?पन|परतषठन|ससथ|सगठन',
    ),
    // `data-leadlight-field="title"` means the job's; elsewhere it says too little.
    'organization-title': only('(organization)?(?<!\n)title|job|role|position|puesto|cargo|poste'),
    'country-name': only('country|pa[iy]s|दश'),
    'street-address': only('(street)?address'),
    name: only(
      `${NAME}|person`,
      `${FIRST}|${LAST}|full|vollstandiger|complet[eo]?|enter|and|und|et|y(?=a)|e(?=s)|person|पर|समपरण|शभ`,
    ),
  }
  return (about, value) => {
    const text =
      about
        .toLowerCase()
        .normalize('NFKD')
        .replace(/[^\p{L}\n]/gu, '')
        // Bengali letters stand 128 code points behind those of Hindi.
        .replace(/[ঀ-৿]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 128)) +
      value.slice(0, 300).trim().replaceAll('\n', ' ')
    for (const kind in kinds) if (kinds[kind]?.test(text)) return kind
    return undefined
  }
}
