import { defineFormElement } from './define-form-element.ts'

/** Entry of `leadlight-forms.js`: defines `<leadlight-form>` on pages without a bundler. */
defineFormElement()
