import { afterEach, expect, test } from 'vitest'
import { createFormExplainer, type ExplainedForm } from './create-form-explainer.ts'

afterEach(() => document.body.replaceChildren())

const show = (html: string) => {
  document.body.innerHTML = html
}
const states = ({ fields }: ExplainedForm) =>
  Object.fromEntries(fields.map(({ name, state }) => [name, state]))

test('explains what is sent of each field', () => {
  show(`<form name="contact">
    <label>E-mail <input type="email" name="email" value="ada@firm.example"></label>
    <label>Dog <input name="dog" value="Fido"></label> <label>Size <input name="size" value="" ></label>
    <input type="checkbox" name="news"> <input type="hidden" name="csrf" value="x">
    <label>Cat <input name="cat" value="Tom" disabled></label> <input name="otp" value="123456">
    <label>Team <input name="team" value="7" data-leadlight-allow></label>
    <button name="go" value="1">Go</button></form>`)
  const [form] = createFormExplainer()()
  expect(form).toMatchObject({ name: 'contact', ignored: undefined })
  expect(form && states(form)).toEqual({
    email: 'sent',
    dog: 'filled',
    size: 'empty',
    news: 'empty',
    csrf: 'withheld',
    cat: 'withheld',
    otp: 'withheld',
    team: 'sent',
  })
  const [allowed] = createFormExplainer({ allow: ['dog', 'otp'] })()
  expect(allowed && states(allowed)).toMatchObject({ dog: 'sent', otp: 'withheld' })
})

test('remembers password fields', () => {
  show('<form><input type="password" name="word" value="secret"></form>')
  const explain = createFormExplainer()
  explain()
  document.querySelector('input')?.setAttribute('type', 'text')
  expect(explain()[0]?.fields).toMatchObject([{ state: 'withheld' }])
})

test('gives a reason for forms that are not captured', () => {
  show('<form data-leadlight="off"></form><form></form><form data-leadlight="contact"></form>')
  const reasons = (mode?: 'auto' | 'marked' | 'off') =>
    createFormExplainer(mode ? { mode } : {})().map(({ ignored }) => !ignored)
  expect(reasons()).toEqual([false, true, true])
  expect(reasons('marked')).toEqual([false, false, true])
  expect(reasons('off')).toEqual([false, false, false])
})

test('includes forms in open shadow roots, and recognises those of Leadlight', () => {
  show('<div></div><leadlight-form></leadlight-form>')
  for (const host of document.body.children)
    host.attachShadow({ mode: 'open' }).innerHTML = `<form name="${host.localName}"></form>`
  expect(createFormExplainer()().map(({ name, ignored }) => [name, ignored?.includes('Leadlight')])).toEqual([
    ['div', undefined],
    ['leadlight-form', true],
  ])
})
