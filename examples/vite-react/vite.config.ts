import { defineConfig } from 'vite'

export default defineConfig({
  // Only within this repository, where the tracker lies beside another version of React: the app's own for both.
  resolve: { dedupe: ['react'] },
})
