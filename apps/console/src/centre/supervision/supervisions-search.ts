import { operatorLists, supervisionLists } from '@loggia/protocol/console/supervision/kinds'
import type { OperatorList, SupervisionList } from '@loggia/protocol/console'
import type { Area } from '../frame.ts'
import { defineSearch, toChoice, toText } from '../routing/search.ts'

type List = SupervisionList | OperatorList
/** The lists of each centre in the order of the buttons; the first is shown without a parameter. */
export const listsOf = {
  buyer: supervisionLists,
  seller: supervisionLists,
  operator: operatorLists,
} as const satisfies Readonly<Record<Area, readonly List[]>>

/** The parameters are the same in each centre, and a page leaves a list of another centre aside. */
export const readSupervisionsSearch = defineSearch({
  list: toChoice<List>([...supervisionLists, ...operatorLists]),
  q: toText(100),
})

export const findList = (area: Area, chosen: List | undefined): List =>
  listsOf[area].find((list) => list === chosen) ?? listsOf[area][0]
