import type { FormDefinition } from './form-definition.ts'

const email = {
  type: 'email',
  name: 'email',
  label: 'E-mail',
  autocomplete: 'email',
  required: true,
} as const
const workEmail = { ...email, label: 'Work e-mail' } as const
const firstName = {
  type: 'text',
  name: 'first_name',
  label: 'First name',
  autocomplete: 'given-name',
  required: true,
  half: true,
} as const
const lastName = {
  type: 'text',
  name: 'last_name',
  label: 'Last name',
  autocomplete: 'family-name',
  required: true,
  half: true,
} as const
const company = {
  type: 'text',
  name: 'company',
  label: 'Company',
  autocomplete: 'organization',
} as const
const consent = {
  type: 'consent',
  name: 'consent',
  label: 'You may write to me about this and related topics. I can withdraw this at any time.',
} as const

const newsletter: FormDefinition = {
  id: 'newsletter',
  name: 'Newsletter',
  title: 'One letter a month',
  intro: 'What we learned, in five minutes. You can leave with one click.',
  submit: 'Subscribe',
  fields: [
    email,
    { ...consent, label: 'Send me the letter. I can withdraw this at any time.', required: true },
  ],
  success: { message: 'Almost done: please confirm your address by the link that we have just sent you.' },
  confirm: {
    subject: 'Please confirm your address',
    text: 'Somebody, hopefully you, asked for our letter at this address.\n\nConfirm it here, and the next letter is yours:\n{link}\n\nIf it was not you, do nothing: you will not hear from us again.',
  },
}

const contact: FormDefinition = {
  id: 'contact',
  name: 'Contact',
  title: 'Write to us',
  submit: 'Send',
  fields: [
    { type: 'text', name: 'name', label: 'Name', autocomplete: 'name', required: true, half: true },
    { ...email, half: true },
    company,
    { type: 'textarea', name: 'message', label: 'How can we help?', required: true, trait: 'need' },
  ],
  success: { message: 'Thank you! We answer within one working day.' },
  protect: { seconds: 3 },
}

const demoRequest: FormDefinition = {
  id: 'demo-request',
  name: 'Demo request',
  title: 'See it with your own data',
  submit: 'Book my demo',
  steps: [
    { title: 'About you', fields: [firstName, lastName, workEmail, { ...company, required: true }] },
    {
      title: 'About your project',
      fields: [
        {
          type: 'textarea',
          name: 'need',
          label: 'What do you want to solve?',
          trait: 'need',
          ask: 'unknown',
        },
        {
          type: 'select',
          name: 'budget',
          label: 'Yearly budget',
          trait: 'budget',
          ask: 'unknown',
          options: [
            { value: '2000', label: 'Up to 5,000' },
            { value: '5000', label: '5,000 to 10,000' },
            { value: '10000', label: '10,000 to 50,000' },
            { value: '50000', label: 'More than 50,000' },
          ],
        },
        {
          type: 'radio',
          name: 'authority',
          label: 'Who decides?',
          trait: 'authority',
          ask: 'unknown',
          options: [
            { value: 'yes', label: 'I do' },
            { value: 'together', label: 'I and others' },
            { value: 'no', label: 'Somebody else' },
          ],
        },
        {
          type: 'select',
          name: 'timeline',
          label: 'When do you want to start?',
          trait: 'timeline',
          ask: 'unknown',
          options: ['This month', 'This quarter', 'This year', 'Later'],
        },
        consent,
      ],
    },
  ],
  success: { message: 'Thank you! We write to you within one working day to find a time.' },
  protect: { seconds: 4 },
  progressive: {},
}

const eBook: FormDefinition = {
  id: 'e-book',
  name: 'E-book',
  title: 'Get the guide',
  intro: 'Forty pages. The link comes at once and works for three days.',
  submit: 'Get the guide',
  fields: [{ ...firstName, half: false }, workEmail, { ...company, ask: 'unknown' }, consent],
  success: {
    message: 'Thank you! Enjoy the read.',
    download: { label: 'Download the guide', file: 'guide.pdf', hours: 72 },
    event: 'E-book Requested',
  },
  progressive: {},
}

const webinar: FormDefinition = {
  id: 'webinar',
  name: 'Webinar',
  title: 'Save your seat',
  submit: 'Save my seat',
  fields: [
    firstName,
    lastName,
    workEmail,
    { ...company, ask: 'unknown' },
    {
      type: 'textarea',
      name: 'question',
      label: 'What should we talk about?',
      help: 'We answer the most frequent questions live.',
    },
    consent,
  ],
  success: {
    message: 'Your seat is saved.',
    reveal: { text: 'Join here at the time:', links: [{ label: 'The webinar', href: '/webinar' }] },
    event: 'Webinar Registered',
  },
  progressive: {},
}

const callback: FormDefinition = {
  id: 'callback',
  name: 'Callback',
  title: 'We call you',
  submit: 'Call me',
  fields: [
    { type: 'text', name: 'name', label: 'Name', autocomplete: 'name', required: true },
    { type: 'tel', name: 'phone', label: 'Phone', autocomplete: 'tel', required: true },
    // A lead is identified by its e-mail address; without one it appears in no list.
    { ...email, help: 'In case we cannot reach you.' },
    {
      type: 'radio',
      name: 'when',
      label: 'When is a good time?',
      options: ['In the morning', 'In the afternoon', 'In the evening'],
    },
  ],
  success: { message: 'Thank you! We call you on the next working day.' },
  protect: { seconds: 3, work: true },
}

/** Example forms by id, to adapt and install with `leadlight forms add`. */
export const formTemplates: Readonly<Record<string, FormDefinition>> = {
  newsletter,
  contact,
  'demo-request': demoRequest,
  'e-book': eBook,
  webinar,
  callback,
}
