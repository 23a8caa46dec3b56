import { useState } from 'react'

/** A controlled form that sends nothing by itself: captured as it is. */
export function ContactPage() {
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState(false)
  if (sent) return <p role="status">Thank you.</p>
  return (
    <>
      <h1>Contact</h1>
      <form
        id="contact"
        onSubmit={(event) => {
          event.preventDefault()
          setSent(true)
        }}
      >
        <label>
          E-mail
          <input
            type="email"
            name="email"
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </label>
        <button type="submit">Send</button>
      </form>
    </>
  )
}
