import type { FormDefinition } from '@leadlight/forms'

const words = {
  en: {
    title: 'Ask for a demo',
    first: 'First name',
    budget: 'Budget in euros',
    when: 'When do you want to start?',
    times: ['This quarter', 'This year', 'Just looking'],
  },
  de: {
    title: 'Demo anfragen',
    first: 'Vorname',
    budget: 'Budget in Euro',
    when: 'Wann möchten Sie anfangen?',
    times: ['Dieses Quartal', 'Dieses Jahr', 'Ich sehe mich um'],
  },
}

/** The form as data, in one language; its own words come with the form. */
export function demoRequest(language: keyof typeof words): FormDefinition {
  const { title, first, budget, when, times } = words[language]
  return {
    id: 'demo-request',
    title,
    theme: 'card',
    steps: [
      {
        fields: [
          { type: 'text', name: 'first_name', label: first, autocomplete: 'given-name', required: true },
          { type: 'email', name: 'email', label: 'E-mail', required: true },
        ],
      },
      {
        fields: [
          { type: 'number', name: 'budget', label: budget, trait: 'budget', min: 0 },
          {
            type: 'radio',
            name: 'timeline',
            label: when,
            trait: 'timeline',
            options: times,
            showIf: { field: 'budget', gte: 5_000 },
          },
        ],
      },
    ],
  }
}
