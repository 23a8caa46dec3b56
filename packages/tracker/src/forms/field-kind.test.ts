import { describe, expect, it } from 'vitest'
import { createFieldKind, type Field } from './field-kind.ts'

/**
 * Fields as they stand on real sites: `what it is: visible label; attribute=value; …`, `-` for what no lead trait is.
 * Without `autocomplete` and `type=email`, which would make it easy; `hint` is the placeholder.
 */
const labelled = `
# English
email: Email; name=email
email: Email address *; name=email_address
email: Work e-mail; name=work_email
email: Your business email; name=form_fields[email]
email: E-mail ID; name=mailid
email: ; name=EMAIL; hint=Email
email: ; name=field_7; hint=you@company.com
email: Where can we reach you?; name=contact[email]
email: Business Email Address (required); name=input_3
email: ; name=mauticform[f_email]; hint=Enter your email
given-name: First name; name=fname
given-name: First Name*; name=firstname
given-name: First; name=wpforms[fields][0][first]
family-name: Last name; name=lname
family-name: Surname; name=surname
family-name: Last; name=wpforms[fields][0][last]
name: Name; name=your-name
name: Full name; name=fullName
name: Your name; name=contact[name]
name: What is your name?; name=q1
name: First and last name; name=q2
name: Contact name; name=contactName
tel: Phone; name=phone
tel: Phone number; name=phone_number
tel: Mobile; name=mobile
tel: Contact number; name=contact_no
tel: Cell phone; name=q3
tel: Work phone; name=user_phone
organization: Company; name=company
organization: Company name; name=companyName
organization: Organisation; name=org
organization: Business name; name=biz
organization-title: Job title; name=jobtitle
organization-title: Role; name=role
organization-title: Position; name=pos
url: Website; name=website
url: Company website; name=site_url
street-address: Address; name=addr1
address-level2: City; name=city
country-name: Country; name=country; tag=select
budget: What is your budget?; name=q4
budget: Budget; name=budget; type=radio
timeline: Timeline; name=q5
authority: Are you the decision maker?; name=authority; type=radio
need: What do you need?; name=q6; tag=textarea
-: Name of your pet; name=pet_name
-: Company size; name=company_size; tag=select
-: E-mail subject; name=email_subject
-: Email frequency; name=email_frequency; tag=select
-: Username; name=username
-: Nickname; name=nickname
-: Mother's maiden name; name=mmn
-: Product name; name=product_name
-: Message; name=message; tag=textarea
-: How did you hear about us?; name=source; tag=select
-: Number of employees; name=employees
-: Order number; name=order_no
-: Date of birth; name=dob
-: Email me product news; name=optin_email; type=checkbox
-: Country code; name=country_code
-: Passport number; name=passport
-: Bank name; name=bank
-: Emergency contact relationship; name=relationship
-: Subject; name=subject
-: Coupon code; name=coupon
-: Event title; name=title
-: Phone extension; name=ext
-: School name; name=school
-: File name; name=filename
-: Blood group; name=blood
-: Mail server; name=server
-: I agree to receive emails; name=agree_email; type=checkbox
-: Salary; name=salary
-: Annual income; name=income
-: Comments; name=comments; tag=textarea
-: Do you need a hotel?; name=hotel; type=radio
-: Shipping company; name=carrier
-: Diagnosis; name=diagnosis
-: Employee number; name=emp_no
# Hindi
email: ईमेल; name=f1
email: ई-मेल पता; name=f2
email: अपना ईमेल दर्ज करें; name=f3
email: ; name=f4; hint=ईमेल आईडी
email: आपका ई-मेल *; name=f5
name: नाम; name=f6
name: आपका नाम; name=f7
name: पूरा नाम; name=f8
given-name: पहला नाम; name=f9
given-name: प्रथम नाम; name=f10
family-name: उपनाम; name=f11
family-name: अंतिम नाम; name=f12
tel: फ़ोन नंबर; name=f13
tel: मोबाइल नंबर; name=f14
tel: संपर्क नंबर; name=f15
tel: दूरभाष; name=phone
organization: कंपनी; name=f16
organization: कंपनी का नाम; name=f17
organization: संस्था का नाम; name=f18
budget: आपका बजट; name=f19
address-level2: शहर; name=f20
country-name: देश; name=f21
-: संदेश; name=f22; tag=textarea
-: पिता का नाम; name=f23
-: जन्म तिथि; name=f24
-: पालतू का नाम; name=f25
-: आधार संख्या; name=f26
-: ईमेल का विषय; name=f27
# Bengali
email: ইমেইল; name=g1
email: ই-মেইল ঠিকানা; name=g2
email: আপনার ইমেইল লিখুন; name=g3
email: ইমেল; name=g4
email: ইমেইল *; name=g5
name: নাম; name=g6
name: আপনার নাম; name=g7
name: পুরো নাম; name=g8
name: সম্পূর্ণ নাম; name=g9
given-name: প্রথম নাম; name=g10
family-name: শেষ নাম; name=g11
family-name: পদবি; name=g12
tel: ফোন; name=g13
tel: ফোন নম্বর; name=g14
tel: মোবাইল নাম্বার; name=g15
tel: টেলিফোন; name=g16
organization: কোম্পানি; name=g17
organization: কোম্পানির নাম; name=g18
organization: প্রতিষ্ঠানের নাম; name=g19
budget: বাজেট; name=g20
url: ওয়েবসাইট; name=g21
-: বার্তা; name=g22; tag=textarea
-: পিতার নাম; name=g23
-: জন্ম তারিখ; name=g24
-: পোষা প্রাণীর নাম; name=g25
-: পণ্যের নাম; name=g26
# Spanish
email: Correo electrónico; name=h1
email: Correo electrónico corporativo; name=h2
email: Dirección de correo electrónico; name=h3
email: Tu e-mail; name=h4
email: Introduce tu correo; name=h5
name: Nombre completo; name=h6
name: Nombre y apellidos; name=h7
name: Tu nombre; name=h8
given-name: Primer nombre; name=h9
family-name: Apellidos; name=h10
family-name: Apellido; name=h11
tel: Teléfono; name=h12
tel: Número de teléfono; name=h13
tel: Móvil; name=h14
organization: Empresa; name=h15
organization: Nombre de la empresa; name=h16
organization-title: Cargo; name=h17
budget: ¿Cuál es su presupuesto?; name=h18
-: Asunto del correo; name=h19
-: Tamaño de la empresa; name=h20
-: Nombre de su mascota; name=h21
-: Mensaje; name=h22; tag=textarea
# German
email: E-Mail; name=i1
email: E-Mail-Adresse; name=i2
email: Ihre E-Mail-Adresse; name=i3
email: Geschäftliche E-Mail; name=i4
email: Emailadresse; name=i5
name: Name; name=i6
name: Ihr Name; name=i7
name: Vor- und Nachname; name=i8
name: Vollständiger Name; name=i9
given-name: Vorname; name=i10
family-name: Nachname; name=i11
family-name: Familienname; name=i12
tel: Telefon; name=i13
tel: Telefonnummer; name=i14
tel: Handynummer; name=i15
tel: Rufnummer; name=telefon
organization: Firma; name=i16
organization: Unternehmen; name=i17
organization: Firmenname; name=i18
budget: Welches Budget haben Sie?; name=i19
-: Betreff der E-Mail; name=i20
-: Unternehmensgröße; name=i21
-: Benutzername; name=i22
-: Nachricht; name=i23; tag=textarea
-: Kontonummer; name=i24
-: Geburtsname; name=i25
# French
email: E-mail; name=j1
email: Adresse e-mail; name=j2
email: Votre adresse e-mail professionnelle; name=j3
email: Courriel; name=j4
email: Saisissez votre e-mail; name=j5
name: Nom complet; name=j6
name: Nom et prénom; name=j7
name: Votre nom; name=j8
given-name: Prénom; name=j9
family-name: Nom de famille; name=j10
tel: Téléphone; name=j11
tel: Numéro de téléphone; name=j12
tel: Téléphone portable; name=j13
organization: Société; name=j14
organization: Entreprise; name=j15
organization: Nom de l'entreprise; name=j16
organization-title: Poste; name=j17
timeline: Quel est votre délai ?; name=j18
-: Objet de l'e-mail; name=j19
-: Taille de l'entreprise; name=j20
-: Nom d'utilisateur; name=j21
-: Nom de votre animal; name=j22
-: Votre message; name=j23; tag=textarea
# Portuguese
email: E-mail; name=k1
email: Endereço de e-mail; name=k2
email: Digite seu e-mail; name=k3
email: Seu melhor e-mail; name=k4
email: E-mail corporativo; name=k5
name: Nome; name=k6
name: Nome completo; name=k7
name: Seu nome; name=k8
name: Nome e sobrenome; name=k9
given-name: Primeiro nome; name=k10
family-name: Sobrenome; name=k11
tel: Telefone; name=k12
tel: Celular; name=k13
tel: Número de telefone; name=k14
organization: Empresa; name=k15
organization: Nome da empresa; name=k16
organization-title: Cargo; name=k17
budget: Qual é o seu orçamento?; name=k18
-: Assunto do e-mail; name=k19
-: Tamanho da empresa; name=k20
-: Nome do animal; name=k21
-: Mensagem; name=k22; tag=textarea
`

