import type { EngineTab } from './engine.ts'

/** A way to send a form, and what the collector should know of it. */
export interface Submission {
  /** Of the form on the page, with a field `email` and a button. */
  form?: string
  /** A script of the page. */
  script?: string
  act(tab: EngineTab): Promise<unknown>
  /** The one `Form Submitted`; none when undefined. */
  outcome?: 'submitted' | 'attempted'
}

const email = '<label>E-mail <input type="email" name="email" value="jane@example.com" required></label>'

/** The form of most of them. */
export const usualForm = `<form method="post" action="/posted" id="contact">${email}<button>Send</button></form>`

const handled = (what: string) =>
  `addEventListener('DOMContentLoaded', () => document.forms[0].addEventListener('submit', ${what}))`

/** All the ways in which forms are sent, on pages as they are. */
export const submissions: Record<string, Submission> = {
  'a click on the button': { act: (tab) => tab.click('button'), outcome: 'submitted' },
  'Enter in a field': { act: (tab) => tab.type('[name=email]', '\n'), outcome: 'submitted' },
  'a button outside of the form': {
    form: `<form method="post" action="/posted" id="contact">${email}</form><button form="contact">Send</button>`,
    act: (tab) => tab.click('button'),
    outcome: 'submitted',
  },
  'requestSubmit()': {
    act: (tab) => tab.evaluate('document.forms[0].requestSubmit()'),
    outcome: 'submitted',
  },
  'submit(), which makes no submit event': {
    act: (tab) => tab.evaluate('document.forms[0].submit()'),
    outcome: 'submitted',
  },
  'an entry that is not valid': {
    form: `<form method="post" action="/posted" id="contact">${email.replace('jane@example.com', 'jane')}<button>Send</button></form>`,
    act: (tab) => tab.click('button'),
  },
  'the same, where nobody validates': {
    form: `<form method="post" action="/posted" id="contact" novalidate>${email}<input name="other" required><button>Send</button></form>`,
    act: (tab) => tab.click('button'),
    outcome: 'submitted',
  },
  'a page that sends the form itself': {
    script: handled(`(event) => {
      event.preventDefault()
      fetch('/posted', { method: 'POST', body: new FormData(event.target) }).then(() => (document.title = 'done'))
    }`),
    act: (tab) => tab.click('button'),
    outcome: 'submitted',
  },
  'a page that keeps values in its own state': {
    script: handled(`(event) => {
      event.preventDefault()
      fetch('/posted', { method: 'POST', body: '{}' })
    }`),
    act: (tab) => tab.click('button'),
    outcome: 'submitted',
  },
  'a page that lets nobody else hear of it': {
    script: handled('(event) => event.stopImmediatePropagation()'),
    act: (tab) => tab.click('button'),
    outcome: 'submitted',
  },
  'two clicks at once': {
    script: handled(`(event) => {
      event.preventDefault()
      fetch('/posted', { method: 'POST', body: '{}' })
    }`),
    act: (tab) =>
      tab.evaluate(`(document.querySelector('button').click(), document.querySelector('button').click())`),
    outcome: 'submitted',
  },
  'fields that shadow what a form has': {
    form: `<form method="post" action="/posted" id="contact">${email}<input name="id"><input name="action"><input name="submit"><button>Send</button></form>`,
    act: (tab) => tab.click('button'),
    outcome: 'submitted',
  },
}
