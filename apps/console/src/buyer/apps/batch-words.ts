import type { Language } from '@loggia/kernel'
import type { SyncChange, SyncSubject } from '@loggia/protocol/console/apps/kinds'
import { defineTexts, formatCount } from '@loggia/ui'

const texts = defineTexts(
  {
    changes: { add: '新增', change: '变更', delete: '删除', withdraw: '撤销', list: '同步' },
    enterprise: (change: string) => `${change}企业信息`,
    app: (change: string) => `${change}应用信息`,
    departments: (items: string, _count: number) => `同步全部部门（${items} 个）`,
    department: (change: string, items: string, _count: number) => `${change} ${items} 个部门`,
    people: (change: string, items: string, _count: number) => `${change} ${items} 人`,
    withdrawn: (items: string, _count: number) => `撤销 ${items} 人的授权`,
  },
  {
    changes: { add: 'added', change: 'changed', delete: 'removed', withdraw: 'withdrawn', list: 'told' },
    enterprise: (change) => `Company ${change}`,
    app: (change) => `App ${change}`,
    departments: (items, count) => (count === 1 ? 'All departments (1)' : `All ${items} departments`),
    department: (change, items, count) =>
      count === 1 ? `1 department ${change}` : `${items} departments ${change}`,
    people: (change, items, count) => (count === 1 ? `1 person ${change}` : `${items} people ${change}`),
    withdrawn: (items, count) =>
      count === 1 ? 'Access of 1 person withdrawn' : `Access of ${items} people withdrawn`,
  },
)

export type Said = { readonly subject: SyncSubject; readonly change: SyncChange; readonly items: number }

/** What a batch says: `12 people added`. */
export function formatBatch({ subject, change, items }: Said, language: Language): string {
  const words = texts.in(language)
  const how = words.changes[change]
  const count = formatCount(items)
  switch (subject) {
    case 'enterprise':
    case 'app':
      return words[subject](how)
    case 'departments':
      return words.departments(count, items)
    case 'department':
      return words.department(how, count, items)
    case 'people':
      return change === 'withdraw' ? words.withdrawn(count, items) : words.people(how, count, items)
  }
}
