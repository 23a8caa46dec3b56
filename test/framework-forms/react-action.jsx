import { useActionState } from 'react'
import { createRoot } from 'react-dom/client'
import { send } from './send.js'

/** An action of the form: React resets the form after each, whatever came of it. */
async function act(_, data) {
  const values = Object.fromEntries(data)
  if (!values.email.includes('@')) return 'invalid'
  return (await send(values)) ? 'sent' : 'failed'
}

function Contact() {
  const [state, action] = useActionState(act, 'open')
  return (
    <form id="react-action" noValidate action={action}>
      <label htmlFor="full_name">Full name</label>
      <input id="full_name" name="full_name" />
      <label htmlFor="email">E-mail</label>
      <input id="email" name="email" aria-invalid={state === 'invalid'} />
      <label htmlFor="message">Message</label>
      <textarea id="message" name="message" />
      <button type="submit">Send</button>
      <output>{state}</output>
    </form>
  )
}

createRoot(document.querySelector('#app')).render(<Contact />)
