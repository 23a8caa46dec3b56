import { defineFormElement } from './define-form-element.ts'

/** `leadlight-forms.js`: `<leadlight-form>` for pages without a bundler. */
defineFormElement()
