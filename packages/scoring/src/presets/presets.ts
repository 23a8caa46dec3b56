import type { Model } from '../model/model.ts'
import { agency } from './agency.ts'
import { b2bSaas } from './b2b-saas.ts'
import { eCommerce } from './e-commerce.ts'
import { education } from './education.ts'
import { realEstate } from './real-estate.ts'

/** Models to start from, by the kind of business; each brings its questions and its tests. */
export const presets = {
  'b2b-saas': b2bSaas,
  agency,
  'e-commerce': eCommerce,
  education,
  'real-estate': realEstate,
} satisfies Record<string, Model>

/** Names a preset. */
export type PresetName = keyof typeof presets
