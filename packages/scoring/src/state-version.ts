/**
 * Version of the form in which `ScoreState` remembers events, whatever the model. It goes up with every change that makes
 * stored states mean something else: whoever stores states keeps it beside them, and works them out anew when it differs.
 */
export const STATE_VERSION = 2
