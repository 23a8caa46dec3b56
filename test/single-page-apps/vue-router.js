import { createApp } from 'vue/dist/vue.esm-bundler.js'
import { createRouter, createWebHistory } from 'vue-router'

const page = (path) => ({ path, component: { template: `<h1>${path}</h1>` } })
const router = createRouter({
  history: createWebHistory(),
  routes: [
    page('/start'),
    page('/pricing'),
    page('/about'),
    page('/replaced'),
    page('/new'),
    { path: '/old', redirect: '/new' },
    { path: '/moved', redirect: () => '/about' },
  ],
})
const template = `
  <nav><router-link to="/pricing">Pricing</router-link> <router-link to="/pricing?seats=20">Seats</router-link>
    <router-link to="/pricing#faq">Questions</router-link> <router-link to="/about">About</router-link>
    <router-link to="/old">Old</router-link> <router-link to="/moved">Moved</router-link>
    <button @click="$router.replace('/replaced')">Replace</button></nav>
  <router-view></router-view>`

createApp({ template }).use(router).mount('#app')
