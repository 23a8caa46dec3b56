import type { Scenario } from './scenario.ts'
import { baseline } from './scenarios/baseline.ts'
import { lostAnswer } from './scenarios/lost-answer.ts'
import { offlineAndClosed } from './scenarios/offline-and-closed.ts'
import { offlineSameTab } from './scenarios/offline-same-tab.ts'
import { refused } from './scenarios/refused.ts'
import { singlePageApp } from './scenarios/single-page-app.ts'
import { submitAndLeave } from './scenarios/submit-and-leave.ts'
import { tabClosed } from './scenarios/tab-closed.ts'
import { tabClosedInTask } from './scenarios/tab-closed-in-task.ts'
import { unavailable } from './scenarios/unavailable.ts'

/** All that visitors go through, in the order of the tables. */
export const scenarios: Scenario[] = [
  baseline,
  submitAndLeave,
  tabClosed,
  tabClosedInTask,
  unavailable,
  offlineSameTab,
  offlineAndClosed,
  refused,
  singlePageApp,
  lostAnswer,
]
