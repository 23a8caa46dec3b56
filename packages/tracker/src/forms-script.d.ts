/** `leadlight-forms.js`, as it lies beside `leadlight.js`: runs, and exports nothing. */
declare module 'leadlight-forms.js'
