import { ErrorMessage, Field, Form, Formik } from 'formik'
import { createRoot } from 'react-dom/client'
import { send } from './send.js'

const validate = ({ email }) => (email.includes('@') ? {} : { email: 'An e-mail address, please' })

function Contact() {
  return (
    <Formik
      initialValues={{ full_name: '', email: '', message: '' }}
      validate={validate}
      onSubmit={async (values, { resetForm, setStatus }) => {
        if (await send(values)) resetForm()
        else setStatus('failed')
      }}
    >
      <Form id="formik" noValidate>
        <label htmlFor="full_name">Full name</label>
        <Field id="full_name" name="full_name" />
        <label htmlFor="email">E-mail</label>
        <Field id="email" name="email" />
        <ErrorMessage name="email" />
        <label htmlFor="message">Message</label>
        <Field id="message" name="message" as="textarea" />
        <button type="submit">Send</button>
      </Form>
    </Formik>
  )
}

createRoot(document.querySelector('#app')).render(<Contact />)