interface Sample {
  line: string
  truth: string
  found: string
}

function build(attributes: Record<string, string>): Field {
  const field = document.createElement((attributes.tag ?? 'input') as 'input')
  for (const [name, value] of Object.entries(attributes)) {
    if (name !== 'tag') field.setAttribute(name === 'hint' ? 'placeholder' : name, value)
  }
  return field
}

function classify(line: string): Sample {
  const [truth = '', rest = ''] = line.split(/: (.*)/s)
  const [label = '', ...attributes] = rest.split('; ')
  const field = build(Object.fromEntries(attributes.map((attribute) => attribute.split('='))))
  const found = createFieldKind([], new WeakSet())(field, label).kind ?? '-'
  return { line, truth, found }
}

function measure(samples: Sample[], isKind: (kind: string) => boolean) {
  const hits = samples.filter(({ truth, found }) => isKind(truth) && truth === found).length
  const recall = hits / samples.filter(({ truth }) => isKind(truth)).length
  const precision = hits / samples.filter(({ found }) => isKind(found)).length
  return { recall, precision }
}

const samples = labelled
  .split('\n')
  .filter((line) => /^[a-z-]+: ?/.test(line))
  .map(classify)
const mistakes = samples
  .filter(({ truth, found }) => truth !== found)
  .map(({ line, found }) => `${line} → ${found}`)

describe('what a field is, on a labelled set in seven languages', () => {
  it('holds enough fields', () => expect(samples.length).toBeGreaterThanOrEqual(150))

  it.each([
    ['e-mail', /^email$/, 0.97, 0.98],
    ['names', /name$(?<!country-name)/, 0.9, 0.98],
    ['telephone', /^tel$/, 0.9, 0.98],
    ['company', /^organization$/, 0.9, 0.98],
    ['everything', /^[a-z]/, 0.9, 0.98],
  ])('%s', (_, kind, leastRecall, leastPrecision) => {
    const { recall, precision } = measure(samples, (found) => kind.test(found))
    expect(recall, mistakes.join('\n')).toBeGreaterThanOrEqual(leastRecall)
    expect(precision, mistakes.join('\n')).toBeGreaterThanOrEqual(leastPrecision)
  })
})
