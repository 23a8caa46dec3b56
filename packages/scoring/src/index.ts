export * from './backtest/backtest.ts'
export type { BacktestLead, Crossing } from './backtest/follow-lead.ts'
export { createQualification, type HasQualified } from './backtest/has-qualified.ts'
export type { BacktestWeek, Outcome } from './backtest/outcome.ts'
export * from './calibrate/calibrate.ts'
export type { CalibratedRule } from './calibrate/propose-points.ts'
export { compileWhere, type Matches } from './condition/compile-where.ts'
export * from './condition/condition.ts'
export type { Operators, ValueTest } from './condition/operators.ts'
export * from './create-scorer.ts'
export * from './default-model/default-model.ts'
export * from './evaluate/evaluate.ts'
export type { ClosedLead, Decile } from './evaluate/lift.ts'
export type { Estimate } from './evaluate/wilson.ts'
export {
  MANUAL_RULE,
  type ManualState,
  POINTS_ADJUSTED,
  type SetStage,
  STAGE_SET,
} from './manual/manual-state.ts'
export type { ModelError } from './model/describe-issues.ts'
export * from './model/group.ts'
export * from './model/model.ts'
export { modelJsonSchema } from './model/model-json-schema.ts'
export { type ModelTest, modelTestSchema } from './model/model-test.ts'
export * from './model/parse-model.ts'
export { type Question, questionSchema } from './model/question.ts'
export * from './model/rule.ts'
export * from './model/thresholds.ts'
export * from './score-history.ts'
export * from './scorer.ts'
export * from './state-version.ts'
export * from './test-model.ts'
