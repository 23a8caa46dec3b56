/** Name of the setting that holds the state of erasures. */
export const ERASURES = 'erasures'
