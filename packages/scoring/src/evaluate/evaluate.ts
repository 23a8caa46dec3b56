import { type ClosedLead, type Decile, liftByDecile } from './lift.ts'
import { rocAuc } from './roc-auc.ts'
import { type Estimate, wilson } from './wilson.ts'

/** How a model stood to a lead just before it was known how it would end. */
export interface JudgedLead extends ClosedLead {
  /** It had once come to `mql` or further. */
  qualified: boolean
}

/** How well a model told leads that were won from those that were lost. */
export interface Evaluation {
  won: number
  lost: number
  /** Area under the ROC curve, DeLong's interval; null without both. */
  auc: Estimate | null
  /** The best tenth first, Wilson's intervals; empty for fewer than ten leads. */
  deciles: Decile[]
  /** Of the leads that had qualified, the share that was won; Wilson's interval; null where none had. */
  precision: Estimate | null
  /** Of the leads that were won, the share that had qualified; Wilson's interval; null where none was. */
  recall: Estimate | null
}

/** Judges a model by leads of which it is known how they ended. All intervals are of 95 %. */
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
