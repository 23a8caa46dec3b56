import { createApp, reactive, ref } from 'vue/dist/vue.esm-bundler.js'
import { send } from './send.js'

const template = `
  <p v-if="state === 'sent'">Thank you</p>
  <form v-else id="vue" @submit.prevent="submit">
    <label>Full name <input v-model="values.full_name" name="full_name"></label>
    <label>E-mail <input v-model.trim="values.email" type="email" name="email" required></label>
    <label>Message <textarea v-model="values.message" name="message"></textarea></label>
    <button>Send</button> {{ state }}
  </form>`

createApp({
  template,
  setup() {
    const values = reactive({ full_name: '', email: '', message: '' })
    const state = ref('open')
    const submit = async () => {
      state.value = (await send(values)) ? 'sent' : 'failed'
    }
    return { values, state, submit }
  },
}).mount('#app')
