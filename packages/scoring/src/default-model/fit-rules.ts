import type { TraitCondition } from '../condition/condition.ts'
import type { Rule } from '../model/rule.ts'

const freeMail: TraitCondition = {
  trait: 'email',
  endsWith: [
    '@gmail.com',
    '@googlemail.com',
    '@yahoo.com',
    '@yahoo.co.in',
    '@yahoo.co.uk',
    '@ymail.com',
    '@hotmail.com',
    '@outlook.com',
    '@live.com',
    '@msn.com',
    '@icloud.com',
    '@me.com',
    '@aol.com',
    '@proton.me',
    '@protonmail.com',
    '@gmx.de',
    '@gmx.net',
    '@gmx.com',
    '@web.de',
    '@t-online.de',
    '@mail.ru',
    '@yandex.ru',
    '@rediffmail.com',
    '@qq.com',
    '@163.com',
    '@orange.fr',
    '@free.fr',
    '@laposte.net',
    '@libero.it',
    '@uol.com.br',
    '@zoho.com',
    '@fastmail.com',
  ],
}

/** Rules on who leads are. */
export const fitRules: Rule[] = [
  {
    id: 'company-email',
    label: 'E-mail address at a company, not at a free provider',
    dimension: 'fit',
    if: { not: freeMail },
    points: 10,
    otherwise: -10,
    otherwiseLabel: 'E-mail address at a free provider',
  },
  {
    id: 'company',
    label: 'Named the company',
    dimension: 'fit',
    if: { trait: 'company', exists: true },
    points: 5,
  },
  {
    id: 'phone',
    label: 'Gave a phone number',
    dimension: 'fit',
    if: { trait: 'phone', exists: true },
    points: 5,
  },
]
