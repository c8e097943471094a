import { factsOn } from '../facts.ts'
import { json, optional, string } from '../members.ts'

const ofSetting = { name: string, from: optional(json), to: optional(json) }

export const settingFacts = factsOn('market', {
  'setting.changed': ofSetting,
  'setting.taken_back': ofSetting,
})
