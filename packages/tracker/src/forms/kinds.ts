/**
 * What tells the kind of a field: words anywhere in what is said about it, as `plain` leaves it, with the value at its end, or lines of
 * the capitals that stand for its words (`field-words.ts`). The comment behind each line says which label it is for.
 */

const phoneWords = [
  'phon|fon', // "Phone", "Téléphone", "Telefon", "Teléfono"
  'mo[bv](il|el| )', // "Mobile", "Móvil", "Telemóvel", "Mob. No."
  'handy', // "Handynummer"
  '(?<![pe])ruf', // "Rufnummer", "Rückruf"; not "Prüfziffer" or "Beruf"
  '. (tel|tl?fn?o?|ph) ', // "Tél.", "Tlf.", "Tfno.", "Ph. no."; not the type, with which all begins
  ' cel[lu]| portable| whats', // "Cell", "Celular", "Portable", "WhatsApp"
  '(?<! code.*) sms (?!code)', // "Enter your SMS"; not "SMS code" or "Code that you got by SMS"
  'reach|durchw|erreich', // "Best number to reach you", "Durchwahl", "Wie erreichen wir Sie?"
  'llam|lig(ar|ne)', // "¿A qué número te llamamos?", "Para onde podemos ligar?", "Ligne directe"
  '[ck]onta[ck]t ?n|mero de cont', // "Contact number", "Kontaktnummer", "Número de contacto"
  ' q[a-z]*fn|qmbil|qdrbs', // फ़ोन or টেলিফোন, मोबाइल, दूरभाष
  'qsprk q[ns]|qygygr? qn', // संपर्क नंबर or संपर्क सूत्र, যোগাযোগের নম্বর
  'qkl |qbht|qhyt', // कॉल, व्हाट्सएप, হোয়াটসঅ্যাপ
].join('|')

/** Somebody else's, or secret, or of a thing: whatever the value looks like. */
export const strange = new RegExp(
  ` (${[
    'spous|ehe|con[jy]', // "Spouse", "Ehepartner", "Cónyuge", "Conjoint"
    'fr[ie]+u?nd|empf[ao][nh]|ami[g ]', // "Friend", "Freund", "Empfänger", "Empfohlen von", "Amigo", "Ami"
    'recipient|destinat', // "Recipient", "Destinatario", "Destinataire"
    'emergen|urgen|notfall', // "Emergency contact", "En cas d'urgence", "Notfall"
    'refer|recom|indic', // "Who referred you", "¿Quién te ha recomendado?", "Amigo indicado"
    'coll?e(a|g[au])|kolleg', // "Colleague", "Collègue", "Colega", "Kollege"; not "College"
    'manager|boss|invit(ee|ad)|co [abo]', // "Manager", "Boss", "Invitee", "Invitado", "Co-applicant", "Co-owner"
    '[fm][ao]ther|doctor|benefi|nomin|partner', // "Father", "Mother", "Doctor", "Beneficiary", "Nominee", "Partner"
    'qjrr q', // "জরুরি যোগাযোগ", in an emergency
    '(va|mut)ter|[pm]adre', // "Name des Vaters", "Name der Mutter", "Nombre de la madre"
    'q(mtr|dst|bnd|bks)', // मित्र or মাতার, दोस्त, বন্ধু, and বিকাশ, by which Bangladesh pays
    'pass[wck]|verific|pix', // "Password", "Passcode", "Código de verificación", "Chave Pix"
  ].join('|')})`,
)

/** Beside what is paid with. */
export const paid = new RegExp(
  ` (${[
    'pa(y|ie|g[ao])|zahl', // "Payment", "Paiement", "Datos de pago", "Zahlung"
    'tarj|[ck]redit|card|[ck]arte ', // "Tarjeta", "Credit", "Kreditkarte", "Name on card", "Carte", "Karte"
    '[a-z]*(inhab|hold)|titula', // "Kontoinhaber", "Cardholder", "Titular", "Titulaire"
    'ban[ck]', // "Bank account", "Cuenta bancaria"
  ].join('|')})`,
)

/** The kinds, by autofill tokens and the four of BANT. The first that fits counts. */
export const kinds: Record<string, RegExp> = {
  budget: / (budget|presupuest|orcament|qbjt)/, // "Budget", "Presupuesto", "Orçamento", बजट
  authority: / (authority|decision)/, // "Are you the decision maker?"
  // Many a label ends in it: it must be all of one, or of a name or id.
  need: /(\n +|what do you )need \n/,
  timeline: / (time ?(line|frame)|delai)/, // "Timeline", "Délai"
  // A box to tick next to "e-mail" is a consent.
  '': /radio|checkbox/,
  // "E-mail", "you@company.com"; "Correo", "Correio"; "Courriel"; "Adresse de messagerie"; "Mél."; "Electronic address", "Endereço
  // eletrônico"; ईमेल, ই-মেইল, ইমেল; or no label at all, whose place the type takes. With an address. One to choose among is the page's
  // own, as that of a department.
  email:
    /^(?! select).*(mail|corr|courr|messag|mel |el[ec]*tr|qi?mi?l|\n +text).*\n [^\s@]+@[^\s@]+\.(\p{L}{2,}|xn--[\w-]+)$/su,
  // With a number, in the digits of any script.
  tel: new RegExp(`(${phoneWords}).*\\n \\+?[(\\p{Nd}][\\p{Nd}\\s()./-]{6}`, 'su'),
  url: /(web|site|url|bsit).*\n \S+\.\S+$/s, // "Website", "Sitio web", वेबसाइट, with an address
  // "First name", নামের প্রথম অংশ; behind "your", whatever stands before it.
  'given-name': /^(.*Y)?[PKXH]*((G+N?)+|NG+)[PKXH]*$/m,
  // "Last name", "Apellidos"
  'family-name': /^(.*Y)?[PKXH]*((F+N?|A)+|NF+)[PKXH]*$/m,
  // "In welchem Unternehmen arbeiten Sie?", with few letters that are not understood; else one of alternatives, all understood.
  organization: /^[a-zY]{0,12}C+W[^P\n]*$|(^|\/)[YNH]*C[YNHC]*($|\/)/m,
  // "Your position", "Job title", "Cargo en la empresa"
  'organization-title': /^[YNC]*J+[YNC]*$/m,
  // "Country", "Your country name"
  'country-name': /^Y*LN?$/m,
  // "Name", "First and last name", "Vorname/Nachname", "Ansprechpartner"
  name: /^(.*Y)?[PKX]*[NGFAH][PKXQNGFAH/]*$/m,
  // "Who are you?", or nothing but "Patient"
  'name?': /^(?! select).*(Q|\n[PK]+\n)/s,
}
