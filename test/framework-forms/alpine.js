import Alpine from 'alpinejs'
import { send } from './send.js'

document.querySelector('#app').innerHTML = `
  <form id="alpine" x-data="contact" x-show="state !== 'sent'" @submit.prevent="submit">
    <label>Full name <input name="full_name" x-model="values.full_name"></label>
    <label>E-mail <input name="email" type="email" required x-model="values.email"></label>
    <label>Message <textarea name="message" x-model="values.message"></textarea></label>
    <button>Send</button> <span x-text="state"></span>
  </form>`

Alpine.data('contact', () => ({
  values: { full_name: '', email: '', message: '' },
  state: 'open',
  async submit() {
    this.state = (await send(this.values)) ? 'sent' : 'failed'
  },
}))
Alpine.start()
