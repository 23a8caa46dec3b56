/** A trait that a form field can fill. */
export type FieldTrait =
  | 'email'
  | 'firstName'
  | 'lastName'
  | 'name'
  | 'phone'
  | 'company'
  | 'title'
  | 'website'
  | 'address'
  | 'age'
  | 'gender'
  | 'birthday'
  | 'budget'
  | 'authority'
  | 'need'
  | 'timeline'

/**
 * Names of these fields in English, Hindi, Bengali, Spanish, German, French and Portuguese, one line per language. Spaces,
 * hyphens, accents and case are ignored: `e mail` matches `E-Mail` and `email`. An equals sign marks words that are too
 * general to match a part of a longer name.
 */
export const fieldWords: Readonly<Record<FieldTrait, readonly string[]>> = {
  email: [
    'email, email address, email id, mail address, mail id, mail',
    'ईमेल, ई मेल, मेल, ईमेल आईडी, ईमेल पता',
    'ইমেইল, ই মেইল, ইমেল, ই মেল, মেইল, ইমেইল ঠিকানা',
    'correo, correo electronico, direccion de correo',
    'e mail adresse, mailadresse, emailadresse',
    'courriel, adresse mail, adresse electronique, mel, adresse de messagerie',
    'correio eletronico, endereco de email',
  ],
  firstName: [
    'first name, given name, fore name, f name, name first, =first',
    'पहला नाम, प्रथम नाम, pehla naam, pratham naam',
    'প্রথম নাম, নামের প্রথম অংশ, prothom nam',
    'primer nombre, nombre de pila',
    'vorname, rufname',
    'prenom',
    'primeiro nome',
  ],
  lastName: [
    'last name, family name, sur name, l name, name last, =last',
    'उपनाम, अंतिम नाम, कुलनाम, सरनेम, upnaam, antim naam, kulnaam',
    'পদবি, পদবী, শেষ নাম, বংশের নাম, ডাক নাম, shesh nam, podobi',
    'apellido, apellidos, primer apellido, apellido paterno, ap paterno',
    'nachname, familienname, zuname',
    'nom de famille',
    'sobrenome, ultimo nome, apelido',
  ],
  name: [
    '=name, full name, complete name, contact name, contact person, person name, customer name, client name, lead name, visitor name, student name, parent name, attendee name, applicant name, first and last name',
    '=नाम, पूरा नाम, आपका नाम, शुभ नाम, =naam, poora naam, pura naam, aapka naam, आवेदक का नाम, aavedak naam, संपर्क व्यक्ति',
    '=নাম, পুরো নাম, সম্পূর্ণ নাম, আপনার নাম, =nam, পূর্ণ নাম, apnar nam, আবেদনকারীর নাম',
    '=nombre, =nombres, nombre completo, nombre de contacto, nombre contacto, persona de contacto, nombre y apellido, nombre y apellidos, tu nombre, su nombre',
    'vollstandiger name, ihr name, dein name, vor und nachname, ansprechpartner, ansprechperson, kontaktperson',
    '=nom, nom complet, nom contact, nom du contact, votre nom, nom et prenom, prenom et nom, nom prenom',
    '=nome, nome completo, nome do contato, pessoa de contato, nome e sobrenome, seu nome',
  ],
  phone: [
    'phone, phone number, phone no, telephone, tel, mobile, mobile number, mobile no, mobile phone, cell, cell phone, contact number, whatsapp, call back number, contact no, mob, mob no, cell no, tel no, gsm',
    'फोन, फ़ोन, फोन नंबर, मोबाइल, मोबाइल नंबर, दूरभाष, संपर्क नंबर, व्हाट्सएप, sampark number, sampark',
    'ফোন, ফোন নম্বর, মোবাইল, মোবাইল নম্বর, মুঠোফোন, টেলিফোন, যোগাযোগ নম্বর, হোয়াটসঅ্যাপ, দূরভাষ, যোগাযোগের নম্বর, মোবাইল নাম্বার, ফোন নাম্বার',
    'telefono, numero de telefono, celular, movil, telefono movil, cel, tfno, tlf, numero de contacto',
    'telefon, telefonnummer, rufnummer, handy, handynummer, mobilnummer, mobiltelefon, ruckrufnummer',
    'numero de telephone, portable, telephone portable',
    'telefone, numero de telefone, telemovel, celular, fone, numero de contato',
  ],
  company: [
    'company, company name, organization, organisation, organization name, organisation name, business name, =business, firm, employer, institution, school name, workplace, agency name, shop name, store name, trading name, brand name, clinic name, university',
    'कंपनी, कम्पनी, कंपनी का नाम, संस्था, संगठन, व्यवसाय, फर्म, संस्थान, प्रतिष्ठान, व्यापार, दुकान, नियोक्ता, sanstha, vyavsay, niyokta',
    'কোম্পানি, কোম্পানী, কোম্পানির নাম, প্রতিষ্ঠান, প্রতিষ্ঠানের নাম, সংস্থা, সংস্থার নাম, সংগঠন, ব্যবসা, ব্যবসার নাম, দোকান, দোকানের নাম, কর্মস্থল, নিয়োগকর্তা, kormosthol',
    'empresa, nombre de la empresa, compania, organizacion, razon social, nombre comercial, negocio, institucion, entidad, empleador, tienda, comercio, asociacion',
    'firma, firmenname, unternehmen, unternehmensname, organisation, betrieb, arbeitgeber, verein, einrichtung, behorde, kanzlei',
    'entreprise, societe, nom de la societe, nom de l entreprise, raison sociale, organisme, denomination sociale, nom commercial, etablissement, employeur, association, structure, boutique',
    'nome da empresa, companhia, organizacao, empresa, razao social, nome fantasia, instituicao, entidade, empregador, loja, negocio, associacao',
  ],
  title: [
    '=title, job title, =job, job role, position, role, designation, occupation, profession, job function',
    'पद, पदनाम, पेशा, नौकरी का पद, ओहदा',
    'পদ, পদমর্যাদা, পেশা, পদের নাম',
    'cargo, puesto, puesto de trabajo, profesion',
    'berufsbezeichnung, stellenbezeichnung, beruf, funktion',
    'fonction, poste, intitule du poste, metier',
    'funcao, profissao',
  ],
  website: [
    'website, web site, site url, =url, homepage, web page, company url, =domain',
    'वेबसाइट, वेब साइट',
    'ওয়েবসাইট, ওয়েব সাইট',
    'sitio web, pagina web',
    'webseite, internetseite',
    'site web, site internet',
    '=site, pagina da web',
  ],
  address: [
    'address, street, street address, company address, business address, office address, postal address, mailing address, address line',
    'पता, डाक पता',
    'ঠিকানা',
    'direccion, calle',
    'adresse, anschrift, strasse, straße',
    'adresse postale, rue',
    'endereco, morada, rua',
  ],
  age: ['age', 'उम्र, आयु', 'বয়স', 'edad', 'alter', 'âge', 'idade'],
  gender: ['gender, sex', 'लिंग', 'লিঙ্গ', 'sexo, genero', 'geschlecht', 'sexe, genre'],
  birthday: [
    'birthday, birth date, date of birth, dob',
    'जन्म तिथि, जन्मतिथि, जन्मदिन',
    'জন্ম তারিখ, জন্মদিন',
    'fecha de nacimiento',
    'geburtsdatum, geburtstag',
    'date de naissance',
    'data de nascimento, nascimento',
  ],
  budget: [
    'budget, project budget, budget range, price range',
    'बजट',
    'বাজেট',
    'presupuesto',
    'budgetrahmen',
    'fourchette de budget',
    'orcamento, verba',
  ],
  authority: [
    'authority, decision maker, decision making, =decision, buying role, purchase role, role in the decision',
    'निर्णय, निर्णयकर्ता',
    'সিদ্ধান্ত, সিদ্ধান্ত গ্রহণকারী',
    'decisor, toma de decisiones',
    'entscheider, entscheidung, entscheidungstrager',
    'decideur, prise de decision',
    'tomador de decisao, decisao',
  ],
  need: [
    '=need, =needs, what do you need, business needs, project needs, requirement, requirements, use case, pain point, challenge, challenges, interested in, =interest',
    'आवश्यकता, ज़रूरत, जरूरत',
    'প্রয়োজন, চাহিদা',
    'necesidad, necesidades',
    'bedarf, anforderung, anforderungen',
    'besoin, besoins',
    'necessidade, necessidades',
  ],
  timeline: [
    'timeline, time frame, time line, time scale, time horizon, purchase date, =start date, project start, when to start, how soon, deadline',
    'समय सीमा, समयसीमा',
    'সময় সীমা, সময়সীমা',
    'plazo, plazos, =cuando',
    'zeitrahmen, zeitplan, =wann',
    'delai, delais, echeance',
    'prazo, prazos, cronograma',
  ],
}

