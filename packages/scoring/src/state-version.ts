/**
 * Version of the format of `ScoreState`, independent of the model. It is incremented with every change of the meaning of
 * stored states; whoever stores states must store it, too, and recompute them when it differs.
 */
export const STATE_VERSION = 2
