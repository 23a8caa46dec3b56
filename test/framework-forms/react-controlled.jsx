import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { send } from './send.js'

function Contact() {
  const [values, setValues] = useState({ full_name: '', email: '', message: '' })
  const [state, setState] = useState('open')
  const bind = (name) => ({
    id: name,
    value: values[name],
    onChange: (event) => setValues({ ...values, [name]: event.target.value }),
  })
  async function submit(event) {
    event.preventDefault()
    if (!values.email.includes('@')) return setState('invalid')
    setState((await send(values)) ? 'sent' : 'failed')
  }
  if (state === 'sent') return <p>Thank you</p>
  return (
    <form id="react-controlled" noValidate onSubmit={submit}>
      <label htmlFor="full_name">Full name</label>
      <input {...bind('full_name')} />
      <label htmlFor="email">E-mail</label>
      <input {...bind('email')} aria-invalid={state === 'invalid'} />
      <label htmlFor="message">Message</label>
      <textarea {...bind('message')} />
      <button type="submit">Send</button>
      <output>{state}</output>
    </form>
  )
}

createRoot(document.querySelector('#app')).render(<Contact />)
