import type { Model } from '../model/model.ts'
import { agency } from './agency.ts'
import { b2bSaas } from './b2b-saas.ts'
import { eCommerce } from './e-commerce.ts'
import { education } from './education.ts'
import { realEstate } from './real-estate.ts'

/** Example models by kind of business, each with questions and tests. */
export const presets = {
  'b2b-saas': b2bSaas,
  agency,
  'e-commerce': eCommerce,
  education,
  'real-estate': realEstate,
} satisfies Record<string, Model>

/** Name of a preset. */
export type PresetName = keyof typeof presets
