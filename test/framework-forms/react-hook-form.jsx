import { createRoot } from 'react-dom/client'
import { useForm } from 'react-hook-form'
import { send } from './send.js'

function Contact() {
  const { register, handleSubmit, reset, setError, formState } = useForm()
  const submit = async (values) => {
    if (await send(values)) reset()
    else setError('root', { message: 'failed' })
  }
  return (
    <form id="react-hook-form" noValidate onSubmit={handleSubmit(submit)}>
      <label>
        Full name <input {...register('full_name')} />
      </label>
      <label>
        E-mail{' '}
        <input
          {...register('email', { required: true, pattern: /@/ })}
          aria-invalid={!!formState.errors.email}
        />
      </label>
      <label>
        Message <textarea {...register('message')} />
      </label>
      <button type="submit">Send</button>
      {formState.errors.root && <p role="alert">Try again</p>}
    </form>
  )
}

createRoot(document.querySelector('#app')).render(<Contact />)
