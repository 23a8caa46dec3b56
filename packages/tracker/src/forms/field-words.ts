/**
 * The words of labels that ask for a name, a company, a position or a country, by what they say, in English, German, Spanish, French,
 * Portuguese, Hindi and Bengali. They are written as `plain` leaves a text: small, without accents, Hindi and Bengali as consonants
 * behind a `q`. Each line is a part of a regular expression that must match a whole word; the comment behind it says which label it is
 * for.
 */

/** What ends many a word, and stands as `N`: "Nachname", `companyname`. */
export const NAME =
  // First "nom", "nombre" and "nome", but not the number in "Nombre de personnes"; then "naam", "name", "Namen"; then नाम, and নামের.
  'n(om(bre(?! de? [a-z]+s )|e)?|aa?m(en?)?)s?|q?nmr?'

/**
 * Words by the capital that stands for what they say. Up to two letters may follow on four, as endings, and `~` stands for any letters.
 * In a lookahead, capitals are words found before. Those that say nothing by themselves come last; most words of one or two letters are
 * among them.
 */
export const words: Record<string, string> = {
  // What makes a first name of a name.
  G: [
    'first|preferred|fore', // "First", "Preferred name", "Forename"
    'vor', // "Vorname", "Vor- und Nachname"
    'given', // "Given name"
    '(prim~|pre|f|ruf)(?= N)', // Before a name: "Primer nombre", "Primeiro nome", "Prénom", `fname`, "Rufname"
    'q(phl|prtm|dk(?= N))', // पहला, प्रथम, and ডাকনাম
    'pila', // "Nombre de pila"
  ].join('|'),

  // What makes a last name of it.
  F: [
    'last|famili?', // "Last name", "Family name", "Familienname", "Nom de famille"
    'nach', // "Nachname"
    'ultimo', // "Último nome"
    'sur', // "Surname"
    'usage', // "Nom d'usage"
    '(zu|sobre|l)(?= N)', // Before a name: "Zuname", "Sobrenome", `lname`
    'q(akr|atm|sss?|bs|(kl|up|sr)(?= N))', // आखिरी, अंतिम, শেষ or শেষাংশ, বংশ; कुलनाम, उपनाम, सरनेम
  ].join('|'),

  // A last name all by itself.
  A: [
    'apell?ido', // "Apellidos", "Apelido"
    'qpdb', // পদবি
  ].join('|'),

  // Asks for a name without saying "name".
  H: [
    'qdkb', // "আপনাকে কী নামে ডাকব?"
    'appele', // "Comment vous appelez-vous ?"
    '(ansprech|kontaktp|interlocut)~', // "Ansprechpartner", "Kontaktperson", "Interlocuteur"
    '(personn?[ae]?|pessoa)(?= )', // "Contact person", "Persona de contacto", "Personne à contacter"; not "personal"
    'hei[^a-r ]+[te]', // "Wie heißt du?", "Wie heißen Sie?"; not "Height"
    'qbykt', // संपर्क व्यक्ति
    '[cl][hl]ama?', // "¿Cómo te llamas?", "Como você se chama?"
  ].join('|'),

  // Whose name is a lead's own.
  P: [
    'responsa[bv]', // "Nombre del responsable", "Nome do responsável"
    `q(${[
      'abdk', // आवेदक, who applies
      '(?!up|byb)[a-z]{3,}(rt|kr)r*(?= )', // Whoever does something: আবেদনকারী, विद्यार्थी; no user, as उपयोगकर्ता or ব্যবহারকারী
      'prrt|grhk|prtnd|ctr|mrj|rgr*', // प्रार्थी, ग्राहक, প্রতিনিধি, छात्र, मरीज, রোগী
    ].join('|')})`,
    'pa[ct]ient', // "Patient's name", "Nombre del paciente"
  ].join('|'),

  // Whoever fills in the form for another.
  K: [
    'guardian', // "Guardian's name"
    'qabbbk', // अभिभावक
    'parent', // "Parent's e-mail", "Nom du parent"
  ].join('|'),

  // Makes a company of what is unknown before it: "In welchem Unternehmen arbeiten Sie?"
  W: [
    'work', // "Where do you work?"
    'travaill?e', // "Dans quelle entreprise travaillez-vous ?"
    'traba[jl]h?a', // "¿En qué empresa trabajas?", "Onde você trabalha?"
    'arbeite', // "Wo arbeiten Sie?"
  ].join('|'),

  // A company, or another organization.
  C: [
    'verein', // "Name des Vereins"
    '[ck]lini[ckq]', // "Clinic", "Klinik", "Clinique", "Clínica"
    'compan[hi]*', // "Company", "Compañía", "Companhia"
    'organi~', // "Organisation", "Organización", "Organisme"
    'ra[zi][oas]*n? socia', // "Razón social", "Raison sociale", "Razão social"
    'org|business|shop', // `org`, "Business name", "Shop"
    'unternehmen', // "Unternehmen"
    'empres|entrepris', // "Empresa", "Entreprise"
    'as+ocia~|societe', // "Association", "Associação", "Société"
    'com+erc~|fantasia', // "Nombre comercial", "Dénomination commerciale", "Nome fantasia"
    'institu~|universi~', // "Institution", "Instituição", "University"
    'emp[a-z]*[aey]d?[eou]r', // "Employer", "Employeur", "Empleador", "Empregador"
    'arbeitgeber|betrieb', // "Arbeitgeber", "Betrieb"
    'e?s?tab~ment', // "Établissement", "Estabelecimento"
    'firm|enti[td]~|colleg', // "Firm", "Firma", "Entidad", "College"; not "Colleague"
    'tiend|loja', // "Nombre de la tienda", "Nome da loja"
    `q(${[
      'km?pn|prtstn|sstn?|sgtn', // कंपनी or কোম্পানি, প্রতিষ্ঠান, संस्था or संस्थान, संगठन
      'bybsy?|bypr|frm|dkn', // व्यवसाय or ব্যবসা, व्यापार, फर्म, दुकान
      'ny[a-z]*kr?t', // Who employs: नियोक्ता, নিয়োগকর্তা
    ].join('|')})`,
    '(where|wo|d?onde|ou)(?= .*W)', // "Where do you work?", "Wo arbeiten Sie?", "Onde você trabalha?", "Où travaillez-vous ?"
    'negoci', // "Nombre de tu negocio"
  ].join('|'),

  // Between alternatives: "Firma oder Verein", "Company or college", "Club ou entreprise".
  '/': 'o|u|oder|or|ou',

  // Asks who somebody is: "Who are you?", "Com quem falamos?"
  Q: 'who|quem',

  // A position in a company.
  J: [
    'cargo', // "Cargo"
    '(?<!\\n +)title', // "Job title"; all by itself, it may be "Mr" or "Ms"
    'role|job', // "Role", "Job title"
    'puesto|poste|position', // "Puesto", "Poste", "Position"
    'fun[ck]~|designa~', // "Funktion", "Função", "Designation"
    'qpd', // पद
  ].join('|'),

  // A country: "País", "Pays", देश.
  L: 'pa[iy]s|qds|country',

  // Whatever stands before it, says nothing about a name: "Would you tell us your".
  Y: [
    'your', // "Your name"
    'ihre?|[md]eine?', // "Ihr Name", "Deine Firma"
    '[st]e?us?', // "Su nombre", "Tus apellidos", "Seu nome"
    'aapk[ai]', // "Aapka naam"
    'ton|votre', // "Ton prénom", "Votre nom"
    'sua', // "Sua empresa"
    'apn[ai]', // "Apna naam", "Apnar naam"
    'qap[nk]?', // आप, आपका, अपना, আপনার
  ].join('|'),

  // Says nothing.
  '': [
    'legal', // "Legal company name"
    'a[ck]?tu~', // "Empresa actual", "Employeur actuel", "Empresa atual"
    'good|complet', // "Your good name", "Nombre completo", "Nom complet"
    'p[ou]o?r[ao]', // "Poora naam", "Pura naam"
    'and|und', // "First and last name", "Vor- und Nachname"
    'curren|full', // "Current employer", "Full name"
    '[pm]at~n', // "Apellido paterno", "Entidade patronal"
    '(primer|segundo)(?= A)', // Before a last name: "Primer apellido"
    'the', // "Name of the company"
    'como|comment', // "¿Cómo te llamas?", "Comment vous appelez-vous ?"
    'sie|vou?s', // "Wie heißen Sie?", "Vos nom et prénom"
    'vollst~', // "Vollständiger Name"
    'voce', // "Como você se chama?"
    'wie|you|ein', // "Wie heißt du?", "Where do you work?", "Bitte geben Sie Ihren Namen ein"
    'denomina~', // "Dénomination commerciale"
    'likh~', // "Poora naam likhein"
    'te?xt', // The type of a field, and `txtName`
    `q(${[
      'eb|or', // एवं, और
      'prn?|smprn|sb|as|brtmn', // पूरा or পূর্ণ, সম্পূর্ণ, शुभ, অংশ, वर्तमान
      'k[sn]', // "आप किस संस्था से हैं?", কোন
      'lk[en]?|dl|dn|drj|kr[en]?', // लिखें or লিখুন, डालें, দিন, दर्ज करें
      'ky|sprk|kpy|bln|bt~', // क्या, संपर्क, कृपया, বলুন, बताएँ
    ].join('|')})`,
    '(?!i[dp]|n[or])[a-z]{2}', // Any word of two letters, but what makes a number of it: "Company ID", "Name no"
    'de[lrs]', // "Nombre del negocio", "Name der Firma", "Name des Vereins"
    '[adelosuxy]', // "Nombre y apellidos", "Nome e sobrenome", "Nom d'usage", "Guardian's name"
    '[ck]onta[ck]?t', // "Contact name", "Nombre de contacto", "Kontaktname", "Contato"
    'ingres|enter|digit|eingeb', // "Enter full name", "Digite o nome", "Ingrese el nombre", "Namen eingeben"
  ].join('|'),

  // Does something, it seems, as a "donor" or a "Mieter"; no user, child, event or agent, of whose name nobody is in doubt, and no
  // account, center, restaurant, number or department.
  X: '(?!us|util|benut|enf|kind|ev|agent|acc|cent|rest|[a-z]*(ment|num))[a-z]{3,}([eo]u?r|ee|nte?|ad[oa])s?(?= )|guest|gast|kund|candidat',
}