/** Names that contain such a word but ask for something else. */
export const otherWords: readonly string[] = [
  'user name, nick name, screen name, pet name, file name, event name, product name, project name, list name, card name, name on card, card holder, middle name, maiden name, coupon, campaign name, subject, message, comment, comments, enquiry',
  'email consent, email opt in, email opt out, email updates, email frequency, email me, email preference, email format, contact me by, preferred contact, phone consent, phone type, phone model, country code, phone country, phone extension, job number, job id, company size, company type, company industry, company revenue, company location, business type, number of employees, ip address, mac address, url slug, page url, page title, site id',
  'उपयोगकर्ता नाम, संदेश, कंपनी का आकार, कंपनी का पता',
  'ব্যবহারকারীর নাম, বার্তা, কোম্পানির আকার, কোম্পানির ঠিকানা',
  'nombre de usuario, mensaje, asunto, tamano de la empresa, tamano empresa, sector de la empresa, numero de empleados, direccion de la empresa',
  'benutzername, nachricht, betreff, unternehmensgrosse, unternehmensgröße, firmengrosse, firmengröße, firmensitz, mitarbeiterzahl',
  'nom d utilisateur, sujet, taille de l entreprise, taille entreprise, secteur de l entreprise, adresse de l entreprise',
  'nome de usuario, mensagem, assunto, tamanho da empresa, tamanho empresa, segmento da empresa, numero de funcionarios, endereco da empresa',
]

/** Words that ask for data of somebody else. */
export const thirdPartyWords: readonly string[] = [
  'friend, friends, referral, referrer, referred by, colleague, recipient, emergency contact, mother, father, spouse, manager, supervisor, boss, child, invite, invitee, gift, cc, bcc',
  'मित्र, दोस्त, पिता, माता, पति, पत्नी',
  'বন্ধু, পিতা, পিতার, মাতা, মাতার, স্বামী',
  'amigo, amiga, destinatario, padre, madre, jefe, hijo, hija',
  'freund, freundin, empfanger, vater, mutter, vorgesetzter',
  'ami, destinataire, pere, mere, enfant',
  'amigo, amiga, pai, mae, chefe, filho, filha',
]
