import type { Rule } from '../model/rule.ts'
import { formsAbout } from './forms-about.ts'

const dimension = 'engagement'

const demoForm = formsAbout(
  'demo',
  'free-trial',
  'free trial',
  'quote',
  'consultation',
  'angebot',
  'डेमो',
  'ডেমো',
)
const contactForm = formsAbout('contact', 'kontakt', 'enquiry', 'inquiry', 'get-in-touch', 'संपर्क', 'যোগাযোগ')
const unsubscribeForm = formsAbout('unsubscribe', 'opt-out', 'abmelden')
const newsletterForm = formsAbout('newsletter', 'subscribe', 'sign-up-news', 'न्यूज़लेटर', 'নিউজলেটার')
/** Forms of people who want something else than to buy. */
const unrelatedForm = formsAbout(
  'login',
  'signin',
  'sign-in',
  'search',
  'comment',
  'career',
  'job',
  'bewerbung',
)

/** Rules on submitted forms. */
export const formRules: Rule[] = [
  {
    id: 'form-started',
    label: 'Began to fill in a form',
    dimension,
    on: { event: 'Form Started' },
    points: 1,
    limit: { count: 1, per: 'day' },
    cap: 3,
    halfLifeDays: 14,
  },
  {
    id: 'newsletter',
    label: 'Subscribed to the newsletter',
    dimension,
    on: { event: 'Form Submitted', where: { all: [newsletterForm], not: unsubscribeForm } },
    points: 6,
    limit: { count: 1, per: 'ever' },
    halfLifeDays: 90,
  },
  {
    id: 'contact',
    label: 'Sent a contact form',
    dimension,
    on: { event: 'Form Submitted', where: { all: [contactForm], not: demoForm } },
    points: 25,
    limit: { count: 1, per: 'day' },
    cap: 40,
    halfLifeDays: 30,
  },
  {
    id: 'demo',
    label: 'Asked for a demo, a trial or a quote',
    dimension,
    on: { event: 'Form Submitted', where: demoForm },
    points: 35,
    limit: { count: 1, per: 'day' },
    cap: 50,
    halfLifeDays: 30,
  },
  {
    id: 'other-form',
    label: 'Sent another form with answers',
    dimension,
    on: {
      event: 'Form Submitted',
      where: {
        fields: { exists: true },
        not: { any: [demoForm, contactForm, newsletterForm, unsubscribeForm, unrelatedForm] },
      },
    },
    points: 10,
    limit: { count: 1, per: 'day' },
    cap: 20,
    halfLifeDays: 30,
  },
  {
    id: 'demo-event',
    label: 'Requested a demo',
    dimension,
    on: { event: 'Demo Requested' },
    points: 35,
    limit: { count: 1, per: 'day' },
    cap: 50,
    halfLifeDays: 30,
  },
  {
    id: 'signed-up',
    label: 'Signed up',
    dimension,
    on: { event: 'Signed Up' },
    points: 30,
    limit: { count: 1, per: 'ever' },
    halfLifeDays: 60,
  },
  {
    id: 'unsubscribe-form',
    label: 'Sent the form to unsubscribe',
    dimension,
    on: { event: 'Form Submitted', where: unsubscribeForm },
    points: -25,
    limit: { count: 1, per: 'ever' },
    halfLifeDays: 180,
  },
]
