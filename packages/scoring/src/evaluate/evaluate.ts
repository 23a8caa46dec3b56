import { type ClosedLead, type Decile, liftByDecile } from './lift.ts'
import { rocAuc } from './roc-auc.ts'
import { type Estimate, wilson } from './wilson.ts'

/** A closed lead as a model saw it just before its outcome was known. */
export interface JudgedLead extends ClosedLead {
  /** Whether it had ever reached `mql` or beyond. */
  qualified: boolean
}

/** How well a model separated won from lost leads. Intervals are 95 % confidence intervals. */
export interface Evaluation {
  won: number
  lost: number
  /** Area under the ROC curve, with DeLong's interval; null unless there are both won and lost leads. */
  auc: Estimate | null
  /** Highest scores first; empty for fewer than ten leads. */
  deciles: Decile[]
  /** Share of the qualified leads that were won, with Wilson's interval; null when none had qualified. */
  precision: Estimate | null
  /** Share of the won leads that had qualified, with Wilson's interval; null when none was won. */
  recall: Estimate | null
}

/** Evaluates a model by closed leads. */
export function evaluate(leads: readonly JudgedLead[]): Evaluation {
  const scores = (won: boolean) => leads.filter((lead) => lead.won === won).map(({ score }) => score)
  const [won, lost] = [scores(true), scores(false)]
  const qualified = leads.filter((lead) => lead.qualified)
  const hits = qualified.filter((lead) => lead.won).length
  return {
    won: won.length,
    lost: lost.length,
    auc: rocAuc(won, lost),
    deciles: liftByDecile(leads),
    precision: wilson(hits, qualified.length),
    recall: wilson(hits, won.length),
  }
}
