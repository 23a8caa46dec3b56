import { describe, expect, it } from 'vitest'
import { createTraitOfName, type FieldMeaning } from './trait-of-name.ts'

const traitOfName = createTraitOfName()

/** Names of fields as they stand in real forms, by what they ask for; separated by bars. */
const labelled: Record<FieldMeaning | 'nothing', string> = {
  email:
    'email|Email|E-Mail|your-email|email_address|EmailAddress|user_email|useremail|emailaddress|contact[email]|form_fields[email]|wpforms[fields][email]|Email-2|email_1|EMAIL|mail|workEmail|work_email|business email|company email|Email ID|emailid|txtEmail|billing.email|correo|correo_electronico|Correo electrónico|E-Mail-Adresse|emailadresse|courriel|adresse e-mail|adresse_mail|endereço de email|ईमेल|ई-मेल|ईमेल पता|आपका ईमेल|ইমেইল|ই-মেইল|আপনার ইমেইল',
  firstName:
    'first_name|firstName|firstname|fname|first-name|given_name|name[first]|wpforms[fields][0][first]|vorname|Vorname|prenom|prénom|votre prénom|primer nombre|primeiro nome|पहला नाम|pehla_naam|প্রথম নাম',
  lastName:
    'last_name|lastName|lastname|lname|surname|family-name|name[last]|nachname|Familienname|apellido|apellidos|sobrenome|nom de famille|ap_paterno|उपनाम|upnaam|পদবি|শেষ নাম',
  name: 'name|Name|your-name|full_name|fullName|fullname|form[name]|name_2|contact_name|Contact person|nombre|nombre completo|nombre y apellidos|Ihr Name|nom|Nom et prénom|nome|nome completo|नाम|पूरा नाम|नाम*|আপনার নাম|নাম|পুরো নাম|txtName|nom_contact|aavedak_naam',
  phone:
    'phone|tel|phone_number|phoneNumber|Phone No|mobile|mobile_no|telephone|your-phone|cell|contact_number|company phone|whatsapp|whatsapp number|telefono|teléfono|celular|móvil|Telefon|Telefonnummer|handy|téléphone|numéro de téléphone|telefone|telemóvel|फोन|फ़ोन नंबर|मोबाइल नंबर|ফোন নম্বর|মোবাইল|contact_no|txtMob|cel|tfno|দূরভাষ',
  company:
    'company|company_name|companyName|Company / Organisation|organization|organisation|business_name|employer|name of company|empresa|nombre de la empresa|Firma|Unternehmen|firmenname|entreprise|société|nom de la société|nome da empresa|कंपनी|कंपनी का नाम|संस्था|কোম্পানি|প্রতিষ্ঠানের নাম|razao_social|niyokta|kormosthol|Arbeitgeber|loja|দোকানের নাম',
  title:
    'title|job_title|jobTitle|position|role|your role|designation|occupation|cargo|puesto|Berufsbezeichnung|fonction|poste|पद|पदनाम|পদমর্যাদা',
  website: 'website|web_site|url|site_url|company website|sitio web|Webseite|site web|वेबसाइट|ওয়েবসাইট',
  address:
    'address|street_address|company_address|mailing address|dirección|Adresse|Anschrift|endereço|पता|ঠিকানা',
  age: 'age|edad|आयु|বয়স',
  gender: 'gender|Geschlecht|sexe|लिंग',
  birthday: 'birthday|date_of_birth|dob|Geburtsdatum|date de naissance|जन्म तिथि|জন্ম তারিখ',
  budget: 'budget|project_budget|your budget|What is your budget?|presupuesto|orçamento|बजट|বাজেট',
  authority: 'authority|decision_maker|decisionMaker|Entscheider|décideur|निर्णयकर्ता',
  need: 'need|needs|requirements|project_requirements|use_case|Bedarf|besoin|necesidades|आवश्यकता|ज़रूरत|প্রয়োজন',
  timeline: 'timeline|time_frame|timeframe|project timeline|Zeitrahmen|délai|plazo|prazo|समय सीमा|সময়সীমা',
  other:
    'username|user_name|nickname|message|your-message|comments|subject|file_name|product_name|company_size|companySize|tamanho_da_empresa|Taille de l’entreprise|Unternehmensgröße|number_of_employees|page_title|email_opt_in|email_frequency|card_name|mensaje|nachricht|संदेश|বার্তা',
  thirdParty:
    'friend_email|friendName|referral name|recipient_email|spouse_name|child_email|padre telefono|cc|ami_email|amigo nombre',
  nothing:
    '|input_3|fields[7]|12|q|g|quantity|country|course name|utm_source|plan|color|_wpnonce|checkbox-42|namespace|emaciated',
}

describe.each(Object.entries(labelled))('the trait %s', (meaning, names) => {
  it.each(names.split('|'))('is recognised by %j', (name) => {
    expect(traitOfName(name)).toBe(meaning === 'nothing' ? undefined : meaning)
  })
})

it('ignores names that no form has', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'a'.repeat(100_000), '\ud800', '\0']) {
    expect(traitOfName(name)).toBeUndefined()
  }
})
