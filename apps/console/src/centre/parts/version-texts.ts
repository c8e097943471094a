import { defineTexts } from '@loggia/ui'

/** Two versions side by side. */
export const versionTexts = defineTexts(
  {
    thing: '项目',
    same: '内容没有变化。',
    contentTable: '内容',
    changesTable: '变更前后对照',
    before: '变更前',
    after: '变更后',
    unchanged: (count: number) => `${count} 项未变更`,
    missing: '无',
    picture: (name: string, at: number, count: number) => (count === 1 ? name : `${name} ${at} / ${count}`),
    open: (picture: string) => `查看原图：${picture}`,
    added: '新增',
    removed: '删除',
  },
  {
    thing: 'Item',
    same: 'Nothing has changed.',
    contentTable: 'Content',
    changesTable: 'Before and after',
    before: 'Before',
    after: 'After',
    unchanged: (count) => `${count} unchanged`,
    missing: 'None',
    picture: (name, at, count) => (count === 1 ? name : `${name} ${at} of ${count}`),
    open: (picture) => `View full size: ${picture}`,
    added: 'Added',
    removed: 'Removed',
  },
)
