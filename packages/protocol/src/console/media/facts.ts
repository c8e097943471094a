import { factsOn } from '../facts.ts'
import { id, oneOf } from '../members.ts'
import { mediumPurposes } from './kinds.ts'

const ofMedium = { purpose: oneOf(mediumPurposes), sellerId: id('sel') }

export const mediaFacts = factsOn('med', { 'media.added': ofMedium, 'media.removed': ofMedium })
