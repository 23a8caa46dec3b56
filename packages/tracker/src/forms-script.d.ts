/** `leadlight-forms.js`, a script beside `leadlight.js` without exports. */
declare module 'leadlight-forms.js'
